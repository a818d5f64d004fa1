"""Texts that contradict what is promised, what exists, what is printed elsewhere, or themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.marks import mark_of
from tests.support.contradicting import Result, added, contradiction, result
from tests.support.edits import Path
from tests.support.ledger import Entry, Ledger, Where, shifted

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
END = "'ends' of a support term that the text discloses"
ITSELF = "the text itself, which cannot be meant so"


def spellings(day: date) -> tuple[str, ...]:
    """Returns a day as texts write it."""
    month = MONTHS[day.month - 1]
    return str(day), f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"


def promises(ledger: Ledger) -> Iterator[tuple[Entry, Entry, str, str]]:
    """Yields each text for customers with a term that it discloses and whose end it names after 'until': text, term, the whole phrase, the day in it."""
    for item in ledger.of("information-item"):
        for term in ledger.targets(item, "discloses"):
            ends = term.day("ends") if term.kind == "support-term" else None
            for day in spellings(ends) if ends else ():
                found = re.search(rf"\buntil (?:at least )?\**{re.escape(day)}\**", item.text("text"))
                if found:
                    yield item, term, found[0], day


def _promised(ledger: Ledger, change: str, years: int) -> Iterator[Result]:
    for item, term, phrase, day in promises(ledger):
        ends = term.day("ends")
        assert ends is not None
        later = shifted(ends, years=years)
        spelt = spellings(later)[spellings(ends).index(day)]
        new = {
            "day": phrase.replace(day, spelt),
            "year": f"until the end of {later.year}",
            "years": f"for {later.year - ledger.as_of.year + 1} years from purchase",
        }[change]
        known = " ".join(value for one in ledger.targets(item, "discloses") for _, value, _ in ledger.scalars(one))
        least = years < 0 and "at least" in item.text("text")[max(0, item.text("text").index(phrase) - 20) :][: len(phrase) + 40]
        if not least and not any(one in known for one in spellings(later)):  # what is true at least until a day may last longer
            text = item.text("text").replace(phrase, new, 1)
            yield result(ledger, item, "text", text, f"{term.id}.ends {ends}", Where(term.id, ("ends",)))


@contradiction("A.3", second=END, stops=True)
def a_text_promises_a_later_day(ledger: Ledger) -> Iterator[Result]:
    yield from _promised(ledger, "day", 2)


@contradiction("A.3", second=END)
def a_text_promises_an_earlier_day(ledger: Ledger) -> Iterator[Result]:
    yield from _promised(ledger, "day", -2)


@contradiction("A.3", second=END, stops=True)
def a_text_promises_to_the_end_of_a_later_year(ledger: Ledger) -> Iterator[Result]:
    yield from _promised(ledger, "year", 4)


@contradiction("A.3", second=END, stops=True)
def a_text_promises_for_more_years(ledger: Ledger) -> Iterator[Result]:
    yield from _promised(ledger, "years", 9)


@contradiction("A.3", second="the text that discloses the term and names the day on which it ended before", stops=True)
def a_term_ends_before_the_text_says(ledger: Ledger) -> Iterator[Result]:
    seen = set()
    for item, term, phrase, _ in promises(ledger):
        ends = term.day("ends")
        if ends and term.id not in seen:
            seen.add(term.id)
            told = ledger.naming(term.id, "information-item", "discloses")
            others = [Where(one.id, ("text",)) for one in told]
            yield result(ledger, term, "ends", str(shifted(ends, days=-200)), f"{item.id}: {phrase!r}", *others)


@contradiction("A.3", second="the other term of the same component, with the same revisions and the same cover", stops=True)
def two_terms_of_one_component(ledger: Ledger) -> Iterator[Result]:
    for term in ledger.of("support-term"):
        ends = term.day("ends")
        if ends and term.many("covers") and shifted(ends, years=-1) > ledger.as_of:
            kept = ("references", "component", "revisions", "covers", "starts", "basis", "afterwards")
            data = {"id": ledger.unused_id("support-term"), "title": f"{term.text('title')} once more", **ledger.looked_at(term)}
            data |= {key: term.data.get(key) for key in kept}
            data["ends"] = str(shifted(ends, years=-1))
            others = [Where(term.id, (field,)) for field in ("ends", "component", "covers")]
            yield added(ledger, "support-term", data, f"{term.id}.ends {ends}", *others, term, *ledger.targets(term, "component"))


# What exists ----------------------------------------------------------------------------------------------------------------


@contradiction("A.6", second="the register of that kind, which has no such record", stops=True)
def prose_names_a_record_that_is_not_there(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        for path, text in ledger.texts(entry, "prose"):
            kind = ("plan", "policy", "means")[len(text) % 3]
            if text.endswith("."):
                name = ledger.unused_id(kind)
                yield result(ledger, entry, path, f"{text} More stands in {name}.", f"no {kind} {name}")


@contradiction("A.6", second="the register of that kind, which has no such record", stops=True)
def an_id_in_prose_is_another(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        for path, text in ledger.texts(entry, "prose", "plain"):
            for found in re.findall(r"(?<![\w.:-])[A-Z]{3,4}-[0-9]{2,4}(?![\w-])", text):
                if found in ledger.by_id:
                    name = ledger.unused_id(ledger.by_id[found].kind)
                    yield result(ledger, entry, path, text.replace(found, name, 1), f"no record {name}")
                    break


@contradiction("A.10", second="the spelling of the id in the register or the catalogue")
def an_id_in_prose_with_a_typographic_dash(ledger: Ledger) -> Iterator[Result]:
    entries = [name for name in ledger.handbook.catalogues.choices(("CSF",)) if "-" in name]
    for number, entry in enumerate(ledger.records):
        for path, text in ledger.texts(entry, "prose"):
            name = entries[(number * 7 + len(text)) % len(entries)] if number % 2 else ledger.records[-number].id
            if text.endswith("."):
                dashed = name.replace("-", "\u2013")
                yield result(ledger, entry, path, f"{text} It bears on {dashed}.", name)


# Texts that cannot be meant ---------------------------------------------------------------------------------------------------


@contradiction("A.10", second=ITSELF)
def a_title_ends_in_one_quote_mark(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        title = entry.text("title")
        if '"' not in title and "'" not in title and title[-1:].isalpha():  # a digit and a quote mark are inches
            yield result(ledger, entry, "title", title + '"', "the first quote mark, which is not there")


@contradiction("A.10", second="the sentence before it, which says the same")
def a_sentence_stands_twice(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        for path, text in ledger.texts(entry, "prose"):
            sentences = re.split(r"(?<=[a-z]\.) (?=[A-Z])", text)
            if "\n" not in text and text.endswith(".") and len(sentences[-1].split()) > 4:
                yield result(ledger, entry, path, f"{text} {sentences[-1]}", f"{sentences[-1][:40]!r}")


def _proses(ledger: Ledger) -> Iterator[tuple[Entry, Path]]:
    for entry in ledger.records:
        for name, info in MODELS[entry.kind].model_fields.items():
            mark = mark_of(info.annotation, info.metadata)
            if mark is not None and mark.meaning == "prose" and len(entry.text(name)) > 30:
                yield entry, (name,)


@contradiction("A.10", second="what the field asks for: a text in words")
def a_number_for_a_text(ledger: Ledger) -> Iterator[Result]:
    for entry, path in _proses(ledger):
        yield result(ledger, entry, path, "-1", "the field holds prose")


@contradiction("A.10", second="what the field asks for: a text in words")
def four_hundred_digits_for_a_text(ledger: Ledger) -> Iterator[Result]:
    for entry, path in _proses(ledger):
        yield result(ledger, entry, path, "4821" * 100, "the field holds prose")


@contradiction("A.10", second="the first of the two entries of the list")
def the_same_item_twice(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        for name in MODELS[entry.kind].model_fields:
            items = entry.many(name)
            if items and all(isinstance(one, str) for one in items):
                yield result(
                    ledger, entry, name, [*items, items[0]], f"{entry.id}.{name}[1] {items[0]}", *(Where(entry.id, (name, n)) for n in range(len(items) + 1))
                )


@contradiction("D.6", second="the first of the two references")
def the_same_reference_twice(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        items = entry.many("references")
        if items:
            others = [Where(entry.id, ("references", number)) for number in range(len(items) + 1)]
            yield result(ledger, entry, "references", [*items, items[-1]], f"{entry.id}.references[{len(items)}]", *others)


@contradiction("D.6", second="the title as its readers see it")
def an_unseen_mark_in_a_title(ledger: Ledger) -> Iterator[Result]:
    for number, entry in enumerate(ledger.records):
        title = entry.text("title")
        mark = ("\u200e", "\u202e", "\u200f", "\u2066")[number % 4]
        if title.isascii():
            yield result(ledger, entry, "title", title[:3] + mark + title[3:], f"{title!r}")


def _ends_in_a_word(ledger: Ledger) -> Iterator[Result]:
    for file, text in ledger.book.texts.items():
        if file == "product.yaml":
            continue
        for entry in (one for one in ledger.records if one.file == file):
            for key, value in entry.node.value:
                info = MODELS[entry.kind].model_fields.get(key.value)
                mark = mark_of(info.annotation, info.metadata) if info is not None else None
                if mark is None or mark.meaning != "prose" or value.style in ("'", '"') or not value.value.rstrip().endswith("."):
                    continue
                end = text.rindex(".", value.start_mark.index, value.end_mark.index)
                words = list(re.finditer(r"[a-z]{6,}", text[value.start_mark.index : end]))
                if len(words) > 4 and text[value.start_mark.index : end + 1].rstrip().endswith("."):
                    cut = value.start_mark.index + words[-2].start() + 3
                    yield _cut(file, text[:cut], entry, key.value)


def _cut(file: str, left: str, entry: Entry, field: str) -> Result:
    what = f"{file} ends in {entry.id}.{field} after {left[-12:]!r}"
    return Result(what=what, change=lambda: {file: left}, against="the end of the sentence, which is not there", places=(Where(entry.id),), last=file)


@contradiction("D.6", second="the end of the sentence, which is not there")
def a_file_ends_inside_a_word(ledger: Ledger) -> Iterator[Result]:
    yield from _ends_in_a_word(ledger)


# What the template left -------------------------------------------------------------------------------------------------------


@contradiction("A.8", second="the sample reference that the skeleton prints", stops=True)
def the_rationale_of_the_skeleton(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        for number, _ in enumerate(entry.many("references")):
            yield result(ledger, entry, ("references", number, "rationale"), "Why the link holds, in one sentence.", "the skeleton's own sample")


@contradiction("A.8", second="the words by which the skeleton explains the field", stops=True)
def what_the_skeleton_says_of_the_field(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.records:
        for name, info in MODELS[entry.kind].model_fields.items():
            mark = mark_of(info.annotation, info.metadata)
            words = " ".join((info.description or "").split())
            if mark is not None and mark.meaning in ("plain", "prose") and name not in ("id", "title", "notes") and entry.text(name) and words:
                yield result(ledger, entry, name, words, f"the skeleton on {KINDS[entry.kind].file}: {name}")
