"""A whole site as final pages: the product is read, every file is placed, every page is written, and nothing of it needs a generator."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from handbook.reading.configuration import FILES, ConfigurationError, read_configuration, settings
from handbook.reading.releases import FOLDER
from macros.final.menu import complete_menu, entries
from macros.final.pages import FinalPage, Writer
from macros.final.placing import Placed, placed
from macros.render.escaping import heading
from macros.site.glossary import GLOSSARY, abbreviations
from macros.site.languages import menus_in
from macros.site.publication import Publication
from macros.site.publishing import Asked, UnpublishableError, publish
from macros.site.report import Report
from macros.site.surround import footer


@dataclass(frozen=True, slots=True)
class FinalSite:
    """A site before a generator makes HTML of it."""

    publication: Publication
    settings: Mapping[str, Any]
    """What the configuration says, `nav` as the product changes it; scalars are the author's text."""
    name: str
    """Name of the site, as HTML."""
    foot: str
    """Line at the foot of every page, as HTML."""
    site_url: str
    """Where it is published, with a slash at its end; '' where that is not known."""
    files: tuple[Placed, ...]
    pages: tuple[FinalPage, ...]
    menu: list[Any]

    @property
    def glossary(self) -> dict[str, str]:
        """Returns the abbreviations that are explained wherever they stand."""
        found = next((one.source for one in self.files if one.path == GLOSSARY), None)
        return abbreviations(found.read_text(encoding="utf-8")) if found else {}


def final_site(root: Path, environment: Mapping[str, str], tell: Callable[[Report], None], *, folders: bool = True, with_releases: bool = False) -> FinalSite:
    """Returns the site of the product that the configuration in `root` names.

    Findings are handed to `tell`, which may raise. `folders` is whether addresses of pages end with a slash, `with_releases` whether the pages of
    frozen releases will stand beside these. Raises UnpublishableError.
    """
    file = next((root / name for name in FILES if (root / name).exists()), root / FILES[0])
    try:
        said = settings(file, environment)
        known = read_configuration(file, environment)
    except ConfigurationError as error:
        raise UnpublishableError(str(error)) from None
    extra = said.get("extra") or {}
    pdf, releases = str(extra.get("pdf")).lower() == "true", extra.get("releases") or None if with_releases else []
    asked = Asked(extra.get("compare"), known.revision, known.repo_url, str(said.get("edit_uri") or ""), pdf, releases)
    publication = publish(file, environment, asked, tell, serving=False)
    files = placed(publication, root / str(said.get("docs_dir") or "docs"), folders=folders)
    menu = menus_in(publication.handbook.language, complete_menu(publication, said.get("nav")))
    publication.reading_order.extend(one.path for one in entries(menu))
    frozen = publication.shown.frozen
    site_url = f"{known.site_url}{FOLDER}/{frozen.name}/" if frozen and known.site_url else known.site_url
    pages = tuple(Writer(publication, said, site_url, list(entries(menu))).pages(files))
    name = publication.handbook.site.name or str(said.get("site_name") or "")
    foot = str(footer(publication.handbook, publication.revision, frozen))
    return FinalSite(publication, said, str(heading(name)), foot, site_url, files, pages, menu)


def write_docs(site: FinalSite, docs: Path) -> None:
    """Writes the pages and all files that they show into a folder, which is made anew."""
    shutil.rmtree(docs, ignore_errors=True)
    for page in site.pages:
        target = docs / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.text, encoding="utf-8", newline="\n")
    for file in site.files:
        if not file.is_page:
            write_file(file, docs / file.path)


def write_file(file: Placed, target: Path) -> None:
    """Writes a file that is no page to its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if file.source is not None:
        shutil.copyfile(file.source, target)
    else:
        target.write_bytes(file.content)


def extensions(site: FinalSite) -> dict[str, Any]:
    """Returns the extensions of Markdown that the pages count on, each with its options; the abbreviations of the glossary among them."""
    found = typed(site.settings.get("markdown_extensions") or {})
    assert isinstance(found, dict)
    found.setdefault("fenced_code", {})  # MkDocs has it without being asked
    found["abbr"] = {**(found.get("abbr") or {}), "glossary": site.glossary}
    return found


def typed(value: Any) -> Any:
    """Returns a setting, whose scalars are texts, with truth values and numbers as YAML reads them."""
    if isinstance(value, dict):
        return {key: typed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [typed(one) for one in value]
    if not isinstance(value, str):
        return value
    return {"true": True, "false": False}.get(value.lower(), int(value) if value.isdecimal() else value)


def as_yaml(configuration: Mapping[str, Any]) -> str:
    """Returns a configuration as the text of a file."""
    return yaml.safe_dump(dict(configuration), sort_keys=False, allow_unicode=True, width=10_000)
