"""`handbook impact`: what needs another look when a record changes, when support ends, or when a record of a kind is added."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path

from handbook.catalogs.catalogue import load_catalogues
from handbook.commands.kinds import UnknownKindError, kinds_meant
from handbook.findings.diagnostics import Severity, counts
from handbook.findings.messages import both, either
from handbook.methods.end_of_support import CAN_END, end_of_support
from handbook.methods.impact import impact
from handbook.methods.naming import Meant, meant
from handbook.methods.release import UnknownDayError, day_named
from handbook.model.handbook import Handbook
from handbook.outputs.impact import Asked, as_json, as_text
from handbook.pipeline import resolved, uncollected
from handbook.reading.product import read_product
from handbook.schema.kinds import KINDS
from handbook.schema.records.customers import Customer
from handbook.schema.words import in_a_sentence, with_article


class WrongCallError(ValueError):
    """What was typed cannot be answered; the message says what was found and what was expected."""


@uncollected()
def run(options: argparse.Namespace) -> int:
    """Prints what needs another look; returns 1 where the product cannot be read, and 2 for a wrong call."""
    try:
        day = day_named("--on", options.on) if options.on else None
        kinds = kinds_meant(options.only)
        if options.within is not None and options.within < 1:
            raise WrongCallError(f"--within is {options.within}; expected 1 or more")
        written = read_product(Path(options.product))
        if written.is_refused:
            print(f"handbook impact: '{options.product}' cannot be read; 'handbook check' says why", file=sys.stderr)
            return 1
        found = resolved(written, load_catalogues())
        asked = _asked(found.handbook, options, day)
    except (WrongCallError, UnknownKindError, UnknownDayError) as error:
        print(f"handbook impact: {error}", file=sys.stderr)
        return 2
    answer = Asked(asked.change, asked.impact, kinds, options.within, asked.ending, counts(found.diagnostics)[Severity.ERROR])
    if options.format == "json":
        print(as_json(found.handbook, answer))
    else:
        for line in as_text(found.handbook, answer):
            print(line)
    return 0


def _asked(handbook: Handbook, options: argparse.Namespace, day: date | None) -> Asked:
    wanted: list[tuple[str, tuple[str, ...]]] = [(words, ()) for words in options.what]
    wanted += [(words, (kind,)) for kind, given in _by_kind(options) for words in given]
    if bool(wanted) + bool(options.end_of_support) + bool(options.added) != 1:
        raise WrongCallError("expected what changes: the id or words of the title of a record, or one of --end-of-support and --added")
    if options.on and not options.end_of_support:
        raise WrongCallError("--on goes with --end-of-support")
    if options.end_of_support:
        record = _record(handbook, options.end_of_support, CAN_END)
        ending = end_of_support(handbook, record, day)
        when = f" on {ending.day}" if ending.day else ""
        return Asked(f"Support of {record} {handbook.items[record].record.title} ends{when}", ending.impact, ending=ending)
    if options.added:
        kind = kinds_meant([options.added])[0]
        starts = [item.id for item in handbook.of_kind(kind) if not (isinstance(item.record, Customer) and item.record.scope == "excluded")]
        found = impact(handbook, starts)
        return Asked(f"A record is added to {in_a_sentence(KINDS[kind].plural)} ({len(starts)} now), and what rests on those may have to speak of it", found)
    starts = [_record(handbook, words, kinds) for words, kinds in wanted]
    named = both(*(f"{start} {handbook.items[start].record.title}" for start in dict.fromkeys(starts)))
    return Asked(f"{named} change{'s' if len(set(starts)) == 1 else ''}", impact(handbook, starts))


def _by_kind(options: argparse.Namespace) -> tuple[tuple[str, list[str]], ...]:
    return ("entity", options.supplier), ("vulnerability", options.vulnerability), ("customer", options.customer)


def _record(handbook: Handbook, words: str, kinds: Collection[str] = ()) -> str:
    """Returns the id of the record that is meant. Raises WrongCallError with the nearest right answers."""
    found = meant(handbook, words, kinds)
    if found.item is not None:
        return found.item.id
    raise WrongCallError(_unknown(handbook, words, kinds, found))


def _unknown(handbook: Handbook, words: str, kinds: Collection[str], found: Meant) -> str:
    of_another = meant(handbook, words).item if kinds else None
    if of_another is not None:
        return f"{of_another.id} is {with_article(of_another.kind.singular)}; expected {either(*(with_article(KINDS[kind].singular) for kind in kinds))}"
    near = either(*(f"{item.id} ({item.record.title})" for item in found.near))
    if found.holding:
        more = f", or one of {found.holding - len(found.near)} more" if found.holding > len(found.near) else ""
        return f"{found.holding} records have '{words}' in their titles; did you mean {near}{more}?"
    if near:
        return f"'{words}' names no record; did you mean {near}?"
    return f"'{words}' names no record; expected an id, or words that stand in the title of one"
