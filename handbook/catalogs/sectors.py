"""Trades in which a product may be used, each with what to ask there first; a new product folder can be made for one."""

from __future__ import annotations

from handbook.catalogs.shipped import shipped
from handbook.schema.fields import Count, Many, Part, Plain


class Prompt(Part):
    """What somebody in a trade asks first in an activity."""

    activity: Count
    text: Plain


class Sector(Part):
    """A trade, with what to ask there first."""

    name: Plain
    title: Plain
    prompts: Many[Prompt]


class SectorList(Part):
    """The trades that a new product folder can be made for."""

    sectors: Many[Sector]


def load_sectors() -> dict[str, Sector]:
    """Returns the trades with their prompts, by name. Raises ValueError when the catalogue is wrong."""
    return {sector.name: sector for sector in shipped(SectorList, "skeleton/sectors.yaml").sectors}
