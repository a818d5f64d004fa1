"""MUD files: the rules of RFC 8520 and of its YANG module as far as these files use it, and every flow told or listed as not told."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.exports.formats import mud
from handbook.exports.reachability import TCP, UDP, Opening, Unknown, flows_of, opening
from handbook.model.handbook import Handbook
from handbook.schema.records.flows import DataFlow
from handbook.schema.records.product import Component
from tests.handbook.exports.conftest import TRIED
from tests.support.every_field import every_field
from tests.support.handbooks import with_record
from tests.support.yang import refusals


@pytest.mark.parametrize("name", TRIED)
def test_files_keep_the_rules_of_rfc_8520(name: str, products: dict[str, Handbook]) -> None:
    for _, document in files(products[name]):
        assert list(document) == ["ietf-mud:mud", "ietf-access-control-list:acls"]
        head, lists = document["ietf-mud:mud"], document["ietf-access-control-list:acls"]["acl"]
        assert head["mud-version"] == 1
        assert head["mud-url"].startswith("https://")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", head["last-update"])
        assert 1 <= head["cache-validity"] <= 168
        assert isinstance(head["is-supported"], bool)
        assert len(head["systeminfo"]) <= 60
        assert not {"firmware-rev", "software-rev", "mud-signature"} & set(head)
        named = [one["name"] for way in ("from", "to") for one in head[f"{way}-device-policy"]["access-lists"]["access-list"]]
        assert sorted(named) == sorted(acl["name"] for acl in lists)
        for acl in lists:
            assert 1 <= len(acl["name"]) <= 64
            version = acl["type"].removesuffix("-acl-type")
            names = [ace["name"] for ace in acl["aces"]["ace"]]
            assert len(names) == len(set(names)) > 0
            for ace in acl["aces"]["ace"]:
                assert ace["actions"] == {"forwarding": "accept"}
                entry(ace["matches"], version, "dst" if acl["name"].endswith("-fr") else "src")


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_the_yang_modules_of_the_rfc_accept_every_file(name: str, products: dict[str, Handbook]) -> None:
    found = files(products[name])
    assert found
    assert {file: refusals(document) for file, document in found} == {file: [] for file, _ in found}


SPOILT: dict[str, tuple[tuple[str | int, ...], Any]] = {
    "an hour too many (RFC 8520, 3.5)": (("ietf-mud:mud", "cache-validity"), 169),
    "no such version of the file (3.1)": (("ietf-mud:mud", "mud-version"), "first"),
    "no word on support (3.7)": (("ietf-mud:mud", "is-supported"), None),
    "a day without its time (3.4)": (("ietf-mud:mud", "last-update"), "2026-11-16"),
    "a policy for a list that is not there (3.14)": (("ietf-mud:mud", "to-device-policy", "access-lists", "access-list", 0, "name"), "no-such-list"),
    "an unknown verdict (RFC 8519, 4.1)": (("ietf-access-control-list:acls", "acl", 0, "aces", "ace", 0, "actions", "forwarding"), "perhaps"),
    "a type of list that is none": (("ietf-access-control-list:acls", "acl", 0, "type"), "ipv5-acl-type"),
}
"""Places in a file, with what they may not say; None takes the place away. That `systeminfo` has 60 characters at most, Section 3.8 alone says."""


@pytest.mark.parametrize("what", SPOILT)
def test_the_yang_modules_refuse_what_the_rfc_does_not_allow(what: str, products: dict[str, Handbook]) -> None:
    (*above, last), value = SPOILT[what]
    document = files(products["pump"])[0][1]
    within: Any = document
    for step in above:
        within = within[step]
    assert last in within
    if value is None:
        del within[last]
    else:
        within[last] = value
    assert len(refusals(document)) == 1


@pytest.mark.parametrize("name", TRIED)
def test_every_flow_of_a_device_is_in_its_file_or_listed_with_the_reason(name: str, products: dict[str, Handbook]) -> None:
    handbook = products[name]
    gaps = mud.parts(handbook)[mud.GAPS].decode()
    told = {document["ietf-mud:mud"]["mud-url"].split("/")[-1].removesuffix(".json"): document for _, document in files(handbook)}
    for item in handbook.of(Component):
        if item.record.component_kind not in ("device", "gateway"):
            continue
        written = told.get(item.id.lower(), {}).get("ietf-access-control-list:acls", {"acl": []})["acl"]
        in_file = {ace["name"] for acl in written for ace in acl["aces"]["ace"]}
        for flow in flows_of(handbook, item):
            assert (flow.id in in_file) != (f"{item.id} {flow.id}: " in gaps), flow.id


SAID = {
    "MQTT over TLS 1.3 to hub.maker.example, TCP port 8883": Opening("FLW-01", "hub.maker.example", TCP, 8883, True),
    "CoAP over DTLS to coap.maker.example, UDP port 5684": Opening("FLW-01", "coap.maker.example", UDP, 5684, True),
    "MQTT over TLS 1.3 to hub.maker.example": "'protocol' names no port",
    "HTTPS to a.maker.example, ports 443 or port 8443": "'protocol' names 2 ports, or one that cannot be",
    "HTTPS to a.maker.example, port 99999": "'protocol' names 1 ports, or one that cannot be",
    "Our own to a.maker.example, port 4000": "'protocol' does not say whether it is TCP or UDP",
    "QUIC or TCP to a.maker.example, port 443": "'protocol' does not say whether it is TCP or UDP",
    "HTTPS to a.maker.example or b.maker.example, port 443": "'protocol' names not one host, and no interface says that the other end is in the local network",
    "HTTPS, port 443; write to me@maker.example": "'protocol' names not one host, and no interface says that the other end is in the local network",
}


@pytest.mark.parametrize("said", SAID)
def test_only_what_stands_there_plainly_is_taken(said: str, catalogues: Catalogues) -> None:
    handbook = with_record(every_field(catalogues), "FLW-01", protocol=said, source="COM-01", destination="EXT-01", initiator="source", interfaces=())
    item = next(one for one in handbook.of(Component) if one.id == "COM-01")
    flow = next(one for one in handbook.of(DataFlow) if one.id == "FLW-01")
    found = opening(handbook, item, flow)
    assert found == SAID[said] if isinstance(SAID[said], Opening) else isinstance(found, Unknown) and found.why == SAID[said]


def test_a_flow_that_the_other_end_opens_has_its_port_at_the_device(products: dict[str, Handbook]) -> None:
    handbook = products["pump"]
    document = next(document for _, document in files(handbook))
    lists = {acl["name"]: acl["aces"]["ace"][0]["matches"] for acl in document["ietf-access-control-list:acls"]["acl"]}
    name = document["ietf-mud:mud"]["mud-url"].split("/")[-1].removesuffix(".json")
    assert lists[f"{name}-ipv4-fr"]["tcp"]["source-port"] == lists[f"{name}-ipv4-to"]["tcp"]["destination-port"]
    assert {matches["tcp"]["ietf-mud:direction-initiated"] for matches in lists.values()} == {"to-device"}


def test_what_is_not_for_everybody_is_in_no_file(catalogues: Catalogues) -> None:
    handbook = with_record(every_field(catalogues), "FLW-02", visibility="internal")
    assert b"FLW-02" not in b"".join(mud.parts(handbook).values())
    assert mud.lacks(with_record(with_record(handbook, "COM-01", visibility="internal"), "COM-02", visibility="assessor")).endswith("may read of.")


def entry(matches: dict[str, Any], version: str, side: str) -> None:
    """Holds what an entry matches against the module: one of name and local network, one port, one transport."""
    is_local = "ietf-mud:mud" in matches
    assert (f"ietf-acldns:{side}-dnsname" in matches[version]) != is_local
    assert not is_local or matches["ietf-mud:mud"] == {"local-networks": [None]}
    transport = {6: "tcp", 17: "udp"}[matches[version]["protocol"]]
    assert set(matches) == {version, transport, *(["ietf-mud:mud"] if is_local else [])}
    ports = [found for name, found in matches[transport].items() if name in ("source-port", "destination-port")]
    assert len(ports) == 1
    assert ports[0]["operator"] == "eq"
    assert 0 < ports[0]["port"] <= 65535
    assert matches[transport].get("ietf-mud:direction-initiated") in (None, "from-device", "to-device")


def files(handbook: Handbook) -> list[tuple[str, dict[str, Any]]]:
    return [(name, json.loads(content)) for name, content in mud.parts(handbook).items() if name != mud.GAPS]
