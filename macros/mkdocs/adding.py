"""All files of a build: those of `docs/` that it has, and those that it adds, before plugins look at them."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from macros.mkdocs.calling import is_published
from macros.mkdocs.files import AsItIs, file_at, generated
from macros.site.added_files import AddedFile, leading_on, outputs, pages_and_attachments, robots
from macros.site.menus import left_out
from macros.site.publication import Publication
from macros.site.style_sheets import PARTS, SHEET, site_sheet


def complete_files(files: Files, publication: Publication, config: MkDocsConfig) -> None:
    """Adds the pages that the product or a catalogue makes, the product's own pages and attachments, outputs, and pages that lead on.

    The style sheets become one. Raises PluginError where one of them is missing.
    """
    for file in [one for one in files if left_out(publication.handbook, one.src_uri)]:
        files.remove(file)
    for added in pages_and_attachments(publication):
        files.append(generated(added, config))
    parts = [file_at(files, name) for name in PARTS]
    sheet = site_sheet("".join(part.content_string for part in parts), publication.handbook, publication.revision)
    for part in parts:
        files.remove(part)
    for added in (AddedFile(SHEET, sheet), *robots(config.site_url or "")):
        files.append(generated(added, config))
    publication.urls.update({file.src_uri: file.url for file in files})
    for added in outputs(publication):
        files.append(generated(added, config))
    for added in leading_on(publication, config.extra.get("moved"), config.site_url or "", published=is_published(config)):
        if files.get_file_from_path(added.path) is None:
            files.append(generated(added, config))


def renewed_files(files: Files, publication: Publication, config: MkDocsConfig) -> dict[str, File]:
    """Returns what such a build publishes beside its pages that depends on what the product says, by its path in the site.

    For a product whose pages and attachments are those that `files` has already.
    """
    sheets = "".join((Path(config.docs_dir) / name).read_text(encoding="utf-8-sig") for name in PARTS)
    sheet = AddedFile(SHEET, site_sheet(sheets, publication.handbook, publication.revision))
    leading = leading_on(publication, config.extra.get("moved"), config.site_url or "", published=is_published(config))
    ours = (added for added in leading if isinstance(files.get_file_from_path(added.path), AsItIs))
    made = [generated(added, config) for added in (sheet, *outputs(publication), *ours)]
    return {file.dest_uri: file for file in made}
