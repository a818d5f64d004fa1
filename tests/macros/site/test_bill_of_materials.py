"""The bill of materials of the build: every package of the lock file, with its hashes, in a form that another's validator takes."""

from __future__ import annotations

import json
import re

import pytest

from macros.site.bill_of_materials import PROJECT, bill_of_materials, packages
from tests.support.building import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
SMALL = r"""one==1.0 ; sys_platform == 'win32' \
    --hash=sha256:0000000000000000000000000000000000000000000000000000000000000001
    # via
    #   iot-maker-handbook (pyproject.toml)
    #   Two.B
Two.B[extra]==2.0 \
    --hash=sha256:0000000000000000000000000000000000000000000000000000000000000002 \
    --hash=sha256:0000000000000000000000000000000000000000000000000000000000000003
    # via iot-maker-handbook (pyproject.toml)
"""


def test_a_lock_file_is_read_whole() -> None:
    assert [one.name for one in packages(LOCK)] == re.findall(r"(?m)^([\w.-]+)(?:\[.*?\])?==", LOCK)
    assert sum(len(one.hashes) for one in packages(LOCK)) == LOCK.count("--hash=sha256:")
    assert all(one.asked_by for one in packages(LOCK))


def test_markers_names_and_who_asks_are_told() -> None:
    bill = bill_of_materials([SMALL])
    assert [one["purl"] for one in bill["components"]] == ["pkg:pypi/one@1.0", "pkg:pypi/two-b@2.0"]
    assert bill["components"][0]["properties"] == [{"name": "handbook:marker", "value": "sys_platform == 'win32'"}]
    assert {one["ref"]: one["dependsOn"] for one in bill["dependencies"]} == {
        PROJECT: ["pkg:pypi/one@1.0", "pkg:pypi/two-b@2.0"],
        "pkg:pypi/one@1.0": [],
        "pkg:pypi/two-b@2.0": ["pkg:pypi/one@1.0"],
    }


def test_a_validator_that_is_not_ours_takes_it() -> None:
    validation = pytest.importorskip("cyclonedx.validation.json")
    schema = pytest.importorskip("cyclonedx.schema")
    bill = bill_of_materials([LOCK])
    assert validation.JsonStrictValidator(schema.SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None
    refs = [one["bom-ref"] for one in bill["components"]] + [PROJECT]
    assert len(set(refs)) == len(refs)
    assert {one for entry in bill["dependencies"] for one in (entry["ref"], *entry["dependsOn"])} == set(refs)
