"""Writes a product whose every free text breaks careless readers, in every style of YAML, with comments between and behind its values."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import yaml

from handbook.schema.fields import Part
from handbook.schema.kinds import FILES, MODELS
from handbook.schema.marks import closed_list, is_many, mark_of, part_of
from handbook.schema.product_file import PRODUCT_FILE
from tests.support.hostile import TYPED
from tests.support.typing_into import FIXED


def write_hostile(source: Path, target: Path) -> Path:
    """Writes to `target` the product in `source` with another hostile text in each field for texts, and returns its folder."""
    shutil.copytree(source, target)
    rng = random.Random(20261130)
    for name, kind in FILES.items():
        path = target / name
        if name == PRODUCT_FILE or not path.is_file():
            continue
        records = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        if isinstance(records, list):
            told = [_hostile(MODELS[kind.name], record, rng) for record in records]
            path.write_text(
                "# Every text here is typed by somebody who means no good.\n" + "\n".join(_lines(one, rng) for one in told), encoding="utf-8", newline="\n"
            )
    return target


def _hostile(model: type[Part], value: Any, rng: random.Random) -> Any:
    found = {}
    for key, one in value.items():
        info = model.model_fields[key]
        part, mark = part_of(info.annotation), mark_of(info.annotation, info.metadata)
        if part is not None:
            found[key] = (
                [_hostile(part, entry, rng) if isinstance(entry, dict) else entry for entry in one] if is_many(info.annotation) else _hostile(part, one, rng)
            )
        elif mark is not None and mark.meaning in ("plain", "prose") and not closed_list(info.annotation) and key not in FIXED | {"version", "cpe"}:
            found[key] = [rng.choice(TYPED)] if is_many(info.annotation) and key != "revisions" else one if is_many(info.annotation) else rng.choice(TYPED)
        else:
            found[key] = one
    return found


def _lines(record: dict[str, Any], rng: random.Random) -> str:
    """Returns a record as YAML, each value in a style drawn at random, with a comment here and there."""
    text = ""
    for number, (key, value) in enumerate(record.items()):
        style = rng.choice([None, None, '"', "'", "|", ">"]) if isinstance(value, str) and len(value) < 1_000 else None
        if isinstance(value, str) and (value != value.strip() or not value.isprintable()):
            style = '"'
        dumped = yaml.dump({key: value}, allow_unicode=True, sort_keys=False, width=rng.choice([60, 2**20]), default_style=None, Dumper=yaml.SafeDumper)
        if style:
            node = yaml.MappingNode(
                "tag:yaml.org,2002:map", [(yaml.ScalarNode("tag:yaml.org,2002:str", key), yaml.ScalarNode("tag:yaml.org,2002:str", value, style=style))]
            )
            dumped = yaml.serialize(node, allow_unicode=True, width=2**20, Dumper=yaml.SafeDumper)
        block = "".join(f"{'- ' if not number and not at else '  '}{line}\n" for at, line in enumerate(dumped.rstrip("\n").split("\n")))
        if rng.random() < 0.1 and number:
            block = f"  # a comment before {key}: it stays\n{block}"
        text += block
    return text + ("\n" if rng.random() < 0.5 else "")
