"""The glossary: abbreviations that pages explain, and anchors of terms."""

from __future__ import annotations

from macros.site.glossary import abbreviations, with_anchors

GLOSSARY = "Trust zone\n:   A place. It has a border.\n\nCRA, PSTI\n:   Two laws; one of them is [British](laws.md).\n"


def test_abbreviations_have_the_first_sentence_of_their_meaning() -> None:
    assert abbreviations(GLOSSARY) == {"CRA": "Two laws", "PSTI": "Two laws"}


def test_each_term_has_an_anchor_and_a_doubled_one_has_none() -> None:
    html = '<dl><dt>Trust zone</dt><dd>A</dd><dt><abbr title="x">CRA</abbr>, PSTI</dt><dd>B</dd><dt>Trust zone</dt><dd>C</dd></dl>'
    made = with_anchors(html)
    assert made == (
        '<dl><dt id="term-trust-zone">Trust zone</dt><dd>A</dd><dt id="term-cra-psti"><abbr title="x">CRA</abbr>, PSTI</dt><dd>B</dd>'
        "<dt>Trust zone</dt><dd>C</dd></dl>"
    )
