"""Reads `rules.yaml`: what a product decides about the rules by which it is checked, and what is wrong with an entry in itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handbook.findings.codes import CODES
from handbook.findings.diagnostics import Diagnostic, Place, make, quoted
from handbook.findings.messages import say
from handbook.findings.nearest import nearest
from handbook.model.statements import Ruling
from handbook.schema.exemption import RULES_FILE, Exemption
from handbook.schema.fields import AnyId, DateSet, Part, Plain
from handbook.schema.record import RoleId
from handbook.schema.validate import validate
from handbook.source.nodes import Document, Node, Scalar, Sequence
from handbook.source.nodes import Mapping as Keys
from handbook.source.yaml_text import read


class Unfinished(Part):
    """What could be read of an entry that lacks something. It decides nothing, and what else is wrong with it is told all the same."""

    rule: Plain | None = None
    record: AnyId | None = None
    severity: Plain | None = None
    decided_by: RoleId | None = None
    review_by: DateSet | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """An entry that decides nothing, and where it stands."""

    said: Exemption | Unfinished
    place: Callable[..., Place]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What `rules.yaml` says."""

    rulings: tuple[Ruling, ...] = ()
    unusable: tuple[Unusable, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_rulings(folder: Path) -> Rulings:
    """Returns what the product's `rules.yaml` says, and what is wrong with its form; nothing where there is no such file."""
    if not (folder / RULES_FILE).exists():
        return Rulings()
    document, diagnostics = read(folder / RULES_FILE, RULES_FILE)
    if document is None or (isinstance(document.root, Scalar) and document.root.text is None):
        return Rulings(diagnostics=tuple(diagnostics))
    if not isinstance(document.root, Sequence):
        finding = make("wrong-type", document.place(), say("wrong-type.rules"), say("wrong-type.rules.right"))
        return Rulings(diagnostics=(*diagnostics, finding))
    rulings: list[Ruling] = []
    unusable: list[Unusable] = []
    for node in document.root.items:
        found = validate(Exemption, node, document, say("part.an-exemption"))
        part, node = found.record, found.node
        diagnostics += found.diagnostics
        said = part or validate(Unfinished, node, document, say("part.an-exemption")).record
        if said is None:
            continue
        place = partial(_place, document, node)
        written = _written(node)
        wrong = _in_itself(said, place, written)
        diagnostics += [wrong] if wrong else []
        lost = (said.record is None and "record" in written) or (said.severity is None and "severity" in written)
        if part is None or wrong or lost:
            unusable.append(Unusable(said, place))
        else:
            rulings.append(Ruling(part, document, node))
    return Rulings(tuple(rulings), tuple(unusable), tuple(diagnostics))


def _written(node: Node) -> frozenset[str]:
    """Returns the keys of an entry behind which something stands."""
    items = node.items if isinstance(node, Keys) else {}
    return frozenset(key for key, value in items.items() if not (isinstance(value, Scalar) and value.text is None))


def _place(document: Document, node: Node, *path: str | int) -> Place:
    return document.place(path, root=node)


def _in_itself(said: Exemption | Unfinished, place: Callable[..., Place], written: frozenset[str]) -> Diagnostic | None:
    """Returns what is wrong with an entry in itself: a rule that there is not or that cannot be exempted, or nothing said about it.

    `written` are its keys with a value: a record or a severity that cannot be read is told already.
    """
    if said.rule is None:
        return None
    code = CODES.get(said.rule)
    if code is None:
        known = [name for name, one in CODES.items() if one.exemptable]
        close = nearest(said.rule, known)
        expected = "" if close else say("unknown-value.rule.right")
        return make("unknown-value", place("rule"), say("unknown-value.rule", found=quoted(said.rule)), expected, suggestions=close, found=said.rule)
    if not code.exemptable:
        message = say("exemption-refused", rule=said.rule)
        return make("exemption-refused", place("rule"), message, say("exemption-refused.right"), found=said.rule)
    if not written & {"record", "severity"}:
        message = say("exemption-refused.of-nothing", rule=said.rule)
        return make("exemption-refused", place("rule"), message, say("exemption-refused.of-nothing.right"), found=said.rule)
    return None
