"""The final Markdown of each page: what macros and templates have made, with plain headings, and what is said of it beside its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from handbook.languages.language import Language
from handbook.languages.said import in_language
from macros.calls import NAMES, Calls
from macros.final.menu import Entry
from macros.final.placing import Placed
from macros.render.escaping import inline
from macros.site.failing import watched
from macros.site.glossary import GLOSSARY, with_anchors_in_markdown
from macros.site.page_html import ready_page
from macros.site.page_meta import links_of, meta_of
from macros.site.publication import Publication
from macros.site.surround import stepper

_FRONT = re.compile(r"\A---[ \t]*\n(?P<said>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_TOP = re.compile(r"^# +(.+?)(?:\s*\{:.*\})?\s*$|<h1[^>]*>(.*?)</h1>", re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class FinalPage:
    """A page that needs nothing of ours any more."""

    path: str
    url: str
    title: str
    meta: dict[str, Any]
    """What stands in its front matter."""
    markdown: str

    @property
    def text(self) -> str:
        """Returns the whole file: front matter and Markdown."""
        said = yaml.safe_dump(self.meta, sort_keys=True, allow_unicode=True, width=10_000)
        return f"---\n{said}---\n\n{self.markdown.strip()}\n"


@dataclass(frozen=True, slots=True)
class _File:
    """What the macros ask of the file of a page."""

    src_uri: str
    abs_src_path: str | None


@dataclass(frozen=True, slots=True)
class _Page:
    """What the macros ask of a page."""

    url: str
    file: _File


class Writer:
    """Writes the pages of one publication, whose files must be placed. What a page asks for in vain stands in the publication's `page_errors`."""

    def __init__(self, publication: Publication, settings: Mapping[str, Any], site_url: str, menu: Sequence[Entry]) -> None:
        """Takes the settings of the site, whose `extra` a page may name as mkdocs-macros lets it, and the entries of its menu."""
        self._publication, self._site_url = publication, site_url
        self._menu = {one.path: one for one in menu}
        self._page = _Page("", _File("", None))
        self._above = 0
        environment = Environment(undefined=StrictUndefined)
        calls = Calls(lambda: publication, lambda: self._page)
        environment.globals.update({**(settings.get("extra") or {}), "config": dict(settings), **{name: getattr(calls, name) for name in NAMES}})
        self._compile = watched(environment, self._failed, NAMES)

    def pages(self, files: Sequence[Placed]) -> Iterator[FinalPage]:
        """Yields the page of each file that is one."""
        for file in files:
            if file.is_page:
                yield self._made(file) if file.path in self._publication.site_map.pages else self._written(file)

    def _made(self, file: Placed) -> FinalPage:
        """Returns a page that a template makes, whose HTML stands as it is, with its headings as Markdown between it."""
        html = ready_page(self._publication, file.path, file.url, partial(_heading, self._publication.language))
        return self._final(file, {}, html)

    def _written(self, file: Placed) -> FinalPage:
        """Returns a page that somebody wrote, with what its calls make."""
        assert file.source is not None
        text = file.source.read_text(encoding="utf-8-sig")
        front = _FRONT.match(text)
        stated = (yaml.safe_load(front["said"]) if front else None) or {}
        markdown = text[front.end() :] if front else text
        self._above = text.count("\n") - markdown.count("\n")
        self._page = _Page(file.url, _File(file.path, str(file.source)))
        if stated.get("render_macros") is not False:
            markdown = self._compile(markdown).render()
        if file.path == GLOSSARY:
            markdown = with_anchors_in_markdown(markdown)
        return self._final(file, stated, markdown)

    def _final(self, file: Placed, stated: Mapping[str, Any], markdown: str) -> FinalPage:
        publication = self._publication
        meta = {**stated, **meta_of(publication, file.path, stated)}
        entry = self._menu.get(file.path)
        title = (entry.title if entry else "") or str(meta.get("title") or "") or _top(markdown) or Path(file.path).stem
        above = stepper(publication, file.path, file.url)
        links = links_of(publication, file.path, self._site_url + file.url if self._site_url else file.url, title)
        meta |= {name: value for name, value in {**links, "edit": self._edit_url(file)}.items() if value}
        return FinalPage(file.path, file.url, title, _plain(meta), f"{above}\n\n{markdown}" if above else markdown)

    def _edit_url(self, file: Placed) -> str:
        """Returns where the forge edits what a page is made of; '' where it does not."""
        publication = self._publication
        repository, made = publication.repository, publication.site_map.pages.get(file.path)
        if made is not None:
            return (repository.edit_url(made.source.file, made.source.line) or "") if made.source else ""
        if not repository.url or not repository.edit_path or file.source is None or file.source.is_relative_to(repository.product):
            return ""
        return f"{repository.url.rstrip('/')}/{repository.edit_path.strip('/')}/{file.path}"

    def _failed(self, line: int, sentence: str) -> str:
        return self._publication.fail(self._page.file.src_uri, sentence, self._above + line)


def _heading(language: Language, level: int, text: str, anchor: str, *, excluded: bool = False) -> Markup:
    """Returns a heading in a language as Markdown, as the site under MkDocs makes it."""
    said, there = in_language(text, language)
    marks = (" data-search-exclude" if excluded else "") + ("" if there else ' lang="en"')
    return Markup(f"\n\n{'#' * level} {inline(said)} {{: #{anchor}{marks} }}\n\n")


def _top(markdown: str) -> str:
    found = _TOP.search(markdown)
    return " ".join(_TAG.sub("", found[1] or found[2]).split()) if found else ""


def _plain(value: Any) -> Any:
    """Returns what YAML can hold: texts of our own classes become plain ones."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) else value
