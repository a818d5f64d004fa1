"""Placeholders: words that stand for something that is still to be written, and words by which the handbook itself asks for it.

What a new product folder prints comes from the schema and the questions; so does what is known here, so that neither falls behind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from handbook.catalogs.catalogue import Catalogues
from handbook.catalogs.sectors import load_sectors
from handbook.checks.english import sentences
from handbook.checks.every_text import found_in_texts
from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, quoted
from handbook.findings.messages import say
from handbook.model.handbook import Handbook
from handbook.schema.exemption import Exemption
from handbook.schema.fields import Part
from handbook.schema.file_top import FileTop
from handbook.schema.kinds import MODELS
from handbook.schema.product_file import Site
from handbook.schema.samples import examples, explanations, shapes, without_example
from handbook.schema.shared_file import SaidOfShared, SharedFile

_WORDS = re.compile(
    r"\b(?:TODO|TBD|TBC|TBA|FIXME|XXX)\b|\b(?i:lorem ipsum|to be (?:defined|determined))\b"
    r"|^\s*(?i:tbd|tbc|tba|todo|to do|n/?a|none yet|pending|unknown yet)\.?\s*$"
    r"|<(?i:your|name of|insert|todo|fill)[^<>\n]{0,60}>|^\s*(?:\.\.\.|…|\?+|-+|x+|X+)\s*$"
)
"""Within a text capitals alone for the short words, since `todo` is Spanish and a list in an app may be called so."""


HEAD = 12
"""Characters by which the beginning of a text is told from those of the handbook's own sentences."""
_NEEDED = frozenset({"needed", "must", "list of entries"})
_ASKED = re.compile(r"^Q[0-9]-[0-9]{2}:\s*")


def nothing_stands_in(handbook: Handbook) -> Iterator[Diagnostic]:
    """No text holds a word that stands for something to be written, or is what the handbook itself says of the field."""
    for said, found in found_in_texts(handbook, _standing_in(_asked(handbook.catalogues))):
        words, is_ours = found
        message = say("placeholder.asked", field=said.name, text=quoted(words)) if is_ours else say("placeholder", field=said.name, found=quoted(words))
        yield said.finding("placeholder", message, say("placeholder.right"), found=words)


@cache
def _standing_in(asked: frozenset[str]) -> Callable[[str], tuple[str, bool] | None]:
    """Returns what finds, in a text, what stands for something to be written, and whether the handbook itself says it. A function of what is asked."""

    def look(text: str) -> tuple[str, bool] | None:
        """Returns the words and whether they are ours."""
        found = _WORDS.search(text)
        if found:
            return found[0].strip(), False
        return (text, True) if is_printed(text) or _folded(_ASKED.sub("", text)) in asked else None

    return look


def is_printed(text: str) -> bool:
    """Returns whether a text is what the schema says of a field or of a kind, in whole, or one of its longer examples."""
    known, types, heads = _printed()
    text = without_example(text) or text
    folded = _folded(text)
    if folded in known or _folded(text.partition(": ")[2]) in known:
        return True
    if not any(folded[:length] in heads for length in range(1, HEAD + 1)):
        return False  # its first sentence is none of ours, as nearly always
    printed = False
    for one in sentences(" ".join(text.split())):
        part = _folded(one)
        if part not in known and part not in _NEEDED and part not in types:
            return False
        printed = printed or (part in known and part not in _NEEDED and part not in types)
    return printed


@cache
def _printed() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Returns all that the schema says, sentence by sentence and in whole, how it says the types of fields, and how each of these begins.

    A function of the schema alone.
    """
    models: tuple[type[Part], ...] = (Site, FileTop, Exemption, SaidOfShared, SharedFile, *MODELS.values())
    known = {_folded(one) for text in explanations(models) for one in (text, *sentences(" ".join(text.split())))} | {_folded(text) for text in examples(models)}
    known -= {""}
    types = frozenset(map(_folded, shapes(models)))
    return frozenset(known), types, frozenset(one[:HEAD] for one in (*known, *types, *_NEEDED))


def _asked(catalogues: Catalogues) -> frozenset[str]:
    """Returns all that is asked: the questions of the activities, and what people of a trade ask first."""
    return _prompts() | {_folded(question.text) for _, question in catalogues.questions.values()}


@cache
def _prompts() -> frozenset[str]:
    """Returns what people of a trade ask first. A function of the package alone."""
    return frozenset(_folded(prompt.text) for sector in load_sectors().values() for prompt in sector.prompts)


def _folded(text: str) -> str:
    return " ".join(text.replace("`", "").split()).strip(" .;:'\"").casefold()


CHECKS = (Check(nothing_stands_in, minds="its record"),)
