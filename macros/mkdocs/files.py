"""Files and pages of MkDocs: those that a build adds, and those that the handbook cannot do without."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from macros.site.added_files import AddedFile
from macros.site.waiting import Waiting, WaitingRoom

LARGE = 100_000
"""Bytes from which a file waits on disk."""


class AsItIs(File):
    """A file that is published as it is, even where its ending would make it a page, whose text would be evaluated."""

    def is_documentation_page(self) -> bool:
        return False


class WaitingFile(AsItIs):
    """A file that is published as it is, and whose content waits until MkDocs copies it."""

    waiting: Waiting

    @property
    def _content(self) -> bytes:
        return bytes(self.waiting)

    @_content.setter
    def _content(self, content: bytes) -> None:
        """Leaves what waits as it is: MkDocs sets this where it makes a file."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002 - MkDocs gives it
        """Writes the file piece by piece. MkDocs would read it as a whole."""
        path = Path(self.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.writelines(self.waiting.pieces())


def generated(added: AddedFile, config: MkDocsConfig, room: WaitingRoom | None = None) -> File:
    """Returns a file that a build adds. A page stands outside the navigation, unless an event puts it there. A large one waits in `room`.

    What the build makes itself is published whatever its name: MkDocs leaves out what begins with a dot, as `.well-known/` does.
    """
    kind = File if added.is_page else AsItIs
    made = InclusionLevel.UNDEFINED if added.source is not None else InclusionLevel.INCLUDED
    inclusion = InclusionLevel.NOT_IN_NAV if added.is_page else made
    if added.source is not None:
        return kind.generated(config, added.path, abs_src_path=str(added.source), inclusion=inclusion)
    content = added.content
    if room is not None and not isinstance(content, str) and not (isinstance(content, bytes) and len(content) <= LARGE):
        made_later = WaitingFile.generated(config, added.path, content=b"", inclusion=inclusion)
        assert isinstance(made_later, WaitingFile)
        made_later.waiting = room.keep(content)
        return made_later
    whole = content if isinstance(content, str) else b"".join(added.pieces())
    return kind.generated(config, added.path, content=whole, inclusion=inclusion)


def file_at(files: Files, path: str) -> File:
    """Returns the file at a source path, which the handbook needs. Raises PluginError where a fork's configuration left it out."""
    file = files.get_file_from_path(path)
    if file is None:
        raise PluginError(f"the page or file '{path}' is missing; expected 'docs_dir', 'exclude_docs' and plugins of mkdocs.yml to leave it in its place")
    return file


def page_at(files: Files, path: str, config: MkDocsConfig) -> Page:
    """Returns the page at a source path, made where MkDocs has not made it yet. Raises PluginError where there is none."""
    file = file_at(files, path)
    return file.page or Page(None, file, config)
