"""All that the checks can say stands in German, and the check says it where it is asked to. The German of each case is held by `tests/test_cases.py`."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from handbook.commands.cli import main
from handbook.findings.messages import ENGLISH
from handbook.languages.catalogue import name_of, places, read_catalogue
from handbook.languages.english import SOURCES
from handbook.languages.language import our_folder
from tests.support.cases import FOLDERS, case_in
from tests.support.german import GERMAN

CASE = FOLDERS[[case.parent.name for case in FOLDERS].index("self-reference")]
SAME = {"count.in-folder", "judged.status", "expected.format", "part.field-in-file", "wrong-type.product-file.right", "yaml-syntax.key.right"}
"""Sentences that are the same in both languages although they have a word: they hold nothing but YAML, *in* or *Status*."""


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


@pytest.mark.slow
def test_the_check_speaks_german_where_it_is_asked_to(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDBOOK_LANGUAGE", raising=False)
    folder = case_in(CASE, tmp_path)
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


@pytest.mark.slow
def test_formats_for_programs_keep_their_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = case_in(CASE, tmp_path)
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
