"""What is no German in what a finding says: words of English that nobody but the handbook can have written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from handbook.findings.diagnostics import Diagnostic
from handbook.findings.messages import Listed, Sentence
from handbook.languages.language import load_language
from handbook.languages.said import UNTOLD, Said, phrases
from handbook.schema.kinds import MODELS
from handbook.schema.marks import closed_list, part_of

ROOT = Path(__file__).parents[2]
GERMAN = load_language("de")
WORDS = phrases(GERMAN)
OF_OTHERS = {"'invalid token in plural form: is'"}
"""What a library says, which is quoted as it is."""
NIST_LEVELS = {"Function", "Category", "Subcategory", "Capability", "Element", "Action", "Practice", "Task"}
"""Levels of the reference documents, which keep their names."""


def texts(phrase: object) -> Iterator[str]:
    """Yields the texts of a phrase that are looked up nowhere, and the English of those that have no translation."""
    if isinstance(phrase, Sentence):
        for _, value in phrase.values:
            yield from texts(value)
    elif isinstance(phrase, Listed):
        for thing in phrase.things:
            yield from texts(thing)
    elif isinstance(phrase, Said):
        if phrase.context == UNTOLD:
            for value in phrase.values.values():
                yield from texts(value)
        elif not GERMAN.has(phrase.pattern, phrase.context):
            yield str(phrase)
    elif isinstance(phrase, str):
        yield phrase


def yaml_words() -> set[str]:
    """Returns names of fields and words of closed lists, which authors write in every language."""
    found, waiting = {"format", "product", "site", "records", "none", "CRA", "full", "minimum"}, list(MODELS.values())
    seen: set[object] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, info in model.model_fields.items():
            found |= {name, *map(str, closed_list(info.annotation))}
            part = part_of(info.annotation)
            waiting += [part] if part is not None else []  # type: ignore[list-item]
    return found


def folded(text: str) -> str:
    return " ".join(re.sub(r"\W", " ", text).split()).casefold()


CATALOGUED = folded("\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "handbook" / "catalogs").rglob("*.yaml"))))
YAML_WORDS = {folded(word) for word in yaml_words() | NIST_LEVELS}


def english_left(finding: Diagnostic, folder: Path) -> list[str]:
    """Returns the texts of a finding of the product in a folder that are English of ours although it is told in German."""
    assert finding.in_language(WORDS) != finding.sentence
    told = [text for phrase in (finding.told, finding.right) for text in texts(phrase)]
    return [text for text in told if not is_known(text)] and [text for text in told if not is_known(text, written_in(folder))]


def written_in(folder: Path) -> str:
    """Returns the names and the texts of all files of a folder."""
    files = sorted(folder.rglob("*"))
    names = [path.relative_to(folder).as_posix() for path in files]
    return folded("\n".join([*names, *(path.read_text(encoding="utf-8", errors="replace") for path in files if path.is_file())]))


def is_known(text: str, written: str = "") -> bool:
    """Returns whether a text is no English of ours: what an author or a catalogue says, a path, a name of a field, or a word of a closed list."""
    if text in OF_OTHERS:
        return True
    text = re.sub(r"^[A-Z]{2,4}-\d{2,} \((.*)\)$", r"\1", text)  # a record with its title
    cut = folded(re.sub(r"^'(\.\.\. )?|(\.\.\.)?'$", "", text))
    return (
        not re.search(r"[a-z]{2}", cut)
        or cut in CATALOGUED
        or cut in written
        or cut in YAML_WORDS
        or all(word in YAML_WORDS for word in cut.split())
        or bool(re.search(r"/|\.\w|^0x|^[A-Z0-9.:-]+$", text))
    )
