"""Migration, with a made-up step, since format 1 is the only one: what changes changes, and every comment stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handbook.authoring.migration import STEPS, Files, Migration, MigrationRefusedError, Step, migration, write
from handbook.commands.cli import main
from handbook.schema.product_file import FORMAT
from tests.conftest import MINIMAL, WriteProduct
from tests.support.building import ROOT


def made_up(files: Files) -> None:
    """Renames a field, a word and a file, as a second format might."""
    files.rename_field("activity-2/needs.yaml", "noticed_by", "seen_by")
    files.rename_value("activity-2/needs.yaml", "nature", "goal", "aim")
    files.rename_file("activity-5/plans.yaml", "activity-5/promises.yaml")


STEP = Step(1, "A need says by what it is seen, a goal is an aim, and plans are promises.", made_up)


def migrated(folder: Path) -> Migration:
    found = migration(folder, (STEP,), target=2)
    write(folder, found)
    return found


def comments(folder: Path) -> list[str]:
    """Returns every comment in the YAML of a folder: what follows a # at the start of a line or after a space, outside quotes."""
    found = []
    for path in sorted(folder.rglob("*.yaml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            stripped = line.strip()
            if stripped.startswith("#"):
                found.append(stripped)
            elif "  # " in line:
                found.append(line[line.index("  # ") :].strip())
    return sorted(found)


def test_there_is_a_step_from_every_older_format_to_the_next() -> None:
    assert [step.start for step in STEPS] == list(range(1, int(FORMAT)))


@pytest.mark.parametrize("source", [MINIMAL, ROOT / "tests" / "products" / "honest"], ids=["minimal", "honest"])
def test_only_what_the_step_names_changes(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "product"
    shutil.copytree(source, folder)
    before = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found = migrated(folder)
    after = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    expected = dict(before)
    needs = before["activity-2/needs.yaml"].replace(b"\n  noticed_by:", b"\n  seen_by:").replace(b"\n  nature: goal\n", b"\n  nature: aim\n")
    expected["activity-2/needs.yaml"] = needs
    expected["activity-5/promises.yaml"] = expected.pop("activity-5/plans.yaml")
    expected["product.yaml"] = before["product.yaml"].replace(b"format: 1\n", b"format: 2\n")
    assert after == expected
    assert set(found.texts) == {"activity-2/needs.yaml", "activity-5/promises.yaml", "product.yaml"}


def test_every_comment_and_all_order_is_kept(product: WriteProduct) -> None:
    needs = (
        "# At the top\n\n# And below it\n- id: NEED-01   # the first\n  # before the title\n  title: 'Quoted: yes'\n  noticed_by: x  # beside what is renamed\n"
        "  # after it\n\n  nature: goal  # beside a word that changes\n  customers:\n    # in a list\n    - CUS-01  # in a row\n"
        '  statement: |-\n    A text\n\n    # that is no comment\n  said_by: "double"\n# At the end\n'
    )
    folder = product(**{"activity-2/needs.yaml": needs})
    before = comments(folder)
    migrated(folder)
    expected = needs.replace("noticed_by: x", "seen_by: x   ").replace("nature: goal", "nature: aim ")  # a comment stays in its column
    assert (folder / "activity-2" / "needs.yaml").read_text(encoding="utf-8") == expected
    assert comments(folder) == before
    assert "# beside what is renamed" in before


@pytest.mark.slow
@pytest.mark.parametrize(
    "indent",
    [
        "- id: NEED-01\n  title: A\n  noticed_by: x\n  customers:\n  - CUS-01\n",
        "  - id: NEED-01\n    title: A\n    noticed_by: x\n    customers:\n      - CUS-01\n",
    ],
)
def test_other_ways_to_indent_are_kept(product: WriteProduct, indent: str) -> None:
    folder = product(**{"activity-2/needs.yaml": indent})
    migrated(folder)
    assert (folder / "activity-2" / "needs.yaml").read_text(encoding="utf-8") == indent.replace("noticed_by", "seen_by")


def test_the_diff_shows_what_changed(product: WriteProduct) -> None:
    diff = migration(product(), (STEP,), target=2).diff
    assert "-format: 1" in diff
    assert "+format: 2" in diff
    assert "--- a/activity-5/plans.yaml" not in diff  # renamed and otherwise the same
    assert any(line.startswith("+  seen_by:") for line in diff)


def test_nothing_is_written_when_a_file_cannot_be_read(product: WriteProduct) -> None:
    folder = product(**{"activity-2/risks.yaml": "- id: RSK-01\n  title: 'open\n"})
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    with pytest.raises(MigrationRefusedError, match=r"'activity-2/risks.yaml' is not YAML"):
        migrated(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


@pytest.mark.parametrize(
    ("stated", "said"),
    [("format: 7", "format '7'"), ("format: old", "format 'old'"), ("format:", "does not say"), ("depth: full", "does not say"), ("format: ²", "format '²'")],
)
def test_unknown_formats_are_refused(product: WriteProduct, capsys: pytest.CaptureFixture[str], stated: str, said: str) -> None:
    folder = product()
    text = (folder / "product.yaml").read_text(encoding="utf-8").replace("format: 1", stated)
    (folder / "product.yaml").write_text(text, encoding="utf-8")
    assert main(["migrate", "--product", str(folder)]) == 1
    assert said in capsys.readouterr().err
    assert (folder / "product.yaml").read_text(encoding="utf-8") == text


def test_a_missing_step_and_a_missing_product_are_refused(product: WriteProduct, tmp_path: Path) -> None:
    with pytest.raises(MigrationRefusedError, match="no way from format 1 to format 3"):
        migration(product(), (STEP,), target=3)
    with pytest.raises(MigrationRefusedError, match=r"there is no 'product.yaml'"):
        migration(tmp_path / "nothing", (STEP,), target=2)


def test_command_says_that_there_is_nothing_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--product", str(MINIMAL)]) == 0
    assert "is in format 1 already" in capsys.readouterr().out


@pytest.mark.slow
def test_command_shows_steps_and_changes_and_a_dry_run_writes_nothing(
    product: WriteProduct, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handbook.commands.migrate.migration", lambda folder: migration(folder, (STEP,), target=2))
    folder = product()
    before = (folder / "product.yaml").read_text(encoding="utf-8")
    assert main(["migrate", "--product", str(folder), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "Format 1 to 2: A need says" in out
    assert "3 files would change" in out
    assert (folder / "product.yaml").read_text(encoding="utf-8") == before
    assert main(["migrate", "--product", str(folder)]) == 0
    assert "3 files changed" in capsys.readouterr().out
    assert "format: 2" in (folder / "product.yaml").read_text(encoding="utf-8")


def test_lists_over_several_lines_and_what_stands_above_the_records_are_kept(product: WriteProduct) -> None:
    needs = (
        "defaults: {owner: ROL-02,\n  review_by: 2027-05-03}\nsign_off:\n- by: ROL-01\n  on: 2026-05-04\n  covers: [NEED-01,\n    NEED-02]\nrecords:\n"
        "- id: NEED-01\n  title: One\n  noticed_by: x\n- id: NEED-02\n  title: Two\n  nature: goal\n  noticed_by: y\n"
    )
    folder = product(**{"activity-2/needs.yaml": needs})
    migrated(folder)
    expected = needs.replace("noticed_by:", "seen_by:").replace("nature: goal", "nature: aim")
    assert (folder / "activity-2" / "needs.yaml").read_text(encoding="utf-8") == expected
