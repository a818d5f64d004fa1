"""What a product decides about the rules by which it is checked: `rules.yaml`, a list in the product's folder."""

from __future__ import annotations

from typing import Literal

from handbook.schema.fields import AnyId, DateSet, Part, Plain, Prose
from handbook.schema.record import RoleId, Visibility

RULES_FILE = "rules.yaml"


class Exemption(Part):
    """A rule weighs more or less here, or one record is exempt from it. Errors of form and broken references cannot be exempted."""

    rule: Plain
    """Code of the rule, as it stands in brackets after a finding. Example: `text-differs`."""
    record: AnyId | None = None
    """The one record that is exempt; empty where the weight of the whole rule changes. Example: `INF-02`."""
    severity: Literal["error", "gap", "warning"] | None = None
    """What a finding of the rule is here. Without it the record is exempt altogether."""
    reason: Prose
    """Why this is right for this product, so that an assessor can judge it."""
    decided_by: RoleId
    """Role that decided it. Example: `ROL-02`."""
    review_by: DateSet
    """Day by which it is decided anew; later it is an error. Example: `2027-04-02`."""
    visibility: Visibility = "public"
    """Who may read the reason: anybody, an assessor, or only the maker's own people."""
