"""The command `portfolio`: several saved handbooks as one entrance, and what is said of a list that cannot be taken."""

from __future__ import annotations

import gc
import json
import re
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import yaml

from handbook.commands import portfolio
from handbook.commands.cli import main
from handbook.exports.formats import handbook_json
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from handbook.reading.saved import read_saved
from handbook.schema.validate import _left_out
from tests.conftest import WriteProduct

PARTS = """
- id: PRT-01
  title: {title}
  components: [COM-01]
  nature: hardware
  version: {version}
  supplier: ENT-01
  critical: yes
  support_end: {ends}
"""
CASE = """
- id: VUL-01
  title: {title}
  status: draft
  exploited: {exploited}
  aware_on: 2026-05-04 09:00
"""

Joined = Callable[..., tuple[int, Path]]


@pytest.fixture
def saved(product: WriteProduct, tmp_path: Path) -> Callable[..., str]:
    """Returns a function that saves the minimal product under a name, with files of it replaced, and returns the path for the list."""

    def save(name: str, **files: str) -> str:
        folder = product(**files)
        told = (folder / "product.yaml").read_text(encoding="utf-8")
        (folder / "product.yaml").write_text(re.sub(r"(?m)^(  title: ).*$", rf"\g<1>{json.dumps(name)}", told, count=1), encoding="utf-8")
        target = tmp_path / "builds" / str(len(list(tmp_path.glob("builds/*")))) / "handbook.json"
        target.parent.mkdir(parents=True)
        target.write_bytes(handbook_json.make(load(folder).handbook))
        folder.rename(tmp_path / f"made-{target.parent.name}")
        return target.relative_to(tmp_path).as_posix()

    return save


def joined(folder: Path, *products: dict[str, str], title: str = "Ours") -> tuple[int, Path]:
    (folder / "portfolio.yaml").write_text(yaml.safe_dump({"title": title, "products": list(products)}), encoding="utf-8")
    out = folder / "out"
    return main(["portfolio", str(folder / "portfolio.yaml"), "--out", str(out)]), out


def rows(page: Path) -> list[list[str]]:
    """Returns the cells of a page's table without tags, row by row, the head first."""
    found = re.findall(r"<tr>(.*?)</tr>", page.read_text(encoding="utf-8"))
    return [[unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)] for row in found]


def test_products_stand_by_the_end_of_their_support_and_cases_in_the_order_of_work(saved: Callable[..., str], tmp_path: Path) -> None:
    calm = saved("Calm", **{"activity-6/vulnerabilities.yaml": CASE.format(title="Slow", exploited="no")})
    busy = saved("Busy", **{"activity-6/vulnerabilities.yaml": CASE.format(title="Fast", exploited="yes")})
    early = tmp_path / "made-1"  # the folder of the second product, saved again with an earlier day
    terms = early / "activity-5" / "support-terms.yaml"
    terms.write_text(re.sub(r"(?m)^  ends: .*$", "  ends: 2027-01-31", terms.read_text(encoding="utf-8")), encoding="utf-8")
    (tmp_path / busy).write_bytes(handbook_json.make(load(early).handbook))
    code, out = joined(tmp_path, {"handbook": calm, "site": "https://example.org/calm"}, {"handbook": busy})
    assert code == 0
    index, cases = rows(out / "docs" / "index.md"), rows(out / "docs" / "vulnerabilities.md")
    assert [row[0] for row in index[1:]] == ["Busy", "Calm"]
    assert index[1][1] == "2027-01-31"
    assert [(row[0], row[1], row[2]) for row in cases[1:]] == [("Busy", "VUL-01 Fast", "yes"), ("Calm", "VUL-01 Slow", "no")]
    told = json.loads((out / "docs" / "portfolio.json").read_text(encoding="utf-8"))
    assert [one["product"] for one in told["open_vulnerabilities"]] == ["Busy", "Calm"]
    assert [one["url"] for one in told["open_vulnerabilities"]] == ["", "https://example.org/calm/records/vul-01/"]


def test_parts_in_common_are_found_by_title_and_supplier(saved: Callable[..., str], tmp_path: Path) -> None:
    one = saved("One", **{"product-model/parts.yaml": PARTS.format(title="Radio module", version="R1", ends="2030-01-31")})
    two = saved("Two", **{"product-model/parts.yaml": PARTS.format(title="Radio  Module", version="R2", ends="2031-01-31")})
    three = saved("Three", **{"product-model/parts.yaml": PARTS.format(title="Clock", version="C", ends="2031-01-31")})
    code, out = joined(tmp_path, *({"handbook": path} for path in (one, two, three)))
    assert code == 0
    parts = rows(out / "docs" / "parts.md")
    assert parts[1][0].casefold() == "radio module"
    assert parts[1][2:] == ["2", *parts[1][3:]]
    assert "One R1" in parts[1][3]
    assert "Two R2" in parts[1][3]
    assert parts[1][4] == "2030-01-31, 2031-01-31"
    assert [row[2] for row in parts[2:]] == ["1"]


def test_an_element_shows_what_needs_most_attention(saved: Callable[..., str], tmp_path: Path) -> None:
    whole, empty = (
        saved("Whole"),
        saved("Empty", **{"activity-4/capabilities.yaml": "", "activity-4/deviations.yaml": "", "every-activity/scope-decisions.yaml": ""}),
    )
    code, out = joined(tmp_path, {"handbook": whole}, {"handbook": empty})
    assert code == 0
    coverage = rows(out / "docs" / "coverage.md")
    by_product = {row[0]: row[1:] for row in coverage[:3]}
    assert len(by_product["Product"]) > 15
    assert set(by_product["Empty"]) == {"gap"}
    assert "gap" not in by_product["Whole"]
    index = {row[0]: row for row in rows(out / "docs" / "index.md")}
    assert index["Whole"][6] == "0"
    assert index["Empty"][6] == str(len(by_product["Product"]))


def test_names_show_as_typed_and_stand_apart(saved: Callable[..., str], tmp_path: Path) -> None:
    name = "<b>Lift</b> | {{ 7*7 }} `x` & *y*"
    code, out = joined(tmp_path, {"handbook": saved(name)}, {"handbook": saved(name)}, title='A: "b" #c')
    assert code == 0
    assert sorted(row[0] for row in rows(out / "docs" / "index.md")[1:]) == [name, f"{name} (2)"]
    assert "<b>" not in (out / "docs" / "index.md").read_text(encoding="utf-8")
    assert yaml.safe_load((out / "mkdocs.yml").read_text(encoding="utf-8"))["site_name"] == 'A: "b" #c'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: x\nproducts:\n  - handbok: a.json\n", "3:5: error: .* has no key 'handbok'; did you mean 'handbook'"),
        ("title: x\nproducts:\n  - handbook: a.json\n", "3:15: error: there is no file 'a.json'; expected the handbook.json"),
        ("title: x\nproducts:\n  - handbook: ok.json\n    site: 'javascript:x'\n", "4:11: error: the address 'javascript:x' is of a kind"),
        ("title: x\nproducts:\n  - handbook: ok.json\n  - handbook: ok.json\n", "4:15: error: 'ok.json' stands here twice"),
        ("title: x\nproducts:\n  - handbook: ok.json\n", "'.*ok.json' is no JSON that can be read"),
        ("- x\n", "1:1: error: "),
        ("title: x\nproducts: []\n", "2:11: error: a portfolio names no product; expected at least one entry with 'handbook:'"),
        ("title: x\n", "error: .*'products'"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_place_and_nothing_is_written(text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ok.json").write_text("not JSON", encoding="utf-8")
    (tmp_path / "list.yaml").write_text(text, encoding="utf-8")
    assert main(["portfolio", str(tmp_path / "list.yaml"), "--out", str(tmp_path / "out")]) == 1
    assert re.search(told, capsys.readouterr().err)
    assert not (tmp_path / "out").exists()


CALLS = 650
"""Calls of Python, built-in ones too, that a record of a joined product may take: 540 were counted with our example, and 849 when each record was walked again
once it was read, and each text looked through for links that it cannot hold."""


@pytest.mark.slow
def test_another_product_costs_its_own_records_and_no_round_of_the_collector(whole: Loaded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty whole examples are joined in seconds: counted in calls, since seconds are those of a machine."""
    for name in "abc":
        (tmp_path / f"{name}.json").write_bytes(handbook_json.make(whole.handbook))
    collected = []
    monkeypatch.setattr(portfolio, "saved_side", lambda *words, real=portfolio.saved_side: (collected.append(gc.isenabled()), real(*words))[1])

    def calls(*names: str) -> int:
        counted = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal counted
            counted += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            assert joined(tmp_path, *({"handbook": f"{name}.json"} for name in names))[0] == 0
        finally:
            sys.setprofile(before)
        return counted

    joined(tmp_path, {"handbook": "a.json"})  # what is read once for all products is read
    one, three = calls("a"), calls("a", "b", "c")
    assert (three - one) / 2 <= CALLS * len(whole.handbook.items)
    assert collected == [False] * 5
    assert gc.isenabled()


@pytest.mark.slow
def test_a_saved_record_says_all_that_its_file_holds(whole: Loaded, pump: Loaded, tmp_path: Path) -> None:
    """A record without an error is not walked again for what it might not say."""
    for loaded in (whole, pump):
        file = tmp_path / "handbook.json"
        file.write_bytes(handbook_json.make(loaded.handbook))
        saved = read_saved(file)
        assert len(saved.items) == len(loaded.handbook.items)
        assert [item.id for item in saved.items if item.left_out or _left_out(item.record, item.node)] == []
