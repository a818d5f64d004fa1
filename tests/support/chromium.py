"""The browser that tests and crawls drive: the one `python run.py test` found or fetched, or one of the system."""

from __future__ import annotations

import os
from pathlib import Path

USUAL = ("/usr/bin/chromium", "/usr/bin/google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-background-networking")


def executable() -> str | None:
    """Returns the path of a Chromium; None leaves the choice to Playwright, which takes its own."""
    return os.environ.get("HANDBOOK_BROWSER") or next((name for name in USUAL if Path(name).exists()), None)
