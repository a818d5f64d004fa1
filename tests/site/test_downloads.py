"""The page *Downloads* and the files behind it, on a built site; `.well-known/` on a maker's own host, as far as the artifact that is published."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from handbook.exports.downloads import site_files
from handbook.exports.registry import formats
from handbook.model.loaded import Loaded
from tests.conftest import MINIMAL
from tests.site.test_publishing import WORKFLOW
from tests.support.building import Built, build, built_once

DISCLOSURE = """  maker: ENT-01
  disclosure:
    contacts: ["mailto:security@brackwater.example"]
    valid_until: 2027-04-30
    namespace: https://brackwater.example
    host: https://security.brackwater.example
"""
CASE = """- id: VUL-01
  title: "An `odd` <b>case</b>"
  description: Something.
  known_as: [BW-2026-01]
  releases: [REL-01]
  published_on: 2026-05-05
  vex:
    - release: REL-01
      status: affected
      statement: Unplug it.
"""


@pytest.fixture(scope="session")
def own_host(shared: Path) -> Built:
    """The minimal product with a published case, on its maker's own host."""
    folder = shared / "own-host-product"
    if not folder.exists():
        shutil.copytree(MINIMAL, folder)
        file = folder / "product.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("  maker: ENT-01\n", DISCLOSURE), encoding="utf-8")
        (folder / "activity-6").mkdir(exist_ok=True)
        (folder / "activity-6" / "vulnerabilities.yaml").write_text(CASE, encoding="utf-8")
    return built_once(shared, "own-host", lambda site: build(site, folder, "--strict"))


def test_every_file_stands_where_the_page_says_and_is_what_the_command_writes(site: Built, example: Loaded) -> None:
    files = {path: made if isinstance(made, bytes) else b"".join(made) for path, made in site_files(example.handbook)}
    assert {path: (site.site / path).read_bytes() for path in files} == files
    html = site.page("downloads")
    for form in formats():
        assert f'id="{form.name.replace(".", "-")}"' in html
        assert f"handbook export {form.name}</code>" in html
    linked = re.findall(r'<a href="([^"]+)" download', html)
    assert linked
    for href in linked:
        assert (site.site / "downloads" / href).is_file(), href


def test_a_product_that_lacks_something_says_so_on_the_page(minimal_site: Built) -> None:
    html = minimal_site.page("downloads")
    assert (
        "<strong>Not made:</strong> product.yaml names no &#39;contacts&#39;" in html or "<strong>Not made:</strong> product.yaml names no 'contacts'" in html
    )
    assert not (minimal_site.site / "downloads" / "security.txt").exists()


def test_nothing_stands_live_for_a_maker_whose_host_it_is_not(site: Built, minimal_site: Built) -> None:
    for built in (site, minimal_site):
        assert not (built.site / ".well-known").exists()
        assert list(built.site.rglob("provider-metadata.json")) == []


def test_on_the_makers_own_host_it_is_found_where_readers_look(own_host: Built) -> None:
    assert own_host.code == 0, own_host.output[-2000:]
    well_known = own_host.site / ".well-known"
    assert "Canonical: https://security.brackwater.example/.well-known/security.txt\n" in (well_known / "security.txt").read_text(encoding="utf-8")
    provider = json.loads((well_known / "csaf" / "provider-metadata.json").read_text(encoding="utf-8"))
    folder = provider["distributions"][0]["directory_url"].removeprefix("https://security.brackwater.example/")
    listed = (own_host.site / folder / "index.txt").read_text(encoding="utf-8").split()
    assert listed == ["2026/bw-2026-01-vex.json", "2026/bw-2026-01.json"]
    for path in listed:
        document = json.loads((own_host.site / folder / path).read_text(encoding="utf-8"))
        assert document["document"]["references"][0]["url"] == f"https://security.brackwater.example/{folder}{path}"


def test_the_workflow_publishes_hidden_folders_too() -> None:
    """The action that packs the site leaves out whatever begins with a dot from version 4 on, and with it `.well-known/`."""
    steps = [step for job in yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"].values() for step in job["steps"]]
    assert sum(step.get("uses", "").startswith("actions/upload-pages-artifact@") for step in steps) == 1
    assert re.findall(r"actions/upload-pages-artifact@[0-9a-f]{40} # v(\d+)", WORKFLOW.read_text(encoding="utf-8")) == ["3"]
