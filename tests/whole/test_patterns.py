"""Patterns that meet an author's text take time in proportion to its length, whatever it holds."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import handbook
import macros

LENGTHS = (40, 400, 12_000)
"""A pattern that goes back and forth over the longest takes half a second; one that does not, a millisecond. The short ones come first, so
that one which takes time by powers fails here and does not stay."""
LIMIT = 0.25
"""Seconds of processor time for one text."""
LONG, FURTHER, SQUARE = 0.03, 4, 9
"""A pattern that takes so many seconds for the longest is given the same text so many times as long, and takes less than so many times the time: in
proportion it is 4 times, with the square of the length 16 times."""
WORDS = 4
"""Of the words that a pattern holds, so many are tried before a run: a list of words is one alternative after the other."""
RUNS = (" ", "\n", "a", "A", "0", "-", "#", "[", "(", "<", "\\", "x?")
AT_A_PLACE = frozenset({
    "handbook.source.comments._AFTER", "handbook.source.comments._LINE", "handbook.source.comments._COMMENT_OR_NOTHING",
    "handbook.source.yaml_text._COMMENT_SO_FAR",
})  # fmt: skip
"""Patterns that are only asked whether they match at one place."""
OF_A_SENTENCE = ("handbook.checks.grammar.", "handbook.checks.subjects.", "handbook.checks.english.")
"""Modules whose patterns meet one sentence at a time; `test_long_texts` gives them long ones, through the rules that use them."""
OURS = frozenset({"macros.site.glossary._LINK"})
"""Patterns that meet this project's own sentences alone."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for package in (handbook, macros):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name}.{name}", value


def texts(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Yields texts of about that length of one or two characters, alone and after what the pattern may begin with."""
    words = re.findall(r"[A-Za-z]{2,}", pattern.pattern)[:8]
    begins = ["", "[", "](", "[a]:", "<a:", "<", "'", '"', "#", "0", "1 ", "AAA:a", "CVSS:4.0", "a: ", *dict.fromkeys(words)]
    for run in RUNS:
        for begin in begins:
            yield begin + run * (length // len(run))
            yield begin + run * (length // len(run)) + "\x01"
        yield (run + "\n") * (length // 2)
        yield ("[" + run) * (length // 2)
        yield ("](" + run) * (length // 3)


FOUND = dict(patterns())


def test_patterns_are_found() -> None:
    assert len(FOUND) > 30
    assert set(FOUND) >= AT_A_PLACE | OURS


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(name for name in set(FOUND) - OURS if not name.startswith(OF_A_SENTENCE)))
def test_no_pattern_goes_back_and_forth(name: str) -> None:
    times = [times_of(name, length) for length in LENGTHS]
    position = max(range(len(times[-1])), key=times[-1].__getitem__)
    if times[-1][position] > LONG:
        slowest = [*texts(FOUND[name], LENGTHS[-1] * FURTHER)][position]
        took = min(times[-1][position], seconds(name, [*texts(FOUND[name], LENGTHS[-1])][position]))
        assert seconds(name, slowest) < SQUARE * took, f"{slowest[:20]!r}... takes the square of its length"


def times_of(name: str, length: int) -> list[float]:
    """Returns how long each text of a length takes, none of them longer than it may."""
    times = []
    for text in texts(FOUND[name], length):
        times.append(seconds(name, text))
        assert times[-1] < LIMIT, f"{times[-1]:.1f} s for {text[:20]!r}... of {len(text)} characters"
    return times


def seconds(name: str, text: str) -> float:
    """Returns the processor time in which a pattern finds all that it finds in a text."""
    start = time.process_time()
    for _ in [FOUND[name].match(text)] if name in AT_A_PLACE else FOUND[name].finditer(text):
        pass
    return time.process_time() - start
