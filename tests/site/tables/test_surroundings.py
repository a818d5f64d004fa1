"""Tables from a folder, without script, by keyboard, on a phone, on paper and under a strict policy."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.building import Built
from tests.support.tables import rows, sort

pytestmark = pytest.mark.browser
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"


def test_from_a_file_views_and_copies_work_too(browser: Any, tables: Built) -> None:
    page = browser.new_page()
    file = (tables.site / "registers" / "release" / "index.html").as_uri()
    page.goto(file)
    page.get_by_label("State", exact=True).select_option("supported")
    seen = rows(page)
    page.wait_for_url(file + "?state=supported")
    page.reload()
    assert rows(page) == seen
    page.get_by_role("button", name="Copy as CSV").click()
    page.locator(".hb-tools__said:not(:empty), dialog[open]").first.wait_for(
        state="attached"
    )  # a function to wait for would be evaluated, which the policy forbids
    page.close()


def test_without_script_all_rows_are_there_and_no_control_is(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "registers/release/?find=nothing")
    assert page.locator("table.hb-table tbody tr:visible").count() == 10
    assert page.locator("article :is(input, select, button, [role=group])").count() == 0
    context.close()


def test_everything_works_by_keyboard_alone_and_the_focus_is_seen(page: Any, address: str) -> None:
    page.goto(address + "registers/release/")
    page.get_by_label("Find in this table").focus()
    page.keyboard.type("firmware")
    reached = []
    for _ in range(16):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.labels?.[0]?.textContent.trim() || document.activeElement.textContent.trim()")
        reached.append(name)
        if name.startswith("Gaps only"):
            page.keyboard.press("Space")
        if name == "State":
            page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.closest('.hb-tools, thead') !== null"):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", name
            assert page.evaluate(
                "(box => box.width >= 24 && box.height >= 24)((document.activeElement.closest('.hb-tools__check') || document.activeElement).getBoundingClientRect())"
            ), name
        if name == "Version":
            page.keyboard.press("Enter")
            break
    assert {"Component", "State", "Status", "Show all", "Copy as CSV", "Releases"} <= set(reached)
    page.wait_for_url(lambda url: all(part in url for part in ("find=firmware", "gaps=1", "state=", "sort=version")))
    assert page.evaluate("document.activeElement.textContent") == "Version"


@pytest.mark.parametrize("path", ["registers/release/", "registers/component/", "references/csf/crosswalk/", "progress/", "threat-model/"])
def test_on_a_phone_the_page_stays_and_the_first_column_too(browser: Any, address: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    more = page.locator(".hb-tools__more:visible")
    if more.count():
        more.first.click()
        assert more.first.get_attribute("aria-expanded") == "true"
        assert page.locator(".hb-tools__filters :is(select, input):visible").count() > 0
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    moved = page.evaluate(
        "(scroll => { const cell = scroll.querySelector('tbody tr > :first-child'); const before = cell.getBoundingClientRect().left; scroll.scrollLeft = 200;"
        " return [scroll.scrollLeft, cell.getBoundingClientRect().left - before, cell.getBoundingClientRect().width]; })(document.querySelector('.hb-scroll:has(> .hb-table)'))"
    )
    assert moved[0] == 0 or abs(moved[1]) < 1
    assert moved[2] < 200
    page.close()


def test_paper_shows_the_rows_left_and_says_so(page: Any, address: str) -> None:
    page.goto(address + "registers/release/?state=supported")
    number = len(rows(page))
    page.emulate_media(media="print")
    assert len(rows(page)) == number < 10
    assert page.locator(".hb-tools:visible").count() == 0
    assert page.locator(".hb-tools__paper").first.inner_text() == f"Not the whole table: {number} of 10 rows; State: supported."
    page.goto(address + "registers/release/")
    assert page.locator(".hb-tools__paper:visible").count() == 0


def test_a_strict_policy_for_content_is_kept(page: Any, address: str, tables: Built) -> None:
    body = tables.page("registers/release")
    page.route(
        "**/registers/release/", lambda route: route.fulfill(body=body, content_type="text/html", headers={"Content-Security-Policy-Report-Only": POLICY})
    )
    page.add_init_script(
        "window.against = []; document.addEventListener('securitypolicyviolation', event => window.against.push(event.sourceFile + event.violatedDirective))"
    )
    page.goto(address + "registers/release/")
    page.get_by_label("State", exact=True).select_option("supported")
    sort(page, "Version")
    page.get_by_role("button", name="Copy as CSV").click()
    assert [one for one in page.evaluate("window.against") if "tables" in one] == []
    assert page.locator(".hb-tools [style], .hb-table [style]").count() == 0
