"""Ten things that readers look up: each within one search or three clicks, and answered on the first screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.site.test_search import found
from tests.support.building import Built

TASKS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "lookups.yaml").read_text(encoding="utf-8"))
SCREEN = {"width": 1280, "height": 900}
MOST_CLICKS = 3
TALLEST = 12_000
"""Height in pixels that no page of an activity exceeds on a desktop."""


def on_the_first_screen(page: Any) -> str:
    """Returns the words that are seen without scrolling."""
    seen = page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const words = [];
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const range = document.createRange();
                range.selectNodeContents(node);
                const box = range.getBoundingClientRect();
                if (box.width && box.height && box.top < innerHeight && box.left < innerWidth && node.parentElement.checkVisibility()) words.push(node.data);
            }
            return words.join(" ");
        }"""
    )
    return " ".join(str(seen).split())


@pytest.mark.our_example
def test_ten_look_ups_are_one_search_or_three_clicks_away(whole_site: Built) -> None:
    assert len(TASKS) == 10
    asked = [task["asked"] for task in TASKS if "asked" in task]
    answers = found(whole_site.site, asked)
    far = {task["task"]: [page for page, _ in answers[task["asked"]][:3]] for task in TASKS if "asked" in task}
    missed = {task: pages for task, pages in far.items() if next(one["page"] for one in TASKS if one["task"] == task) not in pages}
    assert missed == {}
    assert all(len(task["clicks"]) <= MOST_CLICKS for task in TASKS if "clicks" in task)


@pytest.mark.our_example
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["page"])
def test_what_is_looked_up_stands_on_the_first_screen(browser: Any, address: str, task: dict[str, Any]) -> None:
    page = browser.new_page(viewport=SCREEN)
    if "clicks" in task:
        page.goto(address)
        for name in task["clicks"]:
            page.get_by_role("link", name=name, exact=True).locator("visible=true").first.click()
        assert page.url.split("#")[0] == address + task["page"]
    else:
        page.goto(address + task["page"])
    page.wait_for_timeout(300)
    shown = on_the_first_screen(page)
    assert [one for one in task["shown"] if one not in shown] == []
    page.close()


@pytest.mark.parametrize("number", range(9))
def test_no_page_of_an_activity_is_longer_than_a_reader_scrolls(browser: Any, address: str, number: int) -> None:
    page = browser.new_page(viewport=SCREEN)
    for path in (f"activities/{number}/", f"activities/{number}/product/"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollHeight") <= TALLEST, path
    page.goto(f"{address}activities/{number}/")
    folded = page.locator("details.hb-how").first
    assert folded.evaluate("one => one.open") is False
    question = page.locator(".hb-question").first.get_attribute("id")
    page.goto(f"{address}activities/{number}/#{question}")
    assert page.locator(".hb-question").first.locator("details").evaluate("one => one.open") is True  # what an address leads to is opened
    page.close()


def test_a_wide_table_on_a_phone_has_a_way_to_its_last_column(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}registers/deviation/")
    there = page.locator(".hb-reach__button:visible").first
    there.click()
    last = page.locator(".hb-table").first.locator("tbody tr").first.locator("td").last
    box = last.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 391
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    there.click()
    assert page.locator(".hb-scroll").first.evaluate("one => one.scrollLeft") == 0
    page.close()
