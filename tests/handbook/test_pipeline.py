"""Loading: all mistakes of one run together, each at its place, none twice."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from handbook.findings.diagnostics import Severity, as_text
from handbook.pipeline import load
from tests.conftest import MINIMAL, WriteProduct


def messages(folder: Path) -> list[str]:
    return [as_text(diagnostic) for diagnostic in load(folder).diagnostics]


def errors(folder: Path) -> list[str]:
    return [as_text(diagnostic) for diagnostic in load(folder).diagnostics if diagnostic.severity is Severity.ERROR]


def test_missing_folder(tmp_path: Path) -> None:
    assert messages(tmp_path / "nowhere") == [
        ".:1:1: error: the product folder 'nowhere' does not exist; expected a folder that holds product.yaml [missing-folder]"
    ]


def test_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "product").write_text("x")
    assert messages(tmp_path / "product")[0].startswith(".:1:1: error: the product folder 'product' is not a folder")


def test_folder_in_place_of_a_file(product: WriteProduct) -> None:
    folder = product()
    (folder / "activity-2" / "needs.yaml").unlink()
    (folder / "activity-2" / "needs.yaml").mkdir()
    assert errors(folder) == ["activity-2/needs.yaml:1:1: error: 'activity-2/needs.yaml' is a folder; expected a YAML file [unreadable-file]"]


def test_large_file_is_one_sentence_within_a_second(product: WriteProduct) -> None:
    folder = product()
    with (folder / "activity-2" / "needs.yaml").open("ab") as file:
        file.truncate(50 * 1024 * 1024)
    start = time.process_time()
    assert errors(folder) == ["activity-2/needs.yaml:1:1: error: the file has 50.0 MiB; expected at most 8 MiB a file [too-large]"]
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "bomb", ["a: &a [x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20)), "[" * 200_000]
)
def test_bombs_are_refused_within_five_seconds(product: WriteProduct, bomb: str) -> None:
    folder = product(**{"activity-2/needs.yaml": bomb})
    start = time.process_time()
    assert {diagnostic.code for diagnostic in load(folder).diagnostics if diagnostic.severity is Severity.ERROR} <= {"yaml-feature", "too-deep", "wrong-type"}
    assert time.process_time() - start < 5


def test_an_unreadable_file_silences_references_into_it(product: WriteProduct) -> None:
    folder = product(**{"activity-0/roles.yaml": "- id: 'ROL-01\n"})
    found = errors(folder)
    assert len(found) == 1, found
    assert "[yaml-syntax]" in found[0]


def test_a_misspelt_file_name_is_one_message(product: WriteProduct) -> None:
    folder = product()
    (folder / "activity-0" / "roles.yaml").rename(folder / "activity-0" / "role.yaml")
    found = errors(folder)
    assert found == ["activity-0/role.yaml:1:1: error: nothing reads 'activity-0/role.yaml'; did you mean 'activity-0/roles.yaml'? [unread-file]"]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(product: WriteProduct) -> None:
    folder = product()
    for path in folder.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert messages(folder) == []


def test_what_is_wrong_in_a_record_leaves_the_rest_of_it(product: WriteProduct) -> None:
    folder = product()
    path = folder / "activity-0" / "roles.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("may_stop_release: yes", "may_stop_release: perhaps", 1), encoding="utf-8")
    loaded = load(folder)
    assert [diagnostic.code for diagnostic in loaded.diagnostics if diagnostic.severity is Severity.ERROR] == ["wrong-type"]
    assert set(loaded.handbook.items) == set(load(MINIMAL).handbook.items)
    assert len(loaded.handbook.links) == len(load(MINIMAL).handbook.links)


def test_loading_is_deterministic(product: WriteProduct) -> None:
    folder = product(**{"activity-2/need.yaml": "- x", "activity-9.yaml": "x", "activity-0/roles.yaml": "- idd: 1\n  titel: 2\n- id: XX\n"})
    assert messages(folder) == messages(folder)


@pytest.mark.slow
def test_many_records_take_time_in_proportion(product: WriteProduct) -> None:
    folder = product()
    path = folder / "activity-1" / "users.yaml"
    base = path.read_text(encoding="utf-8")
    record = "- id: USR-{number}\n  title: Somebody {number}\n  status: assessed\n  relation: uses\n  description: One of many.\n  customers:\n    - CUS-01\n"

    def seconds(count: int) -> float:
        path.write_text(base + "".join(record.format(number=number) for number in range(1000, 1000 + count)), encoding="utf-8")
        start = time.process_time()
        load(folder)
        return time.process_time() - start

    seconds(10)
    few, many = seconds(800), seconds(8000)
    assert many < 16 * few + 0.5
