"""What the script for releases says, in German and in English: on a page alone, since a site of three releases takes a minute to make."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from handbook.languages.language import load_language
from handbook.reading.releases import Frozen
from macros.render.environment import render
from macros.site.languages import words_of_scripts
from tests.support.building import ROOT

SCRIPT = (ROOT / "docs" / "assets" / "releases.js").read_text(encoding="utf-8")
RELEASES = [
    {"name": "1.0", "day": "2026-05-11", "path": "1.0/", "status": "redacted", "on": "2026-05-20", "reason": "Zu viel."},
    {"name": "1.1", "day": "2026-05-12", "path": "1.1/", "status": "withdrawn", "on": "2026-05-14", "reason": "Zu früh."},
    {"name": "1.2", "day": "2026-05-13", "path": "", "status": "released", "on": "", "reason": ""},
    {"name": "1.3", "day": "2026-05-14", "path": "1.3/", "status": "released", "on": "", "reason": ""},
    {"name": "1.4", "day": "2026-05-15", "path": "1.4/", "status": "released", "on": "", "reason": ""},
]
KNOWN = {
    "versions": 1, "record": "records/{}/", "current": {"as_of": "2026-06-01", "path": "../"}, "releases": RELEASES,
    "records": {"ASM-02": [[1, 1], [4, 4]]}, "pages": {"risks/": [[1, 1], [4, 5]]}, "elsewhere": {},
}  # fmt: skip
BASE = "https://us.example/releases/1.1/"


def told(browser: Any, address: str, record: str, language: str) -> list[str]:
    """Returns the lines that the script adds to a page of release 1.1 in a language."""
    words = f"<script>{words_of_scripts(load_language(language))}</script>" if language != "en" else ""
    html = f"""<!doctype html><div data-hb-releases="{BASE}../" data-hb-root="{BASE}" data-hb-release="1.1" data-hb-record="{record}">
    <p><a data-hb-current href="../../">·</a></p></div>{words}<script>{SCRIPT}</script>"""
    page = browser.new_page()
    page.route("**/*", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.route("**/versions.json", lambda route: route.fulfill(body=json.dumps(KNOWN), content_type="application/json"))
    page.goto(BASE + address)
    page.wait_for_selector("details", state="attached")
    lines: list[str] = page.evaluate("[...document.querySelectorAll('p, summary, li')].map(one => one.textContent.trim())")
    page.close()
    return lines


@pytest.mark.browser
def test_the_script_says_in_german_what_became_of_a_release_and_where_a_record_is(browser: Any) -> None:
    assert told(browser, "records/asm-02/", "ASM-02", "de") == [
        "·, Stichtag 01.06.2026; die letzte Freigabe ist 1.4 vom 15.05.2026.",
        "Diese Freigabe wurde am 14.05.2026 zurückgezogen. Zu früh.",
        "ASM-02 in anderen Freigaben",
        "Das aktuelle Handbuch, Stichtag 01.06.2026: ASM-02 gibt es nicht mehr, erste Seite",
        "Freigabe 1.4 vom 15.05.2026: ASM-02",
        "Freigabe 1.3 vom 14.05.2026: ASM-02 gab es noch nicht oder nicht mehr, erste Seite",
        "Freigabe 1.2 vom 13.05.2026: Ihre Seiten sind nicht auf dieser Website",
        "Freigabe 1.1 vom 12.05.2026, zurückgezogen (diese)",
        "Freigabe 1.0 vom 11.05.2026, geschwärzt",
    ]
    page = told(browser, "risks/", "", "de")
    assert page[2] == "Diese Seite in anderen Freigaben"
    assert "Freigabe 1.3 vom 14.05.2026: Diese Seite ist nicht darin, erste Seite" in page


@pytest.mark.browser
def test_it_says_the_same_in_english_without_words_beside_it(browser: Any) -> None:
    assert told(browser, "records/asm-02/", "ASM-02", "en") == [
        "·, as of 2026-06-01; the last release is 1.4 of 2026-05-15.",
        "This release was withdrawn on 2026-05-14. Zu früh.",
        "ASM-02 in other releases",
        "The current handbook, as of 2026-06-01: ASM-02 does not exist any more, first page",
        "Release 1.4 of 2026-05-15: ASM-02",
        "Release 1.3 of 2026-05-14: ASM-02 did not exist, first page",
        "Release 1.2 of 2026-05-13: its pages are not on this site",
        "Release 1.1 of 2026-05-12, withdrawn (this one)",
        "Release 1.0 of 2026-05-11, redacted",
    ]
    assert "Release 1.3 of 2026-05-14: this page is not in it, first page" in told(browser, "risks/", "", "en")


def test_a_redacted_page_and_the_banner_speak_the_language_of_the_site() -> None:
    release = Frozen("1.0", "2026-05-11", "public", "0" * 64, status="redacted", on="2026-05-20", reason="Zu viel.")
    page = render("release_redacted.html", load_language("de"), release=release, listed="../", home="../../")
    assert '<html lang="de" dir="ltr">' in page
    assert "Sie wurde am 20.05.2026 von dieser Website genommen. Angegebener Grund: Zu viel." in page
    words = set(re.findall(r"[A-Za-z]+", re.sub(r"<[^>]*>", " ", page)))
    assert not words & {"release", "the", "was", "page", "site", "All"}


def test_no_word_of_the_script_is_beside_its_translation() -> None:
    """Every text that it could show passes `t`: what is left in quotes are names of elements, keys and addresses."""
    code = re.sub(r"/\*.*?\*/|\bt\(\"[^\"]*\"", "", SCRIPT, flags=re.DOTALL)
    left = {text for text in re.findall(r'"([^"]*)"', code) if re.search(r"[a-z]{2,}.* |^[A-Z]", text)}
    assert left == {"use strict"}
    assert Path(ROOT / "macros" / "theme" / "main.html").read_text(encoding="utf-8").count("{{ config.extra.release_day }}") == 1
