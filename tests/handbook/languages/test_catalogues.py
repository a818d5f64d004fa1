"""What questions and readings say can be said in another language: one file for each file of the catalogues, held against today's English."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from handbook.authoring.catalogue_words import translatable, words_of
from handbook.authoring.parity import Standing, standings, update
from handbook.catalogs.catalogue import Catalogues
from handbook.catalogs.wording import CATALOGUE
from handbook.languages.catalogue import read_catalogue
from handbook.languages.language import CATALOGUES, Language, is_translation, load_language, our_folder
from handbook.languages.said import in_language
from handbook.layout.graphviz import find_engine, place
from handbook.model.loaded import Loaded
from handbook.views.diagrams import all_graphs
from handbook.views.page_spec import Shown
from macros.calls import Calls
from macros.site.publication import Publication
from tests.macros.test_languages import Urls
from tests.support.building import ROOT

FILE = "questions/activity-0.po"


@pytest.fixture
def german(tmp_path: Path) -> Path:
    """The folder of German with one file of the catalogues."""
    folder = Path(shutil.copytree(ROOT / "handbook" / "languages" / "de", tmp_path / "languages" / "de"))
    for path in (folder / CATALOGUES).rglob("*.po"):
        if path.relative_to(folder / CATALOGUES).as_posix() != FILE:
            path.unlink()
    return folder


def of(folder: Path) -> Standing:
    return next(one for one in standings(folder, ROOT) if one.file == f"{CATALOGUES}/{FILE}")


def test_every_text_of_questions_and_readings_is_listed_in_its_file(catalogues: Catalogues) -> None:
    listed = {one.english for name in translatable() for one in words_of(name)}
    for _, question in catalogues.questions.values():
        assert {question.text, question.basis, question.outcome, *question.do, *question.show} <= listed
        assert {one for one in (question.bad, question.better) if one} <= listed
    for reading in catalogues.readings.values():
        assert {reading.reading, reading.maker, reading.customer, reading.artefact, *reading.evidence, *reading.synonyms} <= listed
    assert {one.context for name in translatable() for one in words_of(name)} == {CATALOGUE}


def test_what_german_has_begun_is_whole() -> None:
    folder = our_folder("de")
    assert folder is not None
    begun = [one for one in standings(folder, ROOT) if one.file.startswith(CATALOGUES)]
    assert [one.file for one in begun if one.findings] == []
    assert f"{CATALOGUES}/{FILE}" in [one.file for one in begun]


@pytest.mark.slow
def test_a_text_is_missing_older_than_its_english_or_asked_for_by_nobody(german: Path) -> None:
    path = german / CATALOGUES / FILE
    text = path.read_text(encoding="utf-8")
    spoilt = text.replace('msgstr "Lesart dieses Handbuchs"', 'msgstr ""').replace("We only buy from reputable suppliers.", "We buy from reputable suppliers.")
    path.write_text(spoilt, encoding="utf-8")
    assert [(one.fault, one.english) for one in of(german).findings] == [
        ("missing", "This handbook's reading"),
        ("missing", "We only buy from reputable suppliers."),
        ("asked for by nobody", "We buy from reputable suppliers."),
    ]
    update(german, ROOT)
    assert [(one.fault, one.english) for one in of(german).findings] == [
        ("missing", "This handbook's reading"),
        ("older than its source", "We only buy from reputable suppliers."),
    ]
    path.rename(path.with_name("activity-99.po"))
    assert [(one.file, one.fault) for standing in standings(german, ROOT) for one in standing.findings] == [
        (f"{CATALOGUES}/questions/activity-99.po", "asked for by nobody")
    ]


@pytest.mark.slow
def test_an_empty_file_is_filled_and_no_other_is_begun(german: Path) -> None:
    begun = german / CATALOGUES / "readings" / "csf-de.po"
    begun.parent.mkdir()
    begun.write_text("", encoding="utf-8")
    update(german, ROOT)
    written = begun.read_text(encoding="utf-8")
    assert [(one.context, one.english) for one in read_catalogue(begun, "").entries] == [(one.context, one.english) for one in words_of("readings/csf-de.po")]
    assert sorted(path.name for path in (german / CATALOGUES).rglob("*.po")) == ["activity-0.po", "csf-de.po"]
    update(german, ROOT)
    assert begun.read_text(encoding="utf-8") == written


def test_a_product_says_a_question_otherwise_and_in_a_language_of_its_own(catalogues: Catalogues, tmp_path: Path) -> None:
    question = catalogues.questions["Q0-02"][1]
    for code in ("de", "xx"):
        path = tmp_path / "languages" / code / CATALOGUES / FILE
        path.parent.mkdir(parents=True)
        head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        path.write_text(f'{head}msgctxt "{CATALOGUE}"\nmsgid "{question.text}"\nmsgstr "Wie viel Risiko?"\n', encoding="utf-8")
        assert is_translation(path.relative_to(tmp_path).as_posix())
        language = load_language(code, tmp_path)
        assert in_language(question.text, language) == ("Wie viel Risiko?", True)
        assert in_language(question.outcome, language)[1] == (code == "de")
        assert language.diagnostics == ()


@pytest.mark.slow
def test_a_question_without_a_translation_says_that_it_is_english(pump: Loaded) -> None:
    german = load_language("de")
    left = dict(german.interface)
    asked = pump.handbook.catalogues.questions["Q0-02"][1]
    del left[CATALOGUE, asked.text]
    handbook = replace(pump.handbook, language=Language(code="de", interface=left, plurals=german.plurals, messages=german.messages))
    publication = Publication(
        Shown(replace(pump, handbook=handbook), "examples/pump-monitor"), layout=place(handbook.once(all_graphs), find_engine()), urls=Urls()
    )
    page = SimpleNamespace(url="activities/0/", file=SimpleNamespace(src_uri="activities/0/index.md", abs_src_path=""))
    html = str(Calls(lambda: publication, lambda: page).questions(0))  # type: ignore[arg-type, return-value]
    assert f'<span lang="en">{asked.text}</span>' in html
    assert html.count('lang="en"') == 1
    assert "Wer kann eine Version aus Sicherheitsgründen anhalten" in html
