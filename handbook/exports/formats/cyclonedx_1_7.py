"""The format `cyclonedx-1.7`: components with supplier, version and end of support, and published cases as VEX."""

from __future__ import annotations

from handbook.exports.bom import ACCOUNT, LOSES, REDUCED, document
from handbook.exports.format import Format, some
from handbook.model.handbook import Handbook


def make(handbook: Handbook) -> bytes:
    """Returns the bill of materials in CycloneDX 1.7."""
    return document(handbook, "1.7")


FORMAT = Format(
    name="cyclonedx-1.7",
    title="Bill of materials and VEX (CycloneDX 1.7)",
    file="cyclonedx-1.7.cdx.json",
    media_type="application/vnd.cyclonedx+json; version=1.7",
    about="For customers' tools: what the product consists of, who supplies it until when, and which release a published weakness concerns.",
    read_by=("cyclonedx-python-lib", "Dependency-Track", "other readers of CycloneDX 1.7"),
    loses=LOSES,
    account=some(carried=ACCOUNT, reduced=REDUCED),
    make=make,
)
