"""Waiting until a file of the product has been saved, for `handbook check --watch`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

QUIET = 0.2
"""Seconds without a change after which an editor is taken to be done with saving."""
CHANGES = frozenset({"created", "deleted", "modified", "moved"})
"""Reading a file is an event too; only these change one."""


@contextmanager
def changes(folder: Path) -> Iterator[Callable[[Iterable[Path]], None]]:
    """Gives a function that returns once something below `folder`, or below folders that it is given, has changed and has been quiet for a moment."""
    changed = threading.Event()

    class _Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type in CHANGES and not event.is_directory:
                changed.set()

    handler, watched = _Handler(), {folder}

    def wait(more: Iterable[Path]) -> None:
        """Returns once something has changed, in a folder that is named now or was before."""
        for one in more:
            if one not in watched and one.is_dir():
                watched.add(one)
                observer.schedule(handler, str(one), recursive=True)
        while not changed.wait(0.5):  # in steps, so that Ctrl+C is heard on every system
            pass
        while changed.is_set():
            changed.clear()
            time.sleep(QUIET)

    observer = Observer()
    observer.schedule(handler, str(folder), recursive=True)
    observer.start()
    try:
        yield wait
    finally:
        observer.stop()
        observer.join()
