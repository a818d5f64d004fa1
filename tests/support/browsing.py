"""Sites served to a browser, and what goes wrong on a page of one."""

from __future__ import annotations

import contextlib
import functools
import http.server
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

AT_ONCE = 6
"""Pages that come to rest together, at most."""
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
    """Returns a list that fills with whatever goes wrong on the page, or on every page of a context."""
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(f"console: {message.text}") if message.type in ("error", "warning") else None)
    if hasattr(page, "new_page"):
        page.on("weberror", lambda error: wrong.append(f"error: {error.error}"))
    else:
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (wrong.append("dialog"), dialog.dismiss()))
    page.on("request", lambda request: wrong.append(f"foreign: {request.url}") if not request.url.startswith((base, "data:", "blob:")) else None)
    return wrong


def at_rest(context: Any, addresses: Sequence[str]) -> Iterator[Any]:
    """Yields a page for each address once it has asked for nothing in half a second.

    Several are opened before the first of them is waited for, so that the half second of each passes while the others load. What goes wrong on any is heard
    by whoever listens to the context.
    """
    for first in range(0, len(addresses), AT_ONCE):
        pages = []
        for address in addresses[first : first + AT_ONCE]:
            pages.append(context.new_page())
            pages[-1].goto(address)
        for page in pages:
            page.wait_for_load_state("networkidle")
            yield page
        for page in pages:
            page.close()
