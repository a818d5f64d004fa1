"""A language is read from PO files, a product's before ours; whatever a file holds, nothing is raised and the English stands in."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from handbook.authoring.translations import messages_po
from handbook.findings.messages import ENGLISH, both, say
from handbook.languages.catalogue import read_catalogue
from handbook.languages.english import SOURCES
from handbook.languages.language import UnknownLanguageError, direction_of, faults, languages, load_language

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
SELF = 'msgctxt "self-reference"\nmsgid "{id} names itself"\n'


def product_with(folder: Path, code: str = "de", **files: str) -> Path:
    for name, text in files.items():
        path = folder / "languages" / code / f"{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + text, encoding="utf-8")
    return folder


def test_english_is_what_the_code_says() -> None:
    english = load_language("en")
    assert english.messages == SOURCES
    assert (english.direction, english.missing, english.diagnostics) == ("ltr", frozenset(), ())
    assert english.says("Risk") == "Risk"
    assert [english.counts("{n} risk", "{n} risks", number) for number in (0, 1, 2)] == ["{n} risks", "{n} risk", "{n} risks"]


def test_a_product_says_it_otherwise_and_what_it_leaves_out_is_ours(tmp_path: Path) -> None:
    ours = load_language("de")
    product = product_with(tmp_path, messages=f'{SELF}msgstr "{{id}} zeigt auf sich"\n', interface='msgid "Risk"\nmsgstr "Gefahr"\n')
    german = load_language("de", product)
    assert german.messages == {**ours.messages, "self-reference": "{id} zeigt auf sich"}
    assert german.says("Risk") == "Gefahr"
    assert (german.has("Risk"), german.has("A word that nobody has")) == (True, False)


def test_a_product_brings_a_language_that_we_do_not_have(tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguageError, match="there is no translation into 'ar'; expected one of de, en"):
        load_language("ar", tmp_path)
    product = product_with(tmp_path, "ar", messages=f'{SELF}msgstr "{{id}} يشير إلى نفسه"\n')
    arabic = load_language("ar", product)
    assert arabic.direction == "rtl"
    assert say("self-reference", id="RSK-01").in_language(arabic.messages) == "RSK-01 يشير إلى نفسه"
    assert arabic.missing == set(SOURCES) - {"self-reference"}
    assert say("self-reference.right").in_language(arabic.messages) == ENGLISH["self-reference.right"]
    assert languages(product) == ("ar", "de", "en")


@pytest.mark.parametrize("code", ["", "..", "DE", "de/../../x", "de_DE", "deutsch"])
def test_what_is_no_code_of_a_language_is_refused(code: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguageError):
        load_language(code, tmp_path)


def test_a_translation_older_than_its_english_gives_way_to_it(tmp_path: Path) -> None:
    older = f'{SELF.replace("names", "cites")}msgstr "{{id}} zeigt auf sich"\n'
    fuzzy = f'#, fuzzy\n{SELF}msgstr "{{id}} zeigt auf sich"\n'
    for text in (older, fuzzy):
        language = load_language("xx", product_with(tmp_path, "xx", messages=text))
        assert language.messages["self-reference"] == ENGLISH["self-reference"]
        assert "self-reference" in language.missing


def test_places_for_values_must_be_those_of_the_english(tmp_path: Path) -> None:
    for said in ("{record} zeigt auf sich", "zeigt auf sich", "{id} in {file}", "{id} { zeigt", "{id} }", "{id:.1f} zeigt", "{id!r}", "{id.title}", "{} {id}"):
        product = product_with(tmp_path, "xx", messages=f'{SELF}msgstr "{said}"\n')
        assert load_language("xx", product).messages["self-reference"] == ENGLISH["self-reference"]
        assert [(one.code, one.place.file, one.place.line) for one in faults(product)] == [("translation-unread", "languages/xx/messages.po", 7)]


def test_a_number_takes_the_form_that_its_language_has_for_it(tmp_path: Path) -> None:
    polish = HEAD.replace("nplurals=2; plural=(n != 1)", "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)")
    folder = tmp_path / "languages" / "pl"
    folder.mkdir(parents=True)
    words = 'msgid "{n} risk"\nmsgid_plural "{n} risks"\nmsgstr[0] "{n} ryzyko"\nmsgstr[1] "{n} ryzyka"\nmsgstr[2] "{n} ryzyk"\n'
    (folder / "interface.po").write_text(polish + words, encoding="utf-8")
    language = load_language("pl", tmp_path)
    assert [language.counts("{n} risk", "{n} risks", number).format(n=number) for number in (1, 3, 5, 22)] == ["1 ryzyko", "3 ryzyka", "5 ryzyk", "22 ryzyka"]
    assert language.counts("{n} need", "{n} needs", 2) == "{n} needs"


def test_the_direction_is_that_of_the_code() -> None:
    assert [direction_of(code) for code in ("de", "ar", "he", "fa-IR", "ar-XB", "pt-BR", "qps")] == ["ltr", "rtl", "rtl", "rtl", "rtl", "ltr", "ltr"]


def test_days_and_numbers_are_written_as_the_language_does() -> None:
    words = {**ENGLISH, "part.day": "{day}.{month}.{year}", "part.figure": "1.234,5"}
    sentence = say("evidence-lapsed", id="EVD-01", until=date(2026, 11, 16), today="2026-12-01 14:30")
    assert sentence.in_language(words) == "EVD-01 counted until 16.11.2026, and the handbook speaks for 01.12.2026 14:30"
    assert str(sentence) == "EVD-01 counted until 2026-11-16, and the handbook speaks for 2026-12-01 14:30"
    assert say("too-large.file", size=1234.56).in_language(words) == "the file has 1234,6 MiB"
    assert say("too-large.values", most=1000000).in_language(words) == "the file holds more than 1.000.000 values"
    assert both("a", "'2026-11-16'", 2.5, True).in_language(words) == "a, '2026-11-16', 2,5 and True"


@pytest.mark.slow
def test_whatever_a_file_holds_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "messages.po"
    whole = (
        HEAD + f'{SELF}msgstr "{{id}} zeigt auf sich"\n\n# a word\n#, fuzzy\nmsgid "one"\nmsgid_plural "many"\nmsgstr[0] "eins"\nmsgstr[1] "viele"\n'
    ).encode()
    chance = random.Random(18)
    told = 0
    for _ in range(1500):
        spoilt = bytearray(whole)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(spoilt))
            spoilt[at : at + chance.randrange(12)] = bytes(chance.choice(b'"\\{}\n #m[]0\xff\x00') for _ in range(chance.randrange(5)))
        path.write_bytes(spoilt)
        read = read_catalogue(path, "messages.po")
        assert all(one.code == "translation-unread" and one.place.file == "messages.po" and one.place.line >= 1 for one in read.diagnostics)
        told += bool(read.diagnostics)
    assert told > 500


def test_a_link_that_leads_out_of_the_product_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.po"
    outside.write_text("a secret\n", encoding="utf-8")
    folder = tmp_path / "product" / "languages" / "xx"
    folder.mkdir(parents=True)
    (folder / "messages.po").symlink_to(outside)
    assert faults(tmp_path / "product") == ()
    assert load_language("xx", tmp_path / "product").messages == SOURCES


def test_the_file_is_brought_to_todays_english_and_keeps_every_translation(tmp_path: Path) -> None:
    folder = product_with(tmp_path, messages=f'{SELF.replace("names", "cites")}msgstr "{{id}} zeigt auf sich"\n\nmsgctxt "gone"\nmsgid "gone"\nmsgstr "weg"\n')
    path = folder / "languages" / "de" / "messages.po"
    path.write_text(messages_po(path.parent), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    assert (
        '#, fuzzy, python-brace-format\n#| msgid "{id} cites itself"\nmsgctxt "self-reference"\nmsgid "{id} names itself"\nmsgstr "{id} zeigt auf sich"' in text
    )
    assert [entry.context for entry in read_catalogue(path, "").entries] == list(SOURCES)
    assert '"gone"' not in text
    for name in SOURCES:
        assert f'msgctxt "{name}"' in text


def test_bringing_it_to_todays_english_twice_changes_nothing(tmp_path: Path) -> None:
    folder = product_with(tmp_path, messages=f'{SELF}msgstr "{{id}} zeigt auf sich"\n') / "languages" / "de"
    (folder / "messages.po").write_text(messages_po(folder), encoding="utf-8")
    assert messages_po(folder) == (folder / "messages.po").read_text(encoding="utf-8")
