"""The type of what catalogues say to readers in words of their own, which another language may say otherwise."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from handbook.languages.said import t
from handbook.schema.fields import Plain

CATALOGUE = "catalogue"
"""Context of the words of catalogues."""

Wording = Annotated[Plain, AfterValidator(lambda text: t(text, CATALOGUE))]
"""A text of a catalogue that knows its English."""
