"""The revision of the source from which a site or a file is made, so that a print-out can be traced back to it."""

from __future__ import annotations

import subprocess
from pathlib import Path

_ASKED = ("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")


def revision(root: Path) -> str:
    """Returns the commit of the folder, marked where files differ from it; empty where git knows nothing of the folder.

    The same commit gives the same words, on any day.
    """
    try:
        found = subprocess.run(_ASKED, cwd=root, capture_output=True, text=True, encoding="utf-8", timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    name, _, changed = found.stdout.strip().partition("-")
    if found.returncode or not name:
        return ""
    return f"{name} with changes that are not committed" if changed else name
