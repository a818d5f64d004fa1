"""Reading from disk: what is no regular file is told in one sentence and never opened, and no file is read beyond its limit."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.authoring.migration import MigrationRefusedError, migration
from handbook.catalogs.official import ImportRefusedError, read_published
from handbook.checks import residue
from handbook.commands.cli import main
from handbook.findings.diagnostics import as_text
from handbook.pipeline import load
from handbook.source import disk
from handbook.source import yaml_text as source
from tests.conftest import WriteProduct

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files among others")


def pipe(path: Path) -> str:
    os.mkfifo(path)
    return "a pipe"


def device(path: Path) -> str:
    path.symlink_to(os.devnull)
    return "a device"


def bound(path: Path) -> str:
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(path.parent)  # such a name may only have a hundred characters
        try:
            one.bind(path.name)
        finally:
            os.chdir(here)
    return "a socket"


@pytest.mark.parametrize("make", [pipe, device, bound])
def test_what_is_no_file_is_one_error_and_never_opened(product: WriteProduct, make: Callable[[Path], str]) -> None:
    folder = product()
    (folder / "product.yaml").unlink()
    what = make(folder / "product.yaml")
    document, found = source.read(folder / "product.yaml", "product.yaml")
    assert document is None
    assert [as_text(finding) for finding in found] == [f"product.yaml:1:1: error: 'product.yaml' is {what}; expected a YAML file [unreadable-file]"]
    with pytest.raises(disk.NotAFileError, match=what):
        disk.read_whole(folder / "product.yaml", 100)
    assert {"unreadable-file", "outside-link"} & {finding.code for finding in load(folder).diagnostics}


@pytest.mark.parametrize("make", [pipe, device])
def test_an_attachment_that_is_no_file_is_not_waited_for(product: WriteProduct, make: Callable[[Path], str]) -> None:
    folder = product()
    (folder / "files").mkdir(exist_ok=True)
    make(folder / "files" / "plan.txt")
    load(folder)


@pytest.mark.parametrize("make", [pipe, device, bound])
def test_import_and_migrate_refuse_what_is_no_file(
    product: WriteProduct, tmp_path: Path, make: Callable[[Path], str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = product()
    (folder / "product.yaml").unlink()
    what = make(folder / "product.yaml")
    with pytest.raises(MigrationRefusedError):
        migration(folder)
    assert main(["catalog", "import", str(folder / "product.yaml")]) == 1
    assert capsys.readouterr().err == f"Nothing was imported: 'product.yaml' is {what}, not a file.\n"


def test_a_file_that_tells_no_size_is_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "f.yaml").write_text("a: 1234567890\n", encoding="utf-8")
    assert disk.read_whole(tmp_path / "f.yaml", 14) == b"a: 1234567890\n"
    with pytest.raises(disk.TooLargeError):
        disk.read_whole(tmp_path / "f.yaml", 13)
    real = Path.stat

    def sizeless(self: Path, **options: bool) -> os.stat_result:
        found = list(real(self, **options))
        found[6] = 0
        return os.stat_result(found)

    monkeypatch.setattr(Path, "stat", sizeless)
    with pytest.raises(disk.TooLargeError):
        disk.read_whole(tmp_path / "f.yaml", 13)


def test_limits_hold_while_reading(product: WriteProduct, monkeypatch: pytest.MonkeyPatch) -> None:
    """With limits so low that a handful of characters goes beyond them."""
    folder = product()
    (folder / "files").mkdir(exist_ok=True)
    (folder / "files" / "plan.txt").write_text("x" * 300, encoding="utf-8")
    monkeypatch.setattr(residue, "LARGEST_FILE", 100)
    assert [finding for finding in load(folder).diagnostics if finding.code != "unused-record"] == []
    monkeypatch.setattr(source, "MAXIMUM_VALUES", 5)
    told = [as_text(finding) for finding in source.parse("a: [1, 2]\n", "f.yaml")[1]]
    assert told == []
    told = [as_text(finding) for finding in source.parse("a: [1, 2, 3]\n", "f.yaml")[1]]
    assert told == ["f.yaml:1:11: error: the file holds more than 5 values; expected at most 5 values a file [too-large]"]
    monkeypatch.setattr(source, "MAXIMUM_DEPTH", 2)
    assert [finding.code for finding in source.parse("[[[", "f.yaml")[1]] == ["too-deep"]
    with pytest.raises(MigrationRefusedError, match="cannot be migrated: the file holds more than 5 values"):
        migration(folder)


def test_a_folder_and_what_is_missing_are_refused_by_the_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from handbook.catalogs import official
    from handbook.catalogs.catalogue import load_catalogues

    (tmp_path / "f.json").write_text("{}" + " " * 40, encoding="utf-8")
    monkeypatch.setattr(official, "MAXIMUM_BYTES", 20)
    for path, words in ((tmp_path, "is a folder, not a file"), (tmp_path / "nowhere", "cannot be read"), (tmp_path / "f.json", "is larger than")):
        with pytest.raises(ImportRefusedError, match=words):
            read_published(path, load_catalogues())
