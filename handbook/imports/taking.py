"""Takes what was typed into a cell as a change of the file: in the form of its field, names of facts kept."""

from __future__ import annotations

from handbook.findings.diagnostics import quoted
from handbook.imports.facts import with_references
from handbook.imports.found import Found, NewRecord
from handbook.imports.layout import Field, TableLayout, orders
from handbook.imports.rows import RowRead
from handbook.imports.typed import as_list, as_text, as_yes_or_no
from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.kinds import KINDS
from handbook.schema.marks import closed_list, mark_of
from handbook.schema.records.facts import Fact
from handbook.source.editing import Change, Path, Value, plain_at, with_change
from handbook.source.nodes import Mapping as Keys
from handbook.source.nodes import Node, Scalar, Sequence

_TEXTS = ("plain", "prose")


class Taking:
    """Notes changes for a product."""

    def __init__(self, handbook: Handbook, found: Found) -> None:
        self.found = found
        self._handbook = handbook
        self._named: dict[str, Item[Fact]] = {}
        for item in handbook.of(Fact):
            if item.record.name:
                self._named.setdefault(item.record.name, item)

    def place(self, record: str, path: Path) -> str:
        """Returns where a value stands in the files of the product, as file and line."""
        place = self._handbook.items[record].place(*path)
        return f"{place.file}:{place.line}"

    def field(self, record: str, entry: Path, field: Field, layout: TableLayout, text: str, was: str, address: str) -> None:
        """Notes the change of a field, from how it was shown to what was typed; `entry` is the path to its entry of a list, or ()."""
        item, path = self._handbook.items[record], (*entry, *field.path)
        node = _node(item, path)
        inherited = item.inherited.get(str(path[0])) if len(path) == 1 else None
        typed = self._entries(item, path, as_list(was), as_list(text)) if field.many else self._text(item, path, field, text, address)
        value = typed or None
        if value is None and inherited is not None:
            where = f"{inherited.file}:{inherited.line}"
            self.found.tell(
                "refused",
                address,
                t("the cell is empty, and {where} says {was} for every record that says nothing; write another value", where=where, was=quoted(was)),
            )
            return
        if value is None and node is None:
            return  # what is shown is what holds where nothing is said
        model = type(item.record)
        self.found.of(record).fields.append((Change(path, value, orders(model, path), getattr(layout.model, "alone", "") if entry else ""), address))

    def new_record(self, row: RowRead, layout: TableLayout) -> None:
        """Notes a row as a new record."""
        values = self._values(row, layout)
        values = {"id": row.key[0], **{name: one for name, one in values.items() if name != "id"}}
        self.found.new[row.key[0]] = NewRecord(KINDS[layout.kind].name, row.address("id"), values)

    def new_entry(self, row: RowRead, layout: TableLayout) -> None:
        """Notes a row as a new entry of a list, in a record that is there or in a new one."""
        record, positions = row.key[0], tuple(int(one) for one in row.key[1:-1])
        path = layout.list_at(positions)
        values = self._values(row, layout)
        if not values:
            return
        if record in self.found.new:
            new = self.found.new[record]
            there = plain_at(new.values, path)
            new.values = with_change(new.values, (*path, len(there) if isinstance(there, list) else 0), values)
        else:
            self.found.of(record).new_entries.append((path, values, row.address("record id")))

    def _values(self, row: RowRead, layout: TableLayout) -> dict[str, Value]:
        """Returns what a new row says, in the order of its fields."""
        found: dict[str, Value] = {}
        for name, field in layout.fields.items():
            cell = row.cells.get(name)
            if cell is None or name == "id":
                continue
            if cell.trouble:
                self.found.tell("refused", row.address(name), t("the cell holds {trouble}; expected the value itself", trouble=cell.trouble))
                continue
            text = as_text(cell.value)
            value: Value = [*as_list(text)] if field.many else in_form(field, text)
            if value:
                found = with_change(found, field.path, value)
        derived = [name for name, cell in row.cells.items() if name.startswith("(") and as_text(cell.value).strip()]
        for name in derived:
            self.found.tell("refused", row.address(name), t("{name} is computed, and nobody writes it; leave the cell empty", name=quoted(name)))
        names = list(layout.model.model_fields)
        return {name: found[name] for name in names if name in found}

    def _text(self, item: Item, path: Path, field: Field, text: str, address: str) -> str:
        raw, new = item.written(*path) or "", in_form(field, text)
        if new and raw.endswith("\n"):
            new += raw[len(raw.rstrip("\n")) :]
        if "{fact:" in raw:
            new, lost = with_references(raw, new, self._named)
            for reference in lost:
                self.found.tell("note", address, t("the text no longer names {reference}, since what it showed was changed", reference=reference))
        return new

    def _entries(self, item: Item, path: Path, was: list[str], now: list[str]) -> list[Value]:
        """Returns the entries of a list as the file would have them: those that stay, as they are written there."""
        written = [item.written(*path, number) for number in range(len(was))]
        as_is = {one: raw for one, raw in zip(was, written, strict=True) if raw is not None}
        return [as_is.get(one, one) for one in now]


def in_form(field: Field, text: str) -> str:
    """Returns what was typed in the form of its field: texts with what they begin with, other values without white space around them."""
    mark = mark_of(field.info.annotation, field.info.metadata)
    if "bool" in str(field.info.annotation) and mark is None:
        return as_yes_or_no(text)
    is_text = mark is not None and mark.meaning in _TEXTS and not closed_list(field.info.annotation)
    return text.rstrip() if is_text else text.strip()


def _node(item: Item, path: Path) -> Node | None:
    """Returns what the file has at a path; None where it has nothing, and of a group that is written as text alone, that text."""
    node: Node | None = item.node
    for segment in path:
        if isinstance(node, Keys):
            node = node.items.get(str(segment))
        elif isinstance(node, Sequence) and isinstance(segment, int):
            node = node.items[segment] if segment < len(node.items) else None
        elif isinstance(node, Scalar) and node.text is not None:
            return node
        else:
            return None
    return None if isinstance(node, Scalar) and node.text is None else node
