"""ReqIF, read back by the package `reqif` and held against its copy of the schema: every attribute, every relation, the tree."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from typing import Any

import pytest
from reqif.parser import ReqIFParser

from handbook.catalogs.catalogue import Catalogues
from handbook.exports.formats import reqif
from handbook.exports.packing import CHARACTERS
from handbook.exports.xml import attribute, element, text
from handbook.model.handbook import Handbook
from handbook.schema.kinds import KINDS
from tests.handbook.exports.conftest import TRIED
from tests.support.every_field import every_field
from tests.support.reading_tables import Rows, records_in, records_of


@pytest.fixture(scope="module")
def read(products: dict[str, Handbook], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Each product's document as the package reads it, once for all tests that ask for it."""

    class Read(dict[str, Any]):
        def __missing__(self, name: str) -> Any:
            path = tmp_path_factory.mktemp("reqif") / f"{name}.reqif"
            path.write_bytes(reqif.make(products[name]))
            self[name] = (path, ReqIFParser.parse(str(path)))
            return self[name]

    return Read()


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_every_field_of_every_record_is_read_back(name: str, read: dict[str, Any], products: dict[str, Handbook]) -> None:
    content = read[name][1].core_content.req_if_content
    tables: dict[str, Rows] = {}
    for found in content.spec_objects:
        table = found.spec_object_type.removeprefix("OT-")
        if table != "HEADING":
            row = {column_of(table, one.definition_ref): value_of(one) for one in found.attributes}
            tables.setdefault(table, []).append(row)
    assert records_in({table: [Missing(row) for row in rows] for table, rows in tables.items()}, products[name]) == records_of(products[name])


@pytest.mark.parametrize("name", TRIED)
def test_every_link_is_a_relation_between_objects_that_are_there(name: str, read: dict[str, Any], products: dict[str, Handbook]) -> None:
    content, handbook = read[name][1].core_content.req_if_content, products[name]
    ids = {}
    for found in content.spec_objects:
        table = found.spec_object_type.removeprefix("OT-")
        if table in KINDS:
            ids[found.identifier] = next(value_of(one) for one in found.attributes if column_of(table, one.definition_ref) == "id")
    written = [(ids[one.source], one.relation_type_ref.removeprefix("RT-"), ids[one.target]) for one in content.spec_relations]
    assert sorted(written) == sorted((one.source, one.field, one.target) for one in handbook.links)


@pytest.mark.parametrize("name", TRIED)
def test_the_tree_holds_every_object_once(name: str, read: dict[str, Any]) -> None:
    content = read[name][1].core_content.req_if_content
    objects = {one.identifier for one in content.spec_objects}
    placed = [one for specification in content.specifications for child in specification.children for one in below(child)]
    assert sorted(placed) == sorted(objects)


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_the_schema_and_the_packages_own_check_find_nothing(name: str, read: dict[str, Any]) -> None:
    command = [sys.executable, "-m", "reqif.cli.main", "validate", "--use-reqif-schema", str(read[name][0])]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert "0 errors, 0 schema issues found, 0 semantic issues found" in done.stdout, done.stdout[-2000:] + done.stderr[-500:]


def test_what_xml_cannot_hold_is_replaced_and_nothing_else(catalogues: Catalogues) -> None:
    assert text("a\x07b\ufffe <&> \U0001f9ef\r\n") == "a\ufffdb\ufffd &lt;&amp;&gt; \U0001f9ef&#13;\n"
    assert attribute('a "b"\tc\n') == "a &quot;b&quot;&#9;c&#10;"
    assert element("A", text("<"), LONG_NAME="x") == '<A LONG-NAME="x">&lt;</A>'
    assert element("A") == "<A/>"
    handbook = every_field(catalogues, lambda words: "bell \x07 here")
    assert b"\x07" not in reqif.make(handbook)


class Missing(dict[str, Any]):
    """A row in which a column that is not there holds None."""

    def __missing__(self, key: str) -> None:
        return None


def object_types(content: Any) -> list[Any]:
    return [one for one in content.spec_types if one.identifier.startswith("OT-")]


def column_of(table: str, definition: str) -> str:
    name = definition.removeprefix(f"AD-{table}.")
    return re.sub(r"^(record|position)_", r"\1 ", name) if name in ("record_id",) or re.fullmatch(r"position_\d", name) else name


def value_of(found: Any) -> str:
    """Returns the text of a value; of prose, the text of its XHTML, which has a break for each line end."""
    if found.attribute_type.name != "XHTML":
        return str(unescape(found.value))
    inside = re.fullmatch(r"\s*<xhtml:div>(.*)</xhtml:div>\s*", found.value, re.DOTALL)
    assert inside is not None, found.value
    return unescape(re.sub(r"<xhtml:br\s*/>", "\n", inside[1]))


def below(node: Any) -> list[str]:
    return [node.spec_object, *(one for child in node.children or () for one in below(child))]


@pytest.mark.slow
def test_piece_by_piece_is_the_whole_and_no_piece_is_large(products: dict[str, Handbook]) -> None:
    pieces = list(reqif.pieces(products["example"]))
    assert b"".join(pieces) == reqif.make(products["example"])
    assert len(pieces) > 10
    assert max(map(len, pieces)) < 10 * CHARACTERS, "the tree is one piece, and so are the objects of some records"
