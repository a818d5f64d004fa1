"""A site in the language of its product: menus, titles of pages, the theme, the words of scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from handbook.languages.language import SOURCE, Language
from macros.render.escaping import inline


def menus_in(language: Language, nav: Any) -> Any:
    """Returns the navigation of the configuration with its titles in a language."""
    if isinstance(nav, list):
        return [menus_in(language, one) for one in nav]
    if isinstance(nav, dict):
        return {language.says(str(title), MENU): menus_in(language, inside) for title, inside in nav.items()}
    return nav


MENU = "menu"
"""Context of the titles of menus."""


SCRIPT = "script"
"""Context of the words of scripts."""


def theme_language(language: Language, folders: Iterable[Path]) -> str:
    """Returns the language in which the theme has its own words: that of the site, or what stands in for it where the theme does not know it."""
    known = {path.stem for folder in folders for path in (folder / "partials" / "languages").glob("*.html")}
    return next((code for code in (language.code, language.code.partition("-")[0]) if code in known), language.code)


WORDS = "assets/words.js"
"""The script with the words of all others, which pages in another language than English ask for: in each page they would be said a thousand times."""


def words_of_scripts(language: Language) -> str:
    """Returns the script with the words of scripts and their translations; each word with a number holds a form for each that the language has."""
    said: dict[str, object] = {key[1]: text for key, text in language.interface.items() if isinstance(key, tuple) and key[0] == SCRIPT}
    said |= {key[1]: list(forms) for key, forms in language.plurals.items() if isinstance(key, tuple) and key[0] == SCRIPT}
    forms = [language.plural_form(number) for number in range(FORMS)]
    usual = forms == [int(number != 1) for number in range(FORMS)]
    told = {"code": language.code, "day": language.messages["part.day"], "words": said} | ({} if usual else {"forms": forms})
    return f"window.hbWords = {json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(',', ':'))};\n"


FORMS = 200
"""For so many numbers a page says which form is right; what follows repeats the last hundred."""


def titled_in(language: Language, markdown: str) -> str:
    """Returns the Markdown of a page with its first heading in a language, where that is the title of a page."""
    found = _TITLE.match(markdown) if language.code != SOURCE else None
    title = found[1].rstrip() if found else ""
    said = language.says(title, MENU) if title else ""
    return f"# {inline(said)}{markdown[found.start(1) + len(title) :]}" if found and said != title else markdown


_TITLE = re.compile(r"\A\s*+# ([^\n{]++)")


def marked(html: str, language: Language) -> str:
    """Returns what a call makes with its language at each block, since the page around it may be in English."""
    return html if language.code == SOURCE else _BLOCK.sub(rf'\1 lang="{language.code}"', html)


_BLOCK = re.compile(r'^(<(?:div|section|nav|aside))(?= class="hb\b)', re.MULTILINE)
