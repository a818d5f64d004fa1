"""The workflow that comments on pull requests: who may do what, and that nothing it runs can change under its name."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from handbook.outputs.diff.as_markdown import MARKER
from tests.support.building import ROOT


@pytest.fixture(scope="module")
def workflow() -> dict[str, Any]:
    found = yaml.safe_load((ROOT / ".github" / "workflows" / "what-changed.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_every_action_is_pinned_by_its_hash(workflow: dict[str, Any]) -> None:
    used = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one) for one in used)


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
