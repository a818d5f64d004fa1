"""What the guidance says of the publications behind it: what was not read, and by which day a law was checked against what."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from tests.support.building import ROOT

DOCS = ROOT / "docs"
ACTIVITIES = tuple(DOCS / "activities" / str(number) / "index.md" for number in range(9))
NOT_READ = re.compile(r"\b(?:not|never) (?:been )?read\b")
LAWS = re.compile(r"Cyber Resilience Act|\bCRA\b|Product Security and Telecommunications Infrastructure|General Data Protection Regulation")
ON_LABELS = "scope.md#how-sure-we-are-of-each-fact"
ON_LAWS = "editions.md#laws"


@pytest.mark.parametrize("path", [DOCS / "index.md", DOCS / "activities" / "index.md", *ACTIVITIES], ids=lambda path: path.relative_to(DOCS).as_posix())
def test_it_says_that_the_final_edition_was_not_read(path: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8").split())
    assert NOT_READ.search(text), path
    assert ON_LABELS in text, path


@pytest.mark.parametrize("path", ACTIVITIES, ids=lambda path: path.parent.name)
def test_no_title_is_told_as_what_nist_asks(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    asks = text.partition("## What NIST asks")[2].partition("\n## ")[0]
    nist = " ".join(asks.partition('!!! ours "')[0].split())
    assert nist
    assert not re.search(r"\btitle (?:sets|names|says|asks)\b", nist, re.IGNORECASE)


def test_whoever_states_what_a_law_asks_leads_to_what_was_checked() -> None:
    stating = [path for path in (*ACTIVITIES, DOCS / "risk-method.md") if LAWS.search(path.read_text(encoding="utf-8"))]
    assert len(stating) > 4
    assert [path for path in stating if ON_LAWS not in path.read_text(encoding="utf-8")] == []


def test_every_law_among_the_documents_says_when_and_against_what_it_was_checked(catalogues: Catalogues) -> None:
    laws = [one for one in catalogues.documents.values() if one.publisher in ("European Union", "United Kingdom")]
    assert len(laws) >= 2
    for law in laws:
        assert re.fullmatch(r"20[0-9]{2}-[01][0-9]-[0-3][0-9]", law.checked_on or ""), law.document
        assert "not read" in (law.checked_against or ""), law.document
        assert str(law.checked_on) in (DOCS / "editions.md").read_text(encoding="utf-8"), law.document


def test_the_moments_of_communication_are_seven_everywhere(catalogues: Catalogues) -> None:
    guidance = (DOCS / "activities" / "7" / "index.md").read_text(encoding="utf-8")
    (named,) = re.findall(r"Use seven: ([^.]+)\.", guidance)
    assert len(named.split(", ")) == 7
    question = catalogues.questions["Q7-01"][1].text
    assert "seven moments" in question
    assert len(question.partition(": ")[2].split(", ")) == 7
    assert "six audiences and the same seven moments" in guidance
