"""Every field that names a record, once with a record of a wrong kind and once with one that is not there: the finding stands, and every page is made.

The minimal product is changed in memory and what shows it is rendered, without MkDocs. A field that no record of the product fills is
filled by the schema, so that none is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import Markup

from handbook.catalogs.catalogue import Catalogues
from handbook.checks import run_checks
from handbook.findings.diagnostics import Severity
from handbook.layout.graphviz import Layout, find_engine, place
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.model.loaded import Loaded
from handbook.outputs.handbook_json import as_json
from handbook.resolve.reference import Unread
from handbook.resolve.resolve import resolve
from handbook.schema.fields import Part
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.marks import closed_list, is_many, mark_of, part_of
from handbook.schema.record import Record
from handbook.source.yaml_text import parse
from handbook.views.addresses import Address, of_file, of_record
from handbook.views.diagrams import all_graphs
from handbook.views.page_spec import Shown
from macros.calls import Calls
from macros.site.page_html import ready_page
from macros.site.publication import Publication
from tests.support.building import ROOT

Field = tuple[str, ...]
DOCS = [path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")]
UNKNOWN = {"record": "ROL-9999", "entry": "PR.ZZ-99", "question": "Q9-99", "file": "nowhere.txt"}
DRAWN = frozenset({"data-flow", "trust-zone", "interface", "component", "external-system", "entity", "support-term"})
"""Kinds that pictures are made of. Their fields are tried with a wrong record of many kinds: some are drawn elsewhere in a picture, some nowhere."""
WRONG = ("need", "role", "risk")
WRONG_IN_PICTURES = (*WRONG, "entity", "trust-zone", "data-flow", "component", "part")


def fields_of(model: type[Part], path: Field = ()) -> Iterator[tuple[Field, str, tuple[str, ...]]]:
    """Yields every field of a kind that names something: the path to it, what it names, and the kinds that it may name."""
    for name, info in model.model_fields.items():
        part, mark = part_of(info.annotation), mark_of(info.annotation, info.metadata)
        if part is not None:
            yield from fields_of(part, (*path, name))
        elif mark is not None and mark.meaning in UNKNOWN:
            yield (*path, name), mark.meaning, mark.kinds


def with_value(part: Part, path: Field, value: str) -> Part:
    """Returns a record or part whose field at `path` names `value`, and nothing else; groups on the way to it are filled where they are empty."""
    name, *rest = path
    info = type(part).model_fields[name]
    found: Any = value
    if rest:
        there = getattr(part, name)
        first = (there[0] if isinstance(there, tuple) else there) if there else empty(part_of(info.annotation))
        found = with_value(first, tuple(rest), value)
    return part.model_copy(update={name: (found,) if is_many(info.annotation) else found})


def empty(model: type[Part] | None) -> Part:
    """Returns a part with nothing but what it must have."""
    assert model is not None
    needed = {name: (closed_list(info.annotation) or ("text",))[0] for name, info in model.model_fields.items() if info.is_required()}
    return model.model_validate(needed)


FIELDS = [
    (kind, path, meaning, kinds)
    for kind in KINDS
    for path, meaning, kinds in fields_of(MODELS[kind])
    if meaning == "record" or path[0] not in Record.model_fields or kind == "need"
]
"""Fields that every record has, and that name no record, are tried on one kind."""
RECORDS = [one for one in FIELDS if one[2] == "record"]


def test_there_are_more_than_a_hundred_and_sixty_such_fields() -> None:
    assert len(RECORDS) >= 165
    assert len({kind for kind, *_ in RECORDS}) == len(KINDS)


@pytest.fixture(scope="module")
def items(minimal: Handbook) -> dict[str, list[Item]]:
    """The records of the minimal product by kind, and a bare one of each kind that it does not have."""
    found = {kind: list(minimal.of_kind(kind)) for kind in KINDS}
    for kind, spec in KINDS.items():
        if not found[kind]:
            document, _ = parse(f"- id: {spec.prefix}-01\n  title: A thing\n", spec.file)
            assert document is not None
            found[kind] = [Item(MODELS[kind](id=f"{spec.prefix}-01", title="A thing"), document, document.root.items[0])]  # type: ignore[attr-defined]
    return found


@pytest.fixture(scope="module")
def made(items: dict[str, list[Item]], catalogues: Catalogues, minimal: Handbook) -> Callable[[str, Record], Loaded]:
    """Returns a function that gives the product with the first record of a kind in another form."""

    def product(kind: str, record: Record) -> Loaded:
        records = [item for name in KINDS for item in items[name]]
        records = [replace(item, record=record) if item is items[kind][0] else item for item in records]
        resolved = resolve(records, minimal.site, catalogues, Unread(), minimal.attachments, minimal.pages)
        return Loaded(resolved.handbook, (*resolved.diagnostics, *run_checks(resolved.handbook, led_nowhere=resolved.lost)))

    return product


@pytest.fixture(scope="module")
def show() -> Callable[[Loaded, str], str]:
    """Returns a function that renders whatever shows a record, and returns the page of it."""
    page = SimpleNamespace(url="product/", file=SimpleNamespace(src_uri="product.md", abs_src_path=""))

    def render(loaded: Loaded, record_id: str) -> str:
        handbook = loaded.handbook
        publication = Publication(Shown(loaded, "product"), placed(handbook, handbook.items[record_id].kind.name))
        calls, pages = Calls(lambda: publication, lambda: page), publication.site_map.pages
        publication.urls.update({path: Address(path).url for path in (*DOCS, *pages, *(of_file(name).page for name in handbook.attachments))})
        activity = handbook.items[record_id].kind.activity
        for name in (
            "product_model",
            "data_flows",
            "risk_matrix",
            "support_timeline",
            "profile",
            "thread",
            "threat_model",
            "progress",
            "coverage",
            "rules",
            "registers",
            "home",
        ):
            getattr(calls, name)()
        if activity in handbook.catalogues.by_number:
            calls.questions(activity)
            calls.example(activity)
        as_json(handbook, publication.url)
        near = {record_id} | {link.target for link in handbook.links_from(record_id)} | {link.source for link in handbook.links_to(record_id)}
        texts = {}
        for path in (*(of_record(one).page for one in near), *(path for path, one in pages.items() if one.template == "register.html")):
            if path in pages:
                texts[path] = ready_page(
                    publication, path, "product/", lambda level, text, anchor, **_: Markup('<h{0} id="{2}">{1}</h{0}>').format(level, text, anchor)
                )
        assert publication.page_errors == []
        return texts[of_record(record_id).page]

    return render


def placed(handbook: Handbook, kind: str) -> Layout:
    """Returns the graphs placed, where they can differ; every edge of a graph ends at boxes that stand in it."""
    made = all_graphs(handbook)
    for graph in made:
        keys = [node.key for node in graph.all_nodes()]
        assert len(set(keys)) == len(keys)
        assert {end for edge in graph.edges for end in (edge.tail, edge.head)} <= set(keys)
    layout = place(made, find_engine()) if kind in DRAWN else Layout()
    assert layout.problem == ""
    return layout


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_reference_that_leads_nowhere_is_told_and_every_page_is_made(
    kind: str, items: dict[str, list[Item]], made: Callable[[str, Record], Loaded], show: Callable[[Loaded, str], str]
) -> None:
    for _, path, meaning, kinds in (one for one in FIELDS if one[0] == kind):
        wrong = [UNKNOWN[meaning]]
        if meaning == "record" and kinds:
            wrong += [next(items[other][0].id for other in ("need", "risk", "role") if other not in kinds)]
        for value in wrong:
            record = with_value(items[kind][0].record, path, value)
            assert isinstance(record, Record)
            loaded = made(kind, record)
            errors = [one for one in loaded.diagnostics if one.severity is Severity.ERROR and one.found == value]
            assert {one.record for one in errors} == {record.id}, (path, value)
            assert record.title in show(loaded, record.id).replace("&#39;", "'"), (path, value)
