"""Makes a handbook of the records that were read; each reference that leads nowhere becomes a finding at its own place.

References are found by the marks on the types of fields (`schema.fields.Mark`), so that a new kind of record needs no code here. What a
reference leads to is a question to the handbook; the modules beside this one put in words why it leads nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.diagnostics import Diagnostic
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.resolve import attachments, entries, facts, fields, ids, records
from handbook.resolve.reference import Nowhere, Reference, Unread
from handbook.schema.product_file import Site
from handbook.schema.records.every_activity import ScopeDecision

LOOKED_UP: Mapping[str, Callable[[Reference], Nowhere]] = {
    "record": records.nowhere,
    "entry": entries.nowhere,
    "question": entries.no_question,
    "prose": attachments.dead_links,
    "file": attachments.nowhere,
    "field": fields.nowhere,
}
"""By what a text means: which function says why it leads nowhere."""

LEADS = "leads somewhere"
"""Name under which an item keeps whether all its references lead somewhere, for as long as there are the same records, entries and attachments."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A handbook, and what of it leads nowhere."""

    handbook: Handbook
    lost: frozenset[tuple[str, str]]
    """Id of a record and name of a field, for each reference to a record, an entry, a question or a document that leads nowhere."""
    diagnostics: tuple[Diagnostic, ...]


def resolve(
    items: Iterable[Item],
    site: Site,
    catalogues: Catalogues,
    unread: Unread,
    attachments: tuple[str, ...] = (),
    pages: tuple[str, ...] = (),
) -> Resolution:
    """Returns the handbook of these records, what in it leads nowhere, and a diagnostic for every such reference."""
    items = list(items)
    identified = ids.identified(items)
    named = {id(item.node) for item in identified.items.values() if ids.is_well_formed(item)}
    unread = replace(unread, kinds=unread.kinds | {item.kind.name for item in items if id(item.node) not in named})
    stated = facts.filled(identified.items, unread)
    handbook = Handbook(site=site, items=stated.items, catalogues=catalogues, meant=identified.meant, attachments=attachments, pages=pages)
    diagnostics = [*identified.diagnostics, *stated.diagnostics]
    lost = set(stated.lost)
    given = (handbook.registry, catalogues.mark, sha256("\0".join(attachments).encode()).hexdigest())  # short, since each record compares it
    for item in handbook.records():
        found: list[tuple[str, Nowhere]] = []
        if not item.kept(LEADS, given, partial(_leads, handbook, unread, item, found)):
            for field, nowhere in found or _nowhere(handbook, unread, item):
                diagnostics += nowhere.diagnostics
                if nowhere.is_lost:
                    lost.add((item.id, field))
    return Resolution(handbook, frozenset(lost), tuple(diagnostics))


def _leads(handbook: Handbook, unread: Unread, item: Item, found: list[tuple[str, Nowhere]]) -> bool:
    """Returns whether every reference of a record leads somewhere; puts into `found` those that do not."""
    found += _nowhere(handbook, unread, item)
    return not found


def _nowhere(handbook: Handbook, unread: Unread, item: Item) -> Iterator[tuple[str, Nowhere]]:
    """Yields each reference of a record that leads nowhere: the name of its field, and why."""
    for path, mark, value in item.marked:
        if mark.meaning == "record" and handbook.named(item, path, mark, value):  # nearly all of them
            continue
        if mark.meaning in LOOKED_UP:
            found = LOOKED_UP[mark.meaning](Reference(handbook, unread, item, path, mark, value))
            if found.is_lost or found.diagnostics:
                yield str(path[0]), found
    if isinstance(item.record, ScopeDecision) and not entries.document_known(item.record.document, handbook.catalogues):
        yield "document", Nowhere(True, (entries.no_document(item, str(item.record.document), handbook.catalogues),))
