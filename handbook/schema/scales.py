"""Closed lists that several kinds share: levels, tiers, reaches, classes of threats, dimensions of impact, moments of telling."""

from __future__ import annotations

from typing import Literal

LevelName = Literal["VL", "L", "M", "H", "VH"]
"""Very low, low, moderate, high, very high."""
Tier = Literal["T1", "T2", "T3"]
"""T1: no skill, published script; T2: skilled, days; T3: expert, weeks, equipment."""
Reach = Literal["internet", "valid account", "supplier", "radio range", "LAN", "outer case", "opened case"]
"""From where an adversary acts."""
ThreatClass = Literal[
    "spoofing", "tampering", "repudiation", "information disclosure", "denial of service", "elevation of privilege",
    "authorised misuse", "unsafe actuation", "loss of a dependency", "loss of the maker", "supplier compromise",
    "wear-out and expiry", "inference from data",
]  # fmt: skip
"""STRIDE, and the fixed list of what STRIDE does not prompt for."""
Dimension = Literal["safety", "privacy", "property and service", "money", "other networks", "maker"]
"""Dimensions of impact that every product is rated in; its risk criteria may add others."""
StandardScale = Literal["attempt", "success", "safety", "privacy", "property and service", "money", "other networks", "maker"]
"""Scales of the risk method that criteria may take by name: two factors, six dimensions of impact."""
StandardMatrix = Literal["SP 800-30"]
"""Matrices that criteria may take by name: Table I-2 of NIST SP 800-30 Revision 1."""
CommunicationMoment = Literal["before purchase", "set-up", "in use", "on event", "at the end"]
"""When somebody is told."""
