"""Applies to the records of a file what stands above them: defaults for their fields, and who assessed which of them.

A record keeps what it says itself. What it leaves out comes from the defaults of its file, then from those of `product.yaml`; a sign-off
that covers it says that it is assessed, by whom and on which day. Each value that came so keeps the place where it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from handbook.findings.diagnostics import Diagnostic, Place, make, quoted
from handbook.findings.messages import either, say
from handbook.findings.nearest import nearest
from handbook.model.item import Item
from handbook.schema.file_top import RECORDS, Defaults, FileTop, SignOff
from handbook.schema.product_file import ProductFile
from handbook.schema.record import Kind
from handbook.schema.validate import validate
from handbook.source.nodes import Document, Node, Scalar, Sequence
from handbook.source.nodes import Mapping as Keys

KEYS = tuple(FileTop.model_fields)
"""Keys above the records of a file."""
IN_PRODUCT = tuple(name for name in KEYS if name in ProductFile.model_fields)
"""Of these, what `product.yaml` takes."""


@dataclass(frozen=True, slots=True)
class Top:
    """What stands above the records of one file."""

    document: Document
    node: Node
    part: FileTop
    everywhere: bool = False
    """Whether it holds for all files, as in `product.yaml`."""
    whole: bool = True
    """Whether all of it could be taken."""

    @property
    def is_shared(self) -> bool:
        """Returns whether it stands in a folder of shared records."""
        return self.document.file.startswith("../")

    def place(self, *path: str | int) -> Place:
        """Returns where the value at `path` stands."""
        return self.document.place(path, root=self.node)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file of records, taken apart."""

    records: Sequence | None
    """The list of records; None where there is none."""
    top: Top | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    lost: bool = False
    """Whether records may stand where they could not be found."""


def opened(document: Document, kind: Kind) -> Opened:
    """Returns the records of a file and what stands above them."""
    root = document.root
    if isinstance(root, Scalar) and root.text is None:
        return Opened(records=None)
    if isinstance(root, Sequence):
        return Opened(records=root)
    expected = say("expected.list-of-records", prefix=kind.prefix)
    if not isinstance(root, Keys):
        finding = make("wrong-type", document.place(), say("wrong-type.text-at-top"), expected)
        return Opened(records=None, diagnostics=(finding,), lost=True)
    known = (*KEYS, RECORDS)
    if not any(key in known for key in root.items) and not any(nearest(key, known) for key in root.items):
        expected = say("wrong-type.keys-at-top.right", prefix=kind.prefix, key=RECORDS, keys=either(*(f"'{key}'" for key in KEYS)))
        finding = make("wrong-type", document.place(), say("wrong-type.keys-at-top"), expected)
        return Opened(records=None, diagnostics=(finding,), lost=True)
    key, diagnostics = _key_of_list(document, root)
    list_node = root.items.get(key)
    top, wrong = top_of(document, root, without=key)
    diagnostics += wrong
    if isinstance(list_node, Sequence):
        return Opened(records=list_node, top=top, diagnostics=tuple(diagnostics))
    if list_node is None:
        if top.part.none is None and top.whole:
            diagnostics.append(
                make("missing-key", document.place(), say("missing-key", whose=say("part.the-file"), key=RECORDS), say("expected.list-under", key=RECORDS))
            )
        return Opened(records=None, top=top, diagnostics=tuple(diagnostics), lost=top.part.none is None)
    if not (isinstance(list_node, Scalar) and list_node.text is None):
        diagnostics.append(make("wrong-type", document.place(root=list_node), say("wrong-type.records", key=RECORDS), expected))
        return Opened(records=None, top=top, diagnostics=tuple(diagnostics), lost=True)
    return Opened(records=None, top=top, diagnostics=tuple(diagnostics))


def _key_of_list(document: Document, root: Keys) -> tuple[str, list[Diagnostic]]:
    """Returns the key under which the list of records stands, and a finding where it is misspelt."""
    for key in root.items if RECORDS not in root.items else ():
        if key not in KEYS and nearest(key, (RECORDS,)):
            place = Place(document.file, *root.keys[key])
            message = say("unknown-key", whose=say("part.the-top"), key=quoted(key))
            return key, [make("unknown-key", place, message, suggestions=(RECORDS,), found=key)]
    return RECORDS, []


def top_of(document: Document, root: Keys, *, without: str = "", everywhere: bool = False) -> tuple[Top, tuple[Diagnostic, ...]]:
    """Returns what a file says above its records, its own keys (`without`) left aside, and what is wrong with it."""
    names = IN_PRODUCT if everywhere else tuple(key for key in root.items if key != without)
    node = Keys(root.line, root.column)
    node.items = {key: root.items[key] for key in names if key in root.items}
    node.keys = {key: root.keys[key] for key in node.items}
    found = validate(FileTop, node, document, say("part.the-top"))
    whole = found.record is not None and not found.left_out
    return Top(document, found.node, found.record or FileTop(), everywhere, whole), found.diagnostics


def applied(items: Iterable[Item], tops: Mapping[str, Top], departed: Collection[str] = ()) -> tuple[list[Item], list[Diagnostic]]:
    """Returns the records with what stands above them, and where that contradicts what they say; `tops` are by file.

    `departed` are the ids of shared records that the product does not have as they are shared: what it signs off is not about these.
    """
    everywhere = [top for top in tops.values() if top.everywhere]
    signed: dict[str, list[tuple[Top, int, SignOff]]] = {}
    for top in tops.values():
        for position, one in enumerate(top.part.sign_off):
            for covered in dict.fromkeys(one.covers):
                signed.setdefault(covered, []).append((top, position, one))
    result: list[Item] = []
    diagnostics: list[Diagnostic] = []
    for item in items:
        own = tops.get(item.document.file)
        above = [] if item.shared else everywhere  # a shared record says the same in each product
        above = [own, *above] if own is not None and own not in above else above
        item = _with_defaults(item, above)
        by_product = not (item.shared and item.id in departed)
        covering = [one for one in signed.get(item.id, ()) if (one[0].everywhere and by_product) or one[0] is own]
        if item.shared:
            covering.sort(key=lambda one: one[0].everywhere)  # whoever keeps the shared record cannot mend what a product says of it
        if covering:
            item, found = _signed(item, covering)
            diagnostics += found
        result.append(item)
    return result, diagnostics


def _with_defaults(item: Item, above: Iterable[Top]) -> Item:
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    for top in above:
        for name in Defaults.model_fields:
            value = getattr(top.part.defaults, name) if top.part.defaults else None
            if value is not None and name not in values and not _stated(item, name):
                values[name], places[name] = value, top.place("defaults", name)
    return _taking(item, values, places)


def _signed(item: Item, covering: list[tuple[Top, int, SignOff]]) -> tuple[Item, list[Diagnostic]]:
    """Returns a record as the sign-off that covers it says, and where it says otherwise itself."""
    top, position, sign_off = covering[0]
    diagnostics = []
    says = {"status": "assessed", "assessed_by": sign_off.by, "reviewed_on": sign_off.on}
    keys = {"status": "covers", "assessed_by": "by", "reviewed_on": "on"}
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    left_out: set[str] = set()
    for name, value in says.items():
        stated = getattr(item.record, name) if _stated(item, name) else None
        if stated is None:
            values[name] = value
            places[name] = top.place("sign_off", position, keys[name])
        elif stated != value and name not in item.left_out and not (name == "reviewed_on" and stated > value):
            message = say("sign-off-contradicts", id=item.id, field=name, stated=stated, signed=value)
            diagnostics.append(make("sign-off-contradicts", item.place(name), message, say("sign-off-contradicts.right"), record=item.id))
            values[name] = value  # so that what is told here is not told as a draft as well
            if name != "reviewed_on":
                left_out.add(name)
    for other, at, one in covering[1:]:
        where = other.place("sign_off", at, "covers", list(one.covers).index(item.id))
        message = say("sign-off-contradicts.earlier", id=item.id, role=sign_off.by, day=sign_off.on)
        diagnostics.append(make("sign-off-contradicts", where, message, say("sign-off-contradicts.earlier.right"), found=item.id, record=item.id))
    return _taking(replace(item, left_out=item.left_out | left_out), values, places), diagnostics


def _taking(item: Item, values: Mapping[str, Any], places: Mapping[str, Place]) -> Item:
    if not values:
        return item
    return replace(item, record=item.record.model_copy(update=dict(values)), inherited={**item.inherited, **places})


def _stated(item: Item, name: str) -> bool:
    """Returns whether the record itself holds something under the key, be it right or wrong."""
    node = item.node.items.get(name) if isinstance(item.node, Keys) else None
    return node is not None and not (isinstance(node, Scalar) and node.text is None and not node.refused)
