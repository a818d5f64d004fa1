"""Activity 7, whom the maker talks to, through what and when: audiences, channels, approaches."""

from __future__ import annotations

from typing import ClassVar

from handbook.schema.fields import Chained, Many, Plain, Prose, YesNo, expected, expected_list
from handbook.schema.links import AudienceId, ChannelId, CustomerId, UserId
from handbook.schema.record import Kind, Record
from handbook.schema.scales import CommunicationMoment


class Audience(Record):
    """People who are told something in the same words."""

    spec: ClassVar[Kind] = Kind(
        name="audience", prefix="AUD", singular="Audience", plural="Audiences", file="activity-7/audiences.yaml", activity=7,
        about="People who are told something in the same words, because they know and need the same.",
        columns=("customers", "users"), needed="always",
    )  # fmt: skip

    customers: Chained[Many[CustomerId]] = ()
    """Customers who belong to it."""
    users: Chained[Many[UserId]] = ()
    """Users who belong to it."""
    words: Prose | None = expected()
    """Words they use, words they misread, languages."""
    needs_to_know: Prose | None = expected()
    """What they act on, and when."""
    tried_with: Plain | None = expected()
    """Who of them tried the texts, when, and what was changed."""


class Channel(Record):
    """A way to reach people."""

    spec: ClassVar[Kind] = Kind(
        name="channel", prefix="CHN", singular="Channel", plural="Channels", file="activity-7/channels.yaml", activity=7,
        about="A way to reach people: how they know it is genuine, whom it misses, how long it lives.",
        search=("contact", "how we reach customers"),
        columns=("authenticity", "two_way", "reaches_unregistered"), needed="always",
    )  # fmt: skip

    description: Prose | None = expected()
    """What it is, with its address."""
    authenticity: Plain | None = expected()
    """How a reader can tell that it is genuine."""
    two_way: YesNo | None = expected()
    """Whether people can answer through it."""
    reaches_unregistered: YesNo | None = expected()
    """Whether it reaches somebody who never registered or bought second-hand."""
    misses: Plain | None = None
    """Whom it does not reach, and what does instead."""
    lives_until: Plain | None = expected()
    """How long it is kept, and who holds it afterwards."""


class Approach(Record):
    """Which audience is reached at which moment through which channel."""

    spec: ClassVar[Kind] = Kind(
        name="approach", prefix="APR", singular="Approach", plural="Approaches", file="activity-7/approaches.yaml", activity=7,
        about="Which audience is reached at which moment, through which channels, and how the maker knows that it worked.",
        columns=("audience", "moment", "channels"), stands_alone=True,
    )  # fmt: skip

    audience: AudienceId | None = expected()
    """Who is reached."""
    moment: CommunicationMoment | None = expected()
    """At which moment."""
    channels: Many[ChannelId] = expected_list()
    """Through which channels."""
    statement: Prose | None = expected()
    """What is said and in which form."""
    known_to_work: Plain | None = expected()
    """How the maker knows that it arrived and was understood."""
