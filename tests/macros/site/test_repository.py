"""Where a file lies in the repository, and where the forge edits it."""

from __future__ import annotations

from pathlib import Path

from macros.site.repository import Repository, relative

FORGE = "https://forge.example/you/handbook/"


def test_the_forge_edits_a_file_of_the_product_at_its_line(tmp_path: Path) -> None:
    product = tmp_path / "our product"
    product.mkdir()
    assert Repository(tmp_path, product, FORGE).edit_url("needs.yaml", 3) == f"{FORGE}edit/main/our%20product/needs.yaml#L3"
    assert Repository(tmp_path, product, FORGE, "blob/dev/docs/").edit_url("needs.yaml", 1) == f"{FORGE}blob/dev/our%20product/needs.yaml#L1"
    assert Repository(tmp_path, product).edit_url("needs.yaml", 1) is None
    assert Repository(product, tmp_path, FORGE).edit_url("needs.yaml", 1) is None


def test_a_folder_is_named_as_the_repository_names_it(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there", target_is_directory=True)
    assert relative(tmp_path / "link", tmp_path) == "link"
    assert relative(tmp_path, tmp_path / "there") == ""


def test_the_forge_edits_a_shared_record_in_its_own_file(tmp_path: Path) -> None:
    product, shared = tmp_path / "products" / "meter", tmp_path / "organisation"
    product.mkdir(parents=True)
    shared.mkdir()
    (shared / "needs.yaml").touch()
    assert Repository(tmp_path, product, FORGE).edit_url("../../organisation/needs.yaml", 3) == f"{FORGE}edit/main/organisation/needs.yaml#L3"
