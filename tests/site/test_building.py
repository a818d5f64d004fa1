"""Building: the same twice, another product without a word of this one, an exit code that says what happened."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.conftest import MINIMAL, WriteProduct
from tests.support.building import Built, build


def digest(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(site.rglob("*")) if path.is_file()}


def test_two_builds_on_different_days_are_byte_identical(minimal_site: Built, tmp_path: Path) -> None:
    assert minimal_site.code == 0, minimal_site.output[-3000:]
    other = build(tmp_path / "other", MINIMAL, "--strict", SOURCE_DATE_EPOCH="86400", PYTHONHASHSEED="7")
    assert other.code == 0
    assert digest(other.site) == digest(minimal_site.site)


def test_another_product_shows_no_word_of_the_worked_example(minimal_site: Built) -> None:
    assert minimal_site.code == 0
    for path in minimal_site.site.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".json", ".css", ".xml", ".txt"):
            text = path.read_text(encoding="utf-8").lower()
            assert "dovrin" not in text, path
            assert "ellerquist" not in text, path


def test_name_and_own_pages_come_from_the_products_folder(minimal_site: Built) -> None:
    home = minimal_site.page("")
    assert "Tallowmeter" in home
    assert (minimal_site.site / "pages").is_dir()


def test_errors_end_the_build_without_a_traceback(product: WriteProduct, tmp_path: Path) -> None:
    folder = product(**{"activity-2/need.yaml": "- id: NEED-01\n"})
    for words in ((), ("--strict",)):
        built = build(tmp_path / "out", folder, *words)
        assert built.code == 1
        assert "activity-2/need.yaml:1:1: error: nothing reads" in built.output
        assert "Traceback" not in built.output
        assert not (built.site / "index.html").exists()


def test_missing_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    built = build(tmp_path / "out", tmp_path / "nowhere")
    assert built.code == 1
    assert "the product folder 'nowhere' does not exist" in built.output
    assert "Traceback" not in built.output


def test_an_empty_product_builds_as_a_draft_with_its_gaps_shown(tmp_path: Path) -> None:
    (tmp_path / "product").mkdir()
    (tmp_path / "product" / "product.yaml").write_text("format: 1\nproduct:\n  id: PRD-01\n  title: Thing\n", encoding="utf-8")
    built = build(tmp_path / "out", tmp_path / "product", "--strict")
    assert built.code == 0, built.output[-3000:]
    assert "not said yet" in built.page("records/prd-01")
    assert "No log entry tells this activity yet" in built.page("activities/3/example")
    assert "not answered yet" in built.page("activities/3/example")


def test_an_unknown_entry_in_docs_fails_at_its_line(tmp_path: Path) -> None:
    import shutil
    import subprocess
    import sys

    from tests.support.building import ROOT

    copy = tmp_path / "copy"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "site", "tests", "worked_example", ".*_cache"))
    page = copy / "docs" / "scope.md"
    page.write_text(page.read_text(encoding="utf-8") + '\n{{ csf("PR.A-02") }}\n', encoding="utf-8")
    line = len(page.read_text(encoding="utf-8").splitlines())
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-d", str(tmp_path / "out")], cwd=copy, capture_output=True, text=True, check=False,
        env={**__import__("os").environ, "WORKED_EXAMPLE": str(MINIMAL), "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 1
    assert f"docs/scope.md:{line}: no reference document has an entry 'PR.A-02'; did you mean PR.AA-02" in done.stderr
