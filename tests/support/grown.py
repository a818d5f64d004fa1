"""Grows a product: its records copied under further numbers, each copy tied to itself and here and there to another copy."""

from __future__ import annotations

import re
import shutil
from functools import partial
from pathlib import Path
from random import Random

from handbook.schema.kinds import FILES, PREFIXES
from handbook.schema.product_file import PRODUCT_FILE

STRIDE = 300
"""So far apart are the numbers of a record's copies; no kind of a product that is grown has so many records."""
_ID = re.compile(rf"(?<![\w:.-])({'|'.join(PREFIXES)})-([0-9]{{2,4}})(?![\w-])")
_ENTRY = re.compile(r"^- ", re.MULTILINE)
_FACT = re.compile(r"(\{fact:\s*[a-z0-9-]+)")
_NAME = re.compile(r"^(  name: \S+)", re.MULTILINE)
FACTS = "facts.yaml"
"""Their names are looked up like ids, so that each copy has its own."""


def grown(source: Path, target: Path, records: int, seed: int = 20261129, across: float = 0.02) -> Path:
    """Writes to `target` the product in `source` with about so many records; of the references in copies, the share `across` leads to the next copy."""
    random = Random(seed)
    shutil.copytree(source, target)
    files = [target / name for name in FILES if name != PRODUCT_FILE and (target / name).is_file()]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    texts = {path: text for path, text in texts.items() if _ENTRY.search(text)}
    number = sum(len(_ENTRY.findall(text)) for text in texts.values())
    copies = max(1, round(records / number))

    def renumbered(copy: int, found: re.Match[str]) -> str:
        if found[1] == "PRD":
            return found[0]
        is_own_id = found.string[: found.start()].endswith("- id: ")
        there = (copy + 1) % copies if not is_own_id and random.random() < across else copy
        return f"{found[1]}-{int(found[2]) + STRIDE * there:02d}"

    for path, text in texts.items():
        body = text[_ENTRY.search(text).start() :]  # type: ignore[union-attr]
        told_again = []
        for copy in range(1, copies):
            told = _FACT.sub(rf"\g<1>-{copy}", _ID.sub(partial(renumbered, copy), body))
            told_again.append(_NAME.sub(rf"\g<1>-{copy}", told) if path.name == FACTS else told)
        path.write_text("\n".join((text, *told_again)), encoding="utf-8")
    return target
