"""What differs between a product that is loaded and its previous release, which was saved as `handbook.json`."""

from __future__ import annotations

from pathlib import Path

from handbook.compare.difference import Difference, difference
from handbook.compare.sides import Side, saved_side
from handbook.findings.diagnostics import Severity
from handbook.model.loaded import Loaded
from handbook.reading.saved import SavedError


def since(loaded: Loaded, file: Path, name: str) -> Difference | None:
    """Returns what differs from the saved handbook in `file`, or None where it is none; the check says why."""
    handbook = loaded.handbook
    try:
        before = saved_side(name, file, handbook.catalogues)
    except SavedError:
        return None
    errors = tuple(one for one in loaded.diagnostics if one.severity is Severity.ERROR)
    return difference(before, Side(handbook.name or "now", handbook, loaded.unread_kinds, errors))
