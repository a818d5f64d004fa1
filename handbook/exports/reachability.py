"""What the data flows of a device tell a network: the other end, transport, port and who opens it, or why that is not known.

The fields are prose, so that only what stands there plainly is taken: `TCP port 8883`, `port 502`, the name of a host. Anything else is told as a gap.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.flows import DataFlow, Interface
from handbook.schema.records.product import Component, ExternalSystem

TCP, UDP = 6, 17
"""Protocol numbers of IP (IANA)."""
_PORT = re.compile(r"\bports?\s+([0-9]{1,5})\b", re.IGNORECASE)
_UDP = re.compile(r"\b(?:UDP|DTLS|CoAP|QUIC|NTP|SNTP)\b", re.IGNORECASE)
_TCP = re.compile(r"\b(?:TCP|TLS|HTTPS?|MQTT|SSH)\b", re.IGNORECASE)
_HOST = re.compile(r"(?<![A-Za-z0-9@.-])((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24})(?![A-Za-z0-9-])")
HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Opening:
    """What a network must let through for one flow."""

    flow: str
    host: str
    """Name of the other end's host, or '' for one in the local network."""
    transport: int
    """`TCP` or `UDP`."""
    port: int
    """The port at the end that does not open the connection."""
    opened_by_device: bool | None
    """None where either end does, or nobody has said which."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A flow of which the records do not tell enough."""

    flow: str
    why: str


def flows_of(handbook: Handbook, component: Item[Component]) -> tuple[Item[DataFlow], ...]:
    """Returns the data flows that begin or end at a component, in the order of the file."""
    return tuple(item for item in handbook.of(DataFlow) if component.id in (item.record.source, item.record.destination))


def opening(handbook: Handbook, component: Item[Component], flow: Item[DataFlow]) -> Opening | Unknown:
    """Returns what a network must let through for a flow of a component, or why the records do not tell."""
    record, said = flow.record, flow.record.protocol or ""
    ports = {int(found) for found in _PORT.findall(said)}
    if len(ports) != 1 or not 0 < next(iter(ports)) <= HIGHEST_PORT:
        return Unknown(flow.id, "'protocol' names no port" if not ports else f"'protocol' names {len(ports)} ports, or one that cannot be")
    is_udp, is_tcp = bool(_UDP.search(said)), bool(_TCP.search(said))
    if is_udp == is_tcp:
        return Unknown(flow.id, "'protocol' does not say whether it is TCP or UDP")
    host = _host(handbook, component, record)
    if host is None:
        return Unknown(flow.id, "'protocol' names not one host, and no interface says that the other end is in the local network")
    by_source = {"source": True, "destination": False}.get(record.initiator or "")
    opens = None if by_source is None else by_source == (record.source == component.id)
    return Opening(flow.id, host, UDP if is_udp else TCP, ports.pop(), opens)


def _host(handbook: Handbook, component: Item[Component], record: DataFlow) -> str | None:
    """Returns the name of the other end's host, '' where it is in the local network, or None where neither is told."""
    other = handbook.record(record.destination if record.source == component.id else record.source)
    exposures = {found.exposure for name in record.interfaces if (found := handbook.record(name, Interface))}
    is_far = isinstance(other, ExternalSystem) or (isinstance(other, Component) and other.component_kind in ("backend", "other", None))
    if exposures == {"LAN"} or not is_far:
        return ""
    names = set(_HOST.findall(record.protocol or ""))
    return names.pop() if len(names) == 1 else None
