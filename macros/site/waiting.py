"""Texts of pages that wait in a file without a name until they are needed, so that memory does not grow with their number."""

from __future__ import annotations

from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """A text that waits."""

    file: IO[bytes]
    start: int
    length: int
    """In bytes."""

    def __str__(self) -> str:
        self.file.seek(self.start)
        return self.file.read(self.length).decode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True, repr=False)
class WaitingRoom:
    """Where the texts of one build wait. The file goes when nobody holds the room or a text of it any more."""

    _file: IO[bytes] = field(default_factory=TemporaryFile)

    def wait(self, text: str) -> Waiting:
        """Returns a text that `str` gives back. Raises OSError where the disk takes no more."""
        data = text.encode("utf-8", "surrogatepass")
        start = self._file.seek(0, 2)
        self._file.write(data)
        return Waiting(self._file, start, len(data))
