"""A product in which strings are planted that the public must not read, in every kind of field and of place; for tests that look for them."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from handbook.catalogs.catalogue import Catalogues
from handbook.schema.fields import Part
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.marks import mark_of, part_of
from handbook.schema.record import Record, Visibility
from tests.conftest import MINIMAL
from tests.support.every_field import every_field

FILES = 24
"""So many attachments are planted."""
HEAD = 300
"""Before so many bytes an archive begins where the path of its file stands before it."""
LEFT = frozenset({"product"})
"""Kinds of which a product has one record, so that none can be planted."""
WITHOUT = frozenset(
    {"standard_matrix", "id", "status", "owner", "assessed_by", "reviewed_on", "review_by", "visibility", "assessor_only", "internal_only", "answers"}
)
"""Fields that a planted record leaves as they are, or has of its own."""


@dataclass(frozen=True)
class Planted:
    """A product with what is planted in it."""

    folder: Path
    strings: dict[str, str]
    """Each string by where it is planted, in words."""
    files: dict[str, bytes]
    """What each planted attachment holds, by its name."""


class _Garden:
    def __init__(self, folder: Path, visibility: Visibility) -> None:
        self.folder, self.visibility = folder, visibility
        self.strings: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self._numbers = count()

    def word(self, where: str) -> str:
        """Returns a new word that stands nowhere else, and notes where it is planted."""
        made = f"Zq{next(self._numbers):04}qz"
        self.strings[where] = made
        return made

    def file(self, name: str) -> str:
        """Plants an attachment; returns its path."""
        path = f"kept/{self.word(f'name of {name}')}-{name}"
        content = f"{self.word(f'content of {name}')}\n".encode()
        self.files[path] = content
        target = self.folder / "files" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return path

    def add(self, file: str, *records: dict[str, Any]) -> None:
        """Adds records to a file of the product, below what it says."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        dumped = yaml.dump(list(records), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)
        path.write_text(f"{before}\n# {self.word(f'comment of {file}')}\n{dumped}", encoding="utf-8")


class _Dumper(yaml.SafeDumper):
    """Writes every text in quotes, so that it stays text."""


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
_Dumper.add_representer(bool, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", "yes" if value else "no", style='"'))


def planted(folder: Path, catalogues: Catalogues, visibility: Visibility = "internal") -> Planted:
    """Makes the product in `folder`: the minimal one, whose every file may be read by all, and beside it what only those of `visibility` may read."""
    shutil.copytree(MINIMAL, folder)
    garden = _Garden(folder, visibility)
    _records(garden, catalogues)
    _fields(garden)
    _facts(garden)
    _pages(garden)
    _links(garden)
    _files(garden)
    _above(garden)
    return Planted(folder, garden.strings, garden.files)


def _records(garden: _Garden, catalogues: Catalogues) -> None:
    """Plants a record of every kind, each of its texts a word of its own, its id among them."""
    whole = every_field(catalogues, lambda words: f"Of {words.split()[0]} {garden.word(words)}", records=1)
    for name in MODELS:
        if name in LEFT:
            continue
        item = whole.of_kind(name)[0]
        said = _said(item.record, name)
        if name == "fact":
            said["name"] = str(said["name"]).lower().replace(" ", "-")  # only so can texts name it
        record_id = f"{KINDS[name].prefix}-77{list(MODELS).index(name):02}"
        garden.strings[f"id of {name}"] = record_id
        garden.add(KINDS[name].file, {"id": record_id, **said, "visibility": garden.visibility})
    kept = {where: word for where, word in garden.strings.items() if _stands(garden.folder, word)}
    garden.strings = kept


def _stands(folder: Path, word: str) -> bool:
    return any(word.encode() in path.read_bytes() for path in folder.rglob("*.yaml"))


def _said(part: Part, kind: str) -> dict[str, Any]:
    """Returns what a record or part says, without what names records, entries, questions or files."""
    found: dict[str, Any] = {}
    for name, info in type(part).model_fields.items():
        value, mark, model = getattr(part, name), mark_of(info.annotation, info.metadata), part_of(info.annotation)
        if (isinstance(part, Record) and name in WITHOUT) or value in (None, ()):
            continue
        if mark is not None and mark.meaning not in ("plain", "prose", "moment"):
            continue
        if model is not None:
            made = [_said(one, kind) for one in (value if isinstance(value, tuple) else (value,))]
            if all(set(one) >= {field for field, about in model.model_fields.items() if about.is_required()} for one in made):
                found[name] = made if isinstance(value, tuple) else made[0]
        else:
            found[name] = json.loads(json.dumps(value, default=str))
    return found


def _fields(garden: _Garden) -> None:
    """Plants fields in records that anybody may read."""
    key = f"{garden.visibility}_only"
    for number, (file, kind, fields) in enumerate(
        (
            ("activity-0/roles.yaml", "role", ("notes", "duties")),
            ("activity-0/policies.yaml", "policy", ("notes",)),
            ("activity-1/users.yaml", "user", ("notes",)),
            ("product-model/entities.yaml", "entity", ("notes",)),
        )
    ):
        record_id = f"{KINDS[kind].prefix}-88{number:02}"
        texts = {field: f"Kept: {garden.word(f'field {field} of {record_id}')}." for field in fields}
        garden.add(file, {"id": record_id, "title": f"Open record {number}", **texts, key: list(fields)})


def _facts(garden: _Garden) -> None:
    """Plants facts that texts of open records name, and one whose value is kept back."""
    name, value, kept = garden.word("name of a fact").lower(), garden.word("value of a fact"), garden.word("kept value of an open fact")
    garden.strings["name of a fact"] = name
    garden.add(
        "product-model/facts.yaml",
        {"id": "FACT-7701", "title": garden.word("title of a fact"), "name": name, "value": value, "unit": "days", "visibility": garden.visibility},
        {"id": "FACT-8801", "title": "Open fact", "name": "open-fact", "value": kept, "unit": "hours", f"{garden.visibility}_only": ["value"]},
    )
    garden.strings["id of a fact"] = "FACT-7701"
    texts = f"It lasts {{fact:{name}}}, that is {{fact:{name}.value}} days, or {{fact:open-fact}}."
    garden.add("activity-0/roles.yaml", {"id": "ROL-8810", "title": f"Role for {{fact:{name}.value}} days", "notes": texts})


def _pages(garden: _Garden) -> None:
    """Plants a page of the product's own with a picture, and one that stands in a folder."""
    for number in range(2):
        name, picture = garden.word(f"name of page {number}"), garden.word(f"name of picture {number}")
        text = f"---\ntitle: {garden.word(f'title of page {number}')}\nvisibility: {garden.visibility}\n---\n\n# {garden.word(f'heading {number}')}\n\n![One]({picture}.svg)\n"
        folder = garden.folder / "pages" / ("inside" if number else "")
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
        (folder / f"{picture}.svg").write_text(f"<svg><title>{garden.word(f'text of picture {number}')}</title></svg>", encoding="utf-8")


def _links(garden: _Garden) -> None:
    """Lets open records name kept ones: in a list, in a field that must be filled in, in a text, and as who answers for them."""
    role = garden.strings["id of role"]
    use_case, risk, treatment = (garden.strings[f"id of {kind}"] for kind in ("use-case", "risk", "treatment"))
    garden.add(
        "activity-0/policies.yaml",
        {"id": "POL-8820", "title": f"Policy after {use_case}", "owner": role, "notes": f"As {risk} and `{treatment}` say, see {role}."},
    )
    garden.add("activity-3/treatments.yaml", {"id": "TRT-8821", "title": "Open treatment of a kept risk", "risk": risk})
    garden.add("activity-2/risks.yaml", {"id": "RSK-8822", "title": "Open risk with kept others", "use_cases": [use_case]})


def _files(garden: _Garden) -> None:
    """Plants attachments that kept records name in fields and in prose, that a kept field names, or that nothing names."""
    names = [garden.file(f"report-{number}.txt") for number in range(FILES)]
    for number, name in enumerate(names[: FILES // 3]):
        title = garden.word(f"title of evidence {number}")
        garden.add("every-activity/evidence.yaml", {"id": f"EVD-77{30 + number}", "title": title, "file": name, "visibility": garden.visibility})
        garden.strings[f"id of evidence {number}"] = f"EVD-77{30 + number}"
    for number, name in enumerate(names[FILES // 3 : FILES // 2]):
        notes = f"See [the report](files/{name})."
        garden.add(
            "activity-0/roles.yaml", {"id": f"ROL-88{30 + number}", "title": f"Open role {number}", "notes": notes, f"{garden.visibility}_only": ["notes"]}
        )
    quoted = f"As [the report](files/{names[0]} 'report') says; {names[1]} and {names[2].rpartition('/')[2]} too."
    garden.add("activity-0/policies.yaml", {"id": "POL-8840", "title": "Policy that leads to a kept file", "notes": quoted})
    saved = f"releases/{garden.word('name of the previous release')}.json"
    path = garden.folder / "files" / saved
    path.parent.mkdir()
    before = {"id": "ROL-01", "kind": "role", "title": garden.word("title in the previous release"), "fields": {}}
    path.write_text(json.dumps({"handbook": 1, "format": 1, "product": {"as_of": "2026-01-01"}, "records": [before]}), encoding="utf-8")
    garden.files[saved] = path.read_bytes()
    product = garden.folder / "product.yaml"
    product.write_text(product.read_text(encoding="utf-8").replace("site:\n", f"site:\n  previous: {saved}\n", 1), encoding="utf-8")


def _above(garden: _Garden) -> None:
    """Plants what stands above records: a file whose records are kept by default, a sign-off by a kept role, exemptions; and a field of the product."""
    role, key = garden.strings["id of role"], f"{garden.visibility}_only"
    product = garden.folder / "product.yaml"
    said = product.read_text(encoding="utf-8").replace("  id: PRD-01\n", f"  id: PRD-01\n  notes: {garden.word('field of the product')}\n  {key}: [notes]\n", 1)
    signed = f"sign_off:\n  - by: {role}\n    on: 2026-05-04\n    covers: [POL-8820]\n"
    product.write_text(said.replace("sign_off:\n", signed, 1), encoding="utf-8")
    title = garden.word("title in a file that is kept by default")
    top = f"defaults:\n  visibility: {garden.visibility}\nrecords:\n"
    path = garden.folder / "activity-6" / "incidents.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(top + "\n".join(f"  {line}" for line in f"{before}\n- id: INC-7790\n  title: {title}\n".splitlines()), encoding="utf-8")
    garden.strings["id in a file that is kept by default"] = "INC-7790"
    rules = garden.folder / "rules.yaml"
    rules.write_text(
        f"- rule: unused-record\n  severity: warning\n  reason: {garden.word('reason of an exemption')}\n  decided_by: ROL-01\n  review_by: 2027-01-01\n"
        f"  visibility: {garden.visibility}\n"
        f"- rule: not-assessed\n  record: {role}\n  reason: {garden.word('reason for a kept record')}\n  decided_by: ROL-01\n  review_by: 2027-01-01\n"
        f"- rule: missing-field\n  severity: warning\n  reason: As {role} decided.\n  decided_by: {role}\n  review_by: 2027-01-01\n",
        encoding="utf-8",
    )


def found_in(made: dict[str, bytes], strings: dict[str, str]) -> dict[str, list[str]]:
    """Returns where each of the planted strings stands in files, archives opened, by where it was planted; capitals make no difference."""
    everything = [(name, content.lower()) for path, data in made.items() for name, content in _opened(path, data)]
    places = {where: [name for name, content in everything if string.lower().encode() in content] for where, string in strings.items()}
    return {where: names for where, names in places.items() if names}


def files_below(folder: Path) -> dict[str, bytes]:
    """Returns the files of a folder by their paths, each path among what its file holds."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {(name := path.relative_to(folder).as_posix()): name.encode() + b"\n" + path.read_bytes() for path in paths}


def _opened(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yields a file and, of an archive or a packed file, whatever it holds."""
    yield name, data
    start, packed = data.find(b"PK\x03\x04"), data.find(b"\x1f\x8b\x08")
    if 0 <= start < HEAD:
        with zipfile.ZipFile(io.BytesIO(data[start:])) as archive:
            for inner in archive.namelist():
                yield from _opened(f"{name}!{inner}", inner.encode() + b"\n" + archive.read(inner))
    elif 0 <= packed < HEAD:
        yield from _opened(f"{name}!", gzip.decompress(data[packed:]))
