"""Which product stands in `worked_example/`: our own example, or that of a fork."""

from __future__ import annotations

import yaml

from tests.support.building import ROOT

_OURS = yaml.safe_load((ROOT / "tests" / "products" / "our-example.yaml").read_text(encoding="utf-8"))
EXAMPLE = ROOT / str(_OURS["folder"])
"""The folder that a fork may fill with its own product."""


def is_ours() -> bool:
    """Returns whether the folder holds our own example, by the title of its product."""
    try:
        said = yaml.safe_load((EXAMPLE / "product.yaml").read_text(encoding="utf-8"))
        return bool(said["product"]["title"] == _OURS["title"])
    except (OSError, yaml.YAMLError, TypeError, KeyError):
        return False


SECOND = ROOT / "examples" / "pump-monitor"
"""The second example, a whole product that a fork finds as we do."""
THIRD = ROOT / "examples" / "fan-module"
"""The third example, a small one, in which the answer is often no."""
WHOLE = EXAMPLE if is_ours() else SECOND
"""A whole product: our own example, or in a fork, whose product may be a draft, the second one."""
PUBLISHED = [*([EXAMPLE] if is_ours() else []), *sorted(path.parent for path in (ROOT / "examples").glob("*/product.yaml"))]
"""Folders of the examples that this repository publishes."""
