"""Prose: a named subset of Markdown, and nothing else."""

from __future__ import annotations

import pytest

from macros.render.prose import Prose, linked

URLS = {"NEED-03": "../need-03/", "PR.PS-02": "../../csf/pr/#pr-ps-02", "files/a.txt": "../../files/a.txt"}


def html(text: str) -> str:
    return str(Prose().html(text, URLS.get)).strip()


def test_subset() -> None:
    assert html("a *b* **c** `d`") == "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>"
    assert html("- a\n- b") == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    assert html("1. a\n2. b") == "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"
    assert html("a\n\nb") == "<p>a</p>\n<p>b</p>"
    assert html("[a](https://maker.example/)") == '<p><a href="https://maker.example/">a</a></p>'
    assert html("[a](mailto:a@maker.example)") == '<p><a href="mailto:a@maker.example">a</a></p>'


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b>x</b>",
        "{{ 7*7 }}",
        "{% raw %}",
        "&amp;",
        "# heading",
        "| a | b |",
        "> quote",
        "![a](https://x.example/b.png)",
        "---",
        "<https://x.example>",
    ],
)
def test_everything_else_shows_as_typed(text: str) -> None:
    import html as standard

    shown = html(text)
    assert (
        standard.unescape(shown.removeprefix("<p>").removesuffix("</p>")).replace('<a href="https://x.example/b.png">a</a>', "[a](https://x.example/b.png)")
        == text
    )


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//evil.example",
        "http://plain.example",
        "java&#115;cript:alert(1)",
        "&#x6A;avascript:x",
        "file:///etc",
    ],
)
def test_refused_targets_never_become_links(target: str) -> None:
    assert "<a" not in html(f"[now]({target})")
    assert "<a" not in html(f"[now][r]\n\n[r]: {target}")


def test_ids_that_exist_become_links_and_others_stay_text() -> None:
    assert html("see NEED-03 and NEED-99") == '<p>see <a href="../need-03/">NEED-03</a> and NEED-99</p>'
    assert str(linked("PR.PS-02, xNEED-03", URLS.get)) == '<a href="../../csf/pr/#pr-ps-02">PR.PS-02</a>, xNEED-03'


def test_an_id_inside_a_link_or_code_is_left_alone() -> None:
    assert html("[NEED-03](https://maker.example/)").count("<a") == 1
    assert html("`NEED-03`") == "<p><code>NEED-03</code></p>"


def test_relative_links_lead_to_attachments() -> None:
    assert html("[a](files/a.txt)") == '<p><a href="../../files/a.txt">a</a></p>'


@pytest.mark.parametrize("text", ["[a](<files/site plan.pdf>)", "[a](files/site%20plan.pdf)", "[a]\n\n[a]: <files/site plan.pdf>"])
def test_a_name_with_blanks_leads_to_its_file(text: str) -> None:
    urls = {"files/site plan.pdf": "../../files/site%20plan.pdf"}
    assert Prose().html(text, urls.get).strip() == '<p><a href="../../files/site%20plan.pdf">a</a></p>'


@pytest.mark.parametrize(("target", "offered"), [("files/page.HTML", True), ("files/a.svg#x", True), ("files/plan.pdf", False), ("files/html", False)])
def test_an_attachment_that_a_browser_would_run_is_offered_to_be_saved(target: str, offered: bool) -> None:
    html = Prose().html(f"See [it]({target}).", lambda found: f"../../{found}")
    assert (' download=""' in html) is offered
    assert f'href="../../{target}"' in html
