"""Guidance in another language: pages that stand in for those of `docs/`, and English ones marked as such for screen readers."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from handbook.languages.guidance import pages_of
from handbook.languages.language import SOURCE, Language


def stand_in(files: Files, language: Language, product: Path, config: MkDocsConfig) -> None:
    """Has pages of `docs/` read from their translations, at the same addresses, where the language or the product has any."""
    for name, path in pages_of(language, product).items():
        file = files.get_file_from_path(name)
        if file is not None and is_guidance(file, config):
            file.abs_src_path = str(path)


def marked(html: str, file: File, config: MkDocsConfig, language: Language) -> str:
    """Returns the text of a page, within an element that calls it English where the site is in another language and the page has no translation.

    Its heading stays outside: it is the title of the menu, which is translated. What calls print says itself in which language it is.
    """
    if language.code == SOURCE or not is_guidance(file, config):
        return html
    heading, end, text = html.rpartition("</h1>")
    return f'{heading}{end}<div lang="{SOURCE}">{text}\n</div>'


def is_guidance(file: File, config: MkDocsConfig) -> bool:
    """Returns whether a page is read from `docs/`, and is none that the product or a catalogue makes."""
    source = file.abs_src_path
    return source is not None and file.is_documentation_page() and Path(source).is_relative_to(Path(config.docs_dir))
