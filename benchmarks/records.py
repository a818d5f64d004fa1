"""The records of a product as other tools take them: an id, a title, texts, and the records that each names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.pipeline import load
from handbook.schema.kinds import KINDS

_RST = re.compile(r"([\\*`|_<>\[\]:])")


@dataclass(frozen=True, slots=True)
class Told:
    """A record."""

    id: str
    kind: str
    title: str
    status: str
    texts: tuple[tuple[str, str], ...]
    """Names of fields with what they say."""
    names: tuple[str, ...]
    """Ids of records of earlier kinds that it names: without circles, which tools for requirements refuse."""


def records_of(product: Path) -> list[Told]:
    """Returns all records of a product, kind by kind."""
    handbook = load(product).handbook
    order = {name: number for number, name in enumerate(KINDS)}
    told = []
    for item in handbook.records():
        texts = tuple((str(path[0]), text) for path, mark, text in item.marked if mark.meaning in ("plain", "prose") and path[0] not in ("id", "title"))
        named = dict.fromkeys(link.target for link in handbook.links_from(item.id))
        earlier = tuple(one for one in named if order[handbook.items[one].kind.name] < order[item.kind.name])
        told.append(Told(item.id, item.kind.name, item.record.title, str(item.record.status), texts, earlier))
    return told


def write_sphinx_needs(records: list[Told], folder: Path) -> None:
    """Writes a project for Sphinx with Furo and sphinx-needs: a page a record, and a page with a table for each kind."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds = dict.fromkeys(record.kind for record in records)
    types = [{"directive": kind.replace("-", ""), "title": kind, "prefix": "", "color": "#ffffff", "style": "node"} for kind in kinds]
    (folder / "conf.py").write_text(
        f"project = 'benchmark'\nextensions = ['sphinx_needs']\nhtml_theme = 'furo'\nneeds_id_regex = '^[A-Z0-9-]{{3,}}$'\nneeds_types = {types!r}\n",
        encoding="utf-8",
    )
    index = ["Records", "=======", "", ".. toctree::", "   :maxdepth: 1", "", *(f"   {kind}/index" for kind in kinds), ""]
    (folder / "index.rst").write_text("\n".join(index), encoding="utf-8")
    for kind in kinds:
        (folder / kind).mkdir(exist_ok=True)
        own = [record for record in records if record.kind == kind]
        page = [kind, "=" * len(kind), "", ".. needtable::", f"   :types: {kind.replace('-', '')}", "   :columns: id, title, status", ""]
        page += [".. toctree::", "   :hidden:", "", *(f"   {record.id}" for record in own), ""]
        (folder / kind / "index.rst").write_text("\n".join(page), encoding="utf-8")
        for record in own:
            (folder / kind / f"{record.id}.rst").write_text("\n".join(_as_need(record)), encoding="utf-8")


def _as_need(record: Told) -> Iterator[str]:
    heading = _escaped(f"{record.id} {record.title}")
    yield from (heading, "=" * len(heading), "", f".. {record.kind.replace('-', '')}:: {_escaped(record.title)}", f"   :id: {record.id}")
    yield f"   :status: {record.status}"
    if record.names:
        yield f"   :links: {', '.join(record.names)}"
    for name, text in record.texts:
        yield from ("", f"   **{name}**")
        for paragraph in text.split("\n\n"):
            yield from ("", f"   {_escaped(' '.join(paragraph.split()))}")
    yield ""


def _escaped(text: str) -> str:
    return _RST.sub(r"\\\1", text)


def write_strictdoc(records: list[Told], folder: Path) -> None:
    """Writes a project for StrictDoc: a document for each kind, its records as requirements with their parents."""
    folder.mkdir(parents=True, exist_ok=True)
    configuration = "def create_config() -> ProjectConfig:\n    return ProjectConfig(project_title='benchmark')\n"
    (folder / "strictdoc_config.py").write_text(f"from strictdoc.core.project_config import ProjectConfig\n\n\n{configuration}", encoding="utf-8")
    for kind in dict.fromkeys(record.kind for record in records):
        lines = ["[DOCUMENT]", f"TITLE: {kind}", ""]
        for record in (one for one in records if one.kind == kind):
            statement = "\n\n".join(_escaped(" ".join(text.split())) for _, text in record.texts) or "-"
            lines += ["[REQUIREMENT]", f"UID: {record.id}", f"TITLE: {record.title}", "STATEMENT: >>>", statement, "<<<"]
            lines += ["RELATIONS:", *(line for one in record.names for line in ("- TYPE: Parent", f"  VALUE: {one}"))] if record.names else []
            lines.append("")
        (folder / f"{kind}.sdoc").write_text("\n".join(lines), encoding="utf-8")
