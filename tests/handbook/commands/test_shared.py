"""Records written once and inherited: in fifty products, in the portfolio, in diff, import, migrate and new."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from handbook.catalogs.catalogue import Catalogues
from handbook.commands.cli import main
from handbook.exports.formats import handbook_json, xlsx
from handbook.findings.diagnostics import as_text
from handbook.pipeline import for_audience, load, resolved
from handbook.reading.product import read_product
from handbook.schema.record import Visibility
from tests.support.maker import MINIMAL, write_maker, write_member, write_organisation

NUMBER = 50
OVERRIDING = frozenset(range(3, 50, 5))
STATEMENT = "unless every verification of the release has passed"
CHANGED = "unless two people have seen every verification pass"
POLICIES = "organisation/activity-0/policies.yaml"


def save(folder: Path, target: Path, catalogues: Catalogues) -> None:
    """Saves the handbook of a product as its build would."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(handbook_json.make(resolved(read_product(folder), catalogues).handbook))


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old} is not in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def joined(folder: Path, files: list[Path]) -> tuple[dict[str, Any], Path]:
    """Returns what `portfolio.json` says of the saved handbooks, and the folder of the portfolio's pages."""
    listed = [{"handbook": file.relative_to(folder).as_posix()} for file in files]
    (folder / "portfolio.yaml").write_text(yaml.safe_dump({"title": "Ours", "products": listed}), encoding="utf-8")
    assert main(["portfolio", str(folder / "portfolio.yaml"), "--out", str(folder / "out")]) == 0
    docs = folder / "out" / "docs"
    return json.loads((docs / "portfolio.json").read_text(encoding="utf-8")), docs


def shared_record(told: dict[str, Any], name: str) -> dict[str, Any]:
    return next(dict(one) for one in told["shared_records"] if one["id"] == name)


@pytest.mark.slow
def test_a_shared_record_changes_in_each_of_fifty_that_inherit_it_and_in_none_that_overrides_it(tmp_path: Path, catalogues: Catalogues) -> None:
    """The bar of fifty products: ten with a policy of their own, and a join within five seconds of the processor."""
    products = write_maker(tmp_path, NUMBER, OVERRIDING)
    files = [tmp_path / "builds" / one.name / "handbook.json" for one in products]
    for product, file in zip(products, files, strict=True):
        save(product, file, catalogues)
    before = [file.read_text(encoding="utf-8") for file in files]
    edited(tmp_path / POLICIES, STATEMENT, CHANGED)
    for product, file in zip(products, files, strict=True):
        save(product, file, catalogues)
    after = [file.read_text(encoding="utf-8") for file in files]
    assert [CHANGED in text for text in after] == [number not in OVERRIDING for number in range(NUMBER)]
    assert [one != other for one, other in zip(before, after, strict=True)] == [number not in OVERRIDING for number in range(NUMBER)]

    start = time.process_time()
    told, docs = joined(tmp_path, files)
    assert time.process_time() - start <= 5
    policy = shared_record(told, "POL-01")
    assert len(policy["inherited_by"]) == 40
    assert [one["product"] for one in policy["overridden_by"]] == [f"Meter {number:02}" for number in sorted(OVERRIDING)]
    assert policy["says_something_else_in"] == []
    assert {one["from"] for one in told["shared_records"]} == {"Organisation of Brackwater"}
    page = (docs / "shared.md").read_text(encoding="utf-8")
    assert page.count("POL-01") == 1
    assert page.count("A flaw of this product shows only on the second day.") == 10

    files[0].write_text(before[0], encoding="utf-8")  # a build that nobody has repeated since
    assert shared_record(joined(tmp_path, files)[0], "POL-01")["says_something_else_in"] == ["Meter 00"]


def test_a_portfolio_without_shared_records_has_no_page_of_them(tmp_path: Path, catalogues: Catalogues) -> None:
    save(MINIMAL, tmp_path / "one.json", catalogues)
    told, docs = joined(tmp_path, [tmp_path / "one.json"])
    assert told["shared_records"] == []
    assert not (docs / "shared.md").exists()


def test_handbooks_for_different_readers_are_told_and_nothing_left_out_is_a_gap(
    tmp_path: Path, catalogues: Catalogues, capsys: pytest.CaptureFixture[str]
) -> None:
    """A public file that keeps something back shows `not published` where the whole shows a gap, and says so after it was saved."""
    write_organisation(tmp_path / "organisation")
    product = write_member(tmp_path / "product")
    scope = product / "every-activity" / "scope-decisions.yaml"
    scope.write_text(re.sub(r"(?m)^(- id: SCO-\d+)$", r"\1\n  visibility: internal", scope.read_text(encoding="utf-8")), encoding="utf-8")
    files = []
    for audience in ("public", "internal"):
        file = tmp_path / audience / "handbook.json"
        file.parent.mkdir()
        seen: Visibility = "public" if audience == "public" else "internal"
        file.write_bytes(handbook_json.make(for_audience(load(product, catalogues), seen, product).handbook))
        files.append(file)
    told, docs = joined(tmp_path, files)
    public, whole = (one["name"] for one in told["products"])
    states = {name: {state for by_product in told["coverage"].values() for state in by_product[name]} for name in (public, whole)}
    assert "not published" in states[public]
    assert "not published" not in states[whole]
    assert not any("gap" in found for found in states.values())
    assert [(one["audience"], one["keeps_back"]) for one in told["products"]] == [("public", True), ("internal", False)]
    warned = capsys.readouterr().err
    assert "handbooks for different readers are joined: 1 for the public" in warned
    assert "Handbooks for different readers are joined here" in (docs / "index.md").read_text(encoding="utf-8")
    assert "readers" not in (joined(tmp_path, files[:1])[1] / "index.md").read_text(encoding="utf-8")
    assert not capsys.readouterr().err


def committed(folder: Path, *words: str) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x"]):
        subprocess.run(["git", *command, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Two products in a repository, the second with a policy of its own; the working directory is its top."""
    products = write_maker(tmp_path, 2, {1})
    committed(tmp_path)
    monkeypatch.chdir(tmp_path)
    return [one.relative_to(tmp_path) for one in products]


@pytest.mark.slow
def test_diff_with_a_revision_tells_a_changed_shared_record_to_whom_it_concerns(two: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    edited(Path(POLICIES), STATEMENT, CHANGED)
    told = []
    for product in two:
        assert main(["diff", "HEAD", "--product", product.as_posix()]) == 0
        told.append(capsys.readouterr().out)
    assert "1 changed" in told[0]
    assert "POL-01" in told[0]
    assert "0 added, 0 removed, 0 renamed, 0 changed" in told[1]


def test_diff_tells_what_is_inherited_and_departed_from(two: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    edited(two[1] / "product.yaml", "shows only on the second day", "shows late")
    assert main(["diff", "HEAD", "--product", two[1].as_posix()]) == 0
    told = capsys.readouterr().out
    assert "overrides POL-01" in told
    assert "shows late" in told


@pytest.mark.slow
def test_a_workbook_changes_no_shared_record(two: list[Path], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Nothing is written into the folder that other products rest on; the place where the record stands is told."""
    before = {path: path.read_bytes() for path in Path("organisation").rglob("*") if path.is_file()}
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx.make(load(two[0]).handbook))
    opened = load_workbook(book)
    changed = 0
    for sheet in opened:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and STATEMENT in cell.value:
                    cell.value = cell.value.replace(STATEMENT, CHANGED)
                    changed += 1
    assert changed == 1
    opened.save(book)
    assert main(["import", str(book), "--product", two[0].as_posix(), "--write"]) == 1
    told = capsys.readouterr().out
    assert "POL-01 is inherited and stands in ../organisation/activity-0/policies.yaml:1" in told
    assert "1 cell refused: nothing is written" in told
    assert before == {path: path.read_bytes() for path in Path("organisation").rglob("*") if path.is_file()}
    assert main(["import", str(book), "--product", two[1].as_posix()]) != 0  # made of another product


@pytest.mark.slow
def test_a_row_of_a_shared_record_that_is_gone_takes_nothing_with_it(two: list[Path], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in Path().rglob("*.yaml")}
    book = tmp_path / "book.xlsx"
    book.write_bytes(xlsx.make(load(two[0]).handbook))
    opened = load_workbook(book)
    for sheet in opened:
        rows = [row[0].row for row in sheet.iter_rows() if row[0].value == "POL-01"]
        for number in reversed([one for one in rows if one is not None]):
            sheet.delete_rows(number)
    opened.save(book)
    main(["import", str(book), "--product", two[0].as_posix(), "--write", "--delete"])
    told = capsys.readouterr().out
    assert "the record is inherited from ../organisation/activity-0/policies.yaml:1 and stays" in told
    assert before == {path: path.read_bytes() for path in Path().rglob("*.yaml")}


def test_findings_name_the_file_in_which_a_shared_record_stands(two: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    edited(Path("organisation/product-model/entities.yaml"), "owner: ROL-02", "owner: ROL-20")
    for form, expected in {
        "text": "organisation/product-model/entities.yaml:12:10: error: there is no 'ROL-20'",
        "github": "::error file=organisation/product-model/entities.yaml,line=12,col=10",
        "sarif": '"uri": "organisation/product-model/entities.yaml"',
    }.items():
        assert main(["check", "--product", two[0].as_posix(), "--format", form]) == 1
        assert expected in capsys.readouterr().out, form


def test_migrate_leaves_the_shared_folder_to_itself(two: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--product", two[0].as_posix()]) == 0
    assert "'handbook migrate --product organisation' migrates them" in capsys.readouterr().out
    assert main(["migrate", "--product", "organisation"]) == 0


def test_a_new_folder_of_shared_records_is_inherited_by_a_new_product(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").touch()
    assert main(["new", "common", "--shared", "--name", "Our organisation"]) == 0
    assert main(["new", "products/empty", "--inherits", "common"]) == 0
    assert (tmp_path / "products/empty/activity-0/roles.yaml").exists(), "nothing is shared yet, so the product asks for its own"
    shutil.copytree(write_organisation(tmp_path / "organisation"), tmp_path / "common", dirs_exist_ok=True)
    assert main(["new", "products/meter", "--inherits", "common", "--small"]) == 0
    assert "0 errors" in capsys.readouterr().out
    assert not (tmp_path / "products/meter/activity-0/roles.yaml").exists()
    handbook = load(Path("products/meter")).handbook
    assert handbook.maker == "Brackwater"
    assert handbook.shared[0].folder == "../../common"
    assert main(["new", "products/third", "--inherits", "common", "--maker", "Somebody"]) == 2
    assert main(["new", "products/third", "--inherits", "products/meter"]) == 2
    assert main(["new", "products/third", "--shared", "--small"]) == 2


def test_audiences_see_no_departure_that_is_not_for_them(tmp_path: Path, catalogues: Catalogues) -> None:
    write_organisation(tmp_path / "organisation")
    product = write_member(tmp_path / "product", overriding=True)
    told: Callable[[], str] = lambda: handbook_json.make(for_audience(load(product, catalogues), "public", product).handbook).decode("utf-8")  # noqa: E731
    assert "shows only on the second day" in told()
    edited(product / "product.yaml", "    on: 2026-05-04\n", "    on: 2026-05-04\n    visibility: internal\n")
    hidden = told()
    assert "shows only on the second day" not in hidden
    assert json.loads(hidden)["keeps_back"] is True
    edited(product / "product.yaml", "    visibility: internal\n", "")
    edited(tmp_path / "organisation/activity-0/policies.yaml", "- id: POL-01\n", "- id: POL-01\n  visibility: internal\n")
    assert "shows only on the second day" not in told()
    edited(product / "product.yaml", "overrides:\n", "leaves_out:\n")
    (product / "activity-0" / "policies.yaml").unlink()
    hidden = told()
    assert "POL-01" not in hidden
    assert "second day" not in hidden


def test_who_left_out_a_shared_record_and_why_is_in_the_file(tmp_path: Path, catalogues: Catalogues) -> None:
    write_organisation(tmp_path / "organisation")
    product = write_member(
        tmp_path / "product", more="leaves_out:\n  - record: POL-01\n    because: Nothing is released here.\n    by: ROL-01\n    on: 2026-05-04\n"
    )
    loaded = load(product, catalogues)
    assert not [as_text(one) for one in loaded.diagnostics if one.severity.value == "error"]
    told = json.loads(handbook_json.make(loaded.handbook))
    (left,) = told["shared"][0]["left_out"]
    assert (left["id"], left["because"], left["by"], left["on"]) == ("POL-01", "Nothing is released here.", "ROL-01", "2026-05-04")
    assert left["source"] == {"file": "../organisation/activity-0/policies.yaml", "line": 1}
    assert re.search(r"\.\./organisation", json.dumps(told["records"]))
    file = tmp_path / "builds" / "handbook.json"
    save(product, file, catalogues)
    policy = shared_record(joined(tmp_path, [file])[0], "POL-01")
    assert policy["left_out_by"][0]["because"] == "Nothing is released here."
