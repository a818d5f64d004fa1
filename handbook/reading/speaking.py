"""Which language a product is spoken of in, and the same product spoken of in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from handbook.languages.language import SOURCE, Language, load_language
from handbook.languages.said import ENGLISH
from handbook.model.loaded import Loaded
from handbook.reading.environment import LANGUAGE_VARIABLE
from handbook.reading.product_file import read_product_file
from handbook.schema.product_file import PRODUCT_FILE, Site
from handbook.source.yaml_text import read


def language_asked(environment: Mapping[str, str], site: Site, product: Path, option: str | None = None) -> Language:
    """Returns the language that an option, the environment or else the product asks for, with what its folder adds. Raises UnknownLanguageError."""
    code = option or environment.get(LANGUAGE_VARIABLE) or site.language or SOURCE
    return ENGLISH if code == SOURCE and not (product / "languages" / SOURCE).is_dir() else load_language(code, product)


def language_of(environment: Mapping[str, str], product: Path, option: str | None = None) -> Language:
    """Returns the same of a product of which no more than its own file has to be read for it. Raises UnknownLanguageError."""
    document, _ = read(product / PRODUCT_FILE, PRODUCT_FILE)
    return language_asked(environment, read_product_file(document, ()).site if document is not None else Site(), product, option)


def spoken_in(loaded: Loaded, language: Language) -> Loaded:
    """Returns the same handbook, of which a language speaks."""
    return loaded if language is loaded.handbook.language else replace(loaded, handbook=replace(loaded.handbook, language=language))
