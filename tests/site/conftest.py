"""The browser of the tests of the site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as runner:
        path = os.environ.get("HANDBOOK_BROWSER") or next((name for name in ("/usr/bin/chromium", "/usr/bin/google-chrome") if Path(name).exists()), None)
        try:
            started = runner.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        except playwright.Error as error:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip(f"no Chromium: {error.message.splitlines()[0]}")
        yield started
        started.close()
