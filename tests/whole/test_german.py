"""Every mistake of the cases is told in German: no word of English is left but what authors, catalogues and the format of YAML say."""

from __future__ import annotations

import re
import shutil
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues, load_catalogues
from handbook.commands.cli import main
from handbook.findings.messages import ENGLISH, Listed, Sentence
from handbook.languages.catalogue import name_of, places, read_catalogue
from handbook.languages.english import SOURCES
from handbook.languages.language import load_language, our_folder
from handbook.languages.said import UNTOLD, Said, phrases
from handbook.pipeline import load
from handbook.schema.kinds import MODELS
from handbook.schema.marks import closed_list, part_of

ROOT = Path(__file__).parents[2]
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/*/expected.txt"))
GROUPS = sorted({case.parent.name for case in CASES})
GERMAN = load_language("de")
WORDS = phrases(GERMAN)
SAME = {"count.in-folder", "judged.status", "expected.format", "part.field-in-file", "wrong-type.product-file.right", "yaml-syntax.key.right"}
"""Sentences that are the same in both languages although they have a word: they hold nothing but YAML, *in* or *Status*."""
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


def made(case: Path, folder: Path) -> Path:
    """Returns the folder of the minimal product with the case laid over it."""
    shutil.copytree(ROOT / "tests" / "products" / "minimal", folder)
    removed = case / "remove.txt"
    for name in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        target = folder / name
        shutil.rmtree(target) if target.is_dir() else target.unlink()
    for file in sorted(case.rglob("*")):
        if file.is_file() and file.name not in ("expected.txt", "remove.txt"):
            target = folder / file.relative_to(case)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    return folder


@pytest.fixture(scope="module")
def documents() -> Catalogues:
    return load_catalogues()


@pytest.mark.parametrize("code", GROUPS)
def test_nothing_of_english_is_left_in_the_findings_of_a_case(code: str, tmp_path: Path, documents: Catalogues) -> None:
    for case in (one for one in CASES if one.parent.name == code):
        folder = made(case, tmp_path / case.name)
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))
        written = folded("\n".join([*names, *(path.read_text(encoding="utf-8", errors="replace") for path in folder.rglob("*") if path.is_file())]))
        known = f" {written} {CATALOGUED} {folded(' '.join(names))} "
        for finding in load(folder, documents).diagnostics:
            told = finding.in_language(WORDS)
            assert told != finding.sentence
            left = [text for phrase in (finding.told, finding.right) for text in texts(phrase) if not is_known(text, known)]
            assert left == [], (case.name, told)


def is_known(text: str, known: str) -> bool:
    """Returns whether a text is no English of ours: what an author or a catalogue says, a path, a name of a field, or a word of a closed list."""
    if text in OF_OTHERS:
        return True
    cut = folded(re.sub(r"^'(\.\.\. )?|(\.\.\.)?'$", "", text))
    return (
        not re.search(r"[a-z]{2}", cut)
        or cut in known
        or cut in YAML_WORDS
        or all(word in YAML_WORDS for word in cut.split())
        or bool(re.search(r"/|\.\w|^0x|^[A-Z0-9.:-]+$", text))
    )


def test_every_sentence_is_there_with_its_places_and_none_is_older_than_its_english() -> None:
    folder = our_folder("de")
    assert folder is not None
    entries = {entry.context: entry for entry in read_catalogue(folder / "messages.po", "messages.po").entries}
    assert list(entries) == list(SOURCES)
    for name, english in SOURCES.items():
        entry = entries[name]
        assert entry.translated, name
        assert entry.english == english, name
        assert {name_of(place) for place in places(entry.forms[0])} == {name_of(place) for place in places(english)}, name
        assert entry.differing == ()
    assert GERMAN.missing == frozenset()


def test_no_sentence_is_english_or_says_nothing() -> None:
    same = {name for name, english in ENGLISH.items() if GERMAN.messages[name] == english and re.search(r"[a-z]{2}", without_places(english))}
    assert {name for name in same if not only_yaml(ENGLISH[name])} <= SAME
    english_words = re.compile(r"\b(the|and|of|is|are|which|that|or|with|not|has|for|no|to|by|it|on)\b")
    for name, said in GERMAN.messages.items():
        words = re.sub(r"`[^`]*`|'[^']*'|\*[^*]*\*", "", without_places(said))
        assert not english_words.search(words), (name, said)
        assert said.strip() == said
        assert not re.search(r'"|\.\.\.', said), name


def without_places(words: str) -> str:
    return " ".join(text for text, *_ in string.Formatter().parse(words))


def only_yaml(words: str) -> bool:
    """Returns whether a sentence is nothing but YAML in quotes, or in code."""
    return not re.search(r"[a-z]{2}", re.sub(r"`[^`]*`|'[^']*'", "", without_places(words)))


def test_the_check_speaks_german_where_it_is_asked_to(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDBOOK_LANGUAGE", raising=False)
    folder = made(
        ROOT / "tests" / "cases" / "self-reference" / sorted(path.name for path in (ROOT / "tests" / "cases" / "self-reference").iterdir())[0], tmp_path / "p"
    )
    assert main(["check", "--product", str(folder), "--language", "de"]) == 1
    german = capsys.readouterr().out
    assert ": Fehler: " in german
    assert "nennt sich selbst; erwartet: ein anderer Datensatz [self-reference]" in german
    assert "1 Fehler, 0 Lücken, 0 Warnungen in " in german
    text = (folder / "product.yaml").read_text(encoding="utf-8")
    (folder / "product.yaml").write_text(text.replace("site:\n", "site:\n  language: de\n", 1), encoding="utf-8")
    assert main(["check", "--product", str(folder)]) == 1
    assert capsys.readouterr().out == german
    assert main(["check", "--product", str(folder), "--language", "en"]) == 1
    assert "names itself; expected another record" in capsys.readouterr().out
    assert main(["check", "--product", str(folder), "--language", "xx"]) == 2
    assert "there is no translation into 'xx'" in capsys.readouterr().err


def test_formats_for_programs_keep_their_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made(
        ROOT / "tests" / "cases" / "self-reference" / sorted(path.name for path in (ROOT / "tests" / "cases" / "self-reference").iterdir())[0], tmp_path / "p"
    )
    said = {}
    for form in ("json", "sarif", "github"):
        for language in ("en", "de"):
            main(["check", "--product", str(folder), "--format", form, "--language", language])
            said[form, language] = capsys.readouterr().out
        assert "nennt sich selbst" in said[form, "de"]
        assert "nennt" not in said[form, "en"]
        for word in ("self-reference", "error"):
            assert word in said[form, "de"]
    assert '"language": "de"' in said["json", "de"]
    assert '"language"' not in said["json", "en"]
    fingerprints = [re.findall(r'"handbook/v1": "(\w+)"', said["sarif", language]) for language in ("en", "de")]
    assert fingerprints[0] == fingerprints[1] != []
