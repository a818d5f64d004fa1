"""Sites served to a browser, and what goes wrong on a page of one."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Serve = Callable[[Path], str]
"""Serves a folder and returns its address."""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a site below /sub/path/, as a project page of a forge would."""

    def translate_path(self, path: str) -> str:
        """Returns the file for a path, the prefix taken off."""
        return super().translate_path(path.removeprefix("/sub/path") or "/")

    def handle(self) -> None:
        """Answers, and lets a browser go that did not wait for the end: a page that was left asks for nothing any more."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def log_message(self, *arguments: Any) -> None:
        """Says nothing."""


@contextlib.contextmanager
def served(site: Path) -> Iterator[str]:
    """Serves a folder for as long as the context lasts, and gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sub/path/"
    finally:
        server.shutdown()
        server.server_close()


def watched(page: Any, base: str) -> list[str]:
    """Returns a list that fills with whatever goes wrong on the page."""
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(f"console: {message.text}") if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (wrong.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: wrong.append(f"foreign: {request.url}") if not request.url.startswith((base, "data:", "blob:")) else None)
    return wrong
