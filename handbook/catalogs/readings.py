"""What an entry of a reference document means for a maker of IoT products, in this handbook's own words."""

from __future__ import annotations

from handbook.catalogs.wording import Wording
from handbook.schema.fields import Many, Part, Plain


class Reading(Part):
    """What an entry means for a maker of IoT products, in this handbook's own words."""

    id: Plain
    reading: Wording
    """What it means here; not a restatement."""
    maker: Wording
    """What the manufacturer does about it."""
    customer: Wording
    """How a product can help a customer reach it."""
    evidence: Many[Wording]
    """What a stranger could look at."""
    artefact: Wording
    """A concrete thing that no other reading names."""
    synonyms: Many[Wording] = ()
    """Words by which somebody may search for it."""


class ReadingList(Part):
    """Readings of entries of one document."""

    document: Plain
    readings: Many[Reading]
