"""Pages and exports that wait in a file without a name until they are needed, so that memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

PIECE = 1_000_000
"""So many bytes are read at a time."""


class WaitingRoom:
    """Where the texts of one build wait. Its file is made for the first one, and goes when nobody holds the room or a text of it any more."""

    def wait(self, text: str) -> Waiting:
        """Returns a text that `str` gives back. Raises OSError where the disk takes no more."""
        return self.keep(text.encode("utf-8", "surrogatepass"))

    def keep(self, data: bytes | Iterable[bytes]) -> Waiting:
        """Returns bytes, or pieces of bytes, that `bytes` gives back. Raises OSError where the disk takes no more."""
        pieces = (data,) if isinstance(data, bytes) else data
        start, length = self._file.seek(0, 2), 0
        for piece in pieces:
            self._file.seek(start + length)  # what makes the next piece may have let others wait or read
            length += self._file.write(piece)
        return Waiting(self, start, length)

    def data(self, start: int, length: int) -> bytes:
        """Returns what waits at so many bytes from the start of the file."""
        self._file.seek(start)
        return self._file.read(length)

    @cached_property
    def _file(self) -> IO[bytes]:
        file = TemporaryFile()  # noqa: SIM115 - it stays open as long as somebody holds the room
        finalize(self, file.close)
        return file


@dataclass(frozen=True, slots=True, repr=False)
class Waiting:
    """A text, or bytes, that wait."""

    room: WaitingRoom
    start: int
    length: int
    """In bytes."""

    def __str__(self) -> str:
        return bytes(self).decode("utf-8", "surrogatepass")

    def __bytes__(self) -> bytes:
        return self.room.data(self.start, self.length)

    def pieces(self) -> Iterator[bytes]:
        """Yields the bytes, some at a time."""
        for start in range(0, self.length, PIECE):
            yield self.room.data(self.start + start, min(PIECE, self.length - start))
