"""The files of a product: links are followed within its folder and refused out of it, what cannot be read is one sentence, nothing is lost in silence."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from handbook.findings.diagnostics import Severity, as_text
from handbook.model.loaded import Loaded
from handbook.pipeline import load
from tests.conftest import WriteProduct

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")


def errors(loaded: Loaded) -> list[str]:
    return [as_text(finding) for finding in loaded.diagnostics if finding.severity is Severity.ERROR]


def test_a_folder_that_is_a_link_within_the_product_is_read(product: WriteProduct) -> None:
    folder = product()
    before = load(folder)
    (folder / "activity-1").rename(folder / "first")
    (folder / "activity-1").symlink_to("first", target_is_directory=True)
    after = load(folder)
    assert after.diagnostics == before.diagnostics == ()
    assert after.handbook.items.keys() == before.handbook.items.keys()


def test_a_file_that_is_a_link_within_the_product_is_read_under_its_name(product: WriteProduct) -> None:
    folder = product(**{"files/one.txt": "One.\n"})
    (folder / "files" / "two.txt").symlink_to("one.txt")
    (folder / "activity-1" / "customers.yaml").rename(folder / "buyers.yaml")
    (folder / "activity-1" / "customers.yaml").symlink_to("../buyers.yaml")
    loaded = load(folder)
    assert loaded.diagnostics == ()
    assert {"one.txt", "two.txt"} <= set(loaded.handbook.attachments)


def test_two_names_of_a_file_that_nobody_reads_are_both_told(product: WriteProduct) -> None:
    folder = product(**{"ideas.yaml": "- id: IDE-01\n"})
    (folder / "more.yaml").symlink_to("ideas.yaml")
    assert [one.split(":")[0] for one in errors(load(folder))] == ["ideas.yaml", "more.yaml"]


def test_what_lies_outside_the_product_is_refused_and_not_read(product: WriteProduct, tmp_path: Path) -> None:
    folder = product()
    (tmp_path / "secret.txt").write_text("hush\n", encoding="utf-8")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "plan.md").write_text("# Hush\n", encoding="utf-8")
    shutil.move(folder / "activity-2" / "needs.yaml", tmp_path / "needs.yaml")
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "token.txt").write_text("hush\n", encoding="utf-8")
    (folder / "files" / "plan.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "files" / "token.txt").symlink_to("../.hidden/token.txt")
    (folder / "pages" / "more").symlink_to(tmp_path / "secrets", target_is_directory=True)
    (folder / "activity-2" / "needs.yaml").symlink_to("../../needs.yaml")
    loaded = load(folder)
    assert errors(loaded) == [
        "activity-2/needs.yaml:1:1: error: 'activity-2/needs.yaml' is a link that leads out of the product's folder; expected a copy of what it leads to [outside-link]",
        "files/plan.txt:1:1: error: 'files/plan.txt' is a link that leads out of the product's folder; expected a copy of what it leads to [outside-link]",
        "files/token.txt:1:1: error: 'files/token.txt' is a link that leads to a hidden file; expected a copy of what it leads to [outside-link]",
        "pages/more:1:1: error: 'pages/more' is a link that leads out of the product's folder; expected a copy of what it leads to [outside-link]",
    ]
    assert not loaded.handbook.of_kind("need")
    assert not {"plan.txt", "token.txt"} & set(loaded.handbook.attachments)
    assert loaded.handbook.pages == ("about-us.md",)


def test_the_products_file_is_not_read_from_outside_either(product: WriteProduct, tmp_path: Path) -> None:
    folder = product()
    shutil.move(folder / "product.yaml", tmp_path / "product.yaml")
    (folder / "product.yaml").symlink_to("../product.yaml")
    loaded = load(folder)
    assert [one.rsplit(" ", 1)[1] for one in errors(loaded)] == ["[outside-link]"]
    assert not loaded.handbook.items


@pytest.mark.parametrize("target", [".", "..", "loop"])
def test_a_link_to_a_folder_above_it_or_to_itself_ends(product: WriteProduct, target: str) -> None:
    folder = product()
    (folder / "files" / "loop").symlink_to(target, target_is_directory=True)
    found = errors(load(folder))
    assert len(found) == 1
    assert found[0].startswith("files/loop:1:1: error: 'files/loop' is a link ")


def test_links_to_folders_in_folders_that_are_links_end(product: WriteProduct) -> None:
    folder = product()
    for one, other in (("a", "b"), ("b", "a")):
        (folder / "files" / one).mkdir()
        (folder / "files" / one / "note.txt").write_text(one, encoding="utf-8")
        (folder / "files" / one / other).symlink_to(f"../{other}", target_is_directory=True)
    loaded = load(folder)
    assert {finding.place.file for finding in loaded.diagnostics} == {"files/a/b/a", "files/b/a/b"}
    assert {"a/note.txt", "b/note.txt", "a/b/note.txt", "b/a/note.txt"} <= set(loaded.handbook.attachments)


def test_a_product_folder_that_is_a_link_itself_is_read(product: WriteProduct, tmp_path: Path) -> None:
    folder = product()
    (folder / "files" / "again.json").symlink_to("sbom/meter-1.4.0.json")
    (tmp_path / "link").symlink_to(folder, target_is_directory=True)
    loaded = load(tmp_path / "link")
    assert loaded.diagnostics == ()
    assert "again.json" in loaded.handbook.attachments


def test_a_link_that_leads_nowhere_and_what_is_no_file_are_told_once(product: WriteProduct) -> None:
    folder = product()
    (folder / "files" / "sbom" / "meter-1.4.0.json").unlink()
    (folder / "files" / "sbom" / "meter-1.4.0.json").symlink_to("gone.json")
    os.mkfifo(folder / "files" / "pipe")
    os.mkfifo(folder / "activity-3" / "means.yaml.new")
    loaded = load(folder)
    assert errors(loaded) == [
        "activity-3/means.yaml.new:1:1: error: 'activity-3/means.yaml.new' is no regular file; expected a file or a folder [unreadable-file]",
        "files/pipe:1:1: error: 'files/pipe' is no regular file; expected a file or a folder [unreadable-file]",
        "files/sbom/meter-1.4.0.json:1:1: error: 'files/sbom/meter-1.4.0.json' is a link that leads nowhere: no such file or directory; "
        "expected a link to a file of the product, or a copy [unreadable-file]",
    ]


def test_a_folder_that_may_not_be_read_is_told_and_silences_references_into_it(product: WriteProduct, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = product()
    right = os.scandir

    def refusing(path: Any) -> Any:
        if Path(path).name in ("activity-2", "files"):
            raise PermissionError(13, "Permission denied")
        return right(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert errors(load(folder)) == [
        "activity-2:1:1: error: the folder cannot be read: permission denied; expected a folder that may be read [unreadable-file]",
        "files:1:1: error: the folder cannot be read: permission denied; expected a folder that may be read [unreadable-file]",
    ]


def test_an_attachment_that_may_not_be_read_is_told_and_not_published(product: WriteProduct, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = product(**{"files/plan.txt": "Plan.\n"})
    right = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("plan.txt") and right(path, mode))
    loaded = load(folder)
    assert errors(loaded) == [
        "files/plan.txt:1:1: error: 'files/plan.txt' cannot be read: permission denied; expected a file that may be read [unreadable-file]"
    ]
    assert "plan.txt" not in loaded.handbook.attachments


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_product_folder_that_may_not_be_read(product: WriteProduct) -> None:
    folder = product()
    folder.chmod(0)
    try:
        assert all("permission denied" in one for one in errors(load(folder)))
    finally:
        folder.chmod(0o755)


def test_a_name_that_is_not_utf8_is_told(product: WriteProduct) -> None:
    folder = product()
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/files/caf\xe9.txt")).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    loaded = load(folder)
    assert errors(loaded) == [
        "files/caf\\udce9.txt:1:1: error: the name 'files/caf\\udce9.txt' is not UTF-8; expected a name that every system can write [unreadable-file]"
    ]
    assert loaded.handbook.attachments == ("sbom/meter-1.4.0.json",)


@pytest.mark.slow
def test_deep_folders_are_read(product: WriteProduct) -> None:
    folder = product()
    deep = "/".join(["d"] * 1200)
    at = folder / "files"
    for _ in range(12):  # a path at once would be too long for some systems
        at = at / "/".join(["d"] * 100)
        try:
            at.mkdir(parents=True)
        except OSError:
            pytest.skip("this file system has no folders so deep")
    (at / "x.txt").write_text("x", encoding="utf-8")
    found = load(folder).handbook.attachments
    (at / "x.txt").unlink()
    os.removedirs(at)  # the clearing-up of pytest would go as deep as the folders
    assert f"{deep}/x.txt" in found


def test_whatever_stands_beside_pages_is_published_and_a_folder_in_capitals_is_told(product: WriteProduct) -> None:
    folder = product(**{"pages/plan.png": b"\x89PNG", "pages/sub/table.csv": "a,b\n", "Files/photo.png": b"\x89PNG"})
    loaded = load(folder)
    assert errors(loaded) == ["Files/photo.png:1:1: error: nothing reads 'Files/photo.png'; did you mean 'files/photo.png'? [unread-file]"]
    assert loaded.handbook.page_files == ("plan.png", "sub/table.csv")
    assert loaded.handbook.pages == ("about-us.md",)
