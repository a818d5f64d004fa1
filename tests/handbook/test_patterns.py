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

LENGTH = 12_000
"""A pattern that goes back and forth over so many characters takes more than LIMIT; one that does not, less than a millisecond."""
LIMIT = 0.2
"""Seconds of processor time for one text."""
RUNS = (" ", "\n", "a", "A", "0", "-", "#", "[", "(", "<", "\\", "x?")
AT_A_PLACE = frozenset({"handbook.source._TEXT_AFTER_HASH", "handbook.source._HASH_LINE", "handbook.source._COMMENT_OR_NOTHING"})
"""Patterns that are only asked whether they match at one place."""
OURS = frozenset({"handbook.exports.yaml_schema._EXAMPLE", "macros.glossary._LINK"})
"""Patterns that meet this project's own sentences alone."""


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for package in (handbook, macros):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{module.name}.{name}", value


def texts(pattern: re.Pattern[str]) -> Iterator[str]:
    """Yields long texts of one or two characters, alone and after what the pattern may begin with."""
    words = re.findall(r"[A-Za-z]{2,}", pattern.pattern)
    begins = ["", "[", "](", "[a]:", "<a:", "<", "'", '"', "#", "0", "1 ", "AAA:a", "CVSS:4.0", "a: ", *dict.fromkeys(words)]
    for run in RUNS:
        for begin in begins:
            yield begin + run * (LENGTH // len(run))
            yield begin + run * (LENGTH // len(run)) + "\x01"
        yield (run + "\n") * (LENGTH // 2)
        yield ("[" + run) * (LENGTH // 2)
        yield ("](" + run) * (LENGTH // 3)


FOUND = dict(patterns())


def test_patterns_are_found() -> None:
    assert len(FOUND) > 30
    assert set(FOUND) >= AT_A_PLACE | OURS


@pytest.mark.parametrize("name", sorted(set(FOUND) - OURS))
def test_no_pattern_goes_back_and_forth(name: str) -> None:
    pattern = FOUND[name]
    for text in texts(pattern):
        start = time.process_time()
        for _ in [pattern.match(text)] if name in AT_A_PLACE else pattern.finditer(text):
            pass
        took = time.process_time() - start
        assert took < LIMIT, f"{took:.1f} s for {text[:20]!r}... of {len(text)} characters"
