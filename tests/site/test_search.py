"""The search, asked as the site asks it, without a browser: every id, typed as the site prints it, finds its page first."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from handbook.catalogs.catalogue import Catalogues
from handbook.model.loaded import Loaded
from handbook.views import addresses
from tests.support.browsing import watched
from tests.support.building import Built
from tests.support.search_index import INDEX, entries_of, index_of
from tests.support.tools import node

QUESTIONS = Path(__file__).parent / "questions.yaml"
SEARCHING = Path(__file__).parents[1] / "support" / "searching.mjs"


QUERIES = (
    "firmware signing", "stolne hub", "s", '"residual risk"', "title:risk", "+hub -cloud", "ris*", "risk~1", "-hub", "tags:threat", "sensor", "RSK-07",
    "how do I report a vulnerability", "CRA:I.1-1", "glossary", "zzyzx",
)  # fmt: skip
"""Queries of every sort: words, slips, a letter, quotes, fields, signs, ids, and what nothing holds."""


def asked(site: Path, queries: Iterable[str], **more: object) -> dict[str, Any]:
    """Returns what the search of a site answers, and what it took; `more` is told to the script that asks."""
    done = subprocess.run(
        [node(), str(SEARCHING)],
        input=json.dumps({"site": str(site), "queries": list(queries), **more}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def found(site: Path, queries: list[str]) -> dict[str, list[list[str]]]:
    """Returns for each query the pages that are found, best first, each with the section of it that is shown first."""
    answers: dict[str, list[list[str]]] = asked(site, queries)["answers"]
    return answers


def test_every_id_of_every_catalogue_finds_its_page_first(whole_site: Built, catalogues: Catalogues, whole: Loaded) -> None:
    """Entries of documents with their section, questions with the guidance that asks them, records with their own page."""
    expected = {cited: addresses.of_entry(catalogues, entry).url for cited, entry in catalogues.entries.items()}
    expected |= {name: addresses.of_question(name, number).url.partition("#")[0] for name, (number, _) in catalogues.questions.items()}
    expected |= {item.id: addresses.of_item(item).url for item in whole.handbook.records() if item.kind.name != "product"}
    assert {"CRA:I.1-1", "8259A:DI-1", "STRIDE:S", "PSTI:2", "CRA:I.2-5", "GV", "PR.PS-02", "Q2-03"} <= set(expected)
    answers = found(whole_site.site, list(expected))
    assert len(answers) > 1000
    wrong = {}
    for typed, url in expected.items():
        page, _, anchor = url.partition("#")
        first = answers[typed][0] if answers[typed] else ["", ""]
        if first[0] != page or (anchor and first[1] != url):
            wrong[typed] = (url, first)
    assert wrong == {}


def test_an_id_among_words_or_in_small_letters_is_found_too(whole_site: Built, whole: Loaded) -> None:
    need = whole.handbook.of_kind("need")[0]
    word = need.record.title.split()[0]
    asked = f"which evidence for {need.id}?"
    answers = found(whole_site.site, ["cra:i.1-1", " CRA:I.1-1 ", "CRA:I.1-1 risks", asked, "stride:i", "5.1", f"title:{word}"])
    for typed in ("cra:i.1-1", " CRA:I.1-1 ", "CRA:I.1-1 risks"):
        assert answers[typed][0] == ["references/cra/i-1/", "references/cra/i-1/#i-1-1"], typed
    assert answers[asked]
    assert answers["stride:i"][0] == ["references/stride/", "references/stride/#i"]
    assert answers["5.1"][0][0] == "references/303645/5-1/"
    assert answers[f"title:{word}"]  # a query with a sign of its own is the theme's


def test_words_of_the_guidance_are_ranked_as_before(whole_site: Built) -> None:
    answers = found(whole_site.site, ["risk level likelihood impact"])
    assert "risk-method/" in [page for page, _ in answers["risk level likelihood impact"][:3]]


@pytest.mark.our_example
def test_words_of_our_example_are_ranked_as_before(whole_site: Built) -> None:
    answers = found(whole_site.site, ["firmware signing", "residual risk accepted", "stolne hub"])
    assert answers["firmware signing"][0][0] == "references/csf/pr-ps-05/"
    assert [page for page, _ in answers["residual risk accepted"][:3]] == ["registers/acceptance/", "activities/3/", "records/acc-01/"]
    assert answers["stolne hub"][0][0] == "records/thr-04/"


@pytest.mark.our_example
def test_a_question_in_a_readers_words_finds_its_answer(whole_site: Built) -> None:
    """Of thirty questions of five roles, written before the ranking, at least 27 have a page that answers among the first three."""
    questions = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    assert len(questions) == 30
    assert {question["role"] for question in questions} == {"engineer", "consultant", "assessor", "student", "manager"}
    unknown = [page for question in questions for page in question["answered"] if not (whole_site.site / page / "index.html").is_file()]
    assert unknown == []
    answers = found(whole_site.site, [question["asked"] for question in questions])
    missed = {
        asked: [page for page, _ in answers[asked][:3]]
        for asked, answered in ((question["asked"], question["answered"]) for question in questions)
        if not any(page in answered for page, _ in answers[asked][:3])
    }
    assert len(missed) <= 3, missed


def test_a_term_of_the_glossary_is_found_by_itself(whole_site: Built) -> None:
    answers = found(whole_site.site, ["what is anti-rollback", "meaning of trust zone"])
    assert ["glossary/", "glossary/#term-anti-rollback"] in answers["what is anti-rollback"][:3]
    assert "glossary/" in [page for page, _ in answers["meaning of trust zone"][:3]]


def test_an_index_of_words_answers_as_the_theme_does_over_all_texts(whole_site: Built, tmp_path: Path) -> None:
    """Pages, order, weights, texts and marked words are those of the theme's own index, which our script hands on as it is."""
    whole = tmp_path / "index.json"
    whole.write_text(json.dumps(index_of(whole_site.site)), encoding="utf-8")
    ours, theirs = asked(whole_site.site, QUERIES, all=True), asked(whole_site.site, QUERIES, all=True, index=str(whole))
    assert {query: len(groups) for query, groups in theirs["answers"].items() if not groups} == {"zzyzx": 0}
    for query in QUERIES:  # sections of one page that weigh the same may stand in any order
        assert [sorted(group, key=str) for group in ours["answers"][query]] == [sorted(group, key=str) for group in theirs["answers"][query]], query
    assert "<mark>" in json.dumps(theirs["answers"]["sensor"])


def test_no_text_is_cut_into_words_before_the_first_answer(whole_site: Built) -> None:
    entries = entries_of(whole_site.site)
    told = asked(whole_site.site, ["signing"])
    words = len(json.loads((whole_site.site / INDEX).read_text(encoding="utf-8"))["docs"]["words"].split("\n"))
    assert told["tokens"] < 1.2 * words < sum(len(entry["text"].split()) for entry in entries) / 4
    assert (told["before"], told["first"] <= 10) == (0, True), "pieces with texts are fetched for the results that are shown"


@pytest.mark.our_example
def test_the_index_and_what_an_answer_fetches_are_small(whole_site: Built) -> None:
    """Compressed as a host does: 254 kB for the index, and 8 kB for a piece, of which an answer has ten at most."""
    assert len(gzip.compress((whole_site.site / INDEX).read_bytes(), 9)) <= 300_000
    pieces = sorted(len(gzip.compress(piece.read_bytes(), 9)) for piece in (whole_site.site / "search" / "texts").iterdir())
    assert sum(pieces[-10:]) <= 200_000
    assert sum(pieces) / len(pieces) <= 12_000


def test_a_browser_has_the_texts_of_what_it_shows_and_no_others(browser: Any, address: str) -> None:
    page = browser.new_page()
    wrong, fetched = watched(page, address), []
    page.on("request", lambda request: fetched.append(request.url) if "/search/texts/" in request.url else None)
    page.goto(address)
    page.locator(".md-search__input").click()
    page.keyboard.type("support")
    page.wait_for_selector(".md-search-result__item mark", timeout=20_000)
    page.wait_for_load_state("networkidle")
    first = len(set(fetched))
    assert 0 < first <= 22, "pieces of the ten results that are shown and the twelve behind them"
    for _ in range(8):
        for place in ("0", "box.scrollHeight"):  # the theme shows more when somebody comes to the end
            page.eval_on_selector(".md-search__scrollwrap", f"box => box.scrollTo(0, {place})")
            page.wait_for_timeout(150)
    items = page.locator(".md-search-result__item")
    assert items.count() > 20
    without = page.evaluate(
        "[...document.querySelectorAll('.md-search-result__item')].filter(one => !one.querySelector('article > :not(h1, h2, div) mark, article > mark')).length"
    )
    assert without <= items.count() / 4, "results whose texts were not there when they were shown"
    assert wrong == []
    page.close()
