"""Tables in a real browser: order, filters, the view in the address."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.tables import HOURS, column, count, rows, sort

pytestmark = pytest.mark.browser


def test_versions_sort_by_number_and_the_third_click_brings_the_first_order_back(page: Any, address: str) -> None:
    page.goto(address + "registers/release/")
    before = rows(page)
    head = page.get_by_role("columnheader", name="Version", exact=True)
    assert head.get_attribute("aria-sort") is None
    sort(page, "Version")
    ascending = column(page, "Version")
    assert ascending == ["0.9.0", "1.2.0", "1.2.9", "1.2.10", "1.4.0", "1.9.0", "1.10.0", "2.0.0", "3.0.0", "10.0.0"]
    assert head.get_attribute("aria-sort") == "ascending"
    sort(page, "Version")
    assert column(page, "Version") == ascending[::-1]
    assert head.get_attribute("aria-sort") == "descending"
    sort(page, "Version")
    assert rows(page) == before
    assert head.get_attribute("aria-sort") is None
    sort(page, "Released on")
    assert column(page, "Released on") == sorted(column(page, "Released on"))
    assert page.locator("th[aria-sort]").count() == 1


def test_ids_sort_by_number_whatever_their_length(page: Any, address: str) -> None:
    page.goto(address + "registers/release/")
    sort(page, "Releases")
    expected = ["REL-01", "REL-02", "REL-03", "REL-04", "REL-05", "REL-09", "REL-10", "REL-99", "REL-100", "REL-1000"]
    assert [cell.split()[0] for cell in column(page, "Releases")] == expected


def test_levels_sort_by_height_and_hours_by_value(page: Any, address: str) -> None:
    page.goto(address + "registers/risk/")
    sort(page, "Level before treatment")
    found = [level.partition("(")[2].rstrip(")") for level in column(page, "Level before treatment")]
    ranks = [("VL", "L", "M", "H", "VH").index(level) for level in found]
    assert len(set(ranks)) > 2
    assert ranks == sorted(ranks)
    assert found != sorted(found)
    page.goto(address + "registers/activity-log/")
    sort(page, "Hours")
    sort(page, "Hours")
    assert [float(hours) for hours in column(page, "Hours") if hours[0].isdigit()][:10] == sorted(map(float, HOURS), reverse=True)


def test_rows_that_say_nothing_stand_last_in_both_directions(page: Any, address: str) -> None:
    page.goto(address + "registers/component/")
    for _ in range(2):
        sort(page, "Needed for")
        said = [cell in ("–", "not said yet") for cell in column(page, "Needed for")]
        assert said == sorted(said)


def test_the_box_finds_rows_with_all_words_in_any_column(page: Any, address: str) -> None:
    page.goto(address + "registers/release/")
    everything = rows(page)
    page.get_by_label("Find in this table").fill("SUPPORTED  firmware 1.2")
    expected = [row for row in everything if all(word in " ".join(row).lower() for word in ("supported", "firmware", "1.2"))]
    assert 0 < len(expected) < len(everything)
    assert rows(page) == expected
    assert count(page) == f"{len(expected)} of {len(everything)} rows"
    page.get_by_label("Find in this table").fill("nothing says this")
    assert rows(page) == []
    assert count(page) == f"0 of {len(everything)} rows"
    page.get_by_role("button", name="Show all").click()
    assert rows(page) == everything
    assert count(page) == f"{len(everything)} rows"
    assert page.evaluate("document.activeElement.type") == "search"
    assert page.locator(".hb-tools__count").first.get_attribute("aria-live") == "polite"


def test_lists_narrow_down_together_and_hold_what_the_column_holds(page: Any, address: str) -> None:
    page.goto(address + "registers/release/")
    everything = rows(page)
    states = set(column(page, "State"))
    options = page.get_by_label("State", exact=True).locator("option").all_inner_texts()
    assert options[0] == "all"
    assert options[1:] == sorted(states)
    page.get_by_label("State", exact=True).select_option("supported")
    page.get_by_label("Component", exact=True).select_option("COM-03")
    expected = [row for row in everything if "supported" in row and any(cell.startswith("COM-03 ") for cell in row)]
    assert 0 < len(expected) < sum("supported" in row for row in everything)
    assert rows(page) == expected
    page.get_by_label("Status", exact=True).select_option("assessed")
    assert rows(page) == [row for row in expected if row[-1].startswith("assessed")]
    assert page.get_by_label("Version", exact=True).count() == 0


def test_gaps_only_shows_what_lacks_something(page: Any, address: str) -> None:
    page.goto(address + "registers/release/")
    everything = rows(page)
    page.get_by_label("Gaps only").check()
    expected = [row for row in everything if "gaps" in row[-1] or "not said yet" in row]
    assert 0 < len(expected) < len(everything)
    assert rows(page) == expected
    assert page.locator(".hb-tools__check").inner_text().strip() == f"Gaps only ({len(expected)})"


def test_the_view_stands_in_the_address_and_comes_back(page: Any, address: str) -> None:
    page.goto(address + "registers/release/")
    page.get_by_label("Find in this table").fill("firmware")
    page.get_by_label("State", exact=True).select_option("supported")
    page.get_by_label("Gaps only").check()
    sort(page, "Version")
    sort(page, "Version")
    seen = rows(page)
    page.wait_for_url("**/registers/release/?find=firmware&gaps=1&sort=-version&state=supported")
    page.reload()
    assert rows(page) == seen
    assert page.get_by_label("Find in this table").input_value() == "firmware"
    assert page.get_by_label("State", exact=True).input_value() == "supported"
    assert page.get_by_label("Gaps only").is_checked()
    assert page.locator("th[aria-sort=descending]").inner_text().strip() == "Version"
    page.get_by_role("button", name="Show all").click()
    page.wait_for_url("**/registers/release/?sort=-version")


def test_an_address_with_a_value_that_is_gone_shows_no_row_and_runs_nothing(page: Any, address: str) -> None:
    page.goto(address + "registers/release/?state=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&sort=nothing&gaps=2#release")
    assert rows(page) == []
    assert "not in this table" in page.get_by_label("State", exact=True).locator("option:checked").inner_text()
    assert page.locator(".hb-tools img").count() == 0
    page.get_by_role("button", name="Show all").click()
    page.wait_for_url("**/registers/release/#release")
    assert len(rows(page)) == 10


def test_tables_of_one_page_keep_their_views_apart(page: Any, address: str) -> None:
    page.goto(address + "progress/?find=activity&gaps=1&findings.find=RSK-20&findings.sort=-place")
    tables = page.locator("article .hb-scroll:has(.hb-sort)")
    said = [tables.nth(number).locator("tbody tr:visible").all_inner_texts() for number in range(tables.count())]
    assert len(said) == 3
    assert said[0]
    assert all("Activity" in row and not row.endswith("\t0") for row in said[0])
    assert len(said[1]) == 9
    assert said[2]
    assert all("RSK-20" in row for row in said[2])
    page.get_by_label("Find in this table").first.fill("risk")
    page.wait_for_url("**/progress/?findings.find=RSK-20&findings.sort=-place&find=risk&gaps=1")
