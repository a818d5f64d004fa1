"""Reading from disk: regular files alone, and no more of one than a limit; and putting changed texts back in their places.

A pipe among the files of a product would be waited for without end, and a link to a device gives bytes without end. So what a
name stands for is looked at before anything is opened, and a file is read up to its limit whatever size it tells.
"""

from __future__ import annotations

import stat
from codecs import BOM_UTF8 as _UTF8
from collections.abc import Mapping
from pathlib import Path

from handbook.findings.messages import Words, say

_KINDS = (
    (stat.S_ISDIR, say("part.a-folder")),
    (stat.S_ISFIFO, say("part.a-pipe")),
    (stat.S_ISSOCK, say("part.a-socket")),
    (stat.S_ISCHR, say("part.a-device")),
    (stat.S_ISBLK, say("part.a-device")),
)


class NotAFileError(OSError):
    """The name stands for something that is not a regular file; `what` says what, as in 'a pipe', and so does the message."""

    def __init__(self, what: Words) -> None:
        super().__init__(str(what))
        self.what = what


class TooLargeError(OSError):
    """The file is larger than what was to be read of it; `size` tells how large, in bytes, as far as is known."""

    def __init__(self, size: int) -> None:
        super().__init__(f"the file has {size} bytes")
        self.size = size


def other_than_a_file(path: Path) -> Words:
    """Returns what `path` stands for, as in 'a pipe', where it is no regular file; else ''. A link is what it leads to.

    Raises OSError where there is nothing, or it cannot be looked at.
    """
    mode = path.stat().st_mode
    return "" if stat.S_ISREG(mode) else next((words for asks, words in _KINDS if asks(mode)), say("part.no-file"))


def read_whole(path: Path, limit: int) -> bytes:
    """Returns all bytes of a regular file.

    Raises NotAFileError, before it is opened, for anything else; TooLargeError where it has more than `limit` bytes; OSError where it
    cannot be read.
    """
    what = other_than_a_file(path)
    if what:
        raise NotAFileError(what)
    size = path.stat().st_size
    if size > limit:
        raise TooLargeError(size)
    with path.open("rb") as file:
        data = file.read(limit + 1)  # some files tell no size, or grow
    if len(data) > limit:
        raise TooLargeError(len(data))
    return data


def write_back(folder: Path, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Writes texts below a folder by their paths, each in place of the one that was read there; what marks a file as UTF-8 at its start stays.

    Every file is written beside its place before the first is put there, so that one that cannot be written leaves all as they were. Raises OSError,
    also where a file says something else than what was read.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, text in after.items():
            path = folder / name
            data = path.read_bytes() if path.exists() else b""
            if data.decode("utf-8-sig") != before.get(name, ""):
                raise OSError(0, f"'{name}' was changed while it was read")
            beside = path.with_name(f".{path.name}.new")
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting.append((beside, path))
            beside.write_bytes((_UTF8 if data.startswith(_UTF8) else b"") + text.encode("utf-8"))
            if path.exists():
                beside.chmod(stat.S_IMODE(path.stat().st_mode))
        while waiting:
            beside, path = waiting[0]
            beside.replace(path.resolve())
            waiting.pop(0)
    finally:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)
