"""Copies of tables as CSV in a real browser: the rows that are seen, no formula, with and without a clipboard."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.building import Built
from tests.support.tables import check_copy, rows

pytestmark = pytest.mark.browser


def test_the_csv_equals_the_rows_seen_and_starts_no_formula(page: Any, address: str) -> None:
    page.goto(address + "registers/interface/?find=1&sort=-interfaces")
    page.get_by_role("button", name="Copy as CSV").click()
    page.get_by_text("as CSV.").wait_for()
    assert page.locator(".hb-tools__said").inner_text() == f"Copied {len(rows(page))} rows as CSV."
    check_copy(page, page.evaluate("navigator.clipboard.readText()"))


def test_cells_that_look_like_formulas_get_an_apostrophe_in_the_copy(page: Any, address: str, tables: Built) -> None:
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", 'a "b", c', "=HYPERLINK(&quot;http://x.example&quot;,&quot;a&quot;)", "  =2", "a\nb"]
    made = "".join(f"<tr><th>{number}</th><td>{cell}</td></tr>" for number, cell in enumerate(hostile))
    body = tables.page("registers/release")
    start, end = body.index("<table"), body.index("</table>")
    table = f'<table class="hb-table"><thead><tr><th>-No.</th><th>Text</th></tr></thead><tbody>{made}<tr><th>8</th><td>one<ul><li>two</li><li>three</li></ul></td></tr></tbody>'
    page.route("**/registers/release/", lambda route: route.fulfill(body=body[:start] + table + body[end:], content_type="text/html"))
    page.goto(address + "registers/release/")
    page.get_by_role("button", name="Copy as CSV").click()
    page.get_by_text("Copied 9 rows as CSV.").wait_for()
    lines = page.evaluate("navigator.clipboard.readText()").split("\r\n")
    assert lines == [
        "'-No.,Text",
        "0,'=1+1",
        "1,'+1",
        "2,'-1",
        "3,'@SUM(A1)",
        '4,"a ""b"", c"',
        '5,"\'=HYPERLINK(""http://x.example"",""a"")"',
        "6,'=2",
        "7,a b",
        '8,"one\ntwo\nthree"',
        "",
    ]


@pytest.mark.parametrize("way", ["absent", "refused"])
def test_without_a_clipboard_the_text_is_there_to_be_copied(page: Any, address: str, way: str) -> None:
    value = "undefined" if way == "absent" else "{writeText: () => Promise.reject(new Error('no'))}"
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{value: {value}}})")
    page.goto(address + "registers/release/")
    opener = page.get_by_role("button", name="Copy as CSV")
    opener.click()
    dialog = page.get_by_role("dialog", name="Rows as CSV")
    dialog.wait_for()
    check_copy(page, dialog.locator("textarea").evaluate("area => area.value.replace(/\\r?\\n/g, '\\r\\n')"))
    assert page.evaluate("(area => area.selectionEnd - area.selectionStart === area.value.length)(document.activeElement)")
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert opener.evaluate("element => element === document.activeElement")
