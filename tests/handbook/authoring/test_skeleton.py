"""A new product folder: a draft without error, every gap open, and shapes that hold once they are no comments any more."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from handbook.authoring.selection import ASKED_OF
from handbook.catalogs.catalogue import Catalogues
from handbook.catalogs.sectors import load_sectors
from handbook.commands.cli import main
from handbook.findings.diagnostics import as_text, has_errors
from handbook.pipeline import load
from handbook.schema.kinds import KINDS
from handbook.schema.records.capabilities import Capability
from handbook.views.shared.values import COMMON
from tests.conftest import WriteProduct


def new(folder: Path, *words: str) -> Path:
    assert main(["new", str(folder), *words]) == 0
    return folder


def without_comment_marks(text: str) -> str:
    """Returns a file of the skeleton as an author leaves it who takes one '# ' off each line of each shape."""
    lines, inside = [], False
    for line in text.splitlines():
        inside = line.startswith("# - id:") or (inside and line.startswith("# "))
        lines.append(line[2:] if inside else line)
    return "\n".join(lines) + "\n"


def test_it_is_a_draft_with_gaps_alone_and_says_how_to_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = new(tmp_path / "ours")
    loaded = load(folder)
    assert {finding.severity.value for finding in loaded.diagnostics} == {"gap"}
    printed = capsys.readouterr().out
    assert f"a draft with {len(loaded.diagnostics)} gaps and 0 errors" in printed
    assert f"worked_example: !ENV [WORKED_EXAMPLE, {folder.as_posix()}]" in printed
    assert main(["check", "--release", "--product", str(folder)]) == 1


def test_nothing_is_satisfied_and_no_question_answered(tmp_path: Path, catalogues: Catalogues) -> None:
    loaded = load(new(tmp_path / "ours"))
    assert {item.record.status for item in loaded.handbook.records()} == {"not assessed"}
    assert all(not loaded.handbook.answers_to(question) for question in catalogues.questions)
    assert sum(finding.code == "unanswered-question" for finding in loaded.diagnostics) == len(catalogues.questions)


def test_lists_inside_a_record_show_their_own_shape(tmp_path: Path) -> None:
    """An author who takes the '#' off the lines of an entry too gets keys in the right columns, lists in lists included."""
    folder = new(tmp_path / "ours", "--small")
    for path in folder.rglob("*.yaml"):
        text = without_comment_marks(path.read_text(encoding="utf-8"))
        path.write_text(re.sub(r"(?m)^( +)#( {2,}(?:- )?[a-zA-Z_]+:)", r"\1\2", text), encoding="utf-8")
    found = {finding.code for finding in load(folder).diagnostics}
    assert found.isdisjoint({"yaml-syntax", "unknown-key", "duplicate-key"})
    criteria = (folder / "activity-0" / "risk-criteria.yaml").read_text(encoding="utf-8")
    assert "\n      levels:" in criteria
    assert "\n      - level:" in criteria
    assert "\n        meaning:" in criteria


def test_every_closed_list_of_an_entry_names_its_words(tmp_path: Path) -> None:
    text = (new(tmp_path / "ours") / "activity-2" / "risks.yaml").read_text(encoding="utf-8")
    assert "property and service" in " ".join(text.replace("#", " ").split())


@pytest.mark.parametrize("words", [(), ("--small",)], ids=["full", "small"])
def test_every_shape_makes_a_record_without_error(tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = new(tmp_path / "ours", *words)
    for path in folder.rglob("*.yaml"):
        path.write_text(without_comment_marks(path.read_text(encoding="utf-8")), encoding="utf-8")
    loaded = load(folder)
    assert not has_errors(loaded.diagnostics), [as_text(finding) for finding in loaded.diagnostics if finding.severity.value == "error"]
    kinds = {item.kind.name for item in loaded.handbook.records()}
    assert kinds == set(KINDS) if not words else kinds >= {name for name, kind in KINDS.items() if kind.needed == "always"}
    assert sum(finding.code == "placeholder" for finding in loaded.diagnostics) > len(kinds) - 2


def test_the_small_one_asks_for_less(tmp_path: Path, catalogues: Catalogues) -> None:
    full, small = new(tmp_path / "full"), new(tmp_path / "small", "--small")
    assert len(list(small.rglob("*.yaml"))) < len(list(full.rglob("*.yaml"))) - 7
    asked = {finding.question for finding in load(small).diagnostics if finding.question}
    assert asked == {question.id for _, question in catalogues.questions.values() if question.small_team}
    log = (small / "every-activity" / "activity-log.yaml").read_text(encoding="utf-8")
    assert all((f"#   {question.id}:" in log) == question.small_team for _, question in catalogues.questions.values())


def test_name_maker_and_sector_stand_where_they_belong(tmp_path: Path) -> None:
    folder = new(tmp_path / "ours", "--name", "It's: a <pump> {{ 7*7 }}", "--maker", "Ä & Söhne #1", "--sector", "industrial")
    handbook = load(folder).handbook
    assert handbook.product is not None
    assert handbook.product.title == "It's: a <pump> {{ 7*7 }}"
    maker = handbook.record(handbook.product.maker)
    assert maker is not None
    assert maker.title == "Ä & Söhne #1"
    assert handbook.product.sector == load_sectors()["industrial"].title
    log = " ".join((folder / "every-activity" / "activity-log.yaml").read_text(encoding="utf-8").replace("#", " ").split())
    assert all(prompt.text in log for prompt in load_sectors()["industrial"].prompts)


@pytest.mark.parametrize("words", [(), ("--small",)], ids=["full", "small"])
def test_its_readme_sends_nobody_to_a_file_that_is_not_there(tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = new(tmp_path / "ours", *words)
    numbered, _, rest = (folder / "README.md").read_text(encoding="utf-8").partition("## ")[0].partition("There is no file yet")
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml")}
    assert set(re.findall(r"^[0-9]+\. `(.+?)`", numbered, re.MULTILINE)) <= written
    assert set(re.findall(r"^- `(.+?)`", rest, re.MULTILINE)) == {kind.file for kind in KINDS.values()} - written


def test_the_maker_it_writes_and_the_shape_below_share_no_id(tmp_path: Path) -> None:
    folder = new(tmp_path / "ours", "--maker", "Ours")
    path = folder / "product-model" / "entities.yaml"
    path.write_text(without_comment_marks(path.read_text(encoding="utf-8")), encoding="utf-8")
    loaded = load(folder)
    assert [item.id for item in loaded.handbook.of_kind("entity")] == ["ENT-01", "ENT-02"]
    assert not has_errors(loaded.diagnostics)


def test_several_trades_may_be_named_with_commas_or_one_by_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = new(tmp_path / "ours", "--sector", "industrial,public", "--sector", "building", "--sector", "public")
    product = load(folder).handbook.product
    trades = load_sectors()
    assert product is not None
    assert product.sector == ", ".join(trades[name].title for name in ("industrial", "public", "building"))
    log = " ".join((folder / "every-activity" / "activity-log.yaml").read_text(encoding="utf-8").replace("#", " ").split())
    assert all(prompt.text in log for name in ("industrial", "public", "building") for prompt in trades[name].prompts)
    assert log.count(trades["public"].prompts[0].text) == 1
    assert main(["new", str(tmp_path / "other"), "--sector", "indutrial"]) == 2
    assert "--sector is 'indutrial'; did you mean industrial?" in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_help_says_what_each_trade_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["new", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert all(f"{sector.name}: {sector.title}" in shown for sector in load_sectors().values())


def test_files_that_the_minimum_leaves_out_are_made_where_they_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = new(tmp_path / "small", "--small")
    folder = new(tmp_path / "ours", "--small", "--with", "keys,vulnerabilities", "--with", "reports")
    names = [{path.relative_to(one).as_posix() for path in one.rglob("*.yaml")} for one in (small, folder)]
    assert names[1] - names[0] == {"activity-6/vulnerabilities.yaml", "activity-6/reports.yaml"}
    assert {finding.code for finding in load(folder).diagnostics} == {finding.code for finding in load(small).diagnostics}
    assert main(["new", str(tmp_path / "other"), "--with", "vulnerabilties"]) == 2
    assert "did you mean vulnerabilities?" in capsys.readouterr().err


def test_a_folder_gets_a_file_that_it_lacks_and_none_that_it_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = new(tmp_path / "small", "--small")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    new(folder, "--with", "reports")
    made = (folder / "activity-6" / "reports.yaml").read_text(encoding="utf-8")
    assert "- id: RPT-01" in made
    assert {path: path.read_bytes() for path in before} == before
    assert main(["new", str(folder), "--with", "incidents,roles"]) == 1
    assert "roles.yaml' is there already" in capsys.readouterr().err
    assert not (folder / "activity-6" / "incidents.yaml").exists()


@pytest.mark.parametrize("words", [(), ("--small",)], ids=["full", "small"])
def test_a_question_that_only_one_kind_can_answer_brings_its_file(tmp_path: Path, catalogues: Catalogues, words: tuple[str, ...]) -> None:
    folder = new(tmp_path / "ours", *words)
    places = {finding.question: finding.place for finding in load(folder).diagnostics if finding.code == "unanswered-question"}
    for kind, questions in ASKED_OF.items():
        for question in questions:
            assert places[question].file == KINDS[kind].file
    for question, place in places.items():
        line = (folder / place.file).read_text(encoding="utf-8").splitlines()[place.line - 1]
        assert line.startswith(f"#   {question}: {catalogues.questions[question][1].text[:20]}")


def test_what_every_file_has_stands_once_for_the_folder(tmp_path: Path) -> None:
    folder = new(tmp_path / "ours", "--small")
    files = {path: path.read_text(encoding="utf-8").splitlines()[1:] for path in folder.rglob("*.yaml")}  # the first names the schema
    everywhere = Counter(line.strip() for lines in files.values() for line in dict.fromkeys(lines) if line.strip())
    repeated = sum(everywhere[line.strip()] > len(files) / 2 for lines in files.values() for line in lines)
    assert repeated < 0.12 * sum(map(len, files.values()))
    legend = (folder / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{field}` |" in legend for field in COMMON)
    assert all(f"- `{element}` " in legend for element in load(folder).handbook.catalogues.choices(("8259A",)))


def test_the_records_of_the_legend_are_read_as_they_stand(product: WriteProduct) -> None:
    legend = new(product().parent / "ours", "--small") / "README.md"
    written = legend.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    folder = legend.parents[1] / "product"
    needs = folder / "activity-2" / "needs.yaml"
    needs.write_text(needs.read_text(encoding="utf-8") + written.replace("NEED-01", "NEED-90"), encoding="utf-8")
    loaded = load(folder)
    assert not has_errors(loaded.diagnostics)
    record = loaded.handbook.record("NEED-90")
    assert record is not None
    assert record.answers == ("Q2-05",)
    assert [reference.strength for reference in record.references] == ["primary"]


def test_baseline_elements_may_stand_as_a_list_of_ids(product: WriteProduct) -> None:
    folder = product()
    path = folder / "activity-4" / "capabilities.yaml"
    before = load(folder).handbook.items["CAP-01"].record
    assert isinstance(before, Capability)
    text = path.read_text(encoding="utf-8")
    shorter = re.sub(r"- element: (\S+)\n(?!\s+components:)", r"- \1\n", text)
    assert shorter != text
    path.write_text(shorter, encoding="utf-8")
    loaded = load(folder)
    assert [as_text(finding) for finding in loaded.diagnostics] == []
    assert loaded.handbook.items["CAP-01"].record == before
    path.write_text(shorter.replace("- 8259A:", "- 8259A:X", 1), encoding="utf-8")
    (found,) = [finding for finding in load(folder).diagnostics if finding.severity.value == "error"]
    assert found.code == "unknown-reference"
    assert "8259A:X" in path.read_text(encoding="utf-8").splitlines()[found.place.line - 1]


@pytest.mark.parametrize("sector", sorted(load_sectors()))
def test_every_sector_asks_in_several_activities(sector: str) -> None:
    assert len({prompt.activity for prompt in load_sectors()[sector].prompts}) >= 4


def test_it_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = new(tmp_path / "ours")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(["new", str(folder), "--name", "Another"]) == 1
    assert "is there already" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert main(["new", str(folder / "product.yaml")]) == 1
    empty = tmp_path / "empty"
    empty.mkdir()
    new(empty)
    assert main(["new", str(tmp_path / "other"), "--name", "two\nlines"]) == 2


def test_it_writes_nothing_among_the_guidance(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("docs", "docs/ours", "other/../docs/ours"):
        assert main(["new", folder]) == 1
        assert f"'{folder}' is in docs/" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    new(Path("documents"))


def test_two_runs_write_the_same(tmp_path: Path) -> None:
    first, second = new(tmp_path / "a"), new(tmp_path / "b")
    assert {p.relative_to(first).as_posix(): p.read_bytes() for p in first.rglob("*.yaml")} == {
        p.relative_to(second).as_posix(): p.read_bytes() for p in second.rglob("*.yaml")
    }
