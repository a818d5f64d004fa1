"""The revision of the source from which a site or a file is made, and the day on which each file of it was last changed."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LOG = ("git", "log", "--format=%x00%cs", "--name-only", "--no-renames", "--relative", "-z", "--", ".")
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


def last_changes(root: Path) -> dict[str, str]:
    """Returns the day of the last commit that changed a file, by its path relative to the folder; empty where git does not hold the whole history.

    The days are those of the commits, so that the same commit gives the same days, on any day. A history that was cut off would
    give its first day to all that is older.
    """
    try:
        shallow = subprocess.run(("git", "rev-parse", "--is-shallow-repository"), cwd=root, capture_output=True, text=True, timeout=20, check=False)
        if shallow.returncode or shallow.stdout.strip() != "false":
            return {}
        told = subprocess.run(_LOG, cwd=root, capture_output=True, text=True, encoding="utf-8", errors="surrogateescape", timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return {}
    return _first_days(told.stdout) if told.returncode == 0 else {}


def _first_days(log: str) -> dict[str, str]:
    """Returns the first day at which each file stands in a log that begins with the latest commit."""
    found: dict[str, str] = {}
    day = ""
    for piece in log.split("\0"):
        text = piece.strip("\n")
        if _DAY.fullmatch(text):
            day = text
        elif text:
            found.setdefault(text, day)
    return found
