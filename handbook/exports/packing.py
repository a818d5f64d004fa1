"""Files as bytes that do not depend on when, where or by whom they are made: archives, JSON, UUIDs from ids."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that an entry of a ZIP archive can have, and that of all of ours."""
UNIX = 3
"""The system that an entry says it was made on (APPNOTE.TXT, 4.4.2); Python would name the one it runs on."""
READABLE = 0o100644 << 16
"""A plain file that everybody may read, where an entry tells its permissions."""
CHARACTERS = 100_000
"""So many characters, at least, become bytes at a time."""
NAMESPACE = uuid.UUID("f49d1791-3c2d-527a-9cba-3e6275f31d09")
"""Under which our UUIDs are made from names (RFC 9562, Section 5.5); never changed, since others keep them."""


def archive(files: Mapping[str, bytes]) -> bytes:
    """Returns a ZIP archive of files, by their paths in the order given."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = UNIX
            entry.external_attr = READABLE
            packed.writestr(entry, content)
    return made.getvalue()


def as_json(value: Any) -> bytes:
    """Returns a value as JSON, its keys in the order given, with a line end at its end."""
    return encoded(json.JSONEncoder(indent=1, ensure_ascii=False, allow_nan=False).iterencode(value), b"\n")


def encoded(pieces: Iterable[str], end: bytes = b"") -> bytes:
    """Returns pieces of text as one file in UTF-8. The text as a whole, which may take four times as much, is never held."""
    return b"".join((*in_bytes(pieces), end))


def in_bytes(pieces: Iterable[str]) -> Iterator[bytes]:
    """Yields pieces of text in UTF-8, so many at a time that they have some `CHARACTERS`."""
    some: list[str] = []
    length = 0
    for piece in pieces:
        some.append(piece)
        length += len(piece)
        if length >= CHARACTERS:
            yield "".join(some).encode("utf-8")
            some, length = [], 0
    yield "".join(some).encode("utf-8")


def stable_uuid(*words: str) -> str:
    """Returns the UUID (version 5) of some words: the same for the same words, on any day and machine."""
    return str(uuid.uuid5(NAMESPACE, json.dumps(words, ensure_ascii=True)))


def filled(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the entries that say something: without None, '' and empty lists or mappings, which many formats refuse."""
    return {key: value for key, value in entries.items() if value is not None and value != "" and value != [] and value != {}}
