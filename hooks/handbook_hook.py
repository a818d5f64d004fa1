"""MkDocs events: which pages exist, where they stand, what is reported. Everything else is in `handbook` and `macros`.

No state is kept between builds: each build makes one `Publication` in `on_config`, and every later event finds it in
`config.extra`.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from os.path import normpath
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
from handbook.findings.diagnostics import Severity, as_text, counts
from handbook.layout.graphviz import Layout, find_engine, place
from handbook.methods.release import Gate, UnknownDayError, gate_asked, given_day, refusals
from handbook.model.handbook import Loaded
from handbook.outputs.registry import published
from handbook.pipeline import load
from handbook.reading.configuration import ConfigurationError, read_configuration
from handbook.views.addresses import of_example
from handbook.views.diagrams import all_graphs
from handbook.views.pages.comparison import index_of
from handbook.views.site_map import site_map
from macros.calls.calls import Calls
from macros.render.escaping import heading
from macros.render.glossary import abbreviations
from macros.site.failing import watched
from macros.site.feedback import issue_url
from macros.site.forwarding import forwarding_page, moved, permanent, permanent_of
from macros.site.inheriting import complete, only_ours
from macros.site.menus import left_out, menus
from macros.site.policy import with_policy
from macros.site.publication import EXTRA_KEY, Publication
from macros.site.revision import revision
from macros.site.serving import watch
from macros.site.surround import banner, colours, edition, footer, running_text, stepper
from macros.site.theme_fixes import MendingLoader
from macros.site.whole import ADDRESS as WHOLE
from macros.site.whole import Chapter, whole_page, without_repetition

SHEET = "assets/site.css"
SHEETS = ("assets/handbook.css", "assets/diagrams.css", "assets/tables.css")
"""The sheets of style that become one, `SHEET`, in their order; the product's colours come after them."""

SEARCH_WEIGHTS = (
    ("activities/", 4.0), ("risk-method", 2.0), ("references/csf/", 1.2), ("contributing/", 0.3), ("threat-model", 0.5), ("references/index", 0.3),
    ("compare/", 0.3),
)  # fmt: skip
"""How much a search result weighs by where its page stands: guidance first, the project's own pages last."""

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
        within = _relative(folder, root)
        catalogues = load_catalogues(stored(root))
        loaded = load(folder, catalogues, given_day(os.environ))
        _report(loaded, within or folder.as_posix())
        beside = companions(root, within, config.extra.get("compare"), catalogues)
    except (ConfigurationError, UnknownDayError, ComparisonError) as error:
        raise PluginError(str(error)) from None
    publication = Publication(
        loaded,
        site_map(loaded.handbook, beside),
        within or folder.name,
        folder=folder,
        layout=place(all_graphs(loaded.handbook), find_engine()),
        repository=config.repo_url or "",
        repository_folder=_editor(config),
        companions=beside,
    )
    config.extra[EXTRA_KEY] = publication
    _report_layout(publication.layout)
    config.nav = menus(loaded.handbook, config.nav)
    site = loaded.handbook.site
    if site.name:
        config.site_name = heading(site.name)
    if site.logo in loaded.handbook.attachments:
        config.theme["logo"] = quote(f"files/{site.logo}")
    publication.revision = str(config.extra.get("revision") or revision(root))
    config.copyright = footer(loaded.handbook, publication.revision)
    if not config.repo_url:
        config.edit_uri = None
    if _offline(config):
        config.extra["polyfills"] = ["assets/iframe-worker.js"]
    config.extra["whole"] = "" if _serving() else f"{WHOLE}index.html" if _offline(config) else WHOLE
    glossary = Path(config.docs_dir) / "glossary.md"
    if glossary.is_file():
        config.mdx_configs["abbr"] = {"glossary": abbreviations(glossary.read_text(encoding="utf-8"))}
    return config


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the pages that the product or a catalogue makes, the product's own pages and attachments, and the exports; before plugins look at files."""
    publication = _publication(config)
    product = publication.folder
    for file in [one for one in files if left_out(publication.handbook, one.src_uri)]:
        files.remove(file)
    for page in publication.site_map.pages.values():
        files.append(File.generated(config, page.path, content="{{ generated_page() }}\n", inclusion=InclusionLevel.NOT_IN_NAV))
    for name in publication.handbook.attachments:
        files.append(_attachment(config, f"files/{name}", product / "files" / name))
    for companion in publication.companions:
        for name in companion.handbook.attachments:
            source = Path(config.config_file_path).parent / companion.folder / "files" / name
            files.append(_attachment(config, f"compare/{companion.slug}/files/{name}", source))
    for name in publication.handbook.page_files:
        files.append(_attachment(config, f"pages/{name}", product / "pages" / name))
    for name in publication.handbook.pages:
        files.append(File.generated(config, f"pages/{name}", abs_src_path=str(product / "pages" / name), inclusion=InclusionLevel.NOT_IN_NAV))
    own = colours(publication.handbook.site) + running_text(publication.handbook, publication.revision)
    files.append(File.generated(config, SHEET, content=_sheets(files) + own))
    if config.site_url:
        files.append(File.generated(config, "robots.txt", content=f"User-agent: *\nAllow: /\n\nSitemap: {config.site_url.rstrip('/')}/sitemap.xml\n"))
    publication.urls.update({file.src_uri: file.url for file in files})
    for path, content in published(publication.handbook, publication.url):
        files.append(File.generated(config, path, content=content))
    for address, url, title in (*permanent(publication), *moved(publication, config.extra.get("moved"))):
        path = address if address.endswith(".html") else f"{address}index.html"
        if files.get_file_from_path(path) is None:
            leading = forwarding_page(path, url, title, config.site_url or "", published=not (_serving() or _offline(config)))
            files.append(File.generated(config, path, content=leading))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Gives the pages outside the navigation a parent, a previous and a next page, and adds the product's own pages."""
    publication = _publication(config)
    indexes = [_page(files, index_of(companion.slug).page, config) for companion in publication.companions]
    if indexes:
        _add_section(nav, "Second example" if len(indexes) == 1 else "More examples", indexes)
    for number, path in _examples(publication):
        _page(files, path, config).title = f"{number}: {publication.handbook.presented_as}"
    parents = {page.file.src_uri: page for page in (*nav.pages, *indexes)}
    for page in publication.site_map.pages.values():
        made = _page(files, page.path, config)
        parent = parents.get(page.parent)
        if parent is not made:
            made.parent = parent.parent if parent else None
        made.previous_page = _page(files, page.previous, config) if page.previous else None if parent is made else parent
        made.next_page = _page(files, page.next, config) if page.next else None
    own = [_page(files, f"pages/{name}", config) for name in publication.handbook.pages]
    if own:
        named = publication.handbook.site.name if publication.handbook.presented_as == "worked example" else None
        _add_section(nav, heading(named or "Our own pages"), own)
    publication.reading_order.extend(page.file.src_uri for page in nav.pages)
    return nav


def on_pre_build(config: MkDocsConfig) -> None:
    """Lets mkdocs-macros compile the one call of all generated pages once, instead of once a page, and tells where a page fails."""
    plugin: Any = config.plugins["macros"]
    publication = _publication(config)
    plugin.env.from_string = watched(plugin.env, lambda line, sentence: publication.fail(plugin.page.file, sentence, line, plugin.page.markdown), Calls.PUBLIC)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Mends templates of the theme as they are read."""
    assert env.loader is not None
    env.loader = MendingLoader(env.loader, alone=only_ours(config))
    return env


@event_priority(-100)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Sets title, description and edit link of generated pages, after the macros, which would evaluate them."""
    publication = _publication(config)
    made = publication.site_map.pages.get(page.file.src_uri)
    if made is not None:
        page.meta["title"] = heading(made.title)
        page.meta["description"] = heading(made.description)
        if made.search_words:
            page.meta["tags"] = [heading(word) for word in made.search_words]
        if made.shows == "crosswalk":  # a wide table that repeats what other pages say
            page.meta.update(hide=["toc"], search={"exclude": True})
        if made.shows == "register" and len(publication.site_map.registers[made.path].tables) == 1:
            page.meta["hide"] = ["toc"]
        if made.shows == "companion" and made.parent != made.path:  # two columns need the width
            page.meta.update(hide=["navigation", "toc"])
        page.edit_url = _edit_url(publication, config, made.source_file, made.source_line) if made.source_file else None
    for number, path in _examples(publication):
        if path == page.file.src_uri:
            page.meta["title"] = f"Activity {number}: {publication.handbook.presented}"
    words = publication.site_map.activity_words.get(page.file.src_uri)
    if words:
        page.meta["tags"] = [heading(word) for word in words]
    boost = next((weight for folder, weight in SEARCH_WEIGHTS if page.file.src_uri.startswith(folder)), None)
    if boost is not None:
        page.meta.setdefault("search", {"boost": boost})
    product = publication.handbook.product
    if product is not None and product.as_of is not None:
        page.update_date = product.as_of.isoformat()
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the nine activities above a page of one; while serving with errors, says so at the top of every page."""
    publication = _publication(config)
    html = stepper(publication, page.file.src_uri, page.url) + html
    made = publication.site_map.pages.get(page.file.src_uri)
    lasting = made is not None and made.shows in ("record", "csf")
    if (made is None or lasting) and not _serving() and page.file.src_uri != "index.md" and not page.file.src_uri.startswith("contributing/"):
        publication.contents[page.file.src_uri] = Chapter(page.url, str(page.title), without_repetition(html) if lasting else html, lasting)
    page.meta["permanent"] = permanent_of(made.key, record=made.shows == "record") if made and lasting else ""
    page.meta["issue"] = issue_url(publication.repository, page.canonical_url or page.url, str(page.title), edition(publication.handbook))
    return banner(publication) + html if publication.errors else html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Puts the Content-Security-Policy into a page that is published; while serving, a script of the server's own runs too."""
    return output if _serving() or _offline(config) else with_policy(output)


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Does the same for the page that is shown for addresses that lead nowhere."""
    return output if _serving() or _offline(config) or template_name != "404.html" else with_policy(output)


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the whole handbook; fails the build for what pages in `docs/` ask for and cannot have."""
    if not _serving():
        _write_whole(_publication(config), config)
    problems = list(dict.fromkeys(_publication(config).page_errors))
    for problem in problems:
        LOG.error(problem)
    if problems and not _serving():
        raise PluginError(f"{len(problems)} error{'' if len(problems) == 1 else 's'} in pages")


def on_serve(server: Any, config: MkDocsConfig, builder: Any) -> Any:
    """Rebuilds when a file of the product is saved."""
    publication = _publication(config)
    for folder in (publication.folder, *(Path(config.config_file_path).parent / companion.folder for companion in publication.companions)):
        watch(server, folder)
    return server


def _publication(config: MkDocsConfig) -> Publication:
    found = config.extra[EXTRA_KEY]
    assert isinstance(found, Publication)
    return found


def _write_whole(publication: Publication, config: MkDocsConfig) -> None:
    """Writes the page that holds all others: guidance in the order of the navigation, then the records, then the outcomes of the CSF."""
    order = {path: number for number, path in enumerate(publication.reading_order)}
    shown = sorted(publication.contents, key=lambda path: (order.get(path, len(order)), path in publication.site_map.pages))
    site = Path(config.site_dir)
    sheets = [found.relative_to(site).as_posix() for found in sorted((site / "assets" / "stylesheets").glob("*.css"))]
    sheets += [str(sheet) for sheet in config.extra_css]
    text = whole_page(
        [publication.contents[path] for path in shown],
        site=config.site_name,
        home="index.html" if _offline(config) else "",
        sheets=sheets,
        foot=Markup(config.copyright or ""),
    )
    target = site / WHOLE / "index.html"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text if _offline(config) else with_policy(text), encoding="utf-8", newline="\n")


def _sheets(files: Files) -> str:
    """Returns the sheets of style as one, and takes them out of what is published: each on its own would be a request before the first painting."""
    text = ""
    for name in SHEETS:
        part = _file(files, name)
        text += part.content_string
        files.remove(part)
    return text


def _add_section(nav: Navigation, title: str, pages: list[Page]) -> None:
    """Adds a section with pages of their own to the navigation."""
    section = Section(title, list(pages))
    for page in pages:
        page.parent = section
    nav.items.append(section)


def _report(loaded: Loaded, folder: str) -> None:
    """Logs every error, and the numbers of the rest; ends a build that is not being served when there are errors."""
    numbers = counts(loaded.diagnostics)
    for diagnostic in loaded.diagnostics:
        if diagnostic.severity is Severity.ERROR:
            LOG.error(as_text(diagnostic, folder))
    gate = gate_asked(os.environ)
    if gate is not Gate.DRAFT and not _serving():
        stopping = refusals(loaded.diagnostics, gate)
        for diagnostic in stopping:
            if diagnostic.severity is not Severity.ERROR:
                LOG.error(as_text(diagnostic, folder))
        if stopping:
            raise PluginError(f"not ready for {gate.value}: {len(stopping)} finding{'' if len(stopping) == 1 else 's'} in {folder}")
    if numbers[Severity.GAP] or numbers[Severity.WARNING]:
        LOG.info("%d gaps, %d warnings: 'handbook check' lists them", numbers[Severity.GAP], numbers[Severity.WARNING])
    errors = numbers[Severity.ERROR]
    if errors and not _serving():
        raise PluginError(f"{errors} error{'' if errors == 1 else 's'} in {folder}")
    if loaded.handbook.product is None and not loaded.handbook.items and _serving():
        LOG.error("nothing of the product could be read; the guidance is served alone")


def _report_layout(layout: Layout) -> None:
    """Logs why there are no pictures, where there are none."""
    if layout.problem:
        LOG.log(logging.WARNING if layout.missing else logging.INFO, layout.problem)


def _offline(config: MkDocsConfig) -> bool:
    """Returns whether the site is built to be opened from a folder, without a server."""
    plugin = config.plugins.get("material/offline")
    return plugin is not None and bool(plugin.config.get("enabled"))


def _serving() -> bool:
    """Returns whether MkDocs was called to serve; asked of the command itself, so that nothing is kept."""
    context = click.get_current_context(silent=True)
    return context is not None and context.info_name == "serve"


def _attachment(config: MkDocsConfig, path: str, source: Path) -> File:
    return AsItIs.generated(config, path, abs_src_path=str(source))


def _examples(publication: Publication) -> Iterator[tuple[int, str]]:
    """Yields the pages that show what the maker did, whose names depend on what the product is called: the activity and the source path."""
    for activity in publication.handbook.catalogues.activities.activities:
        yield activity.number, of_example(activity.number).page


def _page(files: Files, path: str, config: MkDocsConfig) -> Page:
    file = _file(files, path)
    return file.page or Page(None, file, config)


def _file(files: Files, path: str) -> File:
    """Returns a file that the handbook cannot do without. Raises PluginError where a fork's configuration left it out."""
    file = files.get_file_from_path(path)
    if file is None:
        raise PluginError(f"the page or file '{path}' is missing; expected 'docs_dir', 'exclude_docs' and plugins of mkdocs.yml to leave it in its place")
    return file


def _editor(config: MkDocsConfig) -> str:
    if not config.repo_url:
        return ""
    edit = config.edit_uri or "edit/main/docs/"
    return f"{config.repo_url.rstrip('/')}/{edit.strip('/').removesuffix('docs').rstrip('/')}/"


def _edit_url(publication: Publication, config: MkDocsConfig, file: str, line: int) -> str | None:
    """Returns where the forge edits a file of the product; None where the file lies in no folder of the repository, links followed."""
    there = _relative((publication.folder / file).resolve(), Path(config.config_file_path).parent.resolve())
    return f"{publication.repository_folder}{quote(there)}#L{line}" if publication.repository_folder and there else None


def _relative(path: Path, root: Path) -> str:
    """Returns a path relative to the root of the repository, as it is named there; '' where it lies elsewhere."""
    for one, above in ((Path(normpath(path.absolute())), Path(normpath(root.absolute()))), (path.resolve(), root.resolve())):
        if one.is_relative_to(above):
            return one.relative_to(above).as_posix()
    return ""


__all__ = ["on_config", "on_files", "on_nav", "on_page_content", "on_page_markdown", "on_post_build", "on_post_page", "on_post_template", "on_serve"]
