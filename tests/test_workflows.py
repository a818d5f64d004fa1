"""The workflows: who may do what, and that nothing they run can change under its name."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from handbook.outputs.diff.as_markdown import MARKER
from tests.support.building import ROOT

WORKFLOWS = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))}
PINNED = re.compile(r"^\s*(?:- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    found = WORKFLOWS["what-changed.yml"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_action_is_pinned_by_its_hash_with_its_version_beside_it(name: str) -> None:
    lines = (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8").splitlines()
    used = [line for line in lines if re.search(r"\buses:", line)]
    steps = [step for job in WORKFLOWS[name]["jobs"].values() for step in job["steps"] if "uses" in step]
    assert len(used) == len(steps) > 0
    assert [line for line in used if not PINNED.match(line)] == []


def test_one_action_has_one_hash_everywhere() -> None:
    pins = {step["uses"] for said in WORKFLOWS.values() for job in said["jobs"].values() for step in job["steps"] if "uses" in step}
    assert len(pins) == len({one.partition("@")[0] for one in pins})


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_job_has_the_rights_that_it_names_and_none_that_writes_runs_our_code(name: str) -> None:
    assert WORKFLOWS[name]["permissions"] == {}
    for job in WORKFLOWS[name]["jobs"].values():
        assert job["permissions"]
        told = "\n".join(step.get("run", step.get("uses", "")) for step in job["steps"])
        if "write" in job["permissions"].values():
            assert "checkout" not in told
            assert "run.py" not in told
        assert "${{" not in "".join(step.get("run", "") for step in job["steps"]), "values reach a shell through variables alone"
        assert all(step["with"]["persist-credentials"] is False for step in job["steps"] if "checkout" in step.get("uses", ""))


def test_who_may_do_what_while_the_site_is_published() -> None:
    jobs = WORKFLOWS["handbook.yml"]["jobs"]
    assert {name: job["permissions"] for name, job in jobs.items()} == {
        "check": {"contents": "read"},
        "build": {"contents": "read", "pages": "read"},
        "attest": {"id-token": "write", "attestations": "write"},
        "publish": {"pages": "write", "id-token": "write"},
        "offline": {"contents": "read"},
        "release": {"contents": "write"},
    }


def test_what_runs_the_code_of_a_pull_request_may_only_read_and_what_may_write_runs_none_of_it(workflow: dict[str, Any]) -> None:
    assert list(workflow[True]) == ["pull_request"]  # YAML 1.1 takes the key `on` for a truth value
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    assert {name: job["permissions"] for name, job in jobs.items()} == {"compare": {"contents": "read"}, "comment": {"pull-requests": "write"}}
    told = "\n".join(step.get("run", step.get("uses", "")) for step in jobs["comment"]["steps"])
    assert "checkout" not in told
    assert "run.py" not in told
    assert "${{" not in "".join(step.get("run", "") for job in jobs.values() for step in job["steps"]), "values reach a shell through variables alone"


def test_it_finds_its_own_comment_again(workflow: dict[str, Any]) -> None:
    assert MARKER in workflow["jobs"]["comment"]["steps"][-1]["run"]
