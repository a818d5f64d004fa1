"""What is kept between builds does not grow with what a product says: `mkdocs serve` loads it again on every save."""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from pathlib import Path

import handbook
import macros
from handbook.catalogs.catalogue import Catalogues
from handbook.pipeline import load
from tests.support.products import MINIMAL


def sizes() -> dict[str, int]:
    """Returns how many answers each cache of a module of ours holds."""
    found = {}
    for package in (handbook, macros):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(module.name)).items():
                if hasattr(value, "cache_info"):
                    found[f"{module.name}.{name}"] = value.cache_info().currsize
    return found


def test_no_cache_grows_with_the_words_of_a_product(tmp_path: Path, catalogues: Catalogues) -> None:
    product = tmp_path / "product"
    shutil.copytree(MINIMAL, product)
    load(product, catalogues)
    before = sizes()
    assert len(before) > 5
    words = iter(f"word{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(26 * 26))
    for file in product.rglob("*.yaml"):
        lines = file.read_text(encoding="utf-8").splitlines()
        edited = [f"{line} {next(words)} {next(words)}" if line.startswith("  title: ") and not line.endswith(('"', "'")) else line for line in lines]
        file.write_text("\n".join(edited) + "\n", encoding="utf-8")
    changed = load(product, catalogues).handbook
    assert sum("word" in item.record.title for item in changed.records()) > 20
    assert sizes() == before
