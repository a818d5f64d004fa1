"""What is kept from the public stands in no folder that the public sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.commands.cli import main
from handbook.findings.diagnostics import as_text
from handbook.pipeline import load
from tests.conftest import MINIMAL, WriteProduct

REPOSITORY = "https://forge.example/us/handbook"
CODE = "kept-back-in-repository"
ROLES = (MINIMAL / "activity-0" / "roles.yaml").read_text(encoding="utf-8")
KEPT = f"{ROLES}  internal_only:\n    - duties\n  visibility: assessor\n".replace("  people: 1\n", "  people: 1\n  internal_only:\n    - duties\n", 1)


def test_records_and_fields_that_the_repository_shows_are_told_once(product: WriteProduct, catalogues: Catalogues) -> None:
    folder = product(**{"activity-0/roles.yaml": KEPT})
    (found,) = [one for one in load(folder, catalogues, repository=REPOSITORY).diagnostics if one.code == CODE]
    assert as_text(found) == (
        f"product.yaml:12:7: warning: 2 records and fields are not for the public, and {REPOSITORY} may show the folder that they stand in; "
        f"expected a repository that the public does not see, or an exemption that says that this is none [{CODE}]"
    )
    assert CODE not in [one.code for one in load(folder, catalogues).diagnostics]
    assert CODE not in [one.code for one in load(MINIMAL, catalogues, repository=REPOSITORY).diagnostics]


def test_whoever_publishes_everything_is_not_warned(product: WriteProduct, catalogues: Catalogues) -> None:
    said = (MINIMAL / "product.yaml").read_text(encoding="utf-8").replace("site:\n", "site:\n  published_for: internal\n", 1)
    folder = product(**{"activity-0/roles.yaml": KEPT, "product.yaml": said})
    assert CODE not in [one.code for one in load(folder, catalogues, repository=REPOSITORY).diagnostics]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("configuration", "is_told"),
    [
        (f"repo_url: {REPOSITORY}", True),
        (f"edit_uri: {REPOSITORY}/edit/", True),
        ("repo_url: !ENV [US, 'https://forge.example/us']", True),
        ("repo_url: ''\nedit_uri: edit/main/docs/", False),
    ],
)
def test_the_command_asks_the_configuration_and_an_exemption_says_that_nobody_sees_it(
    tmp_path: Path, product: WriteProduct, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], configuration: str, is_told: bool
) -> None:
    product(**{"activity-0/roles.yaml": KEPT})
    (tmp_path / "mkdocs.yml").write_text(f"{configuration}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--product", "product"]) == 0
    assert (f"[{CODE}]" in capsys.readouterr().out) is is_told
    exemption = f"- rule: {CODE}\n  record: PRD-01\n  reason: The repository is ours alone.\n  decided_by: ROL-01\n  review_by: 2027-01-01\n"
    (tmp_path / "product" / "rules.yaml").write_text(exemption if is_told else "", encoding="utf-8")
    assert main(["check", "--product", "product"]) == 0
    assert f"[{CODE}]" not in capsys.readouterr().out


def test_a_product_elsewhere_is_not_in_the_repository(
    tmp_path: Path, product: WriteProduct, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = product(**{"activity-0/roles.yaml": KEPT})
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "mkdocs.yml").write_text(f"repo_url: {REPOSITORY}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    assert main(["check", "--product", str(folder)]) == 0
    assert f"[{CODE}]" not in capsys.readouterr().out


@pytest.mark.parametrize(("more", "is_told"), [("", True), ("  internal_only: [notes]\n", False), ("  assessor_only: [notes]\n", False)])
def test_a_field_that_is_kept_back_may_name_what_is_internal(product: WriteProduct, catalogues: Catalogues, more: str, is_told: bool) -> None:
    policies = (MINIMAL / "activity-0" / "policies.yaml").read_text(encoding="utf-8") + "  visibility: internal\n"
    roles = f"{ROLES}- id: ROL-77\n  title: One\n  notes: As POL-01 says.\n{more}"
    folder = product(**{"activity-0/policies.yaml": policies, "activity-0/roles.yaml": roles})
    assert ("internal-quoted" in [one.code for one in load(folder, catalogues).diagnostics]) is is_told
