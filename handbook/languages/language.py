"""A language: what the handbook says in it, ours with what a product adds or says otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Literal

from handbook.findings.diagnostics import Diagnostic
from handbook.languages.catalogue import Catalogue, Entry, Key, places_differ, read_catalogue
from handbook.languages.english import SOURCES

FOLDER = "languages"
"""Folder of a product with its translations, a folder a language."""
MESSAGES = "messages.po"
INTERFACE = "interface.po"
GUIDANCE = "guidance"
"""Folder of a language with pages that stand in for those of `docs/`."""
CATALOGUES = "catalogues"
"""Folder of a language with what questions and readings say, one file for each file of the catalogues: `catalogues/questions/activity-0.po`."""
SOURCE = "en"
"""The code of the language in which everything is written first."""
CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
"""Form of a language's code: `de`, `pt-BR`, `zh-Hant`."""


class UnknownLanguageError(ValueError):
    """There is no translation into a language; the message says what was found and what is there."""


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """What the handbook says in one language. What is missing, or older than its English, is left out: English stands there."""

    code: str = SOURCE
    direction: Literal["ltr", "rtl"] = "ltr"
    messages: Mapping[str, str] = field(default_factory=lambda: SOURCES)
    """Each sentence of findings, and what is said of each code, by name; English where it has no translation."""
    interface: Mapping[Key, str] = field(default_factory=dict)
    """Words of the site by their English, or by context and English; only those that are translated."""
    plurals: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    """Words with a number, by the English for one thing: a form for each number that the language tells apart."""
    plural_form: Callable[[int], int] = field(default=lambda number: int(number != 1), compare=False)
    """Which of the forms of `plurals` is right for a number."""
    missing: frozenset[str] = frozenset()
    """Names in `messages` that stand in English."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong in the product's translations."""

    def says(self, english: str, context: str = "") -> str:
        """Returns words of the site in this language; the English where there is no translation."""
        return self.interface.get((context, english) if context else english, english)

    def has(self, english: str, context: str = "") -> bool:
        """Returns whether words of the site are translated; those of English always are."""
        return self.code == SOURCE or ((context, english) if context else english) in self.interface

    def counts(self, one: str, many: str, number: int, context: str = "") -> str:
        """Returns words with a number in the form that is right for it."""
        forms = self.plurals.get((context, one) if context else one)
        return forms[self.plural_form(number)] if forms else one if number == 1 else many


def load_language(code: str, product: Path | None = None) -> Language:
    """Returns a language, the entries of the product's folder `languages/<code>/` before ours. Raises UnknownLanguageError where neither has it."""
    if not CODE.fullmatch(code):
        raise UnknownLanguageError(f"'{code}' is not the code of a language; expected one such as 'de' or 'pt-BR'")
    own = product / FOLDER / code if product is not None else None
    ours = our_folder(code)
    if code != SOURCE and ours is None and not (own and own.is_dir()):
        raise UnknownLanguageError(f"there is no translation into '{code}'; expected one of {', '.join(languages(product))}")
    layers = ([_layer(ours, "")] if ours else []) + ([_layer(own, f"{FOLDER}/{code}/", product)] if own else [])
    messages = {name: said for layer in layers for name, said in layer.messages.items()}
    words = [entry for layer in layers for entry in layer.interface]
    forms = next((layer.catalogue for layer in reversed(layers) if any(entry.plural for entry in layer.interface)), Catalogue())
    return Language(
        code=code,
        direction=direction_of(code),
        messages={**SOURCES, **messages},
        interface={entry.key: entry.forms[0] for entry in words if not entry.plural},
        plurals={entry.key: entry.forms for entry in words if entry.plural and len(entry.forms) == forms.plural_forms},
        plural_form=forms.plural_form,
        missing=frozenset(SOURCES) - frozenset(messages) if code != SOURCE else frozenset(),
        diagnostics=tuple(finding for layer in layers for finding in layer.diagnostics),
    )


def languages(product: Path | None = None) -> tuple[str, ...]:
    """Returns the codes of all languages that we or the product have, in order."""
    folders = [Path(str(files("handbook.languages"))), *([product / FOLDER] if product is not None else [])]
    found = {path.name for folder in folders if folder.is_dir() for path in folder.iterdir() if path.is_dir() and CODE.fullmatch(path.name)}
    return tuple(sorted(found | {SOURCE}))


def our_folder(code: str) -> Path | None:
    """Returns the folder of a language that comes with the handbook, or None."""
    folder = Path(str(files("handbook.languages"))) / code
    return folder if folder.is_dir() else None


def direction_of(code: str) -> Literal["ltr", "rtl"]:
    """Returns in which direction a language is written, by the Unicode CLDR; from left to right where it does not know the language."""
    from babel import Locale, UnknownLocaleError  # by whoever asks for a language, and not by each start of the command

    for known in (code, code.partition("-")[0]):
        try:
            return "rtl" if Locale.parse(known, sep="-").text_direction == "rtl" else "ltr"
        except (UnknownLocaleError, ValueError):
            continue
    return "ltr"


_FOLDERS = ((GUIDANCE, ".md"), (CATALOGUES, ".po"))
"""Folders of a language, each with the ending of its files."""


def is_translation(name: str) -> bool:
    """Returns whether a file of a product is one of its translations: `languages/de/messages.po`, `languages/de/guidance/activities/0/index.md`."""
    folder, _, rest = name.partition("/")
    code, _, file = rest.partition("/")
    known = file in (MESSAGES, INTERFACE) or any(file.startswith(f"{part}/") and file.endswith(ending) for part, ending in _FOLDERS)
    return folder == FOLDER and known and CODE.fullmatch(code) is not None


def faults(product: Path) -> tuple[Diagnostic, ...]:
    """Returns what is wrong in all translations that a product brings."""
    folder = product / FOLDER
    codes = sorted(path.name for path in folder.iterdir() if path.is_dir() and CODE.fullmatch(path.name)) if folder.is_dir() else []
    return tuple(finding for code in codes for finding in _layer(folder / code, f"{FOLDER}/{code}/", product).diagnostics)


@dataclass(frozen=True, slots=True)
class _Layer:
    """What one folder of a language says."""

    messages: Mapping[str, str]
    interface: tuple[Entry, ...]
    catalogue: Catalogue
    diagnostics: tuple[Diagnostic, ...]


def _layer(folder: Path, prefix: str, within: Path | None = None) -> _Layer:
    """Returns what a folder says; `prefix` stands before its files in findings. A link that leads out of the folder `within` is not followed."""
    names = (MESSAGES, INTERFACE, *(path.relative_to(folder).as_posix() for path in sorted((folder / CATALOGUES).rglob("*.po"))))
    read = {name: read_catalogue(folder / name, prefix + name) if within is None or _stays(folder / name, within) else Catalogue() for name in names}
    wrong = []
    right: dict[str, list[Entry]] = {name: [] for name in names}
    for name in names:
        for entry in read[name].entries:
            if entry.translated and entry.differing:
                wrong.append(places_differ(entry, prefix + name))
            elif entry.translated:
                right[name].append(entry)
    words = tuple(entry for name in (*names[2:], INTERFACE) for entry in right[name])  # what somebody says otherwise in the interface wins
    current = {entry.context: entry.forms[0] for entry in right[MESSAGES] if SOURCES.get(entry.context) == entry.english}
    return _Layer(current, words, read[INTERFACE], (*(finding for one in read.values() for finding in one.diagnostics), *wrong))


def _stays(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())
