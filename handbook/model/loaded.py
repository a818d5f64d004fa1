"""What loading a product's folder gives: as much of a handbook as could be made, all findings, and what is exempt from rules."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.findings.diagnostics import Diagnostic
from handbook.model.handbook import Handbook
from handbook.model.statements import Ruling


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading gives: as much of a handbook as could be resolved, and all that is wrong."""

    handbook: Handbook
    diagnostics: tuple[Diagnostic, ...]
    rulings: tuple[Ruling, ...] = ()
    """What the product decides about rules."""
    exempted: tuple[tuple[Diagnostic, Ruling], ...] = ()
    """Findings that do not count here, each with what says so."""
    facts: int = 0
    """How many texts and files of the product were compared with those of the published examples; 0 where it is one of them."""
    residue: int = 0
    """How many of them are still an example's; one finding may tell many."""
    unread_kinds: frozenset[str] = frozenset()
    """Kinds of which records may be missing, since something could not be read."""
    left_out: frozenset[str] = frozenset()
    """Ids of the records that are left out for those who read this. They are kept to leave out what names them elsewhere, and shown nowhere."""
