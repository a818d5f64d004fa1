"""The events of MkDocs: which files, pages and menus it is given. What they hold is made in `handbook` and `macros`.

No state is kept between builds: each build makes one `Publication` in `on_config`, and every later event finds it in
`config.extra`. Another site generator needs another file like this one.
"""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from handbook.reading.releases import ReleaseError
from macros.calls import NAMES
from macros.mkdocs.adding import complete_files
from macros.mkdocs.calling import is_offline, is_published, is_serving
from macros.mkdocs.configuring import configure, publication_of, watch_calls
from macros.mkdocs.files import file_at
from macros.mkdocs.inheriting import complete, only_ours
from macros.mkdocs.kept_parts import Keeper
from macros.mkdocs.navigation import complete_navigation
from macros.mkdocs.on_demand import WaitingFiles, equip_workshop, makes_pages_on_demand, open_workshop, shelf_so_far
from macros.mkdocs.ready import make_ready
from macros.mkdocs.refreshing import Refreshing
from macros.mkdocs.searching import quicken_search
from macros.mkdocs.serving import watch
from macros.mkdocs.set_aside import put_back
from macros.mkdocs.telling import tell
from macros.mkdocs.translating import marked
from macros.render.bytecode import keep_bytecode
from macros.site.glossary import GLOSSARY, with_anchors
from macros.site.languages import titled_in
from macros.site.page_meta import beside_of, links_of, meta_of
from macros.site.policy import with_policy
from macros.site.publication import Publication
from macros.site.publishing import Asked, UnpublishableError, publish
from macros.site.releases import untrue, write_releases
from macros.site.report import report_of_pages
from macros.site.surround import banner, stepper
from macros.site.theme_fixes import MendingLoader
from macros.site.whole import write_whole


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Loads the product before the macros are configured; on `mkdocs build`, errors end it here."""
    complete(config)
    stated, pdf = str(config.extra.get("revision") or ""), config.extra.get("pdf") is True
    asked = Asked(
        config.extra.get("compare"), stated, config.repo_url or "", config.edit_uri or "", pdf, config.extra.get("releases") if is_published(config) else []
    )
    try:
        publication = publish(Path(config.config_file_path), os.environ, asked, tell, serving=is_serving(), shelf=shelf_so_far())
    except UnpublishableError as error:
        raise PluginError(str(error)) from None
    configure(config, publication)
    return config


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages that the product or a catalogue makes, the product's own pages and attachments, and the exports; before plugins look at files."""
    later = makes_pages_on_demand(config)
    complete_files(files, publication_of(config), config, later=later)
    return WaitingFiles(files) if later else files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Gives the pages outside the navigation a parent, a previous and a next page, and adds the product's own pages."""
    publication = publication_of(config)
    complete_navigation(nav, publication, files, config)
    make_ready(publication, files, config, None if isinstance(files, WaitingFiles) else publication.room)
    publication.reading_order.extend(page.file.src_uri for page in nav.pages)
    if isinstance(files, WaitingFiles):
        open_workshop(config, files, nav)
    if not is_serving():
        gc.freeze()  # what is there now stays to the end, and need not be gone through with each thousand of things that pages make
    return nav


def on_pre_build(config: MkDocsConfig) -> None:
    """Has what fails in a page's calls told at its line, and the search enter our pages without parsing them again."""
    watch_calls(config, NAMES)
    quicken_search(config)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Mends templates of the theme as they are read, and keeps parts that are the same on many pages."""
    assert env.loader is not None
    alone = only_ours(config)
    env.loader = MendingLoader(env.loader, alone=alone, language=publication_of(config).language)
    env.trim_blocks = env.lstrip_blocks = alone  # lines of the theme that hold a statement alone leave no blank line on every page
    if isinstance(files, WaitingFiles):
        equip_workshop(env)
    env.globals["kept"] = Keeper(config)
    if alone:
        keep_bytecode(env)
    return env


@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Sets title, description and edit link of a page, after the macros, which would evaluate them."""
    publication = publication_of(config)
    page.meta.update(meta_of(publication, page.file.src_uri, page.meta))
    made = publication.site_map.pages.get(page.file.src_uri)
    if made is not None:
        page.edit_url = publication.repository.edit_url(made.source.file, made.source.line) if made.source else None
    return titled_in(publication.language, markdown)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the nine activities above a page of one; while serving with errors, says so at the top of every page."""
    publication, path = publication_of(config), page.file.src_uri
    html = marked(put_back(html, page), page.file, config, publication.language)
    html = stepper(publication, path, page.url) + (with_anchors(html) if path == GLOSSARY else html)
    if not is_serving():
        publication.gather(path, page.url, str(page.title), html)
    page.meta.update(beside_of(publication, path, lambda one: file_at(files, one).url))
    page.meta.update(links_of(publication, path, page.canonical_url or page.url, str(page.title)))
    return banner(publication) + html if publication.errors else html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Puts the Content-Security-Policy into a page that is published; while serving, a script of the server's own runs too."""
    return with_policy(output) if is_published(config) else output


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Does the same for the page that is shown for addresses that lead nowhere."""
    return with_policy(output) if is_published(config) and template_name == "404.html" else output


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the whole handbook; fails the build for what pages in `docs/` ask for and cannot have."""
    publication = publication_of(config)
    if not is_serving():
        name, foot, sheets = config.site_name, config.copyright or "", map(str, config.extra_css)
        _write_releases(publication, Path(config.site_dir), config)
        write_whole(Path(config.site_dir), publication.chapters(), name, foot, sheets, offline=is_offline(config), language=publication.language)
        gc.unfreeze()
    tell(report_of_pages(publication.page_errors, serving=is_serving()))


def _write_releases(publication: Publication, site: Path, config: MkDocsConfig) -> None:
    """Writes the frozen releases beside a site that is published. Raises PluginError where one is not what was released."""
    if is_published(config):
        try:
            write_releases(publication, site)
        except ReleaseError as error:
            raise PluginError(untrue(error)) from None


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Rebuilds when a file of the product, or of one beside it, is saved."""
    for folder in publication_of(config).folders():
        watch(server, folder)
    if makes_pages_on_demand(config):
        Refreshing(server)
    return server
