"""Cards of ids in a real browser: they show on hover and on focus, and go on Escape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.building import Built

pytestmark = pytest.mark.browser


def test_a_card_shows_on_hover_stays_under_the_pointer_and_goes_on_escape(page: Any, address: str) -> None:
    page.goto(address + "activities/3/product/")
    link = page.locator("article a.hb-ref[data-status]").first
    link.hover()
    card = page.locator("#hb-popup")
    card.wait_for(state="visible")
    said = card.inner_text()
    assert link.locator(".hb-id").inner_text() in said
    assert link.locator(".hb-title").inner_text() in said
    assert (link.get_attribute("data-kind") or "?") in said
    assert (link.get_attribute("data-status") or "?") in said
    assert link.get_attribute("aria-describedby") == "hb-popup"
    card.hover()
    page.wait_for_timeout(600)
    assert card.is_visible()
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert link.get_attribute("aria-describedby") is None
    link.hover()
    card.wait_for(state="visible")
    page.mouse.move(5, 5)
    card.wait_for(state="hidden")


def test_a_card_shows_on_focus_by_keyboard_and_goes_on_escape_and_on_leaving(page: Any, address: str, at: Callable[[str], str]) -> None:
    page.goto(address + at("records/{need}/"))
    link = page.locator("article dd a.hb-ref").first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.locator("#hb-popup")
    card.wait_for(state="visible")
    assert link.locator(".hb-id").inner_text() in card.inner_text()
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert link.evaluate("element => element === document.activeElement")
    page.keyboard.press("Tab")
    card.wait_for(state="visible")
    page.evaluate("document.activeElement.blur()")
    card.wait_for(state="hidden")


def test_ids_in_running_text_have_cards_too(page: Any, address: str, whole_site: Built) -> None:
    naming = next(path for path in sorted((whole_site.site / "records").glob("*/index.html")) if "hb-mention" in path.read_text(encoding="utf-8"))
    page.goto(f"{address}records/{naming.parent.name}/")
    link = page.locator("article a.hb-mention").first
    link.hover()
    card = page.locator("#hb-popup")
    card.wait_for(state="visible")
    assert (link.get_attribute("data-title") or "?") in card.inner_text()


def test_a_card_works_from_a_file(page: Any, whole_site: Built, at: Callable[[str], str]) -> None:
    page.goto((whole_site.site / at("records/{need}/") / "index.html").as_uri())
    page.locator("article dd a.hb-ref").first.hover()
    page.locator("#hb-popup").wait_for(state="visible")
