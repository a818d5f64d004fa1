"""The cases of `tests/cases`: each a product in which an author made one mistake."""

from __future__ import annotations

import shutil
from pathlib import Path

from handbook.authoring.mistakes import BESIDE

CASES = Path(__file__).parents[1] / "cases"
MINIMAL = CASES.parent / "products" / "minimal"
ORGANISATION = MINIMAL.parent / "organisation"
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/expected.txt"))


def case_in(case: Path, folder: Path) -> Path:
    """Returns the folder `product` in a folder: the minimal product with the files of a case, and what a case puts beside it."""
    product = folder / "product"
    shutil.copytree(MINIMAL, product)
    shutil.copytree(ORGANISATION, folder / ORGANISATION.name)
    removed = case / "remove.txt"
    for gone in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
        target = product / gone
        shutil.rmtree(target) if target.is_dir() else target.unlink()
    for file in sorted(case.rglob("*")):
        if file.is_file() and file.name not in ("expected.txt", "remove.txt"):
            name = file.relative_to(case)
            target = folder / name.relative_to(BESIDE) if name.is_relative_to(BESIDE) else product / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    return product
