"""The site in a real browser: nothing foreign is asked for, nothing runs that the product wrote, the phone shows all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handbook.model.loaded import Loaded
from handbook.views import addresses
from tests.conftest import WriteProduct
from tests.support.browsing import Serve, at_rest, watched
from tests.support.building import build
from tests.support.products import write_product

OUTPUT = Path(__file__).parents[2] / "test-output"
PAGES = (
    "",
    "activities/",
    "workload/",
    "learn/",
    "summary/",
    "activities/2/",
    "activities/2/product/",
    "registers/",
    "registers/{}/",
    "records/{need}/",
    "references/csf/pr/",
    "product/",
    "profile/",
    "threat-model/",
    "activities/3/product/",
    "activities/5/product/",
    "progress/",
)
PAYLOAD = "<script>window.hit=1</script><img src=x onerror=window.hit=2> {{ 7*7 }} {% raw %} a | b `c` [d](javascript:window.hit=3) { onclick=window.hit=4 } \u202eabc\u202c 😀 </title>"

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_show_without_error_foreign_request_or_sideways_scrolling(browser: Any, address: str, at: Callable[[str], str], width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    wrong = watched(context, address)
    for page in at_rest(context, [address + at(path) for path in PAGES]):
        path = page.url.removeprefix(address)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            OUTPUT.mkdir(exist_ok=True)
            page.screenshot(path=str(OUTPUT / f"sideways-{path.strip('/').replace('/', '_')}-{width}.png"))
            wrong.append(f"sideways: {path}")
    context.close()
    assert wrong == []


def test_what_goes_wrong_on_any_page_of_a_context_is_told_even_a_moment_later(browser: Any, address: str) -> None:
    context = browser.new_context()
    wrong = watched(context, address)
    body = "<script>setTimeout(() => { console.error('late'); fetch('https://foreign.example/'); }, 300); alert(1); throw Error('thrown')</script>"
    context.route("**/wrong", lambda route: route.fulfill(content_type="text/html", body=body))
    context.route("https://foreign.example/", lambda route: route.abort())
    assert [page.url for page in at_rest(context, [address, f"{address}wrong"])] == [address, f"{address}wrong"]
    context.close()
    assert {"dialog", "foreign: https://foreign.example/", "console: late"} <= set(wrong)
    assert any(one.startswith("error: ") and "thrown" in one for one in wrong)


MISFITS = """() => {
  const wrong = [];
  for (const picture of document.querySelectorAll('.hb-diagram svg')) {
    const scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
    for (const text of picture.querySelectorAll('text')) {
      const place = text.getBBox();
      if (place.width === 0) continue;
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      if (size < 11) wrong.push(`${text.textContent}: ${size} px`);
      const whole = picture.viewBox.baseVal;
      if (place.x < -0.5 || place.x + place.width > whole.width + 0.5 || place.y + place.height > whole.height + 1) wrong.push(`${text.textContent}: cut off`);
      const box = text.parentElement.querySelector('.hb-d-box');
      if (!box) continue;
      const room = box.getBBox();
      if (place.x < room.x || place.x + place.width > room.x + room.width || place.y < room.y || place.y + place.height > room.y + room.height + 1)
        wrong.push(`${text.textContent}: out of its box`);
    }
  }
  return wrong;
}"""
"""What is too small, cut off or out of its box in the diagrams of a page."""
DIAGRAMS = {"product/": 2, "threat-model/": 1, "activities/3/product/": 2, "activities/5/product/": 1, "profile/": 1}


@pytest.mark.parametrize("width", [390, 1400])
def test_words_of_diagrams_are_large_enough_and_stay_in_their_boxes(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    found: dict[str, list[str]] = {}
    for path, pictures in DIAGRAMS.items():
        page.goto(address + path)
        assert page.locator(".hb-diagram svg").count() == pictures, path
        found[path] = page.evaluate(MISFITS)
    page.close()
    assert found == {path: [] for path in DIAGRAMS}


def test_hostile_names_in_diagrams_run_nowhere_and_show_as_typed(browser: Any, serve: Serve, tmp_path: Path) -> None:
    built = build(tmp_path / "hostile", write_product(tmp_path / "product", 3, PAYLOAD))
    assert built.code == 0, built.output[-3000:]
    base = serve(built.site)
    context = browser.new_context()
    wrong, titles = watched(context, base), []
    for page in at_rest(context, [base + path for path in ("product/", "threat-model/", "activities/5/product/")]):
        assert page.evaluate("window.hit") is None
        assert page.evaluate("document.querySelectorAll('[onclick],[onerror],a[href^=javascript],svg script,svg img').length") == 0
        assert page.evaluate(MISFITS) == []
        titles = page.evaluate("Array.from(document.querySelectorAll('svg a > title')).map(one => one.textContent)")
    assert PAYLOAD in titles  # of the last one
    context.close()
    assert wrong == []


def test_walk_by_next_from_activity_0_to_8(browser: Any, address: str) -> None:
    page = browser.new_page()
    wrong = watched(page, address)
    page.goto(address + "activities/0/")
    for _ in range(17):
        page.click("a.md-footer__link--next")
        page.wait_for_load_state()
    assert page.url == address + "activities/8/product/"
    assert wrong == []
    page.close()


def results(page: Any, address: str, words: str) -> list[str]:
    """Returns the pages that a search finds, each once, best first, as paths."""
    page.goto(f"{address}?q={words.replace(' ', '+')}")
    page.wait_for_selector(".md-search-result__link", timeout=20_000)
    page.wait_for_timeout(500)
    found = [(link.get_attribute("href") or "").split("?")[0].split("#")[0] for link in page.query_selector_all(".md-search-result__link")]
    return list(dict.fromkeys(path.removeprefix(address.rstrip("/")).split("/sub/path")[-1].strip("/") for path in found))


def test_search_finds_ids(browser: Any, address: str, whole: Loaded) -> None:
    page = browser.new_page()
    wrong = watched(page, address)
    need = whole.handbook.of_kind("need")[0]
    assert results(page, address, need.id)[0] == addresses.of_item(need).url.strip("/")
    assert results(page, address, "PR.PS-02")[0] == "references/csf/pr-ps-02"
    assert wrong == []
    page.close()


def test_search_finds_the_activity_of_a_topic_and_not_all_of_them_first(browser: Any, address: str) -> None:
    page = browser.new_page()
    for topic in ("threat model", "firmware version update", "SBOM", "end of support"):
        assert any(path.startswith("activities/") for path in results(page, address, topic)[:2]), topic
    for question, answer in (("risk level likelihood impact", "risk-method"), ("first command to start my own product", "guides/afternoon")):
        assert answer in results(page, address, question)[:3], question
    everything = results(page, address, "support")
    assert sum(path.startswith("activities/") for path in everything[:6]) == 1  # the others follow
    assert any(path.startswith("activities/") for path in everything[6:])
    page.close()


@pytest.mark.our_example
def test_search_ranks_what_readers_ask_for(browser: Any, address: str) -> None:
    """Words of a question find the record that answers it, by the words for its kind too."""
    page = browser.new_page()
    found = results(page, address, "firmware signing")
    assert found[0] == "references/csf/pr-ps-05"
    assert any(path.startswith("records/cap-") for path in found)
    assert any(path.startswith("activities/") for path in found)
    for question, answer in (
        ("stolen hub", "records/thr-04"),
        ("sensor security updates until", "records/trm-03"),
        ("residual risk accepted", "records/acc-01"),
        ("Which evidence shows that a stolen hub cannot be read?", "records/evd-01"),  # small words say nothing
        ("what changes for the property managers", "records/cus-02"),  # nor do endings
        ("stolne hub", "records/thr-04"),
    ):
        assert answer in results(page, address, question)[:3], question
    for question, answer in (
        ("how do I report a vulnerability?", "records/pln-03"),
        ("vulnerabilty", "records/pln-03"),  # a letter is missing
        ("which third-party components run out of support", "records/prt-"),
        ("how long are security updates provided", "records/trm-"),
    ):
        assert any(path.startswith(answer) for path in results(page, address, question)[:6]), question
    page.goto(f"{address}?q=sensor+updates")
    page.wait_for_selector(".md-search-result__link", timeout=20_000)
    said = page.locator(".md-search-result__item").first.inner_text()
    assert "DEV-07 A sensor's owner" in said
    assert "Deviation" in said
    assert "exception" not in said  # a synonym, by which the record is found
    page.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_found_is_narrowed_to_one_sort_of_page_by_keys_alone(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    wrong = watched(page, address)
    everything = results(page, address, "support")
    assert len({path.split("/")[0] for path in everything[:10]}) > 1
    page.focus(".md-search__input")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == ""  # all of them
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    shown = [str(link.get_attribute("href")) for link in page.query_selector_all(".md-search-result__link")]
    assert shown
    assert all("/records/" in link for link in shown)
    told = page.locator(".hb-facets label:has(:checked)").inner_text().split()
    assert told[0] == "Records"
    assert page.locator(".md-search-result__item").count() >= min(int(told[1]), 10)
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert "/records/" in str(page.evaluate("document.activeElement.href"))
    assert wrong == []
    page.close()


def test_hostile_text_in_every_kind_of_field_shows_as_typed_and_runs_nowhere(browser: Any, serve: Serve, product: WriteProduct, tmp_path: Path) -> None:
    folder = product()
    path = folder / "activity-0" / "roles.yaml"
    quoted = "'" + PAYLOAD.replace("'", "''") + "'"
    path.write_text(path.read_text(encoding="utf-8").replace("  title: ", f"  notes: {quoted}\n  title: {quoted} #", 1), encoding="utf-8")
    main = folder / "product.yaml"
    text = main.read_text(encoding="utf-8")
    text = "\n".join(f"  name: {quoted}" if line.startswith("  name: ") else line for line in text.splitlines()) + "\n"
    main.write_text(text, encoding="utf-8")
    built = build(tmp_path / "hostile", folder)
    assert built.code == 1
    assert "refused-link" in built.output  # the link in the prose field is refused at its line
    path.write_text(path.read_text(encoding="utf-8").replace("](javascript:", "] (javascript:", 1), encoding="utf-8")
    built = build(tmp_path / "hostile", folder, "--strict")
    assert built.code == 0, built.output[-3000:]
    base = serve(built.site)
    page = browser.new_page()
    wrong = watched(page, base)
    for url in ("records/rol-01/", "registers/activity-0/", "registers/role/", "activities/0/product/", ""):
        if not (built.site / url / "index.html").exists():
            continue
        page.goto(base + url)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hit") is None
        assert page.evaluate("document.querySelectorAll('[onclick],[onerror],a[href^=javascript]').length") == 0
        if url != "":
            assert PAYLOAD in " ".join(page.inner_text("article").split()).replace("\u00a0", " ")
        assert PAYLOAD in page.title()
    page.fill(".md-search__input", "window") if page.is_visible(".md-search__input") else None
    page.wait_for_timeout(1500)
    assert page.evaluate("window.hit") is None
    assert wrong == []
    page.close()
