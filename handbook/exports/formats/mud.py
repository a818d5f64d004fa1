"""The format `mud`: for each device and gateway what a network may let through, by RFC 8520, and what flows do not tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handbook.exports.format import Format, some
from handbook.exports.packing import archive, as_json, filled
from handbook.exports.publisher import disclosure_of, for_anybody, own_host
from handbook.exports.reachability import TCP, Opening, Unknown, flows_of, opening
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.product import Component
from handbook.schema.records.support import SupportTerm
from handbook.views.addresses import record_slug

GAPS = "gaps.txt"
HOURS = 48
"""After so many hours a network asks anew (RFC 8520, Section 3.5: 1 to 168)."""
LONGEST_INFO = 60
"""Characters of `systeminfo` (RFC 8520, Section 3.8)."""


def parts(handbook: Handbook) -> Mapping[str, bytes]:
    """Returns a file for each device and gateway of which a flow is told, and one with all that is not told."""
    known = for_anybody(handbook)
    found: dict[str, bytes] = {}
    gaps = []
    for item in _devices(known):
        told = [opening(known, item, flow) for flow in flows_of(known, item)]
        openings = [one for one in told if isinstance(one, Opening)]
        gaps += [f"{item.id} {one.flow}: {one.why}\n" for one in told if isinstance(one, Unknown)]
        if openings:
            found[f"{record_slug(item.id)}.json"] = as_json(_file(known, item, openings))
        else:
            gaps.append(f"{item.id}: no file, since no data flow of it tells a port and the other end\n")
    return {**found, GAPS: "".join(gaps or ["Everything that the data flows of devices and gateways must tell is told.\n"]).encode()}


def make(handbook: Handbook) -> bytes:
    """Returns all of them in one archive."""
    return archive(parts(handbook))


def lacks(handbook: Handbook) -> str:
    """Returns what of a product the format cannot do without and does not find, in a sentence, or ''."""
    known = for_anybody(handbook)
    if not disclosure_of(known).namespace or not known.product or not known.product.as_of:
        return "product.yaml names no 'namespace' under 'disclosure', or no day under 'as_of'; a MUD file says where it stands and since when."
    return "" if _devices(known) else "There is no device and no gateway that anybody may read of."


def _devices(handbook: Handbook) -> tuple[Item[Component], ...]:
    return tuple(item for item in handbook.of(Component) if item.record.component_kind in ("device", "gateway"))


def _file(handbook: Handbook, item: Item[Component], openings: list[Opening]) -> dict[str, Any]:
    name = record_slug(item.id)
    lists = [(f"{name}-{version}-{way}", version, way) for way in ("fr", "to") for version in ("ipv4", "ipv6")]
    product = handbook.product
    host = own_host(handbook)
    base = f"{host}/downloads/mud" if host else f"{(disclosure_of(handbook).namespace or '').rstrip('/')}/mud"
    return {
        "ietf-mud:mud": filled({
            "mud-version": 1,
            "mud-url": f"{base}/{name}.json",
            "last-update": f"{product.as_of}T00:00:00Z" if product else None,
            "cache-validity": HOURS,
            "is-supported": _is_supported(handbook, item),
            "systeminfo": " ".join(item.record.title.split())[:LONGEST_INFO],
            "mfg-name": " ".join(handbook.maker.split()),
            "from-device-policy": {"access-lists": {"access-list": [{"name": acl} for acl, _, way in lists if way == "fr"]}},
            "to-device-policy": {"access-lists": {"access-list": [{"name": acl} for acl, _, way in lists if way == "to"]}},
        }),
        "ietf-access-control-list:acls": {"acl": [
            {"name": acl, "type": f"{version}-acl-type", "aces": {"ace": [_entry(one, version, way) for one in openings]}} for acl, version, way in lists
        ]},
    }  # fmt: skip


def _is_supported(handbook: Handbook, item: Item[Component]) -> bool:
    """Returns whether the maker still promises security fixes for it on the day of the handbook."""
    terms = [term.record for term in handbook.sources(item.id, SupportTerm, "component")]
    today = handbook.today
    return any(term.ends and today and term.ends >= today and "security fixes" in term.covers and term.promised_by is None for term in terms)


def _entry(one: Opening, version: str, way: str) -> dict[str, Any]:
    """Returns the entry for a flow: the name of the far host, or the local network; the port of the end that does not open the connection."""
    port = {"operator": "eq", "port": one.port}
    is_theirs = one.opened_by_device is not False  # the port is at the other end
    side = "destination-port" if is_theirs == (way == "fr") else "source-port"
    far = {f"ietf-acldns:{'dst' if way == 'fr' else 'src'}-dnsname": one.host} if one.host else {}
    transport: dict[str, Any] = {side: port}
    if one.transport == TCP and one.opened_by_device is not None:
        transport["ietf-mud:direction-initiated"] = "from-device" if one.opened_by_device else "to-device"
    matches = {
        **({} if one.host else {"ietf-mud:mud": {"local-networks": [None]}}),
        version: {**far, "protocol": one.transport},
        "tcp" if one.transport == TCP else "udp": transport,
    }
    return {"name": one.flow, "matches": matches, "actions": {"forwarding": "accept"}}


FORMAT = Format(
    name="mud",
    title="Manufacturer usage descriptions (MUD)",
    file="mud.zip",
    media_type="application/zip",
    about="For networks: what each device and gateway must be let through to, from its data flows, and what these do not tell.",
    read_by=("yangson with the YANG modules of RFC 8520", "MUD managers"),
    loses="Only flows that plainly name a port and the other end are in it, the rest is listed in gaps.txt; files are not signed.",
    account=some(
        carried={
            "product": ("as_of", "maker"), "entity": ("title",), "component": ("id", "title", "component_kind"),
            "data-flow": ("id", "source", "destination", "initiator"),
        },
        reduced={
            "product": ("disclosure",), "data-flow": ("protocol", "interfaces"), "interface": ("exposure",),
            "support-term": ("component", "ends", "covers", "promised_by"),
        },
    ),
    make=make,
    parts=parts,
    opened=True,
    lacks=lacks,
)  # fmt: skip
