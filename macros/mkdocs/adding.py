"""All files of a build: those of `docs/` that it has, and those that it adds, before plugins look at them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.mkdocs.calling import is_published
from macros.mkdocs.files import AsItIs, file_at, generated
from macros.mkdocs.translating import stand_in
from macros.site.added_files import AddedFile, leading_on, outputs, pages_and_attachments, robots, words
from macros.site.menus import left_out
from macros.site.publication import Publication
from macros.site.style_sheets import PARTS, SHEET, site_sheet


def complete_files(files: Files, publication: Publication, config: MkDocsConfig, *, later: bool = False) -> None:
    """Adds the pages that the product or a catalogue makes, the product's own pages and attachments, outputs, and pages that lead on.

    The style sheets become one. Outputs and pages that lead on may come `later` (`TheRest`). Raises PluginError where a style sheet is missing.
    """
    for file in [one for one in files if left_out(publication.handbook, one.src_uri)]:
        files.remove(file)
    stand_in(files, publication.language, publication.repository.product, config)
    for added in pages_and_attachments(publication):
        files.append(generated(added, config))
    sheet = JoinedSheet([file_at(files, name) for name in PARTS], publication, config)
    for part in sheet.parts:
        files.remove(part)
    files.append(sheet)
    for added in chain(robots(config.site_url or ""), words(publication.language)):
        files.append(generated(added, config))
    publication.urls.update({file.src_uri: file.url for file in files})
    if not later:
        rest = TheRest(files, publication, config)
        for added in chain(outputs(publication), rest.leading.values()):
            files.append(generated(added, config, publication.room))


class JoinedSheet(AsItIs):
    """The one style sheet that pages ask for, in place of the sheets of which it is made."""

    def __init__(self, parts: Sequence[File], publication: Publication, config: MkDocsConfig) -> None:
        """Is made of the sheets as they stand now, and of what the product says now."""
        super().__init__(SHEET, src_dir=None, dest_dir=config.site_dir, use_directory_urls=config.use_directory_urls)
        self.parts = parts
        self.content_string = site_sheet("".join(part.content_string for part in parts), publication.handbook, publication.revision)


class TheRest:
    """What is published beside pages and attachments and depends on what the product says, each made when it is asked for."""

    def __init__(self, files: Files, publication: Publication, config: MkDocsConfig) -> None:
        """Speaks of a build whose other files are `files`; the URLs of all pages must be known to the publication."""
        self._files, self._publication, self._config = files, publication, config

    def file(self, path: str) -> File | None:
        """Returns the file at a path of the site, or None where it is none of the rest."""
        former = self._files.get_file_from_path(path)
        if isinstance(former, JoinedSheet):
            return JoinedSheet(former.parts, self._publication, self._config)
        added = next((one for one in outputs(self._publication, path)), None) or self.leading.get(path)
        return generated(added, self._config) if added else None

    @cached_property
    def leading(self) -> dict[str, AddedFile]:
        """Returns the pages that lead on, by their paths; none where a page stands."""
        config, address = self._config, self._config.site_url or ""
        leading = leading_on(self._publication, config.extra.get("moved"), address, published=is_published(config))
        return {added.path: added for added in leading if self._files.get_file_from_path(added.path) is None}
