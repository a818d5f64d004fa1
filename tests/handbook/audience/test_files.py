"""Which attachments and pages an audience gets, and which names of files no text may say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbook.audience.files import pages_seen, shown_beside, unspoken
from handbook.audience.seen import seen
from handbook.model.handbook import Handbook
from handbook.reading.own_pages import visibility_of
from tests.support.handbooks import with_record


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("# A page\n\nvisibility: internal\n", None),
        ("---\ntitle: A\nvisibility: internal\n---\n# A\n", "internal"),
        ("---\ntitle: A\n\n\"Visibility\" : 'assessor'  # until May\n...\n# A\n", "assessor"),
        ("---\ntitle: A\n---\n\n---\nvisibility: internal\n---\n", None),
        ("title: A\nvisibility: internal\n\n# A\n", "internal"),
        ("---\nvisibility: internal\n# never closed\n", "internal"),
        ("---\nvisibility:\n---\n", ""),
    ],
)
def test_a_page_says_above_its_text_who_may_read_it(text: str, stated: str | None) -> None:
    assert visibility_of(text) == stated


def test_a_page_with_another_word_is_for_nobody_else(minimal: Handbook) -> None:
    texts = {"a.md": "# A\n", "b.md": "---\nvisibility: intern\n---\n", "c.md": "---\nvisibility: assessor\n---\n"}
    handbook = replace(minimal, pages=tuple(texts), page_texts=texts)
    assert {audience: list(pages_seen(handbook, audience)) for audience in ("public", "assessor", "internal")} == {  # type: ignore[arg-type]
        "public": ["a.md"],
        "assessor": ["a.md", "c.md"],
        "internal": ["a.md", "b.md", "c.md"],
    }


def test_pictures_are_told_apart_by_where_they_stand() -> None:
    pages = {"a.md": "![One](one.svg) and ![Two](in/two%20b.svg)", "in/b.md": "![Three](three.svg)"}
    files = ("one.svg", "in/one.svg", "in/two b.svg", "in/three.svg", "three.svg", "in/two.svg", "four.svg")
    assert shown_beside(pages, files) == ("one.svg", "in/two b.svg", "in/three.svg")


def test_a_name_that_a_published_file_has_too_may_be_said() -> None:
    assert unspoken(("a/report.pdf", "b/report.pdf", "b/plan.pdf"), {"a/report.pdf"}) == ("b/report.pdf", "b/plan.pdf", "plan.pdf")


def test_a_link_to_a_published_file_stays_where_one_of_that_name_is_kept_back(minimal: Handbook) -> None:
    linked = "See [it](files/a/report.pdf) and [the other](files/b/report.pdf)."
    handbook = replace(minimal, attachments=("a/report.pdf", "b/report.pdf"))
    handbook = with_record(handbook, "ROL-01", notes=linked)
    handbook = with_record(handbook, "POL-01", notes="[It](files/b/report.pdf)", internal_only=("notes",))
    public = seen(handbook, "public")
    assert public.attachments == ("a/report.pdf",)
    assert public.items["ROL-01"].record.notes == "See [it](files/a/report.pdf) and the other (not published)."


def test_a_page_publishes_what_it_shows(minimal: Handbook) -> None:
    handbook = replace(
        with_record(minimal, "POL-01", visibility="internal"),
        attachments=("a.pdf", "b.pdf"),
        pages=("x.md",),
        page_texts={"x.md": "[A](../files/a.pdf), b.pdf"},
    )
    assert seen(handbook, "public").attachments == ("a.pdf",)
