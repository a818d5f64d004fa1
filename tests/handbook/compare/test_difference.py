"""Two states of a product: fields, renames, levels, what could not be compared, what stands beside the records."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.compare.difference import Difference, difference
from handbook.compare.sides import folder_side, saved_side
from handbook.model.handbook import Handbook
from handbook.outputs.handbook_json import as_json
from tests.conftest import MINIMAL
from tests.support.example import SECOND

Compare = Callable[..., Difference]


@pytest.fixture
def compare(tmp_path: Path, catalogues: Catalogues) -> Compare:
    """Returns a function that compares the minimal product with itself, files of the later or the earlier state replaced by texts."""

    def compared(later: dict[str, str], earlier: dict[str, str] | None = None, source: Path = MINIMAL) -> Difference:
        for name, files in (("before", earlier or {}), ("after", later)):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
            shutil.copytree(source, tmp_path / name)
            for file, text in files.items():
                (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name / file).write_text(text, encoding="utf-8")
        after = folder_side("after", tmp_path / "after", catalogues)
        return difference(folder_side("before", tmp_path / "before", catalogues, beside=after), after)

    return compared


def of_minimal(file: str) -> str:
    return (MINIMAL / file).read_text(encoding="utf-8")


CAPABILITY = "- id: CAP-01\n  title: {title}\n  components: [{components}]\n  settings:\n    - name: Wake\n      default: {default}\n    - name: Port\n      default: closed\n"
FILE = "activity-4/capabilities.yaml"


def test_a_field_is_told_as_it_is_meant(compare: Compare) -> None:
    found = compare(
        {FILE: CAPABILITY.format(title="One two", components="COM-02, COM-01", default="5 s")},
        {FILE: CAPABILITY.format(title="One", components="COM-01", default="10 s")},
    )
    (one,) = found.records
    assert (one.id, one.what, one.is_of_substance) == ("CAP-01", "changed", True)
    assert {(change.path, change.shape, change.before, change.after) for change in one.fields} == {
        ("title", "words", ("One",), ("One two",)),
        ("components", "set", (), ("COM-02",)),
        ("settings[Wake].default", "words", ("10 s",), ("5 s",)),
    }


def test_the_order_of_a_set_is_nothing_and_that_of_a_course_is_something(compare: Compare) -> None:
    assert compare(
        {FILE: CAPABILITY.format(title="One", components="COM-02, COM-01", default="1")},
        {FILE: CAPABILITY.format(title="One", components="COM-01, COM-02", default="1")},
    ).is_empty
    plan = "- id: PLN-01\n  title: Plan\n  stages:\n    - what: {}\n    - what: {}\n"
    (one,) = compare({"activity-5/plans.yaml": plan.format("a", "b")}, {"activity-5/plans.yaml": plan.format("b", "a")}).records
    assert [(change.path, change.shape, change.before, change.after) for change in one.fields] == [("stages", "sequence", ("b", "a"), ("a", "b"))]


def test_a_value_from_above_says_where_it_stands_and_one_that_only_moved_there_is_no_change(compare: Compare) -> None:
    above = "defaults:\n  owner: {}\nrecords:\n  - id: CAP-01\n    title: One\n"
    (one,) = compare({FILE: above.format("ROL-02")}, {FILE: above.format("ROL-01")}).records
    (change,) = one.fields
    assert (change.path, change.before, change.after, one.is_of_substance) == ("owner", ("ROL-01",), ("ROL-02",), False)
    assert change.above_before is not None
    assert change.above_after is not None
    assert (change.above_after.file, change.above_after.line) == (FILE, 2)
    assert compare({FILE: above.format("ROL-01")}, {FILE: "- id: CAP-01\n  title: One\n  owner: ROL-01\n"}).is_empty


def test_a_record_under_another_id_is_renamed_and_what_follows_it_did_not_change(compare: Compare) -> None:
    rows = {file: of_minimal(file).replace("CAP-01", "CAP-31") for file in _naming("CAP-01")}
    found = compare(rows)
    assert [(one.what, one.before_id, one.id, one.fields) for one in found.records] == [("renamed", "CAP-01", "CAP-31", ())]


def _naming(record: str) -> list[str]:
    files = [path.relative_to(MINIMAL).as_posix() for path in MINIMAL.rglob("*.yaml")]
    return [file for file in files if record in of_minimal(file)]


def test_nearly_the_same_is_renamed_with_its_change_and_something_else_is_not(compare: Compare) -> None:
    text = "The unit refuses an image whose signature does not verify, and keeps the one that it runs."
    old = {FILE: f"- id: CAP-01\n  title: Signed images\n  statement: {text}\n"}
    found = compare({FILE: f"- id: CAP-02\n  title: Signed images\n  statement: {text} It says so.\n"}, old)
    (one,) = found.of("renamed")
    assert one.before_id == "CAP-01"
    assert 0.8 < one.likeness < 1
    assert [change.path for change in one.fields] == ["statement"]
    other = compare({FILE: "- id: CAP-02\n  title: Window of an hour\n  statement: Support answers by telephone.\n"}, old)
    assert {(one.id, one.what) for one in other.records} == {("CAP-01", "removed"), ("CAP-02", "added")}


def test_a_level_of_risk_says_what_moved_it(compare: Compare) -> None:
    treatment = "- id: TRT-01\n  title: T\n  risk: RSK-01\n  choice: reduce\n  success:\n    level: {}\n    reason: x\n"
    risk = (
        "- id: RSK-01\n  title: R\n  attempt: {{level: H, reason: a}}\n  success: {{level: H, reason: b}}\n"
        "  impacts:\n    - {{dimension: money, level: {}, reason: c}}\n"
    )
    files = {"activity-2/risks.yaml": risk.format("H"), "activity-3/treatments.yaml": treatment.format("L")}
    found = compare({**files, "activity-3/treatments.yaml": treatment.format("VL")}, {**files, "activity-3/treatments.yaml": treatment.format("M")})
    assert [(one.risk, one.when, one.before, one.after, one.because) for one in found.levels] == [("RSK-01", "after treatment", "M", "L", ("success M → VL",))]
    found = compare({**files, "activity-2/risks.yaml": risk.format("VL")}, files)
    assert [(one.when, one.because) for one in found.levels if one.when == "before treatment"] == [("before treatment", ("impact H → VL",))]


def test_what_rested_on_a_removed_record_is_looked_at_again(compare: Compare) -> None:
    verification = {"activity-4/verifications.yaml": "- id: VER-01\n  title: V\n  capabilities: [CAP-01]\n"}
    found = compare(
        {FILE: "- id: CAP-02\n  title: Other\n", **verification}, {FILE: "- id: CAP-01\n  title: One\n- id: CAP-02\n  title: Other\n", **verification}
    )
    assert [(one.what, one.id) for one in found.records] == [("removed", "CAP-01")]
    assert ("VER-01", "verifies CAP-01") in [(one.id, one.reason) for one in found.review]


def test_errors_hide_what_they_hide_and_nothing_else(compare: Compare) -> None:
    broken = "- id: CAP-01\n  title: One\n  nature: magic\n- id: CAP-02\n  titel: lost: here\n"
    found = compare({FILE: broken, "activity-1/users.yaml": "- id: USR-01\n  title: Changed\n"}, {FILE: "- id: CAP-01\n  title: One\n  nature: technical\n"})
    assert [one.id for one in found.records] == ["USR-01"]
    notes = "\n".join(found.not_compared)
    assert "after has " in notes
    assert f"{FILE} could not be read in full in after" in notes


def test_a_field_that_is_wrong_is_not_compared(compare: Compare) -> None:
    found = compare({FILE: "- id: CAP-01\n  title: Two\n  nature: magic\n"}, {FILE: "- id: CAP-01\n  title: One\n  nature: technical\n"})
    (one,) = found.records
    assert [change.path for change in one.fields] == ["title"]
    assert "CAP-01: nature, since what stands there is wrong in one of the two states" in found.not_compared


def test_exemptions_depth_and_files_stand_beside_the_records(compare: Compare) -> None:
    rules = "- rule: text-differs\n  record: INF-01\n  reason: It is a quotation.\n  decided_by: ROL-01\n  review_by: 2027-01-01\n"
    found = compare({"rules.yaml": rules, "files/sbom/new.json": "{}"})
    assert [(one.about, one.name) for one in found.asides] == [("exemption", "rules.yaml: text-differs for INF-01"), ("attachment", "sbom/new.json")]
    assert not found.records


def test_a_file_with_another_content_is_a_change_of_the_record_that_names_it(compare: Compare) -> None:
    release = next(line for line in of_minimal("product-model/releases.yaml").splitlines() if "sbom:" in line).split("sbom: ")[1]
    found = compare({f"files/{release}": '{"other": 1}'})
    (one,) = found.records
    assert [(change.path, change.shape) for change in one.fields] == [("sbom", "file")]


@pytest.mark.parametrize("source", [MINIMAL, SECOND])
def test_a_saved_handbook_is_the_state_that_was_saved(source: Path, tmp_path: Path, catalogues: Catalogues) -> None:
    after = folder_side("after", source, catalogues)
    saved = tmp_path / "handbook.json"
    saved.write_text(json.dumps(as_json(after.handbook)), encoding="utf-8")
    found = difference(saved_side("saved", saved, catalogues), after)
    assert found.is_empty
    assert found.not_compared == ("a saved handbook holds no exemptions, no depth and no attachments: these are not compared",)


@pytest.mark.slow
def test_a_partial_read_is_the_same_as_a_whole_one(tmp_path: Path, catalogues: Catalogues) -> None:
    """The earlier state beside the later one, against the same read alone: files that are cut at places where it matters."""
    texts = [
        "- id: USR-01\n  title: One\n- id: USR-02\n  title: Two\n- id: USR-03\n  title: Three\n",
        "# c\n- id: USR-02\n  title: Two\n\n- id: USR-01\n  title: One\n  notes: |+\n    a\n\n\n- id: USR-03\n  title: Three\n",
        "- id: USR-01\n  title: \"One\n- id: USR-02\n  title: Two\n  \"\n- id: USR-03\n  title: Three\n",
        "defaults:\n  visibility: internal\nrecords:\n  - id: USR-01\n    title: One\n  - id: USR-02\n    title: Two\n",
        "records:\n  - id: USR-02\n    title: Two\n  - id: USR-01\n    title: One\ndefaults:\n  visibility: internal\n",
        "- id: USR-01\n  title: One\n- id: USR-01\n  title: One\n- id: USR-03\n  title: Three\n  relation: nobody\n",
        "[{id: USR-01, title: One}]\n",
        "- id: USR-03\n  title: Three",
        "",
        "- id: USR-02\n  title: Two\n- {id: USR-09, title: Nine}\n-  id: USR-03\n   title: Three\n",
    ]  # fmt: skip
    for name, text in enumerate(texts):
        folder = tmp_path / str(name)
        shutil.copytree(MINIMAL, folder)
        (folder / "activity-1" / "users.yaml").write_text(text, encoding="utf-8")
    for later in range(len(texts)):
        after = folder_side("after", tmp_path / str(later), catalogues)
        for earlier in range(len(texts)):
            alone = folder_side("before", tmp_path / str(earlier), catalogues)
            beside = folder_side("before", tmp_path / str(earlier), catalogues, beside=after)
            assert _told(beside.handbook) == _told(alone.handbook), (earlier, later)
            assert [one.sentence for one in beside.errors] == [one.sentence for one in alone.errors], (earlier, later)
            assert beside.lost_kinds == alone.lost_kinds


def _told(handbook: Handbook) -> list[tuple[str, str]]:
    return [(name, item.record.model_dump_json()) for name, item in handbook.items.items()]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with the minimal product as `product/`, committed and tagged `v1`."""
    top = tmp_path / "repository"
    shutil.copytree(MINIMAL, top / "product")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "one"], ["tag", "v1"]):
        subprocess.run(["git", *words], cwd=top, check=True)
    monkeypatch.chdir(top)
    return top
