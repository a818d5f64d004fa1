"""A product several times over: each copy of its records has ids of its own and refers to records of the same copy."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from handbook.schema.ids import RECORD_ID_IN_TEXT
from handbook.schema.product_file import PRODUCT_FILE

_RECORD = re.compile(r"(?m)^ *- id: ([A-Z]{3,4}-[0-9]{2,4})$")


def multiply(source: Path, target: Path, times: int) -> int:
    """Writes a product that holds the records of `source` so many times, and returns how many records it has.

    The number in an id grows by a fixed step from copy to copy, so that its prefix stays. What a file says above its records stands once.
    Raises ValueError where an id would have more than four digits.
    """
    shutil.copytree(source, target)
    files = {path: path.read_text(encoding="utf-8") for path in sorted(target.rglob("*.yaml")) if path.name != PRODUCT_FILE}
    ids = {record_id for text in files.values() for record_id in _RECORD.findall(text)}
    step = 10 ** max(len(record_id.rsplit("-", 1)[1]) for record_id in ids)
    if step * times > 10_000:
        raise ValueError(f"{times} copies of ids that count to {step} need more than four digits")
    for path, text in files.items():
        first = _RECORD.search(text)
        if first:
            head, records = text[: first.start()], text[first.start() :].rstrip("\n") + "\n"
            path.write_text(head + "".join(_later(records, ids, number * step) for number in range(times)), encoding="utf-8")
    return times * len(ids)


def _later(text: str, ids: set[str], by: int) -> str:
    """Returns records in which every id of a record has a number greater by so much."""

    def shifted(record_id: str) -> str:
        prefix, number = record_id.rsplit("-", 1)
        return f"{prefix}-{int(number) + by:02}"

    return RECORD_ID_IN_TEXT.sub(lambda found: shifted(found[0]) if found[0] in ids else found[0], text) if by else text
