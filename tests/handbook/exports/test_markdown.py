"""Markdown, read by markdown-it as CommonMark with HTML allowed: every field shows as it was typed, and nothing of a text is HTML."""

from __future__ import annotations

from typing import Any

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from handbook.catalogs.catalogue import Catalogues
from handbook.exports.formats import markdown, markdown_blank
from handbook.exports.markdown_text import plain, quoted
from handbook.exports.tables import cell_of
from handbook.model.handbook import Handbook
from handbook.schema.fields import Part
from handbook.schema.marks import mark_of
from handbook.views.shared.prose import RULES
from tests.handbook.exports.conftest import TRIED
from tests.support.every_field import every_field
from tests.support.hostile import TYPED

COMMONMARK = MarkdownIt("commonmark", {"html": True})
OURS = MarkdownIt("zero", {"html": False})
OURS.enable([rule for rules in OURS.get_all_rules().values() for rule in rules if rule in RULES])


@pytest.mark.parametrize("name", TRIED)
def test_every_field_of_every_record_shows_as_typed(name: str, products: dict[str, Handbook]) -> None:
    handbook = products[name]
    sections: dict[str, str] = {}
    for content in markdown.parts(handbook).values():
        for heading, text in records_in(COMMONMARK.parse(content.decode())):
            assert heading not in sections
            sections[heading] = text
    assert len(sections) == len(handbook.items)
    for item in handbook.records():
        heading = next(one for one in sections if one.startswith(f"{item.id}: "))
        assert heading == normal(f"{item.id}: {item.record.title}")
        for field, said in leaves(item.record):
            assert said in sections[heading], (item.id, field)


@pytest.mark.parametrize("name", TRIED)
def test_nothing_that_a_product_says_is_html(name: str, products: dict[str, Handbook]) -> None:
    for content in (*markdown.parts(products[name]).values(), *markdown_blank.parts(products[name]).values()):
        assert [token.content for token in flat(COMMONMARK.parse(content.decode())) if token.type.startswith("html")] == []


@pytest.mark.parametrize(
    "typed",
    [
        *TYPED,
        "1. one",
        "- x",
        "+ x",
        "# x",
        "a\n=====",
        "===",
        "a\n---",
        "***",
        "> x",
        "    code",
        "![x](https://a.example/b.png)",
        "&lt;",
        "$x$",
        "~~x~~",
        "a  \nb",
    ],
)
def test_plain_text_shows_as_typed_wherever_it_stands(typed: str) -> None:
    for written in (plain(typed), f"- {plain(typed)}", f"**A:** {plain(typed)}", f"## {plain(typed)}"):
        tokens = flat(COMMONMARK.parse(written))
        shown = normal("".join(token.content if token.type == "text" else " " for token in tokens if token.type in ("text", "softbreak", "hardbreak")))
        assert shown.removeprefix("A: ") == normal(typed)
        assert not [
            token.type for token in tokens if token.type in ("code_inline", "code_block", "fence", "em_open", "image", "link_open", "html_inline", "html_block")
        ]


@pytest.mark.parametrize(
    ("prose", "shown"),
    [
        ("*a* **b** `c <d>`", "a b c <d>"),
        ("<b>x</b>\n\n<script>y</script>", "<b>x</b> <script>y</script>"),
        ("# no heading\n\nText\n====", "# no heading Text ===="),
        ("- one\n- two", "one two"),
        ("```\n<a>\n# x\n```", "<a> # x"),
        ("> no quote inside", "> no quote inside"),
        ("~~~\n<a>\n~~~", "<a>"),
        ("AT&amp;T <https://a.example> ![x](https://a.example/b.png)", "AT&amp;T <https://a.example> !x"),
        ("bell \x07 here", "bell here"),
    ],
)
def test_prose_means_what_it_means_on_the_site(prose: str, shown: str) -> None:
    assert text_of(COMMONMARK.parse(quoted(prose))) == shown


def test_the_blank_form_has_every_question_and_nothing_of_the_product(catalogues: Catalogues, products: dict[str, Handbook]) -> None:
    files = markdown_blank.parts(products["example"])
    text = b"".join(files.values()).decode()
    assert [question for question in catalogues.questions if f"## {question}: " not in text] == []
    assert files == markdown_blank.parts(every_field(catalogues))
    small = markdown_blank.parts(products["pump"])
    assert sum(content.count(b"\n## Q") for content in small.values()) == sum(question.small_team for _, question in catalogues.questions.values())


def records_in(tokens: list[Token]) -> list[tuple[str, str]]:
    """Returns heading and text of each section of the third level."""
    found: list[tuple[str, list[Token]]] = []
    for position, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h3":
            found.append((text_of([tokens[position + 1]]), []))
        elif found:
            found[-1][1].append(token)
    return [(heading, text_of(inside)) for heading, inside in found]


def text_of(tokens: list[Token]) -> str:
    return normal(
        "".join(token.content if token.type in ("text", "code_inline", "fence", "code_block") else " " for token in flat(tokens) if token.type in SHOWN)
    )


SHOWN = ("text", "code_inline", "fence", "code_block", "softbreak", "hardbreak", "paragraph_close", "list_item_close", "heading_close")


def flat(tokens: list[Token]) -> list[Token]:
    return [one for token in tokens for one in (token.children if token.type == "inline" and token.children is not None else [token])]


def leaves(part: Part) -> list[tuple[str, str]]:
    """Returns every value of a record as it shows, with the name of its field."""
    found: list[tuple[str, str]] = []
    for name, info in type(part).model_fields.items():
        value: Any = getattr(part, name)
        mark = mark_of(info.annotation, info.metadata)
        for one in value if isinstance(value, tuple) else () if value is None else (value,):
            if isinstance(one, Part):
                found += leaves(one)
            elif mark is not None and mark.meaning == "prose" and hasattr(part, "spec"):
                found.append((name, text_of(OURS.parse(one))))
            else:
                found.append((name, normal(str(cell_of(one)))))
    return found


def normal(text: str) -> str:
    """Returns a text with white space as single spaces, and without the characters that control terminals."""
    return " ".join("".join(" " if ord(one) < 32 or ord(one) == 127 else one for one in text).split())
