"""Standing facts against texts: a number that a text states is the value that held on its day, and dated texts keep their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from handbook.checks.contradictions.own_words import words_of
from handbook.checks.english import blocks, sentences
from handbook.checks.every_text import texts_of
from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import Words, say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.marks import Path
from handbook.schema.records.facts import Fact

DATED: Mapping[str, str] = {
    "activity-log": "ended",
    "review": "held_on",
    "validation": "held_on",
    "evidence": "seen_on",
    "report": "received",
    "incident": "declared",
    "notification": "sent",
}
"""Kinds of records that tell of a day of their own, with the field that holds it. Their words are those of that day."""
NEAR = 24
"""Characters between a number and its unit, at most: `72 or at most 90 hours` is too far."""
SPEAKING = "speaks of facts"
"""Name under which an item keeps which of its texts speak of facts, while the words by which that is told are the same."""
_QUOTED = re.compile(r"\"[^\"\n]{1,400}\"|“[^”\n]{1,400}”")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,6})?(?![\w:/-]|[.,][0-9])|\b(?:" + "|".join(_WORDS) + r")\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A standing fact whose value is a number, and how sentences that speak of it are known."""

    item: Item[Fact]
    value: float
    unit: re.Pattern[str]
    spoken_with: re.Pattern[str]
    periods: tuple[tuple[date, float], ...]
    """Former values with the last day of each, latest first."""

    def on(self, day: str) -> float | None:
        """Returns the value that held on a day as far as that is known, or None."""
        record = self.item.record
        past = [value for until, value in self.periods if day <= until.isoformat()]
        if past:
            return past[-1]  # of those that ended on or after the day, the one that ended first
        return self.value if record.since is None or day >= record.since.isoformat() else None


def counted_facts(handbook: Handbook) -> tuple[Counted, ...]:
    """Returns the facts with a number, a unit and words that sentences about them hold."""
    found = []
    for item in handbook.of(Fact):
        record = item.record
        value = number_in(record.value or "")
        if value is None or not record.unit or not record.spoken_with:
            continue
        unit = re.compile(rf"^\W{{0,3}}(?:(?!(?:of|to|in|and|or)\b)[\w-]+\W{{1,3}})?{_any_form(record.unit)}", re.IGNORECASE)
        spoken = re.compile("|".join(rf"\b{re.escape(word)}" for word in record.spoken_with), re.IGNORECASE)
        former = [(one.until, number) for one in record.former if (number := number_in(one.value)) is not None]
        found.append(Counted(item, value, unit, spoken, tuple(sorted(former, reverse=True))))
    return tuple(found)


def number_in(text: str) -> float | None:
    """Returns the number that a text is, in figures or as a word up to twelve; None of any other text."""
    match = _NUMBER.fullmatch(text.strip())
    return None if match is None else _read(match[0])


def facts_agree(handbook: Handbook) -> Iterator[Diagnostic]:
    """A sentence that speaks of a standing fact states its value; one of a record with a day of its own, the value of that day where it is known."""
    facts = counted_facts(handbook)
    if not facts:
        return
    spoken_alike: dict[tuple[str, str], list[Counted]] = {}
    for fact in facts:
        spoken_alike.setdefault((fact.spoken_with.pattern, fact.unit.pattern), []).append(fact)
    words = sorted({word.lower() for fact in facts for word in fact.item.record.spoken_with})
    any_spoken = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})")
    ways = tuple(spoken_alike)
    for item in handbook.records():
        if isinstance(item.record, Fact):
            continue
        day = str(getattr(item.record, DATED.get(item.kind.name, ""), None) or "")[:10]
        for path, way, stated in item.kept(SPEAKING, ways, partial(_speaking, item, any_spoken, [alike[0] for alike in spoken_alike.values()])):
            for fact in spoken_alike[way]:
                held = fact.on(day) if day else fact.value
                if held is not None and held not in stated:
                    message, expected = _differs(item.id, str(path[0]), min(stated), fact, held, day)
                    yield make("fact-differs", item.place(*path), message, expected=expected, record=item.id)


def _speaking(item: Item, any_spoken: re.Pattern[str], facts: list[Counted]) -> tuple[tuple[Path, tuple[str, str], frozenset[float]], ...]:
    """Returns the texts of a record that state numbers of facts, with the patterns of the fact and the numbers in a sentence.

    Most texts hold no word of any fact; in small letters a pattern finds that in a twentieth of the time.
    """
    return tuple(
        (path, (fact.spoken_with.pattern, fact.unit.pattern), frozenset(stated))
        for path, _, text in texts_of(item)
        if any_spoken.search(text.lower())
        for fact in facts
        if fact.spoken_with.search(text)
        for stated in _stated(text, fact)
    )


def facts_are_founded(handbook: Handbook) -> Iterator[Diagnostic]:
    """The record that decides a standing fact says its value, as a number or in the words of the fact."""
    for item in handbook.of(Fact):
        fact = item.record
        number = number_in(fact.value or "")
        for decider in handbook.targets(item.id, "decided_in"):
            words, numbers = decider.alone(_decides)
            if fact.value and number not in numbers and not (number is None and fact.value.casefold() in words):
                message = say("fact-differs.decided", id=item.id, value=quoted(fact.value), decided_in=decider.id)
                yield make("fact-differs", item.place("value"), message, expected=say("fact-differs.decided.right", decided_in=decider.id), record=item.id)


def _decides(item: Item) -> tuple[str, frozenset[float]]:
    """Returns what a record says, without regard to capitals, and the numbers in it."""
    words = words_of(item.record)
    return words.casefold(), frozenset(_read(one[0]) for one in _NUMBER.finditer(words))


def dated_texts_keep_their_words(handbook: Handbook) -> Iterator[Diagnostic]:
    """No text of a record with a day of its own names a standing fact, whose change would change what was said on that day."""
    for fact in handbook.of(Fact):
        for link in handbook.links_to(fact.id):
            item = handbook.items[link.source]
            if item.kind.name in DATED and link.field not in ("title", "notes"):
                message = say("fact-in-dated-text", field=link.field, id=item.id, fact=fact.id)
                expected = say("fact-in-dated-text.right", says=quoted(fact.record.says))
                yield make("fact-in-dated-text", item.place(*link.path), message, expected=expected, record=item.id)


def _differs(record_id: str, field: str, stated: float, fact: Counted, held: float, day: str) -> tuple[Words, Words]:
    """Returns what is told of another number than held, and what would be right."""
    record = fact.item.record
    said = say("part.states", field=field, id=record_id, stated=_shown(stated), unit=record.unit, fact=fact.item.id, name=quoted(record.title))
    if day:
        return say("fact-differs.day", stated=said, value=_shown(held), day=day), say("fact-differs.day.right", value=_shown(held))
    return say("fact-differs", stated=said, value=_shown(held)), say("fact-differs.right", name=record.name)


def _stated(text: str, fact: Counted) -> Iterator[set[float]]:
    """Yields the numbers of the fact's unit in each sentence that speaks of it and has some; nothing that stands in quotation marks."""
    for block in blocks(text):
        for sentence in sentences(_QUOTED.sub(" ", block.text)):
            if fact.spoken_with.search(sentence):
                found = {_read(one[0]) for one in _NUMBER.finditer(sentence) if fact.unit.search(sentence[one.end() : one.end() + NEAR])}
                if found:
                    yield found


def _any_form(unit: str) -> str:
    """Returns a pattern of a unit in one or several: `hours` finds *hour*, *hours* and *72-hour*."""
    return rf"{re.escape(unit.removesuffix('s'))}s?\b"


def _read(number: str) -> float:
    word = number.lower()
    return float(_WORDS.index(word) + 1) if word in _WORDS else float(number.replace(",", ""))


def _shown(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


CHECKS = (
    Check(facts_agree),
    Check(facts_are_founded),
    Check(dated_texts_keep_their_words),
)
