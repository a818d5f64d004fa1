"""Folders of shared records: which may be read, what is read of them, and what that costs a product that inherits nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.findings.diagnostics import as_text
from handbook.pipeline import load
from handbook.reading import shared
from handbook.reading.product import read_product
from handbook.reading.shelf import Shelf
from tests.support.maker import MINIMAL, write_member, write_organisation

TITLE = "a secret: [that is no YAML"
SECRET = "- id: ROL-77\n  title: A secret of whoever builds it\n"


def outside(tmp_path: Path) -> Path:
    """Returns a folder of shared records outside the repository, which is `tmp_path/repository`."""
    folder = write_organisation(tmp_path / "outside")
    (folder / "activity-0" / "roles.yaml").write_text(SECRET, encoding="utf-8")
    (folder / "shared.yaml").write_text(TITLE, encoding="utf-8")
    return folder


def by_dots(repository: Path, tmp_path: Path) -> str:
    outside(tmp_path)
    return "../../outside"


def by_a_link(repository: Path, tmp_path: Path) -> str:
    (repository / "organisation").symlink_to(outside(tmp_path))
    return "../organisation"


def by_a_link_above(repository: Path, tmp_path: Path) -> str:
    outside(tmp_path)
    (repository / "up").symlink_to(tmp_path)
    return "../up/outside"


def by_dots_behind_a_link(repository: Path, tmp_path: Path) -> str:
    """A path whose dots follow a link leads elsewhere to the system than to whoever reads it."""
    outside(tmp_path)
    (tmp_path / "deep").mkdir()
    (repository / "up").symlink_to(tmp_path / "deep")
    return "../up/../outside"


def hidden(repository: Path, tmp_path: Path) -> str:
    shutil.move(outside(tmp_path), repository / ".git" / "organisation")
    return "../.git/organisation"


def by_a_link_to_what_is_hidden(repository: Path, tmp_path: Path) -> str:
    shutil.move(outside(tmp_path), repository / ".git" / "organisation")
    (repository / "organisation").symlink_to(".git/organisation")
    return "../organisation"


def absolute(repository: Path, tmp_path: Path) -> str:
    return outside(tmp_path).as_posix()


@pytest.mark.parametrize("way", [by_dots, by_a_link, by_a_link_above, by_dots_behind_a_link, hidden, by_a_link_to_what_is_hidden, absolute])
def test_nothing_outside_the_repository_is_inherited(way: Callable[[Path, Path], str], tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    product = write_member(repository / "product", inherits=way(repository, tmp_path))
    loaded = load(product)
    assert [one.code for one in loaded.diagnostics] == ["inherits-refused"]
    assert "ROL-77" not in loaded.handbook.items
    assert not any("secret" in as_text(one) for one in loaded.diagnostics)


@pytest.mark.parametrize("name", ["activity-0/roles.yaml", "activity-0", "shared.yaml"])
def test_a_link_in_a_shared_folder_leads_nowhere_else(name: str, tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    folder, elsewhere = write_organisation(repository / "organisation"), outside(tmp_path)
    target = folder / name
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    target.symlink_to(elsewhere / name)
    loaded = load(write_member(repository / "product"))
    assert "outside-link" in {one.code for one in loaded.diagnostics}
    assert "ROL-77" not in loaded.handbook.items
    assert not any("secret" in as_text(one) or "whoever" in as_text(one) for one in loaded.diagnostics)


def test_a_link_inside_the_repository_is_followed(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    write_organisation(repository / "of-the-firm" / "organisation")
    (repository / "organisation").symlink_to("of-the-firm/organisation")
    assert not load(write_member(repository / "product")).diagnostics


def test_a_product_in_a_folder_of_its_own_inherits_from_the_top(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").touch()
    write_organisation(tmp_path / "organisation")
    loaded = load(write_member(tmp_path / "products" / "lines" / "meter", inherits="../../../organisation"))
    assert not loaded.diagnostics
    assert loaded.handbook.items["ROL-01"].place("id").within("products/lines/meter") == "organisation/activity-0/roles.yaml"


def test_a_product_that_inherits_nothing_looks_at_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it costs is a look at one value: neither the folder above nor a record is asked anything."""

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a product without 'inherits' was asked for shared records")

    for name in ("read_shared", "limit_of", "listing"):
        monkeypatch.setattr(shared, name, never)
    monkeypatch.setattr("handbook.reading.product.read_shared", never)
    monkeypatch.setattr("handbook.pipeline.departures", never)
    monkeypatch.setattr("handbook.pipeline.stands_alone", never)
    assert not load(MINIMAL).diagnostics


def test_a_shared_file_that_says_the_same_is_not_parsed_again(tmp_path: Path) -> None:
    write_organisation(tmp_path / "organisation")
    product, shelf = write_member(tmp_path / "product"), Shelf()
    first = {item.id: item for item in read_product(product, shelf).shared.offered}
    policies = tmp_path / "organisation" / "activity-0" / "policies.yaml"
    policies.write_text(policies.read_text(encoding="utf-8").replace("No image", "Nothing"), encoding="utf-8")
    again = {item.id: item for item in read_product(product, shelf).shared.offered}
    assert again["ENT-01"].node is first["ENT-01"].node
    assert again["POL-01"].node is not first["POL-01"].node


def test_what_product_yaml_gives_to_all_files_holds_for_its_own_records(tmp_path: Path) -> None:
    """A shared record says the same in each product, whatever a product's own file says by default; a sign-off names it."""
    write_organisation(tmp_path / "organisation")
    product = write_member(tmp_path / "product", more="defaults: {owner: ROL-02, review_by: 2027-05-03}\n")
    handbook = load(product).handbook
    assert handbook.items["ROL-01"].record.owner is None
    assert handbook.items["ROL-01"].record.review_by is None
    assert handbook.items["NEED-01"].record.owner == "ROL-02"
    assert handbook.items["ROL-01"].record.assessed_by == "ROL-01"


def test_a_sign_off_of_the_product_is_about_its_own_record_where_it_overrides_a_shared_one(tmp_path: Path) -> None:
    """Both records are signed, each by its own people: neither is signed twice."""
    organisation = write_organisation(tmp_path / "organisation")
    policies = organisation / "activity-0" / "policies.yaml"
    text = policies.read_text(encoding="utf-8").replace("  status: assessed\n", "").replace("  assessed_by: ROL-02\n  reviewed_on: 2026-05-04\n", "")
    signed = "sign_off:\n  - {by: ROL-02, on: 2026-05-04, covers: [POL-01]}\nrecords:\n"
    policies.write_text(signed + text, encoding="utf-8")
    product = write_member(tmp_path / "product", overriding=True)
    for file, old, new in (
        (product / "activity-0" / "policies.yaml", "  status: assessed\n", ""),
        (product / "activity-0" / "policies.yaml", "  assessed_by: ROL-02\n  reviewed_on: 2026-05-04\n", ""),
        (product / "product.yaml", "covers: [CRI-01,", "covers: [POL-01, CRI-01,"),
    ):
        assert old in file.read_text(encoding="utf-8")
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    loaded = load(product)
    assert not loaded.diagnostics
    assert loaded.handbook.items["POL-01"].record.status == "assessed"
