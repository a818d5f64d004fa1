"""What differs between a product that is loaded and its previous release, which was saved as `handbook.json`."""

from __future__ import annotations

from pathlib import Path

from handbook.audience.levels import sees
from handbook.compare.difference import Difference, difference
from handbook.compare.readers import for_readers
from handbook.compare.sides import Side, saved_side
from handbook.findings.diagnostics import Severity
from handbook.model.loaded import Loaded
from handbook.reading.saved import SavedError


def since(loaded: Loaded, file: Path, name: str) -> Difference | None:
    """Returns what differs from the saved handbook in `file`, or None where it is none, or holds more than those who read this may see.

    A saved text has its facts filled in, so that it cannot be told any more what of it is for others. What is left out now is not told of
    either, whatever it was then.
    """
    handbook = loaded.handbook
    try:
        before = saved_side(name, file, handbook.catalogues)
    except SavedError:
        return None
    if not sees(handbook.audience, before.handbook.audience):
        return None
    errors = tuple(one for one in loaded.diagnostics if one.severity is Severity.ERROR)
    after = Side(handbook.name or "now", handbook, loaded.unread_kinds, errors)
    if handbook.keeps_back:
        before, after = for_readers(before, after, handbook.audience, loaded.left_out)
    return difference(before, after)
