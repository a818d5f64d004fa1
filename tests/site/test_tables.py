"""Tables in a real browser: order, filters, the view in the address, copies as CSV; whole without script, on a phone and on paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.test_browser import serve, watched
from tests.support.building import Built, build
from tests.support.products import write_product

pytestmark = pytest.mark.browser
FORMULA = '=HYPERLINK("http://x.example/{number}","a, b")'
IDS = ("REL-100", "REL-99", "REL-10", "REL-02", "REL-09", "REL-1000", "REL-03", "REL-04", "REL-05")
VERSIONS = ("1.2.0", "1.10.0", "2.0.0", "1.9.0", "10.0.0", "1.2.10", "1.2.9", "0.9.0", "3.0.0")
STATUS = "  status: draft\n"
STATES = ("current", "superseded", "supported")
HOURS = ("12", "2.5", "100", "2.25", "9.5", "0.5", "40", "8", "3", "1")
FACTORS = (
    ("VL", "H", "L"),
    ("H", "H", "H"),
    ("M", "M", "M"),
    ("L", "H", "M"),
    ("H", "M", "L"),
    ("VL", "VL", "VL"),
    ("H", "H", "M"),
    ("M", "H", "H"),
    ("L", "L", "H"),
    ("H", "H", "L"),
)
POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'"
SHOWN = "table => [...table.tBodies[0].rows].filter(row => row.getClientRects().length).map(row => [...row.cells].map(cell => cell.innerText.trim()))"


def write(folder: Path) -> Path:
    """Writes a product with registers of more than eight rows: hostile titles, versions, hours, levels of risk and gaps."""
    write_product(folder, 12, FORMULA)
    releases = (folder / "product-model" / "releases.yaml").read_text(encoding="utf-8")
    releases += "".join(
        f"\n- id: {IDS[number - 2]}\n  title: Firmware {number}\n{'' if number % 2 else STATUS}  component: COM-{number % 4 + 1:02}\n  version: {version}\n"
        f"  released_on: 202{number % 4}-0{number % 5 + 1}-1{number % 7}\n  state: {STATES[number % 3]}\n"
        for number, version in enumerate(VERSIONS, 2)
    )
    (folder / "product-model" / "releases.yaml").write_text(releases, encoding="utf-8")
    logs = "".join(
        f"- id: LOG-{number:02}\n  title: Work {number}\n  activity: {number % 9}\n  started: 2026-01-01\n  hours: {hours}\n"
        for number, hours in enumerate(HOURS, 1)
    )
    (folder / "every-activity" / "activity-log.yaml").write_text(logs, encoding="utf-8")
    risks = (folder / "activity-2" / "risks.yaml").read_text(encoding="utf-8")
    risks += "".join(
        f"- id: RSK-{number}\n  title: Risk {number}\n  attempt:\n    level: {attempt}\n    reason: So.\n  success:\n    level: {success}\n    reason: So.\n"
        f"  impacts:\n    - dimension: privacy\n      level: {impact}\n      reason: So.\n"
        for number, (attempt, success, impact) in enumerate(FACTORS, 20)
    )
    (folder / "activity-2" / "risks.yaml").write_text(risks, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of a product with long registers."""
    folder = tmp_path_factory.mktemp("tables")
    return build(folder / "site", write(folder / "product"))


@pytest.fixture(scope="module")
def address(tables: Built) -> Iterator[str]:
    assert tables.code == 0, tables.output[-3000:]
    server, base = serve(tables.site)
    yield base
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    made = context.new_page()
    wrong = watched(made, address)
    yield made
    assert wrong == []
    context.close()


def rows(page: Any) -> list[list[str]]:
    """Returns the rows that a reader sees in the first table, cell by cell."""
    return page.eval_on_selector("table.hb-table", SHOWN)


def column(page: Any, name: str) -> list[str]:
    """Returns the cells of a column that a reader sees."""
    heads = page.eval_on_selector("table.hb-table", "table => [...table.tHead.rows[0].cells].map(head => head.innerText.trim())")
    return [row[heads.index(name)] for row in rows(page)]


def sort(page: Any, name: str) -> None:
    page.get_by_role("columnheader", name=name, exact=True).get_by_role("button").click()


def count(page: Any) -> str:
    return page.locator(".hb-tools__count").first.inner_text()


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


def test_the_csv_equals_the_rows_seen_and_starts_no_formula(page: Any, address: str) -> None:
    page.goto(address + "registers/interface/?find=1&sort=-interfaces")
    page.get_by_role("button", name="Copy as CSV").click()
    page.get_by_text("as CSV.").wait_for()
    assert page.locator(".hb-tools__said").inner_text() == f"Copied {len(rows(page))} rows as CSV."
    check_copy(page, page.evaluate("navigator.clipboard.readText()"))


def check_copy(page: Any, text: str) -> None:
    """Compares a copy with what is seen, read by a reader of CSV that is not ours."""
    heads = page.eval_on_selector("table.hb-table", "table => [...table.tHead.rows[0].cells].map(head => head.innerText.trim())")
    copied = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert text.endswith("\r\n")
    assert copied[0] == heads
    seen = [[" ".join(cell.split()) for cell in row] for row in rows(page)]
    assert [[" ".join(cell.split()).removeprefix("'") for cell in row] for row in copied[1:]] == seen
    assert not [cell for row in copied for cell in row if cell.startswith(("=", "+", "-", "@"))]


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
