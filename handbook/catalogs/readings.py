"""What an entry of a reference document means for a maker of IoT products, in this handbook's own words."""

from __future__ import annotations

from handbook.schema.fields import Many, Part, Plain


class Reading(Part):
    """What an entry means for a maker of IoT products, in this handbook's own words."""

    id: Plain
    reading: Plain
    """What it means here; not a restatement."""
    maker: Plain
    """What the manufacturer does about it."""
    customer: Plain
    """How a product can help a customer reach it."""
    evidence: Many[Plain]
    """What a stranger could look at."""
    artefact: Plain
    """A concrete thing that no other reading names."""
    synonyms: Many[Plain] = ()
    """Words by which somebody may search for it."""


class ReadingList(Part):
    """Readings of entries of one document."""

    document: Plain
    readings: Many[Reading]
