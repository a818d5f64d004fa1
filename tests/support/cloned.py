"""Products of thousands of whole records: the minimal product with all that is about its one device told again for each further device."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

MINIMAL = Path(__file__).parents[1] / "products" / "minimal"
KEPT = {"ENT", "ROL", "POL", "CRI", "PRO", "PLN", "CHN", "LOG", "PRD", "OBL", "SCO"}
"""Kinds that stand once: the maker's own, and what is said of documents."""
APART = 20
"""Between the numbers of a record and its next copy."""
_ID = re.compile(r"\b([A-Z]{3,4})-(\d{2,4})\b")


def write_cloned(folder: Path, records: int) -> Path:
    """Writes the minimal product, told again until it has at least so many records, and returns its folder."""
    shutil.copytree(MINIMAL, folder, dirs_exist_ok=True)
    files = {path: _read(path) for path in sorted(folder.rglob("*.yaml")) if path.name != "product.yaml" and "files" not in path.parts}
    once = sum(len(found) for found in files.values()) + 1
    again = sum(not _is_kept(record) or _on_devices(record) for found in files.values() for record in found)
    copies = max(0, -(-(records - once) // again))
    for path, found in files.items():
        told = [dict(record) for record in found]
        for number in range(1, copies + 1):
            told += [_copy(record, number) for record in found if not _is_kept(record) or _on_devices(record)]
        path.write_text(yaml.dump(told, allow_unicode=True, sort_keys=False, width=200), encoding="utf-8", newline="\n")
    product = (folder / "product.yaml").read_text(encoding="utf-8")
    covers = re.compile(r"covers: \[([^\]]*)\]")
    known = {str(record["id"]) for found in files.values() for record in found if not _is_kept(record) or _on_devices(record)} if copies else set()
    product = covers.sub(lambda match: f"covers: [{', '.join(_covered(match[1], known, copies))}]", product)
    (folder / "product.yaml").write_text(product, encoding="utf-8", newline="\n")
    return folder


def _read(path: Path) -> list[dict[str, Any]]:
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found or []


def _is_kept(record: dict[str, Any]) -> bool:
    return str(record["id"]).partition("-")[0] in KEPT


def _on_devices(record: dict[str, Any]) -> bool:
    """Returns whether a scope decision is about elements that are asked of each device."""
    return any(str(entry).startswith("8259A:") for entry in record.get("entries", ())) if str(record["id"]).startswith("SCO") else False


def _copy(record: dict[str, Any], number: int) -> dict[str, Any]:
    copied: dict[str, Any] = _renamed(record, number)
    if _on_devices(record):
        copied["id"] = _further(str(record["id"]), number)
        copied["components"] = [_further("COM-01", number)]
    return copied


def _renamed(value: Any, number: int) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(one, number) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, number) for one in value]
    return _ID.sub(lambda match: match[0] if match[1] in KEPT else _further(match[0], number), value)


def _further(record_id: str, number: int) -> str:
    prefix, _, own = record_id.partition("-")
    return f"{prefix}-{int(own) + APART * number:02}"


def _covered(ids: str, told_again: set[str], copies: int) -> list[str]:
    found = [one.strip() for one in ids.split(",")]
    return [*found, *(_further(one, number) for number in range(1, copies + 1) for one in found if one in told_again)]
