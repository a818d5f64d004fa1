"""Which files a product's folder has, by their paths relative to it; what cannot be read, and links that lead elsewhere.

A link to a file or a folder is followed where it stays among the product's own files, and refused where it leads out of them: whatever is
in the folder is published, and whoever builds a product that others wrote must not publish what lies beside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from handbook.findings.diagnostics import Diagnostic, Place, make, quoted
from handbook.findings.messages import Words, say

ATTACHMENTS = "files"
"""Folder of a product whose files are served with the site."""
PAGES = "pages"
"""Folder of a product with Markdown pages of its own, and with whatever they show."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The files below a folder."""

    names: frozenset[str]
    """Relative paths with forward slashes; hidden ones are left out."""
    lost: frozenset[str] = frozenset()
    """Files and folders that are there and were not read."""
    same: tuple[frozenset[str], ...] = ()
    """Names of one file, where links give it several."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def has_lost(self, name: str) -> bool:
        """Returns whether a file, or a folder that holds it, is there and was not read."""
        return bool(self.lost) and any(part in self.lost for part in (name, *map(str, PurePosixPath(name).parents)))

    def below(self, folder: str) -> tuple[str, ...]:
        """Returns the files of a folder, relative to it, in order."""
        return tuple(name[len(folder) + 1 :] for name in sorted(self.names) if name.startswith(f"{folder}/"))


def listing(folder: Path) -> Listing:
    """Returns the files below `folder`. Nothing is raised for whatever it holds."""
    return _Walk(folder).listing()


class _Walk:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._root = os.path.realpath(folder)
        self._names: dict[str, str] = {}
        self._lost: set[str] = set()
        self._diagnostics: list[Diagnostic] = []

    def listing(self) -> Listing:
        waiting: list[tuple[str, bool]] = [("", False)]
        while waiting:
            prefix, by_link = waiting.pop()
            waiting += self._read(prefix, by_link)
        files: dict[str, list[str]] = {}
        for name, real in self._names.items():
            files.setdefault(real or name, []).append(name)
        same = tuple(frozenset(names) for names in files.values() if len(names) > 1)
        return Listing(frozenset(self._names), frozenset(self._lost), same, tuple(self._diagnostics))

    def _read(self, prefix: str, by_link: bool) -> Iterator[tuple[str, bool]]:
        """Takes the files of a folder, and yields its folders; `by_link` where a link led here."""
        try:
            with os.scandir(self._folder / prefix) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            self._lose(prefix.rstrip("/"), say("unreadable-file.folder", reason=_reason(error)), say("unreadable-file.folder.right"))
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            name = prefix + entry.name
            try:
                name.encode("utf-8")
            except UnicodeEncodeError:
                self._lose(name, say("unreadable-file.name", name=quoted(_shown(name))), say("unreadable-file.name.right"))
                continue
            real = ""
            if entry.is_symlink():
                real = self._target(name, entry.path)
                if not real:
                    continue
            try:
                is_folder, is_file = entry.is_dir(), entry.is_file()
            except OSError as error:
                self._lose(name, say("unreadable-file", file=name, reason=_reason(error)), say("unreadable-file.right"))
                continue
            if is_folder and real and by_link:
                self._lose(name, say("unreadable-file.link-in-link", file=name), say("unreadable-file.link-in-link.right"))
            elif is_folder and real and f"{os.path.realpath(self._folder / prefix)}{os.sep}".startswith(f"{self._root}{os.sep}{real}{os.sep}"):
                self._lose(name, say("unreadable-file.link-above", file=name), say("unreadable-file.link-above.right"))
            elif is_folder:
                yield f"{name}/", by_link or bool(real)
            elif not is_file:
                self._lose(name, say("unreadable-file.irregular", file=name), say("unreadable-file.irregular.right"))
            elif name.startswith((f"{ATTACHMENTS}/", f"{PAGES}/")) and not os.access(entry.path, os.R_OK):
                self._lose(name, say("unreadable-file", file=name, reason=say("part.permission-denied")), say("unreadable-file.right"))
            else:
                self._names[name] = real or (self._relative(os.path.realpath(entry.path)) if by_link else "")

    def _target(self, name: str, path: str) -> str:
        """Returns where a link leads, relative to the product's folder; '' where it leads nowhere or out, which is reported."""
        try:
            real = os.path.realpath(path, strict=True)
        except OSError as error:
            self._lose(name, say("unreadable-file.dead-link", file=name, reason=_reason(error)), say("unreadable-file.dead-link.right"))
            return ""
        relative = self._relative(real)
        if not relative or any(part.startswith(".") for part in relative.split("/")):
            message = say("outside-link" if relative in ("", ".") else "outside-link.hidden", file=name)
            self._lose(name, message, say("outside-link.right"), code="outside-link")
            return ""
        return relative

    def _relative(self, real: str) -> str:
        """Returns a real path relative to the product's folder, with forward slashes; '' outside it, '.' for itself."""
        try:
            if os.path.commonpath([real, self._root]) != self._root:
                return ""
        except ValueError:  # another drive
            return ""
        return Path(real).relative_to(self._root).as_posix()

    def _lose(self, name: str, message: Words, expected: Words, *, code: str = "unreadable-file") -> None:
        self._lost.add(name or ".")
        self._diagnostics.append(make(code, Place(_shown(name)), message, expected, found=_shown(name)))


def is_folder(path: Path) -> bool:
    """Returns whether there is a folder; what may not be looked at is none, where `Path.is_dir` would raise."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _shown(name: str) -> str:
    """Returns a name as text that every terminal and every file can hold."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _reason(error: OSError) -> Words:
    return error.strerror.lower() if error.strerror else say("part.unknown-reason")
