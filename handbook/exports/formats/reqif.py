"""The format `reqif`: every record as an object of ReqIF 1.2, every link as a relation, in a tree of activities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.exports.format import Format, whole
from handbook.exports.packing import in_bytes, stable_uuid
from handbook.exports.publisher import seed
from handbook.exports.tables import COLUMNS, LINKS, Cell, Column, Table, tables
from handbook.exports.xml import around, element, text
from handbook.model.handbook import Handbook
from handbook.schema.kinds import KINDS
from handbook.views.shared.words import activity_name

NAMESPACE = "http://www.omg.org/spec/ReqIF/20110401/reqif.xsd"
XHTML = "http://www.w3.org/1999/xhtml"
TOOL = "iot-maker-handbook"
STRING, PROSE, HEADING = "DT-STRING", "DT-XHTML", "OT-HEADING"
FOREIGN_ID, NAME = "ReqIF.ForeignID", "ReqIF.Name"
"""Names of attributes that tools know (ReqIF Implementation Guide)."""
LONGEST = "32000"


def make(handbook: Handbook) -> bytes:
    """Returns the document."""
    return b"".join(pieces(handbook))


def pieces(handbook: Handbook) -> Iterator[bytes]:
    """Yields the document piece by piece: that of a large product takes as much memory as half its model."""
    yield from in_bytes(_Writer(handbook).document())


def lacks(handbook: Handbook) -> str:
    """Returns what of a product the format cannot do without and does not find, in a sentence, or ''."""
    return "" if handbook.product and handbook.product.as_of else "product.yaml names no day under 'as_of', which ReqIF asks for at every object."


class _Writer:
    """Writes a handbook. An identifier is made from the ids of the product, so that the next export changes what is there."""

    def __init__(self, handbook: Handbook) -> None:
        assert handbook.product is not None  # `lacks` has asked for it
        self._handbook, self._seed = handbook, seed(handbook)
        self._day = f"{handbook.product.as_of}T00:00:00Z"
        self._tables = tuple(table for table in tables(handbook) if table.name not in (LINKS, COLUMNS))
        self._ids: dict[tuple[str, ...], str] = {}
        self._below: dict[str, list[tuple[Table, tuple[Cell, ...]]]] = {}
        for table in self._tables:
            if not _is_of_kind(table):
                for row in table.rows:
                    self._below.setdefault(str(row[0]), []).append((table, row))

    def document(self) -> Iterator[str]:
        """Yields the whole document, piece by piece."""
        header = element("REQ-IF-HEADER", "".join((
            element("COMMENT", text("Made from the records of the product; changes belong there.")),
            element("CREATION-TIME", self._day),
            element("REQ-IF-TOOL-ID", TOOL),
            element("REQ-IF-VERSION", "1.0"),
            element("SOURCE-TOOL-ID", TOOL),
            element("TITLE", text(self._handbook.name)),
        )), IDENTIFIER=self._id("header"))  # fmt: skip
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<REQ-IF xmlns="{NAMESPACE}" xmlns:xhtml="{XHTML}">\n'
        yield f"{element('THE-HEADER', header)}\n<CORE-CONTENT><REQ-IF-CONTENT>"
        yield element("DATATYPES", self._datatypes())
        for name, found in (("SPEC-TYPES", self._types()), ("SPEC-OBJECTS", self._objects()), ("SPEC-RELATIONS", self._relations())):
            yield from around(name, found)
        yield from around("SPECIFICATIONS", self._specification())
        yield "</REQ-IF-CONTENT></CORE-CONTENT>\n</REQ-IF>\n"

    def _datatypes(self) -> str:
        string = element("DATATYPE-DEFINITION-STRING", IDENTIFIER=STRING, LONG_NAME="String", LAST_CHANGE=self._day, MAX_LENGTH=LONGEST)
        return string + element("DATATYPE-DEFINITION-XHTML", IDENTIFIER=PROSE, LONG_NAME="Text", LAST_CHANGE=self._day)

    def _types(self) -> Iterator[str]:
        for table in self._tables:
            attributes = "".join(self._definition(table, column) for column in _columns(table))
            yield element("SPEC-OBJECT-TYPE", element("SPEC-ATTRIBUTES", attributes), IDENTIFIER=_type(table), LONG_NAME=table.title, LAST_CHANGE=self._day)
        heading = self._definition_of(f"{HEADING}.name", "ReqIF.ChapterName", "Heading of a part of the tree.", is_prose=False)
        yield element("SPEC-OBJECT-TYPE", element("SPEC-ATTRIBUTES", heading), IDENTIFIER=HEADING, LONG_NAME="Heading", LAST_CHANGE=self._day)
        for name in dict.fromkeys(link.field for link in self._handbook.links):
            yield element("SPEC-RELATION-TYPE", IDENTIFIER=f"RT-{name}", LONG_NAME=name, LAST_CHANGE=self._day)
        yield element("SPECIFICATION-TYPE", IDENTIFIER="ST-handbook", LONG_NAME="Handbook", LAST_CHANGE=self._day)

    def _definition(self, table: Table, column: Column) -> str:
        known = {"id": FOREIGN_ID, "title": NAME} if _is_of_kind(table) else {}
        return self._definition_of(_attribute(table, column), known.get(column.name, column.name), column.about, is_prose=_is_prose(column))

    def _definition_of(self, identifier: str, name: str, about: str, *, is_prose: bool) -> str:
        sort = "XHTML" if is_prose else "STRING"
        leads = element("TYPE", element(f"DATATYPE-DEFINITION-{sort}-REF", PROSE if is_prose else STRING))
        described = {"DESC": about} if about else {}
        return element(f"ATTRIBUTE-DEFINITION-{sort}", leads, IDENTIFIER=identifier, LONG_NAME=name, LAST_CHANGE=self._day, **described)

    def _objects(self) -> Iterator[str]:
        for table in self._tables:
            for row in table.rows:
                yield self._object(table, row)
        for name in self._headings():
            value = element("ATTRIBUTE-VALUE-STRING", self._leads("STRING", f"{HEADING}.name"), THE_VALUE=name)
            yield self._spec_object(self._id("heading", name), HEADING, value)

    def _object(self, table: Table, row: tuple[Cell, ...]) -> str:
        values = "".join(self._value(table, column, cell) for column, cell in zip(table.columns, row, strict=True) if cell is not None and not column.derived)
        return self._spec_object(self._of(table, row), _type(table), values)

    def _spec_object(self, identifier: str, of_type: str, values: str) -> str:
        return element("SPEC-OBJECT", f"{element('TYPE', element('SPEC-OBJECT-TYPE-REF', of_type))}{element('VALUES', values)}",
                       IDENTIFIER=identifier, LAST_CHANGE=self._day)  # fmt: skip

    def _value(self, table: Table, column: Column, cell: Cell) -> str:
        identifier = _attribute(table, column)
        if _is_prose(column):
            lines = "<xhtml:br/>".join(text(line) for line in str(cell).split("\n"))
            return element("ATTRIBUTE-VALUE-XHTML", self._leads("XHTML", identifier) + element("THE-VALUE", f"<xhtml:div>{lines}</xhtml:div>"))
        return element("ATTRIBUTE-VALUE-STRING", self._leads("STRING", identifier), THE_VALUE=str(cell))

    def _leads(self, sort: str, identifier: str) -> str:
        return element("DEFINITION", element(f"ATTRIBUTE-DEFINITION-{sort}-REF", identifier))

    def _relations(self) -> Iterator[str]:
        for number, link in enumerate(self._handbook.links):
            ends = element("TYPE", element("SPEC-RELATION-TYPE-REF", f"RT-{link.field}"))
            ends += element("SOURCE", element("SPEC-OBJECT-REF", self._id(link.source))) + element("TARGET", element("SPEC-OBJECT-REF", self._id(link.target)))
            yield element("SPEC-RELATION", ends, IDENTIFIER=self._new_id("link", *map(str, link.path), link.source, str(number)), LAST_CHANGE=self._day)

    def _specification(self) -> Iterator[str]:
        of_type = element("TYPE", element("SPECIFICATION-TYPE-REF", "ST-handbook"))
        children = "\n".join(self._branch(name, kinds) for name, kinds in self._headings().items())
        yield element("SPECIFICATION", of_type + element("CHILDREN", children), IDENTIFIER=self._id("specification"),
                       LONG_NAME=self._handbook.name, LAST_CHANGE=self._day)  # fmt: skip

    def _headings(self) -> Mapping[str, list[Table]]:
        """Returns the tables of kinds below the activities that they belong to, by the activities' names."""
        found: dict[str, list[Table]] = {}
        for table in self._tables:
            if _is_of_kind(table):
                found.setdefault(activity_name(KINDS[table.name].activity), []).append(table)
        return found

    def _branch(self, name: str, kinds: list[Table]) -> str:
        return self._node(self._id("heading", name), "".join(self._record(table, row) for table in kinds for row in table.rows))

    def _record(self, table: Table, row: tuple[Cell, ...]) -> str:
        below = "".join(self._node(self._of(*one), "") for one in self._below.get(str(row[0]), ()))
        return self._node(self._of(table, row), below)

    def _node(self, identifier: str, below: str) -> str:
        leads = element("OBJECT", element("SPEC-OBJECT-REF", identifier))
        return element("SPEC-HIERARCHY", leads + (element("CHILDREN", below) if below else ""), IDENTIFIER=f"{identifier}-node", LAST_CHANGE=self._day)

    def _of(self, table: Table, row: tuple[Cell, ...]) -> str:
        return self._id(str(row[0])) if _is_of_kind(table) else self._id(table.name, *(str(cell) for cell in _keys(table, row)))

    def _id(self, *words: str) -> str:
        """Returns an identifier, which in XML begins with a letter or `_`."""
        if words not in self._ids:
            self._ids[words] = self._new_id(*words)
        return self._ids[words]

    def _new_id(self, *words: str) -> str:
        """Returns the identifier of what is named once, which is not kept."""
        return f"_{stable_uuid(self._seed, 'reqif', *words)}"


def _is_of_kind(table: Table) -> bool:
    return table.name in KINDS


def _keys(table: Table, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(cell for column, cell in zip(table.columns, row, strict=True) if column.is_key)


def _columns(table: Table) -> tuple[Column, ...]:
    return tuple(column for column in table.columns if not column.derived)


def _is_prose(column: Column) -> bool:
    return column.prose or column.many or column.name == "title"


def _type(table: Table) -> str:
    return f"OT-{table.name}"


def _attribute(table: Table, column: Column) -> str:
    return f"AD-{table.name}.{column.name.replace(' ', '_')}"


FORMAT = Format(
    name="reqif",
    title="Requirements (ReqIF 1.2)",
    file="handbook.reqif",
    media_type="application/xml",
    about="For requirement tools: every record as an object with its attributes, every link as a relation, in a tree of activities.",
    read_by=("the package reqif", "StrictDoc", "requirement tools that take ReqIF"),
    loses="Emphasis and lists in prose stand as their signs; characters that XML cannot hold become U+FFFD; derived values are left out.",
    account=whole(),
    make=make,
    pieces=pieces,
    lacks=lacks,
)
