"""A record as nodes: what it says, what follows from it, what it refers to, and which others name it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from handbook.exports.pdf.nodes import Block, Inline, bold, field, heading, listed, paragraph, table, to_place
from handbook.exports.pdf.texts import line, linked, prose
from handbook.languages.said import UNTOLD, day, joined, t, word
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.record import ANSWERING
from handbook.views.shared.citations import CitationView, citation_view
from handbook.views.shared.derived import derived_fields
from handbook.views.shared.links import LinkView
from handbook.views.shared.values import Value, fields_of
from handbook.views.shared.words import label


def record(handbook: Handbook, item: Item, places: AbstractSet[str]) -> Iterator[Block]:
    """Yields the nodes of a record, its heading first. Links lead to what is among `places`."""
    said = item.record
    yield heading(3, f"{item.id} {line(said.title)}", place=item.id, record=item.id)
    yield paragraph(*_standing(handbook, item, places))
    for one in (*derived_fields(handbook, item), *fields_of(handbook, said, empty=False)):
        if one.value.shape != "empty":
            yield field(one.label, value(spoken(one.value, handbook), places))
    for names, readers in ((said.assessor_only, t("For assessors and the maker alone")), (said.internal_only, t("For the maker alone"))):
        if names:
            yield field(readers, [paragraph(joined(", ", [label(one) for one in names]))])
    if said.notes:
        yield field(t("Notes"), prose(said.notes, places))
    if said.answers:
        yield field(t("Answers"), [paragraph(", ".join(said.answers))])
    citations = [citation_view(handbook, citation) for citation in handbook.citations_by(item.id)]
    if citations:
        yield field(t("Reference documents"), [listed([paragraph(*_citation(handbook, one, places))] for one in citations)])
    naming = dict.fromkeys(found.source for found in handbook.links_to(item.id) if found.field not in ANSWERING)
    if naming:
        yield field(t("Named by"), [paragraph(*_ids(naming, places))])


def link(one: LinkView, places: AbstractSet[str]) -> list[Inline]:
    """Returns id and title of a record or an entry; the id is a link where it is in the document."""
    name: Inline = to_place(one.id, [one.id]) if one.id in places else one.id
    return [name, f" {line(one.title)}"]


def _ids(ids: Sequence[str] | dict[str, None], places: AbstractSet[str]) -> list[Inline]:
    pieces: list[Inline] = []
    for number, one in enumerate(ids):
        pieces += [*([", "] if number else []), to_place(one, [one]) if one in places else one]
    return pieces


def _standing(handbook: Handbook, item: Item, places: AbstractSet[str]) -> list[Inline]:
    """Returns how far a record is, who keeps it and who assessed it, when, and who may read it."""
    said = item.record
    pieces: list[Inline] = [bold(word(said.status)), t(" · {told}", UNTOLD, told=t("visibility {readers}", readers=word(said.visibility)))]
    for words, role in ((t("kept by"), said.owner), (t("assessed by"), said.assessed_by)):
        if role:
            pieces += [t(" · {words} ", UNTOLD, words=words), *_ids((role,), places)]
    for words, on in ((t("looked at on"), said.reviewed_on), (t("again by"), said.review_by)):
        if on:
            pieces.append(t(" · {words} {day}", UNTOLD, words=words, day=day(on)))
    return pieces


def spoken(found: Value, handbook: Handbook) -> Value:
    """Returns what a field says with all its words in the language of the handbook."""
    return replace(
        found,
        text=handbook.says(found.text),
        columns=tuple(map(handbook.says, found.columns)),
        items=tuple(spoken(one, handbook) for one in found.items),
        rows=tuple(tuple(spoken(cell, handbook) for cell in row) for row in found.rows),
        links=tuple(replace(one, title=handbook.says(one.title)) for one in found.links),
    )


def value(found: Value, places: AbstractSet[str]) -> list[Block]:
    """Returns what a field says, by its shape."""
    if found.shape == "prose":
        return prose(found.text, places)
    if found.shape == "links":
        if len(found.links) == 1:
            return [paragraph(*link(found.links[0], places))]
        return [listed([paragraph(*link(one, places))] for one in found.links)]
    if found.shape == "list":
        return [listed(value(one, places) for one in found.items)]
    if found.shape == "table":
        return [_table(found, places)]
    if found.shape == "group":
        return [listed(_labelled(name, inside, places) for name, inside in found.rows)]
    return [paragraph(*linked(found.text, places))] if found.text else []


def _labelled(name: Value, inside: Value, places: AbstractSet[str]) -> list[Block]:
    blocks = value(inside, places)
    if len(blocks) == 1 and blocks[0]["is"] == "paragraph":
        return [paragraph(bold(f"{name.text}: "), *blocks[0]["of"])]
    return [paragraph(bold(name.text)), *blocks]


def _table(found: Value, places: AbstractSet[str]) -> Block:
    """Returns a list of groups as a table; one that has too many columns for paper, or a table in a cell, as a list of lists."""
    nested = any(cell.shape in ("table", "group") for row in found.rows for cell in row)
    if len(found.columns) > MOST_COLUMNS or nested:
        pairs = ([(Value("text", text=name), cell) for name, cell in zip(found.columns, row, strict=True) if cell.shape != "empty"] for row in found.rows)
        return listed([listed(_labelled(name, cell, places) for name, cell in row)] for row in pairs)
    return table(found.columns, ([value(cell, places) for cell in row] for row in found.rows), _widths(found))


MOST_COLUMNS = 5
"""More columns than these stand too narrow on paper."""


def _widths(found: Value) -> list[int]:
    """Returns shares of the width by the longest text of each column, between one and six."""
    longest = [max((len(cell.text) or 20 * len(cell.links[:1]) for cell in column), default=0) for column in zip(*found.rows, strict=True)]
    return [min(6, max(1 + len(name) // 12, size // 14)) for name, size in zip(found.columns, longest, strict=True)]


def _citation(handbook: Handbook, view: CitationView, places: AbstractSet[str]) -> list[Inline]:
    told = (view.who, view.strength, view.relationship, view.fit if view.fit != "direct" else "")
    pieces = link(replace(view.entry, title=handbook.says(view.entry.title)), places)
    words = ", ".join(handbook.says(one) for one in told if one)
    return [*pieces, *([f" ({words})"] if words else []), *([": ", *linked(line(handbook.says(view.rationale)), places)] if view.rationale else [])]
