"""What the help of `handbook new` offers: the committed file says what kinds and trades say now, and every choice is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.authoring.choices import WRITTEN, choices, choices_file
from handbook.authoring.selection import ON_REQUEST
from handbook.catalogs.sectors import load_sectors
from handbook.commands.cli import main


def test_the_committed_file_is_made_of_kinds_and_trades() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == choices_file(), "run python -m handbook.authoring.choices"


def test_it_says_what_they_say() -> None:
    offered = choices()
    assert offered.files == ON_REQUEST
    assert offered.sectors == {name: sector.title for name, sector in load_sectors().items()}


def test_all_that_the_help_offers_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "2000")  # help breaks its lines at hyphens too
    with pytest.raises(SystemExit):
        main(["new", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    offered = choices()
    assert all(f"{name}: {title}" in shown for name, title in offered.sectors.items())
    assert ", ".join(offered.files) in shown
    assert main(["new", str(tmp_path / "ours"), "--small", "--sector", ",".join(offered.sectors), "--with", ",".join(offered.files)]) == 0
    assert {path.stem for path in (tmp_path / "ours").rglob("*.yaml")} >= set(offered.files)


def test_what_is_not_offered_is_refused_with_all_that_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "ours"), "--sector", "zzzzzz"]) == 2
    first, *_, last = choices().sectors
    told = capsys.readouterr().err
    assert f"'zzzzzz'; expected one of {first}, " in told
    assert f" and {last}\n" in told
