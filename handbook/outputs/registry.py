"""The closed list of what a handbook is put out as for other programs; one more is a module beside this one and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from handbook.model.handbook import Handbook
from handbook.outputs import handbook_json
from handbook.views.addresses import Address

UrlOf: TypeAlias = Callable[[Address], str]
"""Tells the URL of an address, relative to the root of the site."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that is made of a handbook."""

    file: str
    """Its path from the root of the site."""
    media_type: str
    holds: str
    """What it holds and for whom, in one sentence."""
    content: Callable[[Handbook, UrlOf], str | bytes]
    """Makes it; text is written as UTF-8."""


OUTPUTS = (
    Output(
        handbook_json.FILE, "application/json",
        "All records with their fields, their links in both directions, their references and the file and line they come from.", handbook_json.content,
    ),
    Output(
        handbook_json.SCHEMA_FILE, "application/schema+json",
        "The JSON Schema of that file.", lambda *_: handbook_json.schema_text(),
    ),
)  # fmt: skip
"""Every output, in the order in which a site is given them."""
