"""The workflows run: every script of them in a clone, on the files that the steps before it left, with the variables that the runner sets."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from pathlib import Path

import pytest

from tests.support.building import ROOT
from tests.support.forge import Forge, clone_of_the_repository, commit

WORKFLOWS = ROOT / ".github" / "workflows"
PRODUCT = "tests/products/minimal"
CONTEXT = {
    "vars.AUDIENCE": "",
    "github.server_url": "https://forge.example",
    "github.repository": "us/handbook",
    "github.token": "none",
    "steps.pages.outputs.base_url": "https://us.example/sub/path",
    "github.event.release.tag_name": "v1.0; echo not a command",
    "github.event.pull_request.number": "7",
}

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="the workflows run on Linux")]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clone_of_the_repository(tmp_path_factory.mktemp("forge") / "clone")


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    return Forge(tmp_path, CONTEXT, {"WORKED_EXAMPLE": PRODUCT})


def test_the_site_is_checked_built_named_by_its_hashes_and_handed_on(forge: Forge, clone: Path) -> None:
    workflow = WORKFLOWS / "handbook.yml"
    forge.run(workflow, "check", clone=clone)
    forge.run(workflow, "build", clone=clone)
    site = forge.folder / "artifacts" / "github-pages"
    listed = dict(reversed(line.split("  ", 1)) for line in (site / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    there = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file() and path.name != "SHA256SUMS"}
    assert listed == {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in there.items()}
    assert "https://us.example/sub/path/records/need-01/" in there["sitemap.xml"].read_text(encoding="utf-8")
    assert [name for name in there if name.endswith("handbook.pdf")]
    said = json.loads(there["build.json"].read_text(encoding="utf-8"))
    assert (said["site_url"], said["product"]) == ("https://us.example/sub/path/", PRODUCT)
    assert said["locks"] == {"requirements.lock": hashlib.sha256((clone / "requirements.lock").read_bytes()).hexdigest()}
    assert "not committed" not in said["source_revision"]
    assert (forge.run(workflow, "attest") / "SHA256SUMS").read_bytes() == (site / "SHA256SUMS").read_bytes()
    forge.run(workflow, "publish")
    assert forge.used[-1] == "actions/deploy-pages"


def test_a_release_gets_the_copy_for_folders_and_its_name_is_no_command(forge: Forge, clone: Path) -> None:
    workflow = WORKFLOWS / "handbook.yml"
    forge.run(workflow, "offline", clone=clone)
    space = forge.run(workflow, "release")
    with zipfile.ZipFile(space / "handbook-offline.zip") as packed:
        assert {"offline/index.html", "offline/records/need-01.html"} <= set(packed.namelist())
    assert forge.called == [["release", "upload", CONTEXT["github.event.release.tag_name"], "handbook-offline.zip", "--clobber", "--repo", "us/handbook"]]


@pytest.mark.parametrize(("answers", "address"), [("", "issues/7/comments"), ("4711", "issues/comments/4711")])
def test_a_pull_request_gets_one_comment_which_is_replaced(forge: Forge, clone: Path, answers: str, address: str) -> None:
    file = next((clone / PRODUCT).rglob("needs.yaml"))
    file.write_text(file.read_text(encoding="utf-8").replace("Readings stay at home", f"Readings stay at home {len(answers)}"), encoding="utf-8")
    commit(clone, "A change")
    forge.answers = answers
    space = forge.run(WORKFLOWS / "what-changed.yml", "compare", clone=clone)
    told = (space / "what-changed.md").read_text(encoding="utf-8")
    assert "NEED-01" in told
    assert (forge.folder / "compare-summary.md").read_text(encoding="utf-8") == told
    forge.run(WORKFLOWS / "what-changed.yml", "comment")
    assert [call[0] for call in forge.called] == ["api", "api"]
    assert f"repos/us/handbook/{address}" in forge.called[-1]
    assert "body=@what-changed.md" in forge.called[-1]
