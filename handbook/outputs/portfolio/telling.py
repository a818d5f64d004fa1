"""How a portfolio says its words in its language, and the configuration by which the theme says its own in the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from importlib.util import find_spec
from pathlib import Path

from handbook.compare.portfolio import Portfolio
from handbook.languages.language import SOURCE, Language
from handbook.languages.said import Said, in_language, t, told
from handbook.languages.said import day as day_of

NONE = "–"
"""Stands where there is nothing."""
THEME = """theme:
  name: material
{language}  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-night, name: {dark}}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-sunny, name: {light}}}
plugins:
  - search
extra_css:
  - {sheet}
"""
"""What the pages are built with: MkDocs and the theme Material."""
FOLDER = "theme"
"""Holds what the theme does not know of a language; there where it lacks that language."""
WORDS = """{{% import "partials/languages/{near}.html" as near %}}
{{% macro t(key) %}}{{{{ {{"language": "{code}", "direction": "{direction}"}}[key] or near.t(key) }}}}{{% endmacro %}}
"""
"""The theme's words in a language that it lacks: code and direction of the language, and all else in the one that stands in for it."""
_MARKS = re.compile(r"[\\`*_\[\]<>&#|~]")
"""What Markdown lays out inside a line."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Says words on a page. English that lacks a translation is marked with its language."""

    language: Language

    def cell(self, words: str) -> str:
        """Returns words as HTML: those of the handbook in the language, others as typed."""
        return self._marked(words, text)

    def html(self, words: Said, **places: str) -> str:
        """Returns words of the handbook as HTML around what stands at their places, which is HTML already."""
        return self._marked(words, lambda said: _filled(escape(_line(said), quote=False), places))

    def prose(self, words: Said, **places: str) -> str:
        """Returns words of the handbook as a line of Markdown that shows them as they are, around what stands at their places, which is Markdown already."""
        return self._marked(words, lambda said: _filled(_MARKS.sub(lambda found: f"&#{ord(found[0])};", _line(said)), places))

    def day(self, written: str) -> str:
        """Returns a day, written as ISO 8601 does, as the language writes it; a dash where there is none."""
        return self.cell(day_of(date.fromisoformat(written))) if written else NONE

    def english(self, words: str) -> str:
        """Returns what stands in English in every language, such as titles of reference documents."""
        return text(words) if self.language.code == SOURCE else f'<span lang="{SOURCE}">{text(words)}</span>'

    def _marked(self, words: str, shown: Callable[[str], str]) -> str:
        said, is_known = in_language(words, self.language)
        return shown(said) if is_known else f'<span lang="{SOURCE}">{shown(said)}</span>'


def text(words: str) -> str:
    """Returns a text on one line as HTML that shows it as typed."""
    return escape(_line(words))


def configuration(portfolio: Portfolio, pages: Mapping[str, Said], sheet: str) -> Mapping[str, str]:
    """Returns `mkdocs.yml`, with the pages as its menu, and the words of the theme in a language that it lacks, by their relative paths."""
    language = portfolio.language
    dark, light = _name(t("Dark"), language), _name(t("Light"), language)
    added = _added(language)
    chosen = "" if language.code == SOURCE else f"  custom_dir: {FOLDER}\n" * bool(added) + f"  language: {language.code}\n"
    menu = "".join(f"  - {_name(title, language)}: {file}\n" for file, title in pages.items())
    stated = THEME.format(language=chosen, dark=dark, light=light, sheet=sheet)
    return {"mkdocs.yml": f"site_name: {json.dumps(portfolio.title)}\n{stated}nav:\n{menu}", **added}


def _added(language: Language) -> Mapping[str, str]:
    """Returns the file with the words of the theme where it lacks the language: those of the nearest one that it has."""
    known = set(_known())
    if language.code == SOURCE or language.code in known:
        return {}
    near = language.code.partition("-")[0]
    said = WORDS.format(near=near if near in known else SOURCE, code=language.code, direction=language.direction)
    return {f"{FOLDER}/partials/languages/{language.code}.html": said}


def _known() -> Iterator[str]:
    """Yields the languages in which the theme that is installed has its own words; nothing of it is run."""
    theme = find_spec("material")
    for place in (theme.submodule_search_locations or ()) if theme else ():
        yield from (path.stem for path in (Path(place) / "templates" / "partials" / "languages").glob("*.html"))


def _name(words: Said, language: Language) -> str:
    """Returns a name as YAML: our English as it is, all else in quotes, since it may be a word that YAML takes for something else."""
    said = _line(told(words, language))
    return said if said == words else json.dumps(said, ensure_ascii=False)


def _filled(said: str, places: Mapping[str, str]) -> str:
    return said.format_map(places) if places else said


def _line(words: str) -> str:
    """Returns a text on one line, without what cannot be seen."""
    return " ".join("".join(character if character.isprintable() else " " for character in words).split())
