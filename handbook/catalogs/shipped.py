"""Reads the catalogues that come with this package; a mistake in one of them is the maintainers' and ends the run."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from handbook.findings.messages import say
from handbook.schema.fields import Part
from handbook.schema.validate import validate
from handbook.source.yaml_text import parse

P = TypeVar("P", bound=Part)
LARGEST_NUMBER = 64
"""So many catalogues are kept as they were last read; a package has half as many."""


def shipped_in(folder: str = "") -> list[str]:
    """Returns the files of catalogues in a folder of them, or at their top, by their paths in order."""
    found = files("handbook").joinpath("catalogs").joinpath(folder)
    return sorted(f"{folder}/{item.name}".lstrip("/") for item in found.iterdir() if item.name.endswith(".yaml"))


def shipped(model: type[P], name: str) -> P:
    """Returns the catalogue in the file `name` of this package. Raises ValueError when it is wrong: it is the maintainers' to mend."""
    resource = files("handbook").joinpath("catalogs")
    for segment in name.split("/"):
        resource = resource.joinpath(segment)
    found: P = _read(model, name, resource.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=LARGEST_NUMBER)
def _read(model: type[P], name: str, text: str) -> P:
    """Returns the catalogue that a text holds. A function of the text, which a process that checks again and again need not parse again."""
    document, diagnostics = parse(text, name)
    if document is not None:
        found = validate(model, document.root, document, say("part.the-catalogue"))
        diagnostics = [*diagnostics, *found.diagnostics]
        if found.record is not None and not diagnostics:
            return found.record
    first = diagnostics[0]
    raise ValueError(f"{name}:{first.place.line}:{first.place.column}: {first.sentence}")
