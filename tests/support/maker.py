"""A maker with many products: the minimal product, its organisation written once and inherited by each of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from pathlib import Path

MINIMAL = Path(__file__).parents[1] / "products" / "minimal"
ORGANISATION = ("activity-0/roles.yaml", "activity-0/policies.yaml", "product-model/entities.yaml")
"""Files of the minimal product that are the maker's and not the product's."""
SHARED = "format: 1\ntitle: Organisation of Brackwater\n"
OWN_POLICY = """- id: POL-01
  title: No release without its tests
  status: assessed
  owner: ROL-01
  statement: No image is signed unless every verification has passed, in two runs on two days.
  applies_to: Everybody who may sign
  approved_by: ROL-01
  approved_on: 2025-01-20
  references:
    - entry: PR.PS-06
      who: maker
      scope: product
      strength: primary
      rationale: No image leaves before its tests passed; that is the rule for how software is made and released.
  assessed_by: ROL-02
  reviewed_on: 2026-05-04
"""
"""A policy of a product's own, in place of the shared one."""
OVERRIDES = """overrides:
  - record: POL-01
    because: A flaw of this product shows only on the second day.
    by: ROL-01
    on: 2026-05-04
"""


def write_organisation(folder: Path) -> Path:
    """Writes the shared records of the maker to `folder` and returns it."""
    for name in ORGANISATION:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MINIMAL / name, target)
    (folder / "shared.yaml").write_text(SHARED, encoding="utf-8")
    return folder


def write_member(folder: Path, title: str = "", *, overriding: bool = False, more: str = "", inherits: str = "../organisation") -> Path:
    """Writes a product that inherits the organisation beside it to `folder`, and returns it; `more` is added to its `product.yaml`."""
    shutil.copytree(MINIMAL, folder)
    for name in ORGANISATION:
        (folder / name).unlink()
    file = folder / "product.yaml"
    text = file.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^format: 1$", f"format: 1\ninherits:\n  - {inherits}\n{OVERRIDES if overriding else ''}{more}", text)
    file.write_text(re.sub(r"(?m)^  title: .*$", rf"  title: {title}", text, count=1) if title else text, encoding="utf-8")
    if overriding:
        (folder / "activity-0" / "policies.yaml").write_text(OWN_POLICY, encoding="utf-8")
    return folder


def write_maker(folder: Path, number: int, overriding: Collection[int] = ()) -> list[Path]:
    """Writes a maker with so many products below `folder`, those of the numbers `overriding` with a policy of their own; returns their folders."""
    write_organisation(folder / "organisation")
    return [write_member(folder / f"product-{one:02}", f"Meter {one:02}", overriding=one in overriding) for one in range(number)]
