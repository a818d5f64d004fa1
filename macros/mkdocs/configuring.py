"""What follows from the product for the configuration of MkDocs: menus, name, logo, the foot of the pages, abbreviations."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig

from handbook.languages.language import SOURCE, Language
from handbook.languages.said import UNTOLD, t, told
from handbook.reading.releases import FOLDER as RELEASES_FOLDER
from handbook.views.addresses import WHOLE, of_file
from macros.mkdocs.calling import is_offline, is_published, is_serving
from macros.render.escaping import heading
from macros.site.failing import watched
from macros.site.glossary import abbreviations
from macros.site.languages import MENU, menus_in, theme_language
from macros.site.menus import menus
from macros.site.publication import EXTRA_KEY, Publication
from macros.site.surround import footer

NAME = "Handbook for makers of IoT products"
DESCRIPTION = "The nine activities of NIST IR 8259r1, with guidance and with what was done for one product, cross-linked with the CSF 2.0."
"""Name and description of a site that names none itself, as `mkdocs.base.yml` has them."""


def configure(config: MkDocsConfig, publication: Publication) -> None:
    """Puts into the configuration what follows from the product, and the publication itself for all later events."""
    handbook = publication.handbook
    config.extra[EXTRA_KEY] = publication
    config.nav = menus(handbook, config.nav)
    if publication.language.code != SOURCE:
        speak(config, publication.language)
    state_name(config, publication)
    if handbook.site.logo in handbook.attachments:
        config.theme["logo"] = quote(of_file(handbook.site.logo).page)
    frozen = publication.shown.frozen
    config.copyright = footer(handbook, publication.revision, frozen)
    config.extra["release"] = frozen
    config.extra["release_day"] = told(t("{day}", UNTOLD, day=frozen.day), publication.language) if frozen else ""
    if frozen:
        config.site_url = f"{config.site_url.rstrip('/')}/{RELEASES_FOLDER}/{frozen.name}/" if config.site_url else ""
    config.extra["releases_listed"] = publication.shown.lists_releases and is_published(config)
    if frozen or not config.repo_url:
        config.edit_uri = None
    if is_offline(config):
        config.extra["polyfills"] = ["assets/iframe-worker.js"]
    config.extra["whole"] = "" if is_serving() else f"{WHOLE}index.html" if is_offline(config) else WHOLE
    glossary = Path(config.docs_dir) / "glossary.md"
    if glossary.is_file():
        config.mdx_configs["abbr"] = {"glossary": abbreviations(glossary.read_text(encoding="utf-8"))}


def speak(config: MkDocsConfig, language: Language) -> None:
    """Puts the language of the product into the configuration: menus, theme, search, words of scripts."""
    config.nav = menus_in(language, config.nav)
    config.theme["language"] = theme_language(language, [Path(folder) for folder in config.theme.dirs])
    config.extra["words"] = True
    for option, english in (("title", t("On this page")), ("permalink_title", t("Permanent link"))):
        config.mdx_configs.setdefault("toc", {})[option] = told(english, language)
    config.site_description = told(t(DESCRIPTION), language) if config.site_description == DESCRIPTION else config.site_description
    config.site_name = told(t(NAME), language) if config.site_name == NAME else config.site_name
    for scheme in config.theme.get("palette") or ():
        if isinstance(scheme, dict) and isinstance(scheme.get("toggle"), dict):
            scheme["toggle"]["name"] = language.says(scheme["toggle"].get("name", ""), MENU)


def state_name(config: MkDocsConfig, publication: Publication) -> None:
    """Puts the name that a product gives to its site into the configuration."""
    if publication.handbook.site.name:
        config.site_name = heading(publication.handbook.site.name)


def watch_calls(config: MkDocsConfig, names: tuple[str, ...]) -> None:
    """Lets mkdocs-macros compile the one call of many pages once, and has what fails in a page told at the line of its file; `names` are those of all calls."""
    plugin: Any = config.plugins["macros"]

    def tell(line: int, sentence: str) -> str:
        """Notes what failed at a line of the page's Markdown, above which its file has more; returns where that is."""
        above = plugin.page.file.content_string.count("\n") - plugin.page.markdown.count("\n")
        return publication_of(config).fail(plugin.page.file.src_uri, sentence, max(above, 0) + line)

    plugin.env.from_string = watched(plugin.env, tell, names)


def publication_of(config: MkDocsConfig) -> Publication:
    """Returns the publication of the build at hand."""
    found = config.extra[EXTRA_KEY]
    assert isinstance(found, Publication)
    return found
