"""In which releases each record exists and where its page stands in them, so that a page leads to the same record of another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

PATTERN = "records/{}/"
"""URL of a record's page below the root of a release, with its id in small letters in the braces."""
Runs: TypeAlias = tuple[tuple[int, int], ...]
"""The first and the last of releases in a row, in order. A release is named by its position, from 0; the current handbook stands behind the last."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Where records are."""

    runs: Mapping[str, Runs]
    """The releases that have each record."""
    elsewhere: Mapping[str, Mapping[int, str]]
    """For records whose page does not stand where `PATTERN` says, its URL by release."""


def presence(urls: Sequence[Mapping[str, str]]) -> Presence:
    """Returns where records are, from the URL of each record's page, relative to the root of its release, for each release in order."""
    elsewhere: dict[str, dict[int, str]] = {}
    for position, records in enumerate(urls):
        for record, url in records.items():
            if url != PATTERN.format(record.lower()):
                elsewhere.setdefault(record, {})[position] = url
    return Presence(_runs(urls), {record: elsewhere[record] for record in sorted(elsewhere)})


def not_everywhere(pages: Sequence[Collection[str] | None]) -> dict[str, Runs]:
    """Returns the releases that have a page, for each page that some have and some do not; None stands for a release without pages."""
    whole = [one for one in pages if one is not None]
    everywhere = set(whole[0]).intersection(*whole[1:]) if whole else set()
    return _runs([[page for page in one or () if page not in everywhere] for one in pages])


def _runs(names: Sequence[Collection[str]]) -> dict[str, Runs]:
    found: dict[str, list[tuple[int, int]]] = {}
    for position, here in enumerate(names):
        for name in here:
            known = found.setdefault(name, [])
            if known and known[-1][1] == position - 1:
                known[-1] = (known[-1][0], position)
            else:
                known.append((position, position))
    return {name: tuple(found[name]) for name in sorted(found)}
