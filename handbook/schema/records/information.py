"""Activity 8, what customers are told, in which words: information items."""

from __future__ import annotations

from typing import ClassVar, Literal

from handbook.schema.fields import AnyId, Chained, DateDone, FileName, Many, Plain, Prose, expected, expected_list
from handbook.schema.links import AudienceId, ChannelId, ObligationId
from handbook.schema.record import Kind, Record
from handbook.schema.scales import CommunicationMoment


class InformationItem(Record):
    """A text that customers see."""

    spec: ClassVar[Kind] = Kind(
        name="information-item", prefix="INF", singular="Information item", plural="Information items", file="activity-8/information-items.yaml", activity=8,
        about="The very text that somebody is told, and the records that it discloses.",
        search=("customer information", "what customers are told"),
        columns=("heading", "audiences", "moments"), needed="always",
    )  # fmt: skip

    heading: Literal[
        "4.3.1 risk-related assumptions", "4.3.2 support and lifespan", "4.3.3 composition and capabilities",
        "4.3.4 software updates", "4.3.5 retirement", "4.3.6 technical and non-technical capabilities", "maker and contact",
    ] | None = expected()  # fmt: skip
    """Heading of Activity 8 that it belongs to (IR 8259r1, Section 4.3), or the maker's name and address."""
    text: Prose | None = expected()
    """The text as its readers see it."""
    audiences: Chained[Many[AudienceId]] = expected_list()
    """Who sees it."""
    channels: Many[ChannelId] = expected_list()
    """Where they see it."""
    moments: Many[CommunicationMoment] = expected_list()
    """When they see it."""
    discloses: Chained[Many[AnyId]] = expected_list()
    """Records that the text tells of: capabilities, deviations, assumptions, means, acceptances, support terms."""
    required_by: Many[ObligationId] = ()
    """Obligations that ask for it."""
    stated_on: DateDone | None = expected()
    """Day for which the text is true."""
    replaced_when: Plain | None = None
    """What makes it change."""
    file: FileName | None = None
    """Machine-readable companion."""
