"""Serving a product whose folder is not there yet: the server waits for it to be made, and builds then."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import ObservedWatch


def watch(server: Any, folder: Path) -> None:
    """Rebuilds when a file below `folder` is saved, also where the folder is made only later."""
    if folder.is_dir():
        server.watch(str(folder))
    else:
        _Awaited(server, folder).look()


class _Awaited(FileSystemEventHandler):
    """Looks at the nearest folder above that exists, until the folder is there."""

    def __init__(self, server: Any, folder: Path) -> None:
        self._server = server
        self._folder = folder
        self._looking: dict[str, ObservedWatch] = {}
        self._found = False

    def look(self) -> None:
        """Looks at the nearest folder above, or hands over to the server where the folder is there."""
        if self._folder.is_dir():
            self._found = True
            self._server.watch(str(self._folder))
            everything = ObservedWatch(str(self._folder), recursive=True)
            self._server.observer.event_queue.put((FileModifiedEvent(str(self._folder)), everything))  # files that were there before it was watched
            return
        above = str(next(parent for parent in self._folder.parents if parent.is_dir()))
        if above not in self._looking:
            self._looking[above] = self._server.observer.schedule(self, above, recursive=False)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Looks again whenever something is made or taken away beside where the folder would be."""
        if not self._found and event.event_type != "opened":
            self.look()
