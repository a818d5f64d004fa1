"""What a save changes while MkDocs serves: the product, the guidance or templates; after anything else the build begins anew."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import click
from mkdocs.config.defaults import MkDocsConfig

from handbook.pipeline import uncollected
from macros.mkdocs.configuring import publication_of
from macros.mkdocs.on_demand import Workshop, lock_of, workshop_of
from macros.mkdocs.serving import watch
from macros.mkdocs.telling import LOG, tell
from macros.site.publication import Publication, shared_folders
from macros.site.publishing import UnpublishableError, republish

TEMPLATES = Path("macros") / "templates"
GLOSSARY = "glossary.md"
TRIES = 3
"""How often a page is made that is gone before it is sent."""
QUIET = 1.0
"""Seconds without a request after which pages are read that nobody has asked for, so that the search finds them."""

State = dict[str, tuple[int, int]]
"""Files by their paths, each with the moment it was saved and its size."""


class Refreshing:
    """A server that makes pages when they are asked for, and keeps up with what is saved."""

    def __init__(self, server: Any) -> None:
        self._server, self._context = server, click.get_current_context()
        self._build: Callable[[], None] = server.builder
        self._lock = lock_of(self._context)
        self._asked = time.monotonic()
        self._state = self._look()
        self._watched = set(publication_of(self._workshop.config).folders())
        self._has_rubbish = False
        self._spent: Publication | None = None
        server.builder = self.rebuild
        server.set_app(self.answer)
        threading.Thread(target=self._gather, daemon=True).start()

    @property
    def _workshop(self) -> Workshop:
        found = workshop_of(self._context)
        assert found is not None
        return found

    def answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answers a request: what was saved before it is on the page."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/") or not path.startswith(self._server.mount_path):
            return self._serve(environ, start_response)
        answer: Iterable[bytes] = ()
        for _ in range(TRIES):
            self._prepare(path.removeprefix(self._server.mount_path), look=path.endswith(("/", ".html")))
            told: list[Any] = []
            answer = self._serve(environ, lambda *words, told=told: told.extend(words))
            if not told[0].startswith("404") or not self._workshop.has(path.removeprefix(self._server.mount_path)):
                break  # else a build that began meanwhile has emptied the site
        start_response(*told)
        return answer

    def rebuild(self) -> None:
        """Makes again what the files that were saved have changed: called by the server when it sees that some were."""
        with self._lock, self._context.scope(cleanup=False):
            if not self._keep_up():
                self._state = self._look()
                self._spent = None
                self._workshop.forget()  # what it holds for the search does not stay beside the new build
                self._build()
                self._has_rubbish = True
                self._watch_more()

    def _watch_more(self) -> None:
        """Has the server look at folders that a build has read and none before it, such as one of shared records that a product newly inherits."""
        for folder in publication_of(self._workshop.config).folders():
            if folder not in self._watched:
                self._watched.add(folder)
                watch(self._server, folder)

    def _prepare(self, path: str, *, look: bool) -> None:
        """Makes what is served at a path, after a look at what was saved."""
        self._asked = time.monotonic()
        try:
            with self._lock, uncollected():  # else the collector goes through the whole product while somebody waits
                if look:
                    self.rebuild()
                self._workshop.prepare(path)
        except Exception:
            LOG.exception("what stands at '%s' could not be made", path)
        self._asked = time.monotonic()

    def _serve(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer: Iterable[bytes] = self._server.serve_request(environ, start_response)
        return answer

    def _keep_up(self) -> bool:
        """Takes what was saved, where it is known what that changes; returns whether it is, or nothing was saved."""
        state = self._look()
        changed = {path for path in state.keys() | self._state.keys() if state.get(path) != self._state.get(path)}
        if not changed:
            return True
        if any(path not in state or path not in self._state for path in changed):
            return False  # a file is new or gone: which pages there are must be told anew
        sorts = {path: self._sort(path) for path in changed}
        if None in sorts.values():
            return False
        guidance = {Path(path).relative_to(self._workshop.config.docs_dir).as_posix() for path, sort in sorts.items() if sort == "guidance"}
        if ("product" in sorts.values() and not self._renew_product()) or not self._workshop.reread(guidance):
            return False
        if "template" in sorts.values():
            self._workshop.forget()
        self._state = state
        return True

    def _sort(self, path: str) -> Literal["product", "guidance", "template"] | None:
        """Returns which sort of file one is, where it is known what that sort changes."""
        config, file = self._workshop.config, Path(path)
        publication = publication_of(config)
        product = publication.repository.product
        if any(file.is_relative_to(folder.absolute()) for folder in (product, *shared_folders(product, publication.handbook))):
            return "product" if file.suffix == ".yaml" else None
        if file.is_relative_to(config.docs_dir):
            return "guidance" if file.suffix == ".md" and file.name != GLOSSARY else None
        return "template" if file.is_relative_to(Path(config.config_file_path).parent / TEMPLATES) else None

    def _renew_product(self) -> bool:
        """Reads the product again; returns False where that gives other pages, or the same ones in other places."""
        workshop = self._workshop
        before = publication_of(workshop.config)
        try:
            after = republish(before, os.environ, str(workshop.config.extra.get("revision") or ""), tell)
        except UnpublishableError:
            return False
        if _frame(after) != _frame(before):
            return False
        workshop.renew(after)
        self._spent = before  # let go of while nobody waits: that takes a while where there are many records
        return True

    def _look(self) -> State:
        """Returns the state of all files that a build reads."""
        return {path: state for root in watched_by(self._workshop.config) for path, state in _states(root)}

    def _gather(self) -> None:
        """Reads what nobody has asked for, a page at a time, while nobody asks for anything."""
        while True:
            time.sleep(0.05)
            if time.monotonic() - self._asked > QUIET:
                self._spent = None
                if self._has_rubbish:  # the build before, whose pages hold each other
                    self._has_rubbish = False
                    gc.collect()
                try:
                    more = self._workshop.gather()
                except Exception:
                    LOG.exception("a page could not be made")
                    more = False
                if not more:
                    time.sleep(QUIET)


def _states(root: Path | os.DirEntry[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yields a file, or each file below a folder, with when it was saved and its size: one call of the system a file, since each page asked for waits."""
    try:
        if root.is_dir():
            with os.scandir(root) as entries:
                inside = [entry for entry in entries if entry.name != "__pycache__" and (entry.is_dir(follow_symlinks=False) or not entry.is_dir())]
            for entry in inside:
                yield from _states(entry)
        else:
            status = root.stat()
            yield os.fspath(root), (status.st_mtime_ns, status.st_size)
    except OSError:
        return  # gone meanwhile, or kept from whoever builds


def watched_by(config: MkDocsConfig) -> list[Path]:
    """Returns files and folders that a build reads and an author may change."""
    folders = [Path(config.docs_dir), *publication_of(config).folders(), *(Path(folder) for folder in config.theme.dirs[:1]), *map(Path, config.watch)]
    return [Path(config.config_file_path), *dict.fromkeys(folder.absolute() for folder in folders)]


def _frame(publication: Publication) -> tuple[object, ...]:
    """Returns what a build takes from a product before it makes pages: which there are, where they stand, and what is in menus and configuration."""
    handbook, site_map = publication.handbook, publication.site_map
    site, product = handbook.site, handbook.product
    places = [(spec.path, spec.parent, spec.previous, spec.next) for spec in site_map.pages.values()]
    named = site.name if handbook.pages else bool(site.name)  # the product's own pages stand under that name
    dated = product is not None and product.as_of is not None
    files = handbook.attachments, handbook.page_files, handbook.audience  # which of them are published follows from the records
    spoken = publication.language.code, named, dated
    return publication.folders(), files, places, site_map.docs, handbook.pages, site.logo, handbook.presented_as, handbook.shows_project_pages, *spoken
