"""The schemas for editors: as committed, and as wide as the check."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from handbook.authoring import SCHEMA_FOLDER
from handbook.authoring.yaml_schema import header, schema_file, schemas
from handbook.catalogs.catalogue import Catalogues
from handbook.commands.cli import main
from handbook.pipeline import load
from handbook.schema.kinds import FILES
from handbook.source.nodes import Mapping, Node, Scalar, Sequence
from handbook.source.yaml_text import read
from tests.conftest import MINIMAL, WriteProduct
from tests.support.building import ROOT
from tests.support.example import PUBLISHED

CASES = ROOT / "tests" / "cases"


def as_editor_reads(node: Node) -> Any:
    """Returns the value of a node as YAML 1.2 has it, numbers and truth values included, where it stands unquoted."""
    if isinstance(node, Mapping):
        return {key: as_editor_reads(value) for key, value in node.items.items()}
    if isinstance(node, Sequence):
        return [as_editor_reads(value) for value in node.items]
    assert isinstance(node, Scalar)
    text = node.text
    if text is None:
        return None
    if re.fullmatch(r"true|True|TRUE|false|False|FALSE", text):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


class Refusals:
    """Finds what the schemas refuse in a file of a product."""

    def __init__(self, made: dict[str, str]) -> None:
        self._made = made
        self._validators: dict[str, Any] = {}

    def __call__(self, product: Path, name: str) -> list[str]:
        document, _ = read(product / name, name)
        if document is None:
            return ["cannot be read"]
        return [
            f"{'/'.join(map(str, error.instance_path))}: {error.message[:120]}" for error in self.validator(name).iter_errors(as_editor_reads(document.root))
        ]

    def validator(self, name: str) -> Any:
        if name not in self._validators:
            schema = json.loads(self._made[schema_file(name)])
            self._validators[name] = jsonschema_rs.validator_for(schema, retriever=lambda uri: json.loads(self._made[uri.rpartition("/")[2]]))
        return self._validators[name]


@pytest.fixture(scope="module")
def refusals(catalogues: Catalogues) -> Refusals:
    return Refusals(schemas(catalogues))


def test_committed_schemas_are_those_of_the_model(catalogues: Catalogues) -> None:
    committed = {path.relative_to(ROOT / SCHEMA_FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in (ROOT / SCHEMA_FOLDER).rglob("*.json")}
    assert committed == schemas(catalogues), "run: handbook schema"


def test_every_kind_has_a_schema_that_says_what_each_field_is(catalogues: Catalogues) -> None:
    made = schemas(catalogues)
    assert set(made) == {schema_file(name) for name in FILES} | {"assessments.schema.json", "common.schema.json", "rules.schema.json", "shared.schema.json"}
    for name in FILES:
        schema = json.loads(made[schema_file(name)])
        fields = schema["properties"]["product"]["anyOf"][0]["properties"] if name == "product.yaml" else schema["definitions"]["record"]["properties"]
        assert all(field["description"].strip() and field["title"] for field in fields.values()), name


@pytest.mark.parametrize("product", PUBLISHED, ids=lambda path: path.name)
def test_files_of_the_examples_name_their_schema_and_are_accepted(product: Path, refusals: Refusals) -> None:
    names = [name for name in FILES if (product / name).exists()]
    assert names
    schemas_from_here = "../" * len(product.relative_to(ROOT).parts) + SCHEMA_FOLDER
    for name in names:
        assert (product / name).read_text(encoding="utf-8").splitlines()[0] == header(name, schemas_from_here), name
        assert refusals(product, name) == [], name


def test_the_line_leads_to_the_schema() -> None:
    for product in PUBLISHED:
        for name in FILES:
            if (product / name).exists():
                line = (product / name).read_text(encoding="utf-8").splitlines()[0]
                target = ((product / name).parent / line.partition("$schema=")[2]).resolve()
                assert target == ROOT / SCHEMA_FOLDER / schema_file(name)


@pytest.mark.slow
def test_what_the_check_accepts_the_schema_accepts(refusals: Refusals) -> None:
    """Over the minimal product and every case that says that the check finds no error, gaps and warnings or not."""
    assert [name for name in FILES if (MINIMAL / name).exists() and refusals(MINIMAL, name)] == []
    checked = 0
    for case in sorted(path.parent for path in CASES.glob("*/*/expected.txt")):
        if ": error: " not in (case / "expected.txt").read_text(encoding="utf-8"):
            names = [file.relative_to(case).as_posix() for file in case.rglob("*.yaml")]
            for name in [name for name in names if name in FILES]:
                checked += 1
                assert refusals(case, name) == [], f"{case.name}: {name}"
    assert checked > 100


def test_what_one_file_shows_to_be_wrong_the_schema_refuses(refusals: Refusals, tmp_path: Path) -> None:
    """Keys and words that do not exist, and keys that are missing, are underlined while one types."""
    passed = []
    for code in ("unknown-key", "unknown-value", "missing-key"):
        for case in sorted(path.parent for path in (CASES / code).glob("*/expected.txt")):
            product = tmp_path / "product"
            shutil.copytree(MINIMAL, product)
            shutil.copytree(case, product, dirs_exist_ok=True)
            names = {line.partition(":")[0] for line in (case / "expected.txt").read_text(encoding="utf-8").splitlines() if f"[{code}]" in line}
            passed += [f"{code}/{case.name}" for name in names & set(FILES) if not refusals(product, name)]
            shutil.rmtree(product)
    assert passed == []


@pytest.mark.parametrize(
    "line",
    [
        "title: 5",
        "title: true",
        "title: 1.10",
        "notes: '5'",
        "owner:",
        "status: draft",
        "references:",
        "reviewed_on: 2026-11-02",
        "key: wish",
        "answers: [Q2-03]",
    ],
)
def test_ways_of_writing_that_the_check_accepts(line: str, product: WriteProduct, refusals: Refusals) -> None:
    key = line.partition(":")[0]
    record = {"id": "- id: NEED-09", "title": "  title: Something"} | {key: f"  {line}"}
    folder = product(**{"activity-2/needs.yaml": "\n".join(record.values()) + "\n"})
    errors = [finding for finding in load(folder).diagnostics if finding.place.file == "activity-2/needs.yaml" and finding.severity.value == "error"]
    assert errors == []
    assert refusals(folder, "activity-2/needs.yaml") == []


def test_command_writes_the_schemas_and_says_where_it_cannot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", str(tmp_path / "made")]) == 0
    assert (tmp_path / "made" / "activity-2" / "needs.schema.json").exists()
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["schema", str(tmp_path / "file")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_new_folder_leads_editors_to_the_schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / SCHEMA_FOLDER, tmp_path / SCHEMA_FOLDER)
    monkeypatch.chdir(tmp_path)
    assert main(["new", "products/pump"]) == 0
    file = tmp_path / "products" / "pump" / "activity-2" / "needs.yaml"
    line = file.read_text(encoding="utf-8").splitlines()[0]
    assert line == header("activity-2/needs.yaml", "../../schemas")
    assert (file.parent / line.partition("$schema=")[2]).resolve() == tmp_path / SCHEMA_FOLDER / "activity-2" / "needs.schema.json"


def every(part: Any) -> Iterator[dict[str, Any]]:
    """Yields a schema and all schemas in it."""
    if isinstance(part, dict):
        yield part
        for key, value in part.items():
            yield from every(list(value.values()) if key in ("properties", "definitions") else value)
    elif isinstance(part, list):
        for value in part:
            yield from every(value)


def test_schemas_hold_nothing_that_editors_insert_or_show_twice(catalogues: Catalogues) -> None:
    for name, text in schemas(catalogues).items():
        for schema in every(json.loads(text)):
            assert not {"examples", "default", "defaultSnippets"} & set(schema), name
            assert not {"title", "anyOf"} <= set(schema), (name, schema["title"])
            assert not {"title", "oneOf"} <= set(schema), name
            assert len(json.dumps(schema.get("enum", []))) < 600, name  # all of it is the message


def test_a_long_list_takes_its_words_and_no_other(catalogues: Catalogues) -> None:
    common = json.loads(schemas(catalogues)["common.schema.json"])["definitions"]
    for name, known in {
        "question": tuple(catalogues.questions),
        "entry": catalogues.choices(),
        "entry-CSF": catalogues.choices(("CSF",)),
        "entry-8259A-8259B": catalogues.choices(("8259A", "8259B")),
    }.items():
        taken = jsonschema_rs.validator_for(common[name])
        assert all(taken.is_valid(word) for word in known), name
        near = {word[:-1] for word in known} | {f"{word}{more}" for word in known for more in "0aZ-"} | {word.lower() for word in known} | {"", " "}
        near |= {word.replace(".", "x") for word in known} | {f"x{word}" for word in known}
        assert not any(taken.is_valid(word) for word in near - set(known)), name
        assert len(common[name]["patternErrorMessage"]) < 120
