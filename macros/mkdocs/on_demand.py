"""Pages made when somebody asks for them, while MkDocs serves: none before, and after a save those that are looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
from jinja2 import Environment
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import meta

from handbook.reading.shelf import Shelf
from macros.mkdocs.adding import TheRest
from macros.mkdocs.calling import is_serving
from macros.mkdocs.configuring import publication_of, state_name
from macros.mkdocs.inheriting import only_ours
from macros.mkdocs.kept_parts import Keeper
from macros.mkdocs.navigation import date_pages
from macros.mkdocs.telling import tell
from macros.render.escaping import heading
from macros.site.publication import EXTRA_KEY, Publication
from macros.site.report import report_of_pages
from macros.site.surround import footer

KEY = "handbook_workshop"
"""Key in the context of the command `mkdocs serve`, and in no module, under which the workshop of the build at hand stands."""
LOCK = "handbook_lock"
"""Key for the lock of all builds of one command: one thread at a time builds, reads the product or makes a page."""
SEARCH_INDEX = "search/search_index.json"


class WaitingFiles(Files):
    """The files of a build whose pages wait: the build itself, which asks for those to be served, is given none."""

    waits = False

    def documentation_pages(self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included) -> Sequence[File]:
        """Returns the pages; none to a build that serves, while they wait."""
        return () if self.waits and inclusion == InclusionLevel.is_in_serve else super().documentation_pages(inclusion=inclusion)


class Workshop:
    """The pages of one build while it is served, each made when it is first asked for.

    Its methods are called by the threads that answer requests and by the one that builds; whoever makes a page holds `lock`. A page is made
    by MkDocs' own functions for one page, whose names are private; a version of MkDocs below 2 has them.
    """

    def __init__(self, config: MkDocsConfig, files: WaitingFiles, nav: Navigation) -> None:
        self.config, self.files, self.nav = config, files, nav
        self.env: Environment | None = None
        self.lock = lock_of(click.get_current_context())
        self._context = click.get_current_context()
        self._pages = {file.dest_uri: file for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve)}
        self._read: set[str] = set()
        self._written: set[str] = set()
        self._entries: dict[str, list[Any]] = {}
        self._rest = TheRest(files, publication_of(config), config)
        self._told = 0
        self._stale: set[str] = set()
        """Templates that are pages of the theme's own, such as the one for addresses that lead nowhere, and tell of what the product said before."""
        files.waits = True
        self._stated = {file.src_uri: front_matter(file) for file in self._pages.values() if file.abs_src_path}
        for file in self._pages.values():
            self._name(page_of(file))

    def has(self, path: str) -> bool:
        """Returns whether a page stands at a path below the root of the site."""
        return _file(path) in self._pages

    def renew(self, publication: Publication) -> None:
        """Takes a product that has the same pages and says something else on them."""
        config = self.config
        publication.urls.update(publication_of(config).urls)
        publication.reading_order.extend(publication_of(config).reading_order)
        config.extra[EXTRA_KEY] = publication
        config.copyright = footer(publication.handbook, publication.revision)
        state_name(config, publication)
        keeper = self.env.globals["kept"] if self.env is not None else None
        if isinstance(keeper, Keeper):
            keeper.forget()
        self._told = 0
        self._stale = set(config.theme.static_templates)
        date_pages(publication, self.files)
        for file in self._pages.values():
            self._name(page_of(file))
        self.forget()
        self._rest = TheRest(self.files, publication, config)

    def prepare(self, path: str) -> None:
        """Makes what is served at a path below the root of the site, if it waits."""
        path = _file(path)
        with self.lock, self._as_called():
            if path in self._pages:
                if path not in self._written:
                    self._write(path)
            elif path == SEARCH_INDEX:
                self._write_index()
            elif path not in self._written:
                file = self._rest.file(path)
                if file is not None:
                    file.copy_file()
                    self._written.add(path)
                else:
                    self._renew_templates()  # nothing else stands there, or one of them does

    def _renew_templates(self) -> None:
        """Makes the theme's own pages again, where they were made of what the product said before; one of them stands wherever there is nothing."""
        assert self.env is not None
        for name in sorted(self._stale):
            _build_theme_template(name, self.env, self.files, self.config, self.nav)
        self._stale.clear()

    def reread(self, sources: set[str]) -> bool:
        """Takes pages of the guidance that say something else; returns False where one says something else of itself, which other pages may show."""
        pages = [page_of(file) for file in self._pages.values() if file.src_uri in sources]
        for page in pages:
            if front_matter(page.file) != self._stated.get(page.file.src_uri):
                return False
        self.forget(sources)
        return True

    def gather(self) -> bool:
        """Reads one page that nobody has asked for, so that it can be found by the search; returns whether there was one."""
        with self.lock, self._as_called():
            path = next((one for one in self._pages if one not in self._entries), None)
            if path is not None:
                self._index(path)
                self._put_away(path)
            return path is not None

    def forget(self, paths: Iterable[str] | None = None) -> None:
        """Lets the pages of these source paths, or all, be made again when they are next asked for."""
        sources = None if paths is None else frozenset(paths)
        if sources is None:
            self._written.clear()
        for path, file in self._pages.items():
            if sources is None or file.src_uri in sources:
                self._read.discard(path)
                self._written.discard(path)
                self._entries.pop(path, None)

    def _name(self, page: Page) -> None:
        """Gives a page its title, which others show, before anybody asks for it."""
        made = publication_of(self.config).site_map.pages.get(page.file.src_uri)
        if made is not None:
            page.title = heading(made.title)
        elif page.title is None:
            page.read_source(self.config)
            if "title" not in page.meta:
                self._populate(page.file.dest_uri)

    def _populate(self, path: str) -> Page:
        page = page_of(self._pages[path])
        if path not in self._read:
            _populate_page(page, self.config, self.files)
            self._read.add(path)
        return page

    def _index(self, path: str) -> None:
        """Takes what the search finds on a page; what the page says is read before the theme takes out the marks that the search reads."""
        page = self._populate(path)
        for plugin in _searches(self.config):
            plugin.search_index.entries = []
            plugin.search_index.add_entry_from_context(page)
            self._entries[path] = [*plugin.search_index.entries]
        self._entries.setdefault(path, [])

    def _write(self, path: str) -> None:
        assert self.env is not None
        self._populate(path)
        if path not in self._entries:
            self._index(path)
        documentation = self.files.documentation_pages()
        _build_page(page_of(self._pages[path]), self.config, documentation, self.nav, self.env)
        self._put_away(path)
        self._written.add(path)
        self._tell()

    def _put_away(self, path: str) -> None:
        """Lets go of what a page says: the theme may have taken marks out of it, and nobody may ask for it for long."""
        page_of(self._pages[path]).content = None
        self._read.discard(path)

    def _write_index(self) -> None:
        for path in self._pages:
            if path not in self._entries:
                self._index(path)
                self._put_away(path)
        for plugin in _searches(self.config):
            plugin.search_index.entries = [entry for path in self._pages for entry in self._entries[path]]
            plugin.on_post_build(config=self.config)
        self._tell()

    def _tell(self) -> None:
        """Tells what pages ask for in vain, each once."""
        errors = publication_of(self.config).page_errors
        tell(report_of_pages(errors[self._told :], serving=True))
        self._told = len(errors)

    @contextmanager
    def _as_called(self) -> Iterator[None]:
        """Lets the thread know the command that was called, as the one that builds does."""
        with self._context.scope(cleanup=False):
            yield


def lock_of(context: click.Context) -> threading.RLock:
    """Returns the lock of a command that serves."""
    return context.meta.setdefault(LOCK, threading.RLock())  # type: ignore[no-any-return]


def workshop_of(context: click.Context) -> Workshop | None:
    """Returns the workshop of the build at hand, or None where all pages are made by the build."""
    found = context.meta.get(KEY)
    return found if isinstance(found, Workshop) else None


def shelf_so_far() -> Shelf | None:
    """Returns what the build before has read of the product, while MkDocs serves and makes pages when they are asked for; else None."""
    workshop = workshop_of(click.get_current_context()) if is_serving() else None
    return publication_of(workshop.config).shelf if workshop else None


def _searches(config: MkDocsConfig) -> Iterator[Any]:
    """Yields the search plugin; nothing where a fork has switched it off."""
    yield from (plugin for plugin in config.plugins.values() if hasattr(plugin, "search_index"))


def _file(path: str) -> str:
    """Returns the file that is served at a path."""
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def makes_pages_on_demand(config: MkDocsConfig) -> bool:
    """Returns whether MkDocs serves and no plugin or hook of a fork is read, which might count on all pages."""
    return is_serving() and only_ours(config) and not any(key.endswith("tags") for key in config.plugins)


def open_workshop(config: MkDocsConfig, files: WaitingFiles, nav: Navigation) -> None:
    """Lets the pages of a build wait until they are asked for."""
    context = click.get_current_context()
    context.meta[KEY] = Workshop(config, files, nav)


def equip_workshop(env: Environment) -> None:
    """Gives the workshop of the build at hand the templates of the theme."""
    workshop = workshop_of(click.get_current_context())
    assert workshop is not None
    workshop.env = env


def front_matter(file: File) -> dict[str, Any]:
    """Returns what a page says of itself above its text."""
    return dict(meta.get_data(file.content_string)[1])


def page_of(file: File) -> Page:
    """Returns the page of a file, which the navigation has made."""
    assert file.page is not None
    return file.page
