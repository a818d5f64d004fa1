"""Reads a product as it stood at a revision of its git repository, without checking anything out.

The commands `rev-parse`, `ls-tree` and `cat-file` tell what the revision holds. The YAML is written to a folder that is handed in; of attachments and
pages, which no comparison reads, the names are enough, and the hash that git keeps of each tells whether it is another one.
"""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from handbook.reading.folder import ATTACHMENTS, PAGES
from handbook.source.disk import read_whole

FILE_MODES = frozenset({"100644", "100755"})
"""How git marks a regular file; links and other repositories are left out."""
SHA1_LENGTH = 40
MOST_BYTES = 64 * 1024 * 1024
"""A larger attachment is told apart by its size alone."""


class RevisionError(ValueError):
    """A revision cannot be read; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A folder at a revision."""

    name: str
    """As it was asked for."""
    commit: str
    """The full hash of the commit."""
    files: Mapping[str, str]
    """Hash of each file, by its path relative to the folder."""


def top_of(folder: Path) -> Path:
    """Returns the top of the repository that holds `folder`. Raises RevisionError where there is none."""
    return Path(_git(folder, "rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").strip())


def revision(top: Path, name: str, path: str) -> Revision:
    """Returns what stands below `path` at the revision `name` of the repository at `top`. Raises RevisionError."""
    try:
        commit = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode("ascii").strip()
    except RevisionError:
        raise RevisionError(f"'{name}' is neither a folder, nor a saved handbook.json, nor a revision of the repository") from None
    prefix = "" if path in ("", ".") else f"{path.strip('/')}/"
    listed = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *([prefix] if prefix else []))
    files = {}
    for entry in listed.decode("utf-8", "surrogateescape").split("\0"):
        about, _, file = entry.partition("\t")
        if file and about.split()[0] in FILE_MODES:
            files[file[len(prefix) :]] = about.split()[2]
    if not files:
        raise RevisionError(f"there is no folder '{path}' at '{name}'")
    return Revision(name, commit, files)


def extract(top: Path, found: Revision, target: Path) -> None:
    """Writes the YAML of a product at a revision below `target`, and an empty file for whatever else it has. Raises RevisionError and OSError."""
    wanted = {file: blob for file, blob in found.files.items() if _is_safe(file)}
    read = {file for file in wanted if file.endswith((".yaml", ".yml")) and PurePosixPath(file).parts[0] not in (ATTACHMENTS, PAGES)}
    contents = dict(_contents(top, sorted({wanted[file] for file in read})))
    for file, blob in wanted.items():
        path = target / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents.get(blob, b"") if file in read else b"")


def versions_of(file: Path) -> Iterator[tuple[str, bytes]]:
    """Yields each commit that changed a file, latest first, with what the file held there. Raises RevisionError where git knows nothing of it."""
    listed = _git(file.parent, "log", "--format=%H", "--diff-filter=AM", "--", file.name).decode("ascii").split()
    for commit in listed:
        yield commit, _git(file.parent, "cat-file", "blob", f"{commit}:./{file.name}")


def hash_of(file: Path, like: str) -> str:
    """Returns the hash that git would give the bytes of a file, in the form of the hash `like`; '' where it cannot be read."""
    try:
        data = read_whole(file, MOST_BYTES)
    except OSError:
        return ""
    make = hashlib.sha1 if len(like) == SHA1_LENGTH else hashlib.sha256
    return make(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _contents(top: Path, blobs: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yields each blob with its bytes."""
    out = _git(top, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode("ascii"))
    position = 0
    for blob in blobs:
        end = out.index(b"\n", position)
        size = int(out[position:end].split()[2])
        yield blob, out[end + 1 : end + 1 + size]
        position = end + 1 + size + 1


def _is_safe(file: str) -> bool:
    """Returns whether a path stays below the folder to which it is written, on any system."""
    parts = PurePosixPath(file).parts
    return bool(parts) and not file.startswith("/") and not any(part == ".." or "\\" in part or ":" in part for part in parts)


def _git(folder: Path, *words: str, given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(["git", *words], cwd=folder, input=given, capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError("there is no git, which is needed to read a revision") from None
    except OSError as error:
        raise RevisionError(f"git cannot be run in '{folder.as_posix()}': {(error.strerror or 'unknown reason').lower()}") from None
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RevisionError(told[0].removeprefix("fatal: ") if told else "git could not read it")
    return done.stdout
