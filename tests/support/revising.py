"""Revises a product at random: edits of which each is known, in a copy whose files are written anew or changed where they stand."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Literal

import yaml

from handbook.schema.kinds import FILES, MODELS
from handbook.schema.marks import closed_list, is_many, mark_of, part_of
from handbook.schema.product_file import PRODUCT_FILE
from handbook.schema.record import COMMON
from tests.support.grown import STRIDE

Layout = Literal["written anew", "in place"]
Records = dict[str, dict[str, Any]]
_ENTRY = re.compile(r"(?m)^(?=- )")
_WORDS = ("lattice", "meadow", "copper", "violet", "harbour", "quartz", "saddle", "timber", "velvet", "willow", "anchor", "basalt", "cinder", "dapple")


@dataclass
class Revised:
    """What was done: for each record, by its id in the later state (for one that is gone, in the earlier one), what became of it."""

    folder: Path
    expected: dict[str, str] = field(default_factory=dict)
    renames: dict[str, str] = field(default_factory=dict)


def revised(source: Path, target: Path, edits: int, seed: int, layout: Layout) -> Revised:
    """Writes to `target` the product in `source` with so many edits, each of another record."""
    random = Random(seed)
    shutil.copytree(source, target)
    files = {name: kind for name, kind in FILES.items() if name != PRODUCT_FILE and (target / name).is_file()}
    data = {name: yaml.load((target / name).read_text(encoding="utf-8"), yaml.BaseLoader) for name in files}
    data = {name: records for name, records in data.items() if isinstance(records, list)}
    records = {record["id"]: (name, record) for name, listed in data.items() for record in listed}
    known = frozenset(records)
    done = Revised(target)
    ways: tuple[Callable[..., str], ...] = (_text, _text, _set, _group, _left_out, _status, _renamed, _removed, _added)
    order = sorted(records)
    random.shuffle(order)
    for record_id in order:
        if len(done.expected) == edits:
            break
        name, record = records[record_id]
        way = random.choice(ways)
        became = way(random, record, files[name].name, data[name], known, done)
        if became:
            done.expected[done.renames.get(record_id, record["id"] if became != "added" else data[name][-1]["id"])] = became
    data = {name: [_followed(record, done.renames) for record in listed] for name, listed in data.items()}
    product = target / PRODUCT_FILE
    product.write_text(_followed(product.read_text(encoding="utf-8"), done.renames), encoding="utf-8")  # sign-offs name records too
    for name, listed in data.items():
        before = (source / name).read_text(encoding="utf-8")
        (target / name).write_text(_anew(listed, random) if layout == "written anew" else _in_place(before, listed), encoding="utf-8")
    return done


def _anew(listed: list[dict[str, Any]], random: Random) -> str:
    """Returns a file with keys in another order, other quotes, other breaks and a comment: nothing of which says anything."""
    shuffled = []
    for record in listed:
        keys = [key for key in record if key != "id"]
        random.shuffle(keys)
        shuffled.append({"id": record["id"], **{key: record[key] for key in keys}})
    return "# Written anew.\n" + yaml.safe_dump(shuffled, sort_keys=False, allow_unicode=True, width=random.choice((60, 90, 10_000)))


def _in_place(before: str, listed: list[dict[str, Any]]) -> str:
    """Returns the file with those records written anew that differ, and all else as it stood."""
    head, *chunks = _ENTRY.split(before)
    stood = {record["id"]: (record, chunk) for chunk in chunks for record in yaml.load(chunk, yaml.BaseLoader)}
    told = [
        stood[one["id"]][1] if one["id"] in stood and stood[one["id"]][0] == one else yaml.safe_dump([one], sort_keys=False, allow_unicode=True)
        for one in listed
    ]
    return head + "".join(text if text.endswith("\n") else f"{text}\n" for text in told)


def _followed(value: Any, renames: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _followed(one, renames) for key, one in value.items()}
    if isinstance(value, list):
        return [_followed(one, renames) for one in value]
    return re.sub(r"(?<![\w.:-])[A-Z]{3,4}-[0-9]{2,4}(?![\w-])", lambda found: renames.get(found[0], found[0]), value) if isinstance(value, str) else value


def _fields(record: dict[str, Any], kind: str, fits: Callable[[Any], bool]) -> list[str]:
    return [name for name, info in MODELS[kind].model_fields.items() if name in record and name not in ("id", "references", "answers") and fits(info)]


def _is_text(info: Any) -> bool:
    mark = mark_of(info.annotation, info.metadata)
    return mark is not None and mark.meaning in ("plain", "prose") and not is_many(info.annotation) and not closed_list(info.annotation)


def _text(random: Random, record: dict[str, Any], kind: str, *_: Any) -> str:
    found = [name for name in _fields(record, kind, _is_text) if record[name].strip()]
    if not found:
        return ""
    name = random.choice(found)
    words = record[name].split(" ")
    words.insert(random.randrange(len(words) + 1), random.choice(_WORDS))
    record[name] = " ".join(words).strip()
    return "changed"


def _set(random: Random, record: dict[str, Any], kind: str, _listed: Any, known: frozenset[str], _done: Any) -> str:
    def is_set(info: Any) -> bool:
        mark = mark_of(info.annotation, info.metadata)
        return mark is not None and mark.meaning == "record" and is_many(info.annotation) and part_of(info.annotation) is None

    found = [name for name in _fields(record, kind, is_set) if len(record[name]) > 1]
    if not found:
        return ""
    name = random.choice(found)
    record[name] = random.sample(record[name], len(record[name]) - 1)
    return "changed"


def _group(random: Random, record: dict[str, Any], kind: str, *_: Any) -> str:
    found = [name for name in _fields(record, kind, lambda info: part_of(info.annotation) is not None) if isinstance(record[name], list) and record[name]]
    groups = [(name, one) for name in found for one in record[name] if isinstance(one, dict)]
    if not groups:
        return ""
    name, one = random.choice(groups)
    part = part_of(MODELS[kind].model_fields[name].annotation)
    assert part is not None
    texts = [key for key, info in part.model_fields.items() if key in one and _is_text(info) and one[key].strip()]
    if not texts:
        return ""
    one[texts[-1]] += f" {random.choice(_WORDS)}"
    return "changed"


def _left_out(random: Random, record: dict[str, Any], kind: str, *_: Any) -> str:
    found = [name for name in record if name not in COMMON and not MODELS[kind].model_fields[name].is_required() and record[name]]
    if not found or MODELS[kind].model_fields[found[0]].default not in (None, ()):
        return ""
    found = [name for name in found if MODELS[kind].model_fields[name].default in (None, ())]
    del record[random.choice(found)]
    return "changed"


def _status(_random: Random, record: dict[str, Any], *_: Any) -> str:
    if int(record["id"].partition("-")[2]) < STRIDE:  # the product itself signs off what was not copied, which a status would contradict
        return ""
    record["status"] = "draft" if record.get("status") == "assessed" else "assessed"
    return "changed"


def _renamed(_random: Random, record: dict[str, Any], _kind: str, _listed: Any, _known: Any, done: Revised) -> str:
    prefix = record["id"].partition("-")[0]
    done.renames[record["id"]] = f"{prefix}-{9000 + len(done.renames)}"
    return "renamed"


def _removed(_random: Random, record: dict[str, Any], _kind: str, listed: list[dict[str, Any]], *_: Any) -> str:
    listed[:] = [one for one in listed if one is not record]
    return "removed"


def _added(random: Random, record: dict[str, Any], _kind: str, listed: list[dict[str, Any]], _known: Any, done: Revised) -> str:
    prefix = record["id"].partition("-")[0]
    title = " ".join(random.sample(_WORDS, 8))
    listed.append({"id": f"{prefix}-{8000 + len(done.expected)}", "title": title})
    return "added"
