"""Serving: a saved YAML file is rebuilt; with errors the server lives on, says so on every page, and stops when mended."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from handbook.views.addresses import record_slug
from tests.conftest import MINIMAL, WriteProduct
from tests.support.maker import write_member, write_organisation
from tests.support.serving import Served, serving, wait_for


@pytest.fixture
def served(product: WriteProduct, tmp_path: Path) -> Iterator[Served]:
    """The minimal product, served."""
    yield from serving(product(), tmp_path)


@pytest.fixture
def served_before_it_is_there(tmp_path: Path) -> Iterator[Served]:
    """A product's folder that nobody has made yet, served."""
    yield from serving(tmp_path / "products" / "ours", tmp_path)


def test_errors_appear_on_the_page_and_vanish_when_mended(served: Served) -> None:
    folder, get = served
    page = wait_for(get, "records/rol-01/", lambda text: "ROL-01" in text)
    assert "hb-banner" not in page
    path = folder / "activity-0" / "roles.yaml"
    good = path.read_text(encoding="utf-8")

    path.write_text(good.replace("may_stop_release: yes", "may_stop_release: maybe", 1), encoding="utf-8")
    page = wait_for(get, "records/rol-01/", lambda text: "hb-banner" in text)
    assert "activity-0/roles.yaml:" in page
    assert "yes or no" in page
    assert "hb-banner" in get("activities/3/")

    path.write_text(good + "\n  - [unclosed\n", encoding="utf-8")
    wait_for(get, "activities/3/", lambda text: "yaml-syntax" in text)

    path.write_text(good.replace("title: ", "title: Renamed ", 1), encoding="utf-8")
    page = wait_for(get, "records/rol-01/", lambda text: "Renamed" in text and "hb-banner" not in text)
    assert "hb-banner" not in get("activities/3/")


def test_a_folder_made_after_serving_began_is_shown_with_its_mistakes(served_before_it_is_there: Served) -> None:
    """Mistakes of each kind that once ended the server: a flow from a need, an id as long as no name of a file may be, links and macros to nowhere."""
    folder, get = served_before_it_is_there
    wait_for(get, "", lambda text: "does not exist" in text)
    folder.parent.mkdir()
    time.sleep(1.5)
    shutil.copytree(MINIMAL, folder)
    page = wait_for(get, "records/need-01/", lambda text: "NEED-01" in text)
    assert "hb-banner" not in page

    flows = folder / "product-model" / "data-flows.yaml"
    flows.write_text(re.sub(r"(?m)^  source: .*$", "  source: NEED-01", flows.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    needs = folder / "activity-2" / "needs.yaml"
    long = "NEED-" + "9" * 300
    needs.write_text(needs.read_text(encoding="utf-8") + f"\n- id: {long}\n  title: One with a long id\n", encoding="utf-8")
    (folder / "files" / "sbom" / "meter-1.4.0.json").unlink()
    (folder / "files" / "sbom" / "meter-1.4.0.json").symlink_to("nowhere.json")
    (folder / "pages" / "two.md").write_text("---\ntitle: Two\n---\n\n# Two\n\n{{ refs('PR.AA-01') }}\n", encoding="utf-8")
    page = wait_for(get, "product/", lambda text: "is a need or goal" in text and "is not an id" in text and "leads nowhere" in text)
    for record in ("records/flw-01/", "records/rel-01/", f"records/{record_slug(long)}/"):
        assert "hb-banner" in get(record)
        assert "What it says" in get(record), record
    page = unescape(get("pages/two/"))
    assert "<code>ours/pages/two.md:7</code> a macro on this page failed: 'refs' is undefined; did you mean ref?" in page


def test_a_saved_shared_record_is_on_the_next_page_and_a_folder_inherited_later_too(tmp_path: Path) -> None:
    organisation = write_organisation(tmp_path / "organisation")
    platform = tmp_path / "platform"
    for folder, get in serving(write_member(tmp_path / "product"), tmp_path):
        page = wait_for(get, "records/pol-01/", lambda text: "POL-01" in text)
        assert "Inherited from <em>Organisation of Brackwater</em>" in page
        policies = organisation / "activity-0" / "policies.yaml"
        policies.write_text(policies.read_text(encoding="utf-8").replace("No image is signed", "Nothing is signed"), encoding="utf-8")
        assert "Nothing is signed" in get("records/pol-01/"), "the first answer after a save"
        (organisation / "shared.yaml").write_text("format: 1\ntitle: The firm\n", encoding="utf-8")
        assert "Inherited from <em>The firm</em>" in get("records/pol-01/")
        (organisation / "shared.yaml").write_text("format: 9\ntitle: The firm\n", encoding="utf-8")
        assert "organisation/shared.yaml:1" in wait_for(get, "activities/3/", lambda text: "unknown-format" in text)
        (organisation / "shared.yaml").write_text("format: 1\ntitle: The firm\n", encoding="utf-8")

        (platform / "activity-0").mkdir(parents=True)
        (platform / "shared.yaml").write_text("format: 1\ntitle: The platform\n", encoding="utf-8")
        roles = platform / "activity-0" / "roles.yaml"
        roles.write_text("- id: ROL-31\n  title: Head of the platform\n", encoding="utf-8")
        product = folder / "product.yaml"
        product.write_text(product.read_text(encoding="utf-8").replace("  - ../organisation\n", "  - ../organisation\n  - ../platform\n"), encoding="utf-8")
        wait_for(get, "records/rol-31/", lambda text: "Head of the platform" in text)
        roles.write_text("- id: ROL-31\n  title: Head of all platforms\n", encoding="utf-8")
        page = wait_for(get, "records/rol-31/", lambda text: "Head of all platforms" in text)
        assert "hb-banner" not in page
