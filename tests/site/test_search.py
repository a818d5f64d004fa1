"""The search, asked as the site asks it, without a browser: every id, typed as the site prints it, finds its page first."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.model.loaded import Loaded
from handbook.views import addresses
from tests.support.building import Built
from tests.support.tools import node

pytestmark = pytest.mark.our_example
SEARCHING = Path(__file__).parents[1] / "support" / "searching.mjs"


def found(site: Path, queries: list[str]) -> dict[str, list[list[str]]]:
    """Returns for each query the pages that are found, best first, each with the section of it that is shown first."""
    asked = json.dumps({"site": str(site), "queries": queries})
    done = subprocess.run([node(), str(SEARCHING)], input=asked, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answers: dict[str, list[list[str]]] = json.loads(done.stdout)
    return answers


def test_every_id_of_every_catalogue_finds_its_page_first(site: Built, catalogues: Catalogues, example: Loaded) -> None:
    """Entries of documents with their section, questions with the guidance that asks them, records with their own page."""
    expected = {cited: addresses.of_entry(catalogues, entry).url for cited, entry in catalogues.entries.items()}
    expected |= {name: addresses.of_question(name, number).url.partition("#")[0] for name, (number, _) in catalogues.questions.items()}
    expected |= {item.id: addresses.of_item(item).url for item in example.handbook.records() if item.kind.name != "product"}
    assert {"CRA:I.1-1", "8259A:DI-1", "STRIDE:S", "PSTI:2", "CRA:I.2-5", "GV", "PR.PS-02", "Q2-03", "NEED-01"} <= set(expected)
    answers = found(site.site, list(expected))
    assert len(answers) > 1300
    wrong = {}
    for typed, url in expected.items():
        page, _, anchor = url.partition("#")
        first = answers[typed][0] if answers[typed] else ["", ""]
        if first[0] != page or (anchor and first[1] != url):
            wrong[typed] = (url, first)
    assert wrong == {}


def test_an_id_among_words_or_in_small_letters_is_found_too(site: Built) -> None:
    answers = found(site.site, ["cra:i.1-1", " CRA:I.1-1 ", "CRA:I.1-1 risks", "which evidence for NEED-01?", "stride:i", "5.1", "title:hub"])
    for typed in ("cra:i.1-1", " CRA:I.1-1 ", "CRA:I.1-1 risks"):
        assert answers[typed][0] == ["references/cra/i-1/", "references/cra/i-1/#i-1-1"], typed
    assert answers["which evidence for NEED-01?"]
    assert answers["stride:i"][0] == ["references/stride/", "references/stride/#i"]
    assert answers["5.1"][0][0] == "references/303645/5-1/"
    assert answers["title:hub"]  # a query with a sign of its own is the theme's


def test_words_are_ranked_as_before(site: Built) -> None:
    answers = found(site.site, ["firmware signing", "residual risk accepted", "stolne hub", "support", "risk level likelihood impact"])
    assert answers["firmware signing"][0][0] == "references/csf/pr-ps-05/"
    assert answers["residual risk accepted"][0][0] == "records/acc-01/"
    assert answers["stolne hub"][0][0] == "records/thr-04/"
    assert "risk-method/" in [page for page, _ in answers["risk level likelihood impact"][:3]]
