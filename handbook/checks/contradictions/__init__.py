"""Contradictions: statements in two places that cannot both hold. One module for each topic."""

from __future__ import annotations

from handbook.checks.contradictions import (
    clocks,
    criteria,
    excluding,
    exploitation,
    hosts,
    lapsed,
    markets,
    mentions,
    opposites,
    partners,
    rating,
    releases,
    succession,
)

_MODULES = (criteria, rating, succession, releases, exploitation, clocks, markets, hosts, opposites, mentions, lapsed, partners, excluding)
CHECKS = tuple(check for module in _MODULES for check in module.CHECKS)
