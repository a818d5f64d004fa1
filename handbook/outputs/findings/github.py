"""Findings as workflow commands of GitHub Actions, which put each finding on its line of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from handbook.findings.diagnostics import Diagnostic, Severity
from handbook.languages.language import Language
from handbook.languages.said import ENGLISH, phrases
from handbook.methods.release import Gate, refusals
from handbook.model.loaded import Loaded
from handbook.outputs.findings.locations import from_top

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.GAP: "notice"}
_ORDER = ("error", "warning", "notice")


def lines(loaded: Loaded, product: Path, gate: Gate) -> Iterator[str]:
    """Yields one line for each finding; what keeps a release back is an error."""
    yield from as_annotations(
        loaded.diagnostics, from_top(product), refusals(loaded.diagnostics, gate) if gate is not Gate.DRAFT else (), loaded.handbook.language
    )


def as_annotations(diagnostics: Iterable[Diagnostic], folder: str, stopping: Iterable[Diagnostic] = (), language: Language = ENGLISH) -> Iterator[str]:
    """Yields one line for each finding, the most severe first, since a forge shows only the first ten of each sort.

    `folder` is the product's folder relative to the top of the repository. What is `stopping` is an error whatever its severity.
    """
    stops, words = set(stopping), phrases(language)
    found = [("error" if one in stops else COMMANDS[one.severity], one) for one in diagnostics]
    for command, diagnostic in sorted(found, key=lambda pair: _ORDER.index(pair[0])):
        place = diagnostic.place
        path = place.within(folder)
        properties = {"file": path, "line": place.line, "col": place.column, "title": diagnostic.code}
        written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        yield f"::{command} {written}::{_data(diagnostic.in_language(words))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
