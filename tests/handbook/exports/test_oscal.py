"""OSCAL: valid, read back by bindings made from NIST's schema, loaded by a consumer, every tie on the right component, ids that can be turned round."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from oscal_bindings import ComponentDefinitionDocument, MappingCollectionDocument

from handbook.catalogs.catalogue import Catalogues
from handbook.exports.formats import oscal, oscal_mapping
from handbook.exports.oscal_parts import CSF_CATALOG, NOTHING, line
from handbook.exports.tokens import entry_id, token
from handbook.model.handbook import Handbook
from handbook.schema.records.product import Component
from tests.handbook.exports.conftest import TRIED

SCHEMA = "OSCAL_SCHEMA"
"""Variable that names NIST's `oscal_complete_schema.json` of OSCAL 1.2, which comes with a release of usnistgov/OSCAL and with no package."""


@pytest.mark.parametrize("name", TRIED)
def test_bindings_made_from_nists_schema_take_it_and_lose_nothing(name: str, products: dict[str, Handbook]) -> None:
    written = json.loads(oscal.make(products[name]))
    read = ComponentDefinitionDocument.model_validate(written)
    assert differing(read.model_dump(mode="json", by_alias=True, exclude_none=True), written) == []


@pytest.mark.parametrize("name", TRIED)
def test_bindings_take_the_crosswalks_too(name: str, products: dict[str, Handbook]) -> None:
    written = json.loads(oscal_mapping.make(products[name]))
    read = MappingCollectionDocument.model_validate(written)
    assert differing(read.model_dump(mode="json", by_alias=True, exclude_none=True), written) == []
    written["mapping-collection"]["mappings"][0]["maps"][0]["sources"] = []
    with pytest.raises(ValueError, match="at least 1 item"):
        MappingCollectionDocument.model_validate(written)


@pytest.mark.parametrize("name", TRIED)
def test_the_crosswalks_have_every_tie_of_records_and_activities_once(name: str, products: dict[str, Handbook]) -> None:
    handbook = products[name]
    told = []
    for mapping in json.loads(oscal_mapping.make(handbook))["mapping-collection"]["mappings"]:
        document = handbook.catalogues.documents[str(prop(mapping, "document"))]
        assert mapping["target-resource"]["href"] == (CSF_CATALOG if document.document == "CSF" else document.source)
        for one in mapping["maps"]:
            (source,), (target,) = one["sources"], one["targets"]
            told.append((source["id-ref"], document.prefix + entry_id(target["id-ref"]), prop(one, "field"), one["relationship"], one.get("remarks")))
            assert ("ns" in one) == (one["relationship"] not in ("equal-to", "equivalent-to"))
    meant = [(one.source, one.entry.cited, one.field, one.reference) for one in handbook.citations]
    meant += [(f"activity-{number}", cited, "references", tie) for cited, ties in handbook.catalogues.guidance.items() for number, tie in ties]
    assert Counter((source, cited, field) for source, cited, field, *_ in told) == Counter((source, cited, field) for source, cited, field, _ in meant)
    assert Counter(remarks for *_, remarks in told) == Counter((tie.rationale or None) if tie else None for *_, tie in meant)
    by_id = Counter((source, cited, relationship) for source, cited, field, relationship, _ in told if field == "references")
    words = {"identical": "equal-to", "equivalent": "equivalent-to"}
    authored = [(source, cited, words.get(tie.relationship, tie.relationship.replace(" ", "-"))) for source, cited, _, tie in meant if tie]
    assert by_id == Counter(authored)


@pytest.mark.parametrize("name", TRIED)
def test_nists_schema_accepts_it(name: str, products: dict[str, Handbook]) -> None:
    path = os.environ.get(SCHEMA)
    if not path:
        pytest.skip(f"{SCHEMA} names no file: oscal_complete_schema.json of a release of usnistgov/OSCAL")
    validator = jsonschema_rs.validator_for(json.loads(Path(path).read_text(encoding="utf-8")))
    written = json.loads(oscal.make(products[name]))
    assert [error.message for error in validator.iter_errors(written)] == []
    written["component-definition"]["components"][0]["props"] = []
    assert not validator.is_valid(written)
    crosswalks = json.loads(oscal_mapping.make(products[name]))
    assert [error.message for error in validator.iter_errors(crosswalks)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_compliance_trestle_loads_it(name: str, products: dict[str, Handbook], tmp_path: Path) -> None:
    pytest.importorskip("trestle", reason="compliance-trestle is not installed")
    (tmp_path / "in.json").write_bytes(oscal.make(products[name]))
    (tmp_path / "work").mkdir()
    for words in (["init"], ["import", "-f", str(tmp_path / "in.json"), "-o", "ours"], ["validate", "-t", "component-definition", "-n", "ours"]):
        done = subprocess.run([sys.executable, "-m", "trestle", *words], cwd=tmp_path / "work", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", TRIED)
def test_every_tie_to_an_entry_stands_on_its_components(name: str, products: dict[str, Handbook]) -> None:
    handbook = products[name]
    found = json.loads(oscal.make(handbook))["component-definition"]
    documents = {f"#{one['uuid']}": prop(one, "document") for one in found["back-matter"]["resources"]}
    written = set()
    for component in found["components"]:
        for implemented in component.get("control-implementations", []):
            for one in implemented["implemented-requirements"]:
                written.add((prop(component, "record"), prop(one, "record"), prop(one, "field"), documents[implemented["source"]], entry_id(one["control-id"])))
    assert {(record, field, document, entry) for _, record, field, document, entry in written} == {
        (one.source, one.field, one.entry.document.document, one.entry.entry.id) for one in handbook.citations
    }
    components = {item.id for item in handbook.of(Component)}
    assert {host for host, *_ in written} <= {*components, None}
    for host, record, field, _, _ in written:
        named = {link.target for link in handbook.links_from(str(record)) if link.path[0] in ("components", "component")} & components
        if field != "baseline":
            assert (host in named) if named else host == (record if record in components else None)


@pytest.mark.parametrize("name", TRIED)
def test_uuids_are_unique_and_follow_from_ids(name: str, products: dict[str, Handbook]) -> None:
    for form in (oscal, oscal_mapping):
        written = json.loads(form.make(products[name]))
        found = list(uuids(written))
        assert len(found) == len(set(found)) > 10
        named = set(references(written))
        assert named <= set(found)


def test_every_entry_of_every_document_has_a_token_that_can_be_turned_round(catalogues: Catalogues) -> None:
    import re

    ids = {found.entry.id for found in catalogues.entries.values()}
    assert {entry_id(token(one)) for one in ids} == ids
    assert len({token(one) for one in ids}) == len(ids)
    assert all(re.fullmatch(r"[^\W\d](\w|[.-])*", token(one)) for one in ids)
    assert [token(one) for one in ("PR.PS-02", "5.1-2A", "13-1", "a b", "_x", "(1)", "é")] == [
        "PR.PS-02",
        "_5.1-2A",
        "_13-1",
        "a_x20_b",
        "_x5F_x",
        "_x28_1_x29_",
        "_xE9_",
    ]
    odd = ("_", "__", "_x20_", "x_x20_", "-", ".a", "_5", "5_", "", "\n")
    assert [entry_id(token(one)) for one in odd] == list(odd)


def test_a_text_on_one_line_begins_and_ends_with_what_a_schema_takes_for_no_blank() -> None:
    assert [line(one) for one in ("\ufeff a \n b \ufeff", " \ufeff ", "a\u200bb")] == ["a b", NOTHING, "a\u200bb"]


def test_what_has_no_day_is_told_so(minimal: Handbook) -> None:
    from dataclasses import replace

    assert oscal.FORMAT.lacks(replace(minimal, items={})).endswith("which OSCAL asks for.")
    assert oscal.FORMAT.lacks(minimal) == ""


def differing(read: Any, written: Any, path: str = "") -> list[str]:
    """Returns where what was read is something else than what was written; a moment may be written with its zone in another way."""
    if isinstance(read, dict) and isinstance(written, dict):
        return [one for key in {**read, **written} for one in differing(read.get(key), written.get(key), f"{path}.{key}")]
    if isinstance(read, list) and isinstance(written, list) and len(read) == len(written):
        return [one for number, pair in enumerate(zip(read, written, strict=True)) for one in differing(*pair, f"{path}[{number}]")]
    return [] if read == written or path.endswith("last-modified") else [path]


def prop(found: dict[str, Any], name: str) -> str | None:
    return next((one["value"] for one in found.get("props", []) if one["name"] == name), None)


def uuids(found: Any) -> list[str]:
    """Returns every UUID that a document gives to something of its own."""
    if isinstance(found, dict):
        own = [found["uuid"]] if "uuid" in found else []
        return own + [one for value in found.values() for one in uuids(value)]
    return [one for value in found for one in uuids(value)] if isinstance(found, list) else []


def references(found: Any) -> list[str]:
    """Returns every UUID by which a document refers to something of its own."""
    if isinstance(found, dict):
        own = list(found.get("party-uuids", ())) + ([found["source"][1:]] if str(found.get("source", "")).startswith("#") else [])
        return own + [one for value in found.values() for one in references(value)]
    return [one for value in found for one in references(value)] if isinstance(found, list) else []
