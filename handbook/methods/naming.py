"""Which record somebody means who types an id, a title or some words of one; and the nearest right answers where none is meant."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from handbook.findings.nearest import nearest, same_form
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.kinds import KINDS, PREFIXES

MOST = 5
"""So many records are proposed, at most."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What somebody may have meant."""

    item: Item | None
    """The one record that is meant; None where none or several are."""
    near: tuple[Item, ...] = ()
    """Without such a record: those that may have been meant, best first, at most five."""
    holding: int = 0
    """How many records hold all the words, where several do."""


def meant(handbook: Handbook, words: str, kinds: Collection[str] = ()) -> Meant:
    """Returns the record that `words` mean: its id in any form, its title, or words that stand in the title of one record alone; of `kinds`, or any."""
    choices = {name: item for name, item in handbook.items.items() if not kinds or item.kind.name in kinds}
    words = words.strip()
    same = (words,) if words in choices else same_form(words, choices) if words else ()
    if same:
        return Meant(choices[same[0]])
    wanted = words.casefold().split()
    titled = [item for item in choices.values() if wanted and item.record.title.casefold().split() == wanted]
    holding = titled or [item for item in choices.values() if wanted and all(word in item.record.title.casefold() for word in wanted)]
    if len(holding) == 1:
        return Meant(holding[0])
    if holding:
        return Meant(None, tuple(holding[:MOST]), len(holding))
    close = dict.fromkeys((*_abbreviated(words, choices), *nearest(words, choices)))
    titles = {item.record.title: item for item in choices.values()}
    return Meant(None, tuple(choices[name] for name in close) or tuple(titles[title] for title in nearest(words, titles)))


def _abbreviated(words: str, choices: Collection[str]) -> tuple[str, ...]:
    """Returns the ids of the same number whose kind the letters of an unknown prefix may stand for: `COM-03` for `CMP-03`."""
    prefix, _, number = words.upper().partition("-")
    if not number or not prefix.isalpha() or prefix in PREFIXES:
        return ()
    kinds = (kind for kind in KINDS.values() if kind.singular.upper().startswith(prefix[0]) and _in_order(prefix, kind.singular.upper()))
    return tuple(found for kind in kinds for found in same_form(f"{kind.prefix}-{number}", choices))


def _in_order(letters: str, word: str) -> bool:
    rest = iter(word)
    return all(letter in rest for letter in letters)


def kind_meant(words: str) -> tuple[str | None, tuple[str, ...]]:
    """Returns the name of the kind that `words` mean (its name, prefix, singular or plural), or None with the nearest right words."""
    wanted = words.strip().casefold().replace(" ", "-")
    known: dict[str, str] = {}
    for kind in KINDS.values():
        for word in (kind.name, kind.prefix, kind.singular, kind.plural, f"{kind.name}s"):
            known.setdefault(word.casefold().replace(" ", "-"), kind.name)
    found = known.get(wanted) or (PREFIXES[words.upper()].name if words.upper() in PREFIXES else None)
    if found is not None:
        return found, ()
    return None, tuple(dict.fromkeys(known[word] for word in nearest(wanted, known)))
