"""Which language a site speaks, and in it: menus, the words of scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from handbook.languages.language import SOURCE, Language, load_language
from handbook.languages.said import ENGLISH
from handbook.model.loaded import Loaded
from handbook.schema.product_file import Site

VARIABLE = "HANDBOOK_LANGUAGE"
"""Names another language than the product does. It is not `LANGUAGE`, in which many systems keep that of the desktop."""


def language_asked(environment: Mapping[str, str], site: Site, product: Path) -> Language:
    """Returns the language that the environment or else the product asks for, with what the product's folder adds to it. Raises UnknownLanguageError."""
    code = environment.get(VARIABLE) or site.language or SOURCE
    return ENGLISH if code == SOURCE else load_language(code, product)


def spoken_in(loaded: Loaded, language: Language) -> Loaded:
    """Returns the same handbook, of which a language speaks."""
    return loaded if language is loaded.handbook.language else replace(loaded, handbook=replace(loaded.handbook, language=language))


def menus_in(language: Language, nav: Any) -> Any:
    """Returns the navigation of the configuration with its titles in a language."""
    if isinstance(nav, list):
        return [menus_in(language, one) for one in nav]
    if isinstance(nav, dict):
        return {language.says(str(title), MENU): menus_in(language, inside) for title, inside in nav.items()}
    return nav


MENU = "menu"
"""Context of the titles of menus."""
