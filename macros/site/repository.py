"""The repository behind the pages: which file of it a page shows, and the URL at which the forge offers to edit that file."""

from __future__ import annotations

from dataclasses import dataclass
from os.path import normpath
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Repository:
    """A folder on this machine, the product's folder in or beside it, and the forge that publishes it."""

    root: Path = Path()
    """The folder that holds the configuration of the site."""
    product: Path = Path()
    """Where the product's folder lies."""
    url: str = ""
    """Address of the repository in a forge, or empty."""
    edit_path: str = ""
    """What stands after that address where a page in `docs/` is edited, or empty for the forge's usual."""

    def edit_url(self, file: str, line: int) -> str | None:
        """Returns where the forge edits a file of the product at a line.

        None without a forge, or where the file lies in no folder of the repository, links followed.
        """
        there = relative((self.product / file).resolve(), self.root.resolve()) if self.url else ""
        if not there:
            return None
        editor = (self.edit_path or "edit/main/docs/").strip("/").removesuffix("docs").rstrip("/")
        return f"{self.url.rstrip('/')}/{editor}/{quote(there)}#L{line}"


def relative(path: Path, root: Path) -> str:
    """Returns a path relative to the root of the repository, as it is named there; '' where it lies elsewhere."""
    for told in (_as_written, Path.resolve):  # links of the file system are followed where the path as it is written does not lie there
        one, above = told(path), told(root)
        if one.is_relative_to(above):
            return one.relative_to(above).as_posix()
    return ""


def _as_written(path: Path) -> Path:
    return Path(normpath(path.absolute()))
