"""Reads `assessments.yaml`: what an assessor says of requirements, and what is wrong with an entry in itself."""

from __future__ import annotations

from pathlib import Path

from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import say
from handbook.model.statements import Assessed
from handbook.reading.shelf import Shelf
from handbook.schema.assessment import ASSESSMENTS_FILE, Assessment
from handbook.schema.validate import validate
from handbook.source.nodes import Scalar, Sequence
from handbook.source.yaml_text import parse


def read_assessments(folder: Path, shelf: Shelf) -> tuple[tuple[Assessed, ...], list[Diagnostic]]:
    """Returns what the assessor says, and what is wrong with the form of it; nothing where there is no such file."""
    if ASSESSMENTS_FILE not in shelf.instead and not (folder / ASSESSMENTS_FILE).exists():
        return (), []
    text, diagnostics = shelf.text(folder, ASSESSMENTS_FILE)
    document, found = (None, []) if text is None else parse(text, ASSESSMENTS_FILE)
    diagnostics = [*diagnostics, *found]
    if document is None or (isinstance(document.root, Scalar) and document.root.text is None):
        return (), diagnostics
    if not isinstance(document.root, Sequence):
        return (), [*diagnostics, make("wrong-type", document.place(), say("wrong-type.assessments"), say("wrong-type.assessments.right"))]
    said: list[Assessed] = []
    for node in document.root.items:
        one = validate(Assessment, node, document, say("part.an-assessment"))
        diagnostics += one.diagnostics
        if one.record is not None:
            said.append(Assessed(one.record, document, one.node))
    return tuple(said), diagnostics
