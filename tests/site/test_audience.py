"""Sites for an audience: nothing that is planted for others is in any file of one, and all of it is in a site that leaves nothing out."""

from __future__ import annotations

import json
import re
import shutil
import urllib.error
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from tests.support.building import Built, build, built_once
from tests.support.planted import Planted, files_below, found_in, planted
from tests.support.serving import Served, everything, serving, wait_for

NEVER = ("comment of",)
"""Where a string is planted that no build publishes, for nobody: in comments of YAML."""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, catalogues: Catalogues) -> Planted:
    return planted(tmp_path_factory.mktemp("kept") / "product", catalogues)


@pytest.fixture(scope="module")
def for_the_public(shared: Path, kept: Planted) -> Built:
    """The site as it is built where nobody says for whom."""
    built = built_once(shared, "for-the-public", lambda folder: build(folder, kept.folder, "--strict"))
    assert built.code == 0, built.output[-3000:]
    return built


@pytest.fixture(scope="module")
def with_everything(shared: Path, kept: Planted) -> Built:
    """The site of the same product with the filter off."""
    built = built_once(shared, "with-everything", lambda folder: build(folder, kept.folder, "--strict", AUDIENCE="internal"))
    assert built.code == 0, built.output[-3000:]
    return built


def test_enough_is_planted(kept: Planted) -> None:
    assert len([where for where in kept.strings if not where.startswith(NEVER)]) >= 400
    assert len(kept.files) >= 20


def test_no_byte_that_is_kept_back_is_in_the_site(kept: Planted, for_the_public: Built) -> None:
    assert found_in(files_below(for_the_public.site), kept.strings) == {}


def test_with_the_filter_off_every_one_would_be_found(kept: Planted, with_everything: Built) -> None:
    found = found_in(files_below(with_everything.site), kept.strings)
    assert [where for where in kept.strings if where not in found and not where.startswith(NEVER)] == []
    assert all((with_everything.site / "files" / name).read_bytes() == content for name, content in kept.files.items())


def test_the_site_says_for_whom_it_is(for_the_public: Built, with_everything: Built) -> None:
    for built, audience, words in (
        (for_the_public, "public", "Made for the public: what only others may read is left out."),
        (with_everything, "internal", "Nothing is left out, internal records included."),
    ):
        assert json.loads((built.site / "handbook.json").read_text(encoding="utf-8"))["audience"] == audience
        assert all(words in built.page(page) for page in ("", "records/need-01/", "progress/", "404.html"))
    assert re.search(r"made for the public: [0-9]+ records, [0-9]+ fields and [0-9]+ files are left out", for_the_public.output)


def test_what_leads_to_something_left_out_says_so_or_is_gone(for_the_public: Built, with_everything: Built) -> None:
    """An open treatment of a kept risk, a text with a kept fact and kept ids, a link to a kept file, a list with a kept use case."""
    treatment = for_the_public.page("records/trt-8821/")
    assert re.search(r"<dt[^>]*>Risk</dt>\s*<dd>\s*not published", treatment)
    assert "It lasts (not published), that is (not published) days, or (not published)." in for_the_public.page("records/rol-8810/")
    policy = for_the_public.page("records/pol-8820/")
    assert "As (not published) and <code>(not published)</code> say, see (not published)." in policy
    assert "Kept true by" not in policy
    assert "As the report (not published) says; (not published) and (not published) too." in for_the_public.page("records/pol-8840/")
    assert "not published" not in for_the_public.page("records/rsk-8822/").partition("Trace")[0].partition("Use cases")[2][:200]
    assert "Kept true by" in with_everything.page("records/pol-8820/")


def test_no_page_judges_the_whole_by_what_is_published(for_the_public: Built, with_everything: Built) -> None:
    assert "eady for release" in with_everything.page("progress/")
    assert "eady for release" not in for_the_public.page("progress/")
    assert "in what is published. How the whole stands is not told here." in for_the_public.page("progress/")


def test_a_full_site_marks_what_not_everybody_may_read(with_everything: Built) -> None:
    role = with_everything.page("records/rol-8800/")
    assert re.search(r'<dt[^>]*>Duties <span class="hb-chip">internal</span></dt>', role)
    assert '<h3>Notes <span class="hb-chip">internal</span></h3>' in role
    assert "Not for everybody: <code>notes</code> (internal), <code>duties</code> (internal)." in role


def test_an_audience_that_there_is_not_ends_the_build(tmp_path: Path, kept: Planted) -> None:
    built = build(tmp_path / "site", kept.folder, AUDIENCE="publik")
    assert built.code == 1
    assert "AUDIENCE is 'publik', which is no audience; did you mean public?" in built.output
    assert "Traceback" not in built.output


@pytest.fixture
def served_to_the_public(tmp_path: Path, kept: Planted) -> Iterator[Served]:
    yield from serving(shutil.copytree(kept.folder, tmp_path / "product"), tmp_path, AUDIENCE="public")


@pytest.mark.slow
def test_served_to_an_audience_nothing_of_the_rest_is_sent(kept: Planted, served_to_the_public: Served) -> None:
    get = served_to_the_public[1]
    wait_for(get, "", lambda page: "Made for the public" in page)
    assert found_in({path: text.encode() for path, text in everything(get).items()}, kept.strings) == {}
    for path in (f"records/{kept.strings['id of risk'].lower()}/", f"id/{kept.strings['id of risk'].lower()}/", f"files/{next(iter(kept.files))}"):
        with pytest.raises(urllib.error.HTTPError):
            get(path)
    assert "Policy that leads" in get("records/pol-8840/")
    policies = served_to_the_public[0] / "activity-0" / "policies.yaml"
    policies.write_text(policies.read_text(encoding="utf-8").replace('"POL-8840"', '"POL-8840"\n  visibility: internal'), encoding="utf-8")
    with pytest.raises(urllib.error.HTTPError):
        get("records/pol-8840/")
    assert not any(
        "Policy that leads" in get(path) or "POL-8840" in get(path) for path in ("handbook.json", "activities/0/product/", "search/search_index.json")
    )
