"""The events of MkDocs: which files, pages and menus it is given. What they hold is made in `handbook` and `macros`.

No state is kept between builds: each build makes one `Publication` in `on_config`, and every later event finds it in
`config.extra`. Another site generator needs another file like this one.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click
from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from handbook.catalogs.catalogue import load_catalogues
from handbook.catalogs.official import stored
from handbook.compare.companions import ComparisonError, companions
from handbook.layout.graphviz import find_engine, place
from handbook.methods.release import UnknownDayError, gate_asked, given_day
from handbook.pipeline import load
from handbook.reading.configuration import ConfigurationError, read_configuration
from handbook.views.addresses import WHOLE, of_companion, of_file, of_own_page
from handbook.views.diagrams import all_graphs
from handbook.views.page_spec import Shown
from macros.calls import NAMES
from macros.render.escaping import heading
from macros.site.added_files import AddedFile, export, leading_on, pages_and_attachments, robots
from macros.site.failing import watched
from macros.site.glossary import abbreviations
from macros.site.inheriting import complete, only_ours
from macros.site.menus import left_out, menus
from macros.site.page_meta import links_of, meta_of
from macros.site.policy import with_policy
from macros.site.publication import EXTRA_KEY, Publication
from macros.site.report import Report, report, report_of_layout, report_of_pages
from macros.site.repository import Repository, relative
from macros.site.revision import revision
from macros.site.serving import watch
from macros.site.style_sheets import PARTS, SHEET, site_sheet
from macros.site.surround import banner, footer, stepper
from macros.site.theme_fixes import MendingLoader
from macros.site.whole import whole_page

LOG = logging.getLogger("mkdocs.handbook")


class AsItIs(File):
    """A file that is published as it is, even where its ending would make it a page, whose text would be evaluated."""

    def is_documentation_page(self) -> bool:
        """Returns that it is none."""
        return False


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Loads the product before the macros are configured; on `mkdocs build`, errors end it here.

    Findings are reported before anything else is made of the product.
    """
    complete(config)
    root = Path(config.config_file_path).parent
    try:
        folder = root / read_configuration(Path(config.config_file_path), os.environ).product
        within = relative(folder, root)
        catalogues = load_catalogues(stored(root))
        loaded = load(folder, catalogues, given_day(os.environ))
        _tell(report(loaded, within or folder.as_posix(), gate_asked(os.environ), serving=_serving()))
        shown = Shown(loaded, within or folder.name, companions(root, within, config.extra.get("compare"), catalogues))
    except (ConfigurationError, UnknownDayError, ComparisonError) as error:
        raise PluginError(str(error)) from None
    layout = place(all_graphs(loaded.handbook), find_engine())
    repository = Repository(root, folder, config.repo_url or "", config.edit_uri or "")
    publication = Publication(shown, layout, str(config.extra.get("revision") or revision(root)), repository)
    config.extra[EXTRA_KEY] = publication
    _tell(report_of_layout(layout))
    _configure(config, publication)
    return config


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages that the product or a catalogue makes, the product's own pages and attachments, and the exports; before plugins look at files."""
    publication = _publication(config)
    for file in [one for one in files if left_out(publication.handbook, one.src_uri)]:
        files.remove(file)
    for added in pages_and_attachments(publication):
        files.append(_generated(added, config))
    parts = [_file(files, name) for name in PARTS]
    sheet = site_sheet("".join(part.content_string for part in parts), publication.handbook, publication.revision)
    for part in parts:
        files.remove(part)
    for added in (AddedFile(SHEET, sheet), *robots(config.site_url or "")):
        files.append(_generated(added, config))
    publication.urls.update({file.src_uri: file.url for file in files})
    files.append(_generated(export(publication), config))
    for added in leading_on(publication, config.extra.get("moved"), config.site_url or "", published=_published(config)):
        if files.get_file_from_path(added.path) is None:
            files.append(_generated(added, config))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Gives the pages outside the navigation a parent, a previous and a next page, and adds the product's own pages."""
    publication = _publication(config)
    indexes = [_page(files, of_companion(companion.slug).page, config) for companion in publication.companions]
    if indexes:
        _add_section(nav, "Second example" if len(indexes) == 1 else "More examples", indexes)
    for path, known in publication.site_map.docs.items():
        if known.menu:
            _page(files, path, config).title = known.menu
    parents = {page.file.src_uri: page for page in (*nav.pages, *indexes)}
    for spec in publication.site_map.pages.values():
        made = _page(files, spec.path, config)
        parent = parents.get(spec.parent)
        if parent is not made:
            made.parent = parent.parent if parent else None
        made.previous_page = _page(files, spec.previous, config) if spec.previous else None if parent is made else parent
        made.next_page = _page(files, spec.next, config) if spec.next else None
    own = [_page(files, of_own_page(name).page, config) for name in publication.handbook.pages]
    if own:
        named = publication.handbook.site.name if publication.handbook.presented_as == "worked example" else None
        _add_section(nav, heading(named or "Our own pages"), own)
    publication.reading_order.extend(page.file.src_uri for page in nav.pages)
    return nav


def on_pre_build(config: MkDocsConfig) -> None:
    """Lets mkdocs-macros compile the one call of all generated pages once, instead of once a page, and tells where a page fails."""
    plugin: Any = config.plugins["macros"]
    publication = _publication(config)

    def tell(line: int, sentence: str) -> str:
        """Notes what failed, at a line of the page without its front matter; returns where that is."""
        page = plugin.page
        above = page.file.content_string.count("\n") - page.markdown.count("\n")
        return publication.fail(page.file.src_uri, sentence, max(above, 0) + line)

    plugin.env.from_string = watched(plugin.env, tell, NAMES)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Mends templates of the theme as they are read."""
    assert env.loader is not None
    env.loader = MendingLoader(env.loader, alone=only_ours(config))
    return env


@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Sets title, description, edit link and day of a page, after the macros, which would evaluate them."""
    publication = _publication(config)
    page.meta.update(meta_of(publication, page.file.src_uri, page.meta))
    made, product = publication.site_map.pages.get(page.file.src_uri), publication.handbook.product
    if made is not None:
        page.edit_url = publication.repository.edit_url(made.source.file, made.source.line) if made.source else None
    if product is not None and product.as_of is not None:
        page.update_date = product.as_of.isoformat()
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the nine activities above a page of one; while serving with errors, says so at the top of every page."""
    publication, path = _publication(config), page.file.src_uri
    html = stepper(publication, path, page.url) + html
    if not _serving():
        publication.gather(path, page.url, str(page.title), html)
    page.meta.update(links_of(publication, path, page.canonical_url or page.url, str(page.title)))
    return banner(publication) + html if publication.errors else html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Puts the Content-Security-Policy into a page that is published; while serving, a script of the server's own runs too."""
    return with_policy(output) if _published(config) else output


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Does the same for the page that is shown for addresses that lead nowhere."""
    return with_policy(output) if _published(config) and template_name == "404.html" else output


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the whole handbook; fails the build for what pages in `docs/` ask for and cannot have."""
    publication = _publication(config)
    if not _serving():
        _write_whole(publication, config)
    _tell(report_of_pages(publication.page_errors, serving=_serving()))


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Rebuilds when a file of the product is saved."""
    publication = _publication(config)
    for folder in (publication.repository.product, *(publication.repository.root / companion.folder for companion in publication.companions)):
        watch(server, folder)
    return server


def _publication(config: MkDocsConfig) -> Publication:
    found = config.extra[EXTRA_KEY]
    assert isinstance(found, Publication)
    return found


def _configure(config: MkDocsConfig, publication: Publication) -> None:
    """Gives MkDocs what follows from the product: menus, name, logo, foot of the pages, abbreviations."""
    handbook = publication.handbook
    config.nav = menus(handbook, config.nav)
    if handbook.site.name:
        config.site_name = heading(handbook.site.name)
    if handbook.site.logo in handbook.attachments:
        config.theme["logo"] = quote(of_file(handbook.site.logo).page)
    config.copyright = footer(handbook, publication.revision)
    if not config.repo_url:
        config.edit_uri = None
    if _offline(config):
        config.extra["polyfills"] = ["assets/iframe-worker.js"]
    config.extra["whole"] = "" if _serving() else f"{WHOLE}index.html" if _offline(config) else WHOLE
    glossary = Path(config.docs_dir) / "glossary.md"
    if glossary.is_file():
        config.mdx_configs["abbr"] = {"glossary": abbreviations(glossary.read_text(encoding="utf-8"))}


def _write_whole(publication: Publication, config: MkDocsConfig) -> None:
    """Writes the page that holds all others."""
    site = Path(config.site_dir)
    sheets = [found.relative_to(site).as_posix() for found in sorted((site / "assets" / "stylesheets").glob("*.css"))]
    sheets += [str(sheet) for sheet in config.extra_css]
    home, foot = "index.html" if _offline(config) else "", Markup(config.copyright or "")
    text = whole_page(publication.chapters(), site=config.site_name, home=home, sheets=sheets, foot=foot)
    target = site / WHOLE / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text if _offline(config) else with_policy(text), encoding="utf-8", newline="\n")


def _tell(told: Report) -> None:
    """Logs what is told. Raises PluginError where it ends the build."""
    for level, sentence in told.messages:
        LOG.log(level, sentence)
    if told.refusal:
        raise PluginError(told.refusal)


def _offline(config: MkDocsConfig) -> bool:
    """Returns whether the site is built to be opened from a folder, without a server."""
    plugin = config.plugins.get("material/offline")
    return plugin is not None and bool(plugin.config.get("enabled"))


def _serving() -> bool:
    """Returns whether MkDocs was called to serve; asked of the command itself, so that nothing is kept."""
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name == "serve"


def _published(config: MkDocsConfig) -> bool:
    """Returns whether the site goes to a host, whose pages have a policy of what they may load."""
    return not (_serving() or _offline(config))


def _add_section(nav: Navigation, title: str, pages: list[Page]) -> None:
    """Adds a section with pages of their own to the navigation."""
    section = Section(title, list(pages))
    for page in pages:
        page.parent = section
    nav.items.append(section)


def _generated(added: AddedFile, config: MkDocsConfig) -> File:
    """Returns a file that the build adds. A page stands outside the navigation, unless an event puts it there."""
    kind = File if added.is_page else AsItIs
    inclusion = InclusionLevel.NOT_IN_NAV if added.is_page else InclusionLevel.UNDEFINED
    if added.source is not None:
        return kind.generated(config, added.path, abs_src_path=str(added.source), inclusion=inclusion)
    return kind.generated(config, added.path, content=added.text, inclusion=inclusion)


def _page(files: Files, path: str, config: MkDocsConfig) -> Page:
    file = _file(files, path)
    return file.page or Page(None, file, config)


def _file(files: Files, path: str) -> File:
    """Returns a file that the handbook cannot do without. Raises PluginError where a fork's configuration left it out."""
    file = files.get_file_from_path(path)
    if file is None:
        raise PluginError(f"the page or file '{path}' is missing; expected 'docs_dir', 'exclude_docs' and plugins of mkdocs.yml to leave it in its place")
    return file
