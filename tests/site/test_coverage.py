"""Coverage in a browser: from the entrance to the gaps alone in two clicks, with the view in the address; whole without a script."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.browsing import Serve
from tests.support.building import Built
from tests.support.crawl import facts

pytestmark = pytest.mark.browser


def test_the_gaps_of_a_matrix_stand_alone_at_an_address_of_their_own(new_site: Built, serve: Serve, page: Any) -> None:
    base = serve(new_site.site)
    page.goto(f"{base}coverage/")
    page.click("main a.hb-gap >> nth=0")
    page.wait_for_selector(".hb-tools")
    assert page.url.endswith("?gaps=1")
    shown = page.locator(".hb-matrix tbody tr:visible")
    marked = page.locator(".hb-matrix tbody tr[data-gap]")
    assert shown.count() == marked.count() > 8
    head = page.locator(".hb-matrix thead th >> nth=1")
    key = head.get_attribute("data-label").lower().replace(" ", "-")
    page.locator(".hb-tools select").first.select_option("gap") if page.locator(".hb-tools select").count() else None
    page.click(".hb-matrix thead .hb-sort >> nth=1")
    page.wait_for_timeout(400)
    assert f"sort={key}" in page.url
    assert "gap" in head.inner_text(), "the count stays in the head when it becomes a button"


def test_without_a_script_counts_and_states_are_there(new_site: Built) -> None:
    html = new_site.page("coverage/8259b")
    assert "14 gaps" in html
    assert html.count('data-value="gap"') == 14
    found = facts(html)
    assert any("rules/#unrealised-element" in link for link in found.links)


def test_a_rule_of_a_gap_leads_to_the_row_of_the_rule(new_site: Built) -> None:
    rules = facts(new_site.page("rules"))
    for code in ("unrealised-element", "need-without-means", "unknown-key"):
        assert code in rules.ids
