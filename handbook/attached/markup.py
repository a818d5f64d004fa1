"""Reads XML into elements: no document type, so no entities and nothing from elsewhere; so many elements, so deep, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from handbook.attached.documents import UnusableError
from handbook.findings.messages import say

MOST_ELEMENTS = 500_000
DEEPEST = 50


@dataclass(slots=True)
class Element:
    """An element with its name without a prefix, and its namespace as it is written."""

    name: str
    namespace: str
    attributes: dict[str, str]
    inside: list[Element] = field(default_factory=list)
    text: str = ""

    def of(self, *path: str) -> Iterator[Element]:
        """Yields the elements below it by their names, one name a level."""
        for one in self.inside:
            if one.name == path[0]:
                if len(path) == 1:
                    yield one
                else:
                    yield from one.of(*path[1:])

    def text_of(self, *path: str) -> str:
        """Returns the text of the first element at a path, or ''."""
        return next((one.text.strip() for one in self.of(*path)), "")


def parse(content: bytes) -> Element:
    """Returns the outermost element. Raises UnusableError."""
    parser = expat.ParserCreate(namespace_separator=" ")
    root = Element("", "", {})
    open_ones, count = [root], 0

    def _starts(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS or len(open_ones) > DEEPEST:
            raise UnusableError(say("attached.elements", most=MOST_ELEMENTS, deepest=DEEPEST))
        namespace, _, local = name.rpartition(" ")
        made = Element(local, namespace, attributes)
        open_ones[-1].inside.append(made)
        open_ones.append(made)

    def _refused(*_: Any) -> None:
        raise UnusableError(say("attached.document-type"))

    def _says(text: str) -> None:
        open_ones[-1].text += text

    parser.StartElementHandler = _starts
    parser.EndElementHandler = lambda _: open_ones.pop()
    parser.CharacterDataHandler = _says
    parser.StartDoctypeDeclHandler = _refused
    parser.buffer_text = True
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnusableError(say("attached.no-xml", line=error.lineno, column=error.offset + 1)) from None
    except (LookupError, ValueError) as error:
        if isinstance(error, UnusableError):
            raise
        raise UnusableError(say("attached.encoding")) from None
    return root.inside[0]
