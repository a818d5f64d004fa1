"""In which releases each record exists, and where its page stands in them: what a page of one release must know to lead to the same record of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

PATTERN = "records/{}/"
"""URL of a record's page below the root of a release, with its id in small letters in the braces."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Where records are. A release is named by its position, from 0; the current handbook stands behind the last."""

    runs: Mapping[str, tuple[tuple[int, int], ...]]
    """For each record the first and the last of releases in a row that have it, in order."""
    elsewhere: Mapping[str, Mapping[int, str]]
    """For records whose page does not stand where `PATTERN` says, its URL by release."""


def presence(urls: Sequence[Mapping[str, str]]) -> Presence:
    """Returns where records are, from the URL of each record's page, relative to the root of its release, for each release in order."""
    runs: dict[str, list[list[int]]] = {}
    elsewhere: dict[str, dict[int, str]] = {}
    for position, records in enumerate(urls):
        for record, url in records.items():
            known = runs.setdefault(record, [])
            if known and known[-1][1] == position - 1:
                known[-1][1] = position
            else:
                known.append([position, position])
            if url != PATTERN.format(record.lower()):
                elsewhere.setdefault(record, {})[position] = url
    return Presence(
        {record: tuple((first, last) for first, last in runs[record]) for record in sorted(runs)},
        {record: elsewhere[record] for record in sorted(elsewhere)},
    )
