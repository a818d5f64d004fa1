"""What a site offers for download: every format with what becomes of each field, and what stands under `.well-known/`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.exports.downloads import ON_REQUEST, Wanted, downloads_view, in_words, site_files
from handbook.exports.registry import formats
from handbook.model.handbook import Handbook
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.record import COMMON
from handbook.views.shared.words import label
from tests.handbook.exports.conftest import TRIED
from tests.support.every_field import every_field

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", TRIED)
def test_every_format_is_shown_with_the_size_of_its_file(name: str, products: dict[str, Handbook]) -> None:
    shown = downloads_view(products[name])
    assert [one.name for one in shown] == [form.name for form in formats()]
    files = {path: made if isinstance(made, bytes) else b"".join(made) for path, made in site_files(products[name])}
    for one in shown:
        if one.lacks:
            assert (one.size, one.path in files) == ("", False)
        elif one.name != "json":
            assert one.bytes == len(files[one.path])
        for path, _, size in one.files:
            assert size == in_words(len(files[path]))


def test_every_field_of_every_kind_stands_in_the_account_of_every_format(minimal: Handbook) -> None:
    for one, form in zip(downloads_view(minimal), formats(), strict=True):
        if one.is_whole:
            continue
        assert {kind.kind for kind in one.kinds} | set(one.left_out) == {kind.plural for kind in KINDS.values()}
        by_title = {KINDS[kind].plural: kind for kind in KINDS}
        for kind in one.kinds:
            own = {label(name) for name in MODELS[by_title[kind.kind]].model_fields if name not in COMMON}
            assert {*kind.carried, *kind.reduced, *kind.left_out} == own, form.name


def test_one_file_is_had_without_the_others(products: dict[str, Handbook]) -> None:
    files = dict(site_files(products["example"]))
    some = [path for number, path in enumerate(files) if number % 7 == 0]
    assert [dict(site_files(products["example"], path)) for path in some] == [{path: files[path]} for path in some]
    assert list(site_files(products["example"], "downloads/no-such-file")) == []


def test_what_is_made_on_request_is_there_where_the_site_asks_for_it(products: dict[str, Handbook]) -> None:
    handbook, wanted = products["pump"], Wanted(on_request=True, revision="0123456789ab")
    asked = {form.name: form for form in formats() if form.on_request}
    assert asked
    for one in downloads_view(handbook):
        assert (one.lacks == ON_REQUEST) == (one.name in asked)
    files = dict(site_files(handbook, None, wanted))
    for one in downloads_view(handbook, wanted):
        if one.name in asked:
            assert (one.lacks, one.bytes) == ("", len(files[one.path]))
            assert {option for option, _, _ in one.choices} >= {"--paper"}
            assert dict(site_files(handbook, one.path, wanted)) == {one.path: files[one.path]}
    assert set(files) - set(dict(site_files(handbook))) == {f"downloads/{form.file}" for form in asked.values()}


def test_well_known_addresses_stand_on_the_makers_own_host_alone(products: dict[str, Handbook], catalogues: Catalogues) -> None:
    for name in ("example", "pump"):
        assert [path for path in dict(site_files(products[name])) if path.startswith(".well-known/")] == []
    own = dict(site_files(every_field(catalogues)))
    assert own[".well-known/security.txt"] == own["downloads/security.txt"]
    below = {path.removeprefix(".well-known/csaf/") for path in own if path.startswith(".well-known/csaf/")}
    assert below == {path.removeprefix("downloads/csaf/") for path in own if path.startswith("downloads/csaf/")}
    assert "provider-metadata.json" in below
    assert dict(site_files(every_field(catalogues), ".well-known/security.txt")) == {".well-known/security.txt": own["downloads/security.txt"]}


def test_a_product_that_holds_nothing_lists_every_format_all_the_same(minimal: Handbook) -> None:
    empty = replace(minimal, items={})
    made = {one.name for one in downloads_view(empty) if not one.lacks}
    assert made == {"xlsx", "assessor-workbook", "csv", "json", "markdown", "markdown-blank", "cyclonedx-1.6", "cyclonedx-1.7", "cra-annex-vii", "cra-annex-ii"}
    assert all(content for _, content in site_files(empty))


def test_sizes_are_said_in_units() -> None:
    assert [in_words(one) for one in (0, 999, 1_000, 9_999, 10_000, 999_999, 1_747_499, 12_300_000)] == [
        "0 bytes", "999 bytes", "1.0 kB", "10.0 kB", "10 kB", "999 kB", "1.7 MB", "12 MB",
    ]  # fmt: skip
