"""Which releases a site has: those that its configuration names, and never one that was made for other readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from handbook.reading.releases import LIST, Frozen, ReleaseError, list_text
from macros.site.publication import Publication
from macros.site.publishing import Asked, UnpublishableError, publish
from macros.site.releases import asked_for
from tests.conftest import WriteProduct

RELEASES = (
    Frozen("1.0", "2026-05-11", "public", "0" * 64),
    Frozen("1.1", "2026-05-12", "internal", "1" * 64),
    Frozen("2.10", "2026-05-13", "assessor", "2" * 64, status="redacted", on="2026-05-14", reason="Why."),
)

Published = Callable[..., Publication]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / LIST).write_text(list_text(RELEASES), encoding="utf-8")
    return folder


@pytest.fixture
def published(product: WriteProduct, store: Path) -> Published:
    """Returns a function that publishes the minimal product with these releases, under variables of the environment."""
    folder = product()
    (folder.parent / "mkdocs.yml").write_text("site_name: Ours\nextra:\n  worked_example: product\n", encoding="utf-8")

    def make(asked: Any = None, **environment: str) -> Publication:
        variables = {"HANDBOOK_RELEASES": str(store), **environment}
        return publish(folder.parent / "mkdocs.yml", variables, Asked(revision="1", releases=asked), lambda _: None, serving=False)

    return make


def test_readers_see_the_releases_that_were_made_for_them_and_no_trace_of_others(published: Published) -> None:
    names = {who: [one.name for one in published(AUDIENCE=who).shown.releases] for who in ("public", "assessor", "internal")}
    assert names == {"public": ["1.0"], "assessor": ["1.0", "2.10"], "internal": ["1.0", "1.1", "2.10"]}


def test_the_release_before_is_the_last_of_which_anything_is_left(published: Published) -> None:
    for who, name in (("public", "1.0"), ("assessor", "1.0"), ("internal", "1.1")):
        shown = published(AUDIENCE=who).shown
        assert shown.previous_release is not None
        assert shown.previous_release.name == name
        assert shown.tells_changes


def test_a_site_has_the_pages_of_the_releases_that_are_named(published: Published) -> None:
    assert all(map(published().shown.has_pages_of, RELEASES))
    shown = published(["1.0"]).shown
    assert [shown.has_pages_of(one) for one in RELEASES] == [True, False, False]
    assert not any(map(published([]).shown.has_pages_of, RELEASES))


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        (["1.2"], "'extra.releases' names '1.2', which is no release; expected some of 1.0, 1.1, 2.10"),
        ([2.10], r"names '2.1', which is no release \(a number such as 2.10 is no text: put it in quotes\)"),
        ("9", "names '9', which is no release"),
    ],
)
def test_a_name_that_is_no_release_ends_the_build(published: Published, stated: Any, told: str) -> None:
    with pytest.raises(UnpublishableError, match=told):
        published(stated)


def test_without_a_release_no_name_can_be_one(tmp_path: Path) -> None:
    assert asked_for(None, tmp_path) is None
    with pytest.raises(ReleaseError, match="none has been made yet"):
        asked_for("1.0", tmp_path)


def test_what_is_frozen_lists_no_other_release_and_cannot_be_edited(published: Published) -> None:
    shown = published(HANDBOOK_FROZEN_AS="3.0", HANDBOOK_FROZEN_ON="2026-06-01").shown
    assert shown.frozen is not None
    assert (shown.frozen.name, shown.frozen.day, shown.lists_releases) == ("3.0", "2026-06-01", False)
    for name, day, told in (("3/0", "2026-06-01", "cannot be the name"), ("3.0", "", "HANDBOOK_FROZEN_ON is ''; expected the day of release 3.0")):
        with pytest.raises(UnpublishableError, match=told):
            published(HANDBOOK_FROZEN_AS=name, HANDBOOK_FROZEN_ON=day)
