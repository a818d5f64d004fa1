"""CycloneDX: valid by its own library in strict mode, read back by it, references that lead somewhere, vectors whole."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from cyclonedx.model.bom import Bom
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from handbook.catalogs.catalogue import Catalogues
from handbook.exports.bom import STATES
from handbook.exports.cases import published_cases
from handbook.exports.formats import cyclonedx_1_6, cyclonedx_1_7
from handbook.model.handbook import Handbook
from handbook.schema.records.product import Component, HardwareOrSoftwarePart, Release
from tests.handbook.exports.conftest import TRIED
from tests.support.every_field import every_field

VERSIONS = {"1.6": (cyclonedx_1_6, SchemaVersion.V1_6), "1.7": (cyclonedx_1_7, SchemaVersion.V1_7)}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", TRIED)
def test_the_strict_validator_accepts_it_and_every_reference_leads_to_one_entry(version: str, name: str, products: dict[str, Handbook]) -> None:
    module, schema = VERSIONS[version]
    content = module.FORMAT.make(products[name]).decode()
    assert JsonStrictValidator(schema).validate_str(content) is None
    found = json.loads(content)
    refs = [found["metadata"]["component"]["bom-ref"], *(one["bom-ref"] for one in (*found["components"], *found.get("vulnerabilities", [])))]
    assert len(refs) == len(set(refs))
    named = [affected["ref"] for one in found.get("vulnerabilities", []) for affected in one["affects"]]
    named += [ref for one in found["dependencies"] for ref in (one["ref"], *one.get("dependsOn", []))]
    assert set(named) <= set(refs)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", TRIED)
def test_read_back_it_says_what_the_records_say(version: str, name: str, products: dict[str, Handbook]) -> None:
    handbook = products[name]
    content = json.loads(VERSIONS[version][0].FORMAT.make(handbook))
    read: Any = Bom.from_json(content)
    assert read.metadata.component.name == handbook.name
    listed = {component.bom_ref.value: component for component in read.components}
    for item in (*handbook.of(Component), *handbook.of(HardwareOrSoftwarePart)):
        assert listed.pop(item.id).name == item.record.title
    for item in handbook.of(Release):
        release = listed.pop(item.id)
        assert release.version == item.record.version[:1024]
        assert {one.value for one in release.properties if one.name.endswith(":release-of")} == {item.record.component}
    assert listed == {}
    on = {one.ref.value: {part.ref.value for part in one.dependencies} for one in read.dependencies}
    for item in handbook.of(Component):
        assert on[item.id] == {link.source for link in handbook.links_to(item.id, "part", "components")}


@pytest.mark.parametrize("name", TRIED)
def test_every_release_has_the_status_that_its_case_states(name: str, products: dict[str, Handbook]) -> None:
    handbook = products[name]
    found = json.loads(cyclonedx_1_6.FORMAT.make(handbook))
    stated = {(case.public_id, release, STATES[one.status]) for case in published_cases(handbook) for release, one in case.statements.items()}
    written = {(one["id"], ref["ref"], one["analysis"]["state"]) for one in found["vulnerabilities"] for ref in one["affects"]}
    assert written == stated
    assert stated
    for one in found["vulnerabilities"]:
        assert all(rating["vector"].startswith("CVSS:4.0/") for rating in one["ratings"])


def test_the_score_is_that_of_the_vector(products: dict[str, Handbook]) -> None:
    ratings = {one["id"]: one["ratings"][0] for one in json.loads(cyclonedx_1_6.FORMAT.make(products["example"]))["vulnerabilities"]}
    for case in published_cases(products["example"]):
        rating = ratings[case.public_id]
        assert f"score {rating['score']} ({rating['severity']})" in str(case.record.severity)


def test_what_not_everybody_may_read_is_not_in_it(catalogues: Catalogues) -> None:
    handbook = every_field(catalogues)
    items = dict(handbook.items)
    for kept_back in ("COM-02", "REL-02", "PRT-02", "VUL-02", "TRM-02", "ENT-02"):
        items[kept_back] = replace(items[kept_back], record=items[kept_back].record.model_copy(update={"visibility": "assessor"}))
    text = cyclonedx_1_6.FORMAT.make(replace(handbook, items=items)).decode()
    assert "REL-01" in text
    assert [kept_back for kept_back in ("COM-02", "REL-02", "PRT-02", "VUL-02", "ENT-02") if kept_back in text] == []
