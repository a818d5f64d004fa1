"""Honest variations of texts: names that look like ids, dashes, quotes, other scripts, lists at the end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from tests.support.ledger import Ledger
from tests.support.varying import Variation, changed, honest, said_besides


@honest
def names_of_standards_that_look_like_ids(ledger: Ledger) -> Iterator[Variation]:
    yield from said_besides(ledger, "It follows AES-128, SHA-256 and ISO-9001.")


@honest
def an_outcome_as_the_catalogue_prints_it(ledger: Ledger) -> Iterator[Variation]:
    yield from said_besides(ledger, "GV.RR-04 is the outcome that it bears on.")


@honest
def a_temperature_below_zero(ledger: Ledger) -> Iterator[Variation]:
    yield from said_besides(ledger, "It works from -10 to 40 °C.")


@honest
def a_range_of_years_with_a_dash(ledger: Ledger) -> Iterator[Variation]:
    yield from said_besides(ledger, "Figures are those of 2021\u20132024.")


@honest
def a_serial_number(ledger: Ledger) -> Iterator[Variation]:
    yield from said_besides(ledger, "The first was number 482100739216.")


@honest
def another_record_named_in_prose(ledger: Ledger) -> Iterator[Variation]:
    name = ledger.of("plan")[0].id
    yield from said_besides(ledger, f"More stands in {name}.")


@honest
def a_text_that_ends_in_a_list(ledger: Ledger) -> Iterator[Variation]:
    for kind, field in (("user", "description"), ("component", "description"), ("policy", "statement"), ("plan", "statement")):
        for entry in ledger.of(kind):
            yield changed(ledger, entry, (field,), f"{entry.text(field)}\n\n- on weekdays\n- at home and at work")


@honest
def a_title_with_a_quoted_word(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.records:
        if '"' not in entry.text("title") and entry.kind in ("use-case", "threat", "decision", "need"):
            yield changed(ledger, entry, ("title",), f'{entry.text("title")}, "as found"')


@honest
def a_title_that_ends_in_inches(ledger: Ledger) -> Iterator[Variation]:
    for entry in (*ledger.of("component"), *ledger.of("interface")):
        yield changed(ledger, entry, ("title",), f'{entry.text("title")}, with a display of 7"')


@honest
def a_title_with_an_apostrophe_at_its_end(ledger: Ledger) -> Iterator[Variation]:
    for entry in ledger.of("use-case"):
        yield changed(ledger, entry, ("title",), f"{entry.text('title')} at the neighbours'")


@honest
def a_title_in_another_script(ledger: Ledger) -> Iterator[Variation]:
    for number, entry in enumerate((*ledger.of("user"), *ledger.of("use-case"), *ledger.of("audience"))):
        yield changed(ledger, entry, ("title",), ("قارئ العداد", "Жильцы дома", "租户", "דיירי הבית")[number % 4])


@honest
def the_same_sentence_in_two_records(ledger: Ledger) -> Iterator[Variation]:
    for kind, field in (("verification", "procedure"), ("coverage-note", "reason"), ("user", "description")):
        entries = ledger.of(kind)
        for first, second in itertools.pairwise(entries):
            if first.text(field).endswith(".") and second.text(field).endswith("."):
                yield changed(ledger, second, (field,), f"{second.text(field)} {first.text(field)}")
