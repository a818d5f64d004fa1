"""Two editions of a reference document, tried with a next edition of the CSF that is made up here from ours."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from handbook.catalogs.documents import ReferenceDocument
from handbook.commands.cli import main
from handbook.compare.editions import EditionError, edition, editions
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded

OURS = Path(str(files("handbook").joinpath("catalogs"))) / "csf-2.0.yaml"


@pytest.fixture(scope="module")
def before() -> ReferenceDocument:
    return edition(OURS)


def next_edition(folder: Path) -> Path:
    """Writes a made-up next edition: one Subcategory reworded, one moved, one merged, one gone, one renumbered without a word, one new, one re-hung."""
    text = OURS.read_text(encoding="utf-8")

    def entry(name: str) -> str:
        start = text.index(f"  - id: {name}\n")
        return text[start : text.index("  - id: ", start + 3)]

    changed = text
    title = next(line for line in entry("PR.PS-02").splitlines() if "title:" in line)
    changed = changed.replace(entry("PR.PS-02"), entry("PR.PS-02").replace(title, "    title: Made up for this test"))
    for gone in ("PR.PS-01", "PR.AA-06", "DE.CM-01"):
        changed = changed.replace(entry(gone), "")
    changed = changed.replace(entry("ID.RA-01"), entry("ID.RA-01").replace("ID.RA-01", "ID.RA-51"))
    new = "  - id: PR.PS-51\n    level: Subcategory\n    parent: PR.PS\n    title: Also made up for this test\n"
    changed = changed.replace(entry("PR.PS-03"), entry("PR.PS-03") + new)
    changed = changed.replace(entry("GV.OC-05"), entry("GV.OC-05").replace("parent: GV.OC", "parent: GV.RM"))
    told = (
        "withdrawn:\n  - id: PR.PS-01\n    level: Subcategory\n    relation: moved to\n    targets: [PR.PS-51]\n"
        "  - id: PR.AA-06\n    level: Subcategory\n    relation: incorporated into\n    targets: [PR.AA-05, PR.PS-03]\n"
    )
    path = folder / "csf-next.yaml"
    path.write_text(changed.replace("withdrawn:\n", told, 1).replace("date: 2024-02-26", "date: 2031-02-26"), encoding="utf-8")
    return path


def test_each_change_is_told_once_and_nothing_else(before: ReferenceDocument, minimal: Handbook, tmp_path: Path) -> None:
    found = editions(before, edition(next_edition(tmp_path)), minimal)
    assert sorted((one.what, one.cited, one.targets) for one in found.entries) == [
        ("moved", "ID.RA-01", ("ID.RA-51",)),
        ("moved", "PR.PS-01", ("PR.PS-51",)),
        ("placed elsewhere", "GV.OC-05", ()),
        ("reworded", "PR.PS-02", ()),
        ("withdrawn", "DE.CM-01", ()),
        ("withdrawn", "PR.AA-06", ("PR.AA-05", "PR.PS-03")),
    ]


def test_back_what_is_new_is_gone_and_what_was_gone_is_new(before: ReferenceDocument, minimal: Handbook, tmp_path: Path) -> None:
    back = editions(edition(next_edition(tmp_path)), before, minimal)
    assert {one.cited for one in back.entries if one.what == "added"} == {"PR.PS-01", "PR.AA-06", "DE.CM-01"}
    assert [one.cited for one in back.entries if one.what == "withdrawn"] == ["PR.PS-51"]


def test_the_records_that_cite_what_changed_are_those_whose_yaml_does(before: ReferenceDocument, pump: Loaded, tmp_path: Path) -> None:
    found = editions(before, edition(next_edition(tmp_path)), pump.handbook)
    changed = {one.cited for one in found.entries}
    expected = {
        item.id for item in pump.handbook.records()
        if changed & ({one.entry for one in item.record.references} | {getattr(item.record, "outcome", None)} | set(getattr(item.record, "entries", ())))
    }  # fmt: skip
    assert {one.record for one in found.citing} == expected
    assert expected


def test_the_same_edition_differs_in_nothing(before: ReferenceDocument, minimal: Handbook) -> None:
    found = editions(before, before, minimal)
    assert (found.entries, found.citing) == ((), ())


def test_two_documents_are_not_two_editions(before: ReferenceDocument, minimal: Handbook) -> None:
    with pytest.raises(EditionError, match="expected two editions of one document"):
        editions(before, edition(OURS.parent / "ir-8425.yaml"), minimal)


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_the_command_tells_it(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["diff", "--catalog", str(OURS), str(next_edition(tmp_path)), "--product", "examples/pump-monitor", "--format", form]
    assert main(words) == 0
    out = capsys.readouterr().out
    assert "PR.PS-51" in out
    assert "DE.CM-01" in out
    assert main([*words, "--exit-code"]) == 1
    capsys.readouterr()
    assert main(["diff", "--catalog", str(OURS)]) == 2
    assert main(["diff", "--catalog", str(OURS), "examples/pump-monitor/product.yaml"]) == 2
    assert "product.yaml:" in capsys.readouterr().err
