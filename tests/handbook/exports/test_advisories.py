"""Advisories: CSAF by a public validator's schema and mandatory tests, the folders of a provider, OpenVEX, security.txt."""

from __future__ import annotations

import hashlib
import json
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import vexipy

from handbook.catalogs.catalogue import Catalogues
from handbook.exports.cases import file_name, moment, published_cases, severity_in
from handbook.exports.formats import csaf, openvex, security_txt
from handbook.exports.publisher import own_host
from handbook.model.handbook import Handbook
from handbook.schema.records.product import Disclosure
from tests.handbook.exports.conftest import TRIED
from tests.support.every_field import every_field
from tests.support.handbooks import with_record
from tests.support.tools import node, package

VALIDATING = Path(__file__).parents[2] / "support" / "csaf_validating.mjs"
MANDATORY = 30
"""The validator has more tests than these, the schema's among them; fewer would mean that it has not read them."""


@pytest.mark.tools
@pytest.mark.parametrize("name", TRIED)
def test_a_public_validator_finds_nothing_against_schema_and_mandatory_tests(name: str, products: dict[str, Handbook], tmp_path: Path) -> None:
    told = validated(documents(products[name]), tmp_path)
    assert told
    assert {path: one["failed"] for path, one in told.items()} == {path: {} for path in told}
    assert all(one["ran"] > MANDATORY for one in told.values())


@pytest.mark.tools
def test_the_validator_would_find_a_fault(products: dict[str, Handbook], tmp_path: Path) -> None:
    path, document = next(iter(documents(products["example"]).items()))
    document["vulnerabilities"][0]["product_status"]["fixed"] = ["REL-99"]
    told = validated({path: document}, tmp_path)
    assert "mandatoryTest_6_1_1" in next(iter(told.values()))["failed"]


@pytest.mark.parametrize("name", TRIED)
def test_documents_say_what_the_cases_say(name: str, products: dict[str, Handbook]) -> None:
    handbook = products[name]
    found = documents(handbook)
    by_id = {one["document"]["tracking"]["id"]: one for one in found.values()}
    assert len(by_id) == len(found)
    for case in csaf.told(handbook):
        for tracking_id, profile in ((case.public_id, "csaf_security_advisory"), (f"{case.public_id}-VEX", "csaf_vex")):
            document = by_id.pop(tracking_id)
            assert document["document"]["category"] == profile
            only = document["vulnerabilities"][0]
            assert (only["title"], only["notes"][0]["text"]) == (case.record.title, case.record.description)
            status = {release: status for status, releases in only["product_status"].items() for release in releases}
            words = {"affected": "known_affected", "fixed": "fixed", "not affected": "known_not_affected", "under investigation": "under_investigation"}
            assert status == {release: words[one.status] for release, one in case.statements.items()}
            assert versions(document) == {release: handbook.items[release].record.version for release in case.statements}  # type: ignore[attr-defined]
            assert only["cwe"]["id"] == str(case.record.weakness).split()[0]
    assert by_id == {}


def test_a_case_without_a_day_of_publication_or_not_for_everybody_is_in_none(catalogues: Catalogues) -> None:
    handbook = every_field(catalogues)
    unpublished = with_record(with_record(handbook, "VUL-01", published_on=None), "VUL-02", visibility="internal")
    assert published_cases(unpublished) == ()
    for form in (csaf.FORMAT, openvex.FORMAT):
        assert form.lacks(unpublished) == "No vulnerability that anybody may read has a day under 'published_on' and the status of a release under 'vex'."


def test_hashes_and_lists_are_those_of_the_documents(products: dict[str, Handbook]) -> None:
    files = dict(csaf.parts(products["example"]))
    listed = files["white/index.txt"].decode().splitlines()
    assert [f"white/{one}" for one in listed] == sorted(path for path in files if path.endswith(".json"))
    assert sorted(line.split('"')[1] for line in files["white/changes.csv"].decode().splitlines()) == listed
    for path in listed:
        for name in ("sha256", "sha512"):
            told, file = files[f"white/{path}.{name}"].decode().split()
            assert (told, file) == (hashlib.new(name, files[f"white/{path}"]).hexdigest(), path.split("/")[-1])


def test_provider_metadata_are_made_on_the_makers_own_host_alone(products: dict[str, Handbook], catalogues: Catalogues) -> None:
    assert own_host(products["example"]) == ""
    assert "provider-metadata.json" not in csaf.parts(products["example"])
    own = every_field(catalogues)
    assert own_host(own) == "https://host.maker.example"
    provider = json.loads(csaf.parts(own)["provider-metadata.json"])
    assert provider["canonical_url"] == "https://host.maker.example/.well-known/csaf/provider-metadata.json"
    assert provider["distributions"] == [{"directory_url": "https://host.maker.example/.well-known/csaf/white/"}]
    selves = [one["document"]["references"][0]["url"] for one in documents(own).values()]
    assert selves == [f"https://host.maker.example/.well-known/csaf/{path}" for path in documents(own)]
    assert "Canonical: https://host.maker.example/.well-known/security.txt\n" in security_txt.make(own).decode()
    assert "CSAF: https://host.maker.example/.well-known/csaf/provider-metadata.json\n" in security_txt.make(own).decode()


@pytest.mark.parametrize("name", TRIED)
def test_openvex_read_back_has_the_status_of_every_release(name: str, products: dict[str, Handbook]) -> None:
    handbook = products[name]
    read: Any = vexipy.Document.from_json(openvex.make(handbook).decode())
    stated = [(case.public_id, one.status.replace(" ", "_"), case, release) for case in csaf.told(handbook) for release, one in case.statements.items()]
    assert [(one.vulnerability.name, one.status.value) for one in read.statements] == [(public_id, status) for public_id, status, _, _ in stated]
    assert len({one.products[0].id for one in read.statements}) == len({release for _, _, _, release in stated})


def test_security_txt_says_what_rfc_9116_asks_for(products: dict[str, Handbook]) -> None:
    lines = [line.split(": ", 1) for line in security_txt.make(products["example"]).decode().splitlines()]
    stated = products["example"].product.disclosure  # type: ignore[union-attr]
    assert isinstance(stated, Disclosure)
    assert [value for name, value in lines if name == "Contact"] == list(stated.contacts)
    assert [value for name, value in lines if name == "Expires"] == ["2027-11-01T00:00:00Z"] or stated.valid_until != date(2027, 10, 31)
    assert not [name for name, _ in lines if name in ("Canonical", "CSAF")], "the host of our example is not its maker's own"


@pytest.mark.parametrize("form", [csaf.FORMAT, openvex.FORMAT, security_txt.FORMAT], ids=lambda form: form.name)
def test_a_product_that_says_nothing_of_disclosure_is_told_so(form: Any, minimal: Handbook) -> None:
    assert form.lacks(minimal).endswith(".")


def test_two_cases_of_one_name_are_told_apart_by_their_records(catalogues: Catalogues) -> None:
    handbook = with_record(with_record(every_field(catalogues), "VUL-01", known_as=("Case 7",)), "VUL-02", known_as=("case/7",))
    assert [case.public_id for case in published_cases(handbook)] == ["VUL-01", "VUL-02"]


def test_a_severity_that_cannot_be_read_is_none() -> None:
    assert severity_in("CVSS:4.0/AV:X/AC:H/AT:P/PR:N/UI:N/VC:L/VI:N/VA:L/SC:N/SI:N/SA:N") is None
    assert severity_in("high") is None
    found = severity_in("CVSS:4.0/AV:A/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N, score 7.1 (high)")
    assert found is not None
    assert (found.score, found.rating) == (7.1, "high")


def test_moments_and_names_of_files_are_those_of_the_standards() -> None:
    assert [moment(one) for one in ("2026-08-25", "2026-10-02 16:00", "")] == ["2026-08-25T00:00:00Z", "2026-10-02T16:00:00Z", ""]
    assert [file_name(one) for one in ("EQ-2026-001", "Case No. 7/b", "a+b")] == ["eq-2026-001", "case_no_7_b", "a+b"]


def documents(handbook: Handbook) -> dict[str, Any]:
    """Returns the documents by CSAF of a product, by their paths."""
    return {path: json.loads(content) for path, content in csaf.parts(handbook).items() if path.startswith("white/") and path.endswith(".json")}


def validated(found: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Returns what the validator says of each document."""
    for path, document in found.items():
        (folder / path.replace("/", "_")).write_text(json.dumps(document), encoding="utf-8")
    home = package("@secvisogram/csaf-validator-lib/validate.js").parent
    names = sorted(str(one) for one in folder.glob("*.json"))
    done = subprocess.run([node(), str(VALIDATING), str(home), *names], capture_output=True, text=True, encoding="utf-8", check=True, timeout=120)
    return dict(json.loads(done.stdout))


def versions(document: dict[str, Any]) -> dict[str, str]:
    """Returns the version of each product in the tree of a document, by its id."""
    names = document["product_tree"]["branches"][0]["branches"]
    return {leaf["product"]["product_id"]: leaf["name"] for name in names for leaf in name["branches"]}
