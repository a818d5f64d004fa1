"""Sentences about texts, days and what customers are told."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # Dates
    "dates-out-of-order.2": "{id} goes back in time from {earlier} to {later}",
    "evidence-lapsed": "{id} counted until {until}, and the handbook speaks for {as_of}",
    "review-overdue.2": "{id} was to be looked at again by {due}, and the handbook speaks for {as_of}",
    "future-day": "{id} has '{dotted}' {value}, and the handbook speaks for {as_of}",
    "implausible-day": "{id} has '{dotted}' {value}, which is too early to be meant",
    "implausible-day.right": "a day from {earliest} on",
    "implausible-day.2": "{id} has '{dotted}' {value}, which is more than {ahead_at_most} years ahead of {as_of}",
    "implausible-day.right.2": "a day that somebody could keep; leave the field out where there is none",
    "announced-late": "{id} takes effect on {effect} and was announced on {announced}",
    "announced-late.right": "a day up to {effect}",
    "target-overdue": "{id} was to reach its target by {due}, and the handbook speaks for {as_of}",
    "sent-late": "{id} was due on {due} and sent on {sent}",
    "dates-out-of-order.3": "{id} has '{dotted}' {later} before '{dotted_2}' {earlier}",
    # Disclosure
    "means-not-told": "{id} is a means of kind {means_kind} and is told in no text before purchase or at set-up",
    "assumption-not-told": "{id} assumes something of {id_2} and is told in no text before purchase or at set-up",
    "acceptance-not-told": "customers bear what {id} accepts, and no text tells them",
    "acceptance-not-told.2": "{criteria} has customers told of what is accepted at {level}, {id} accepts {level} ({treatment}), and no text tells them",
    "acceptance-not-told.right": "'borne_by_customers: yes' and {told}",
    "deviation-not-told": "{id} must be told, and no text tells it",
    "item-not-received": "{id} names neither customers nor users",
    # Names
    "unknown-name.2": "'{field}' of {id} names '{name}', which is no {what}",
    "unknown-name.right.3": "one of {names}, as in {file}",
    # Promises
    "promise-untied": "the text of {id} promises {covered} {when}, and it discloses no support term",
    "promise-untied.right": "the support term (TRM-…) that keeps it under 'discloses'",
    "promise-too-long": "{what}, and {id} ends on {ends}",
    "promise-too-long.right": "a day up to {ends}",
    "promise-untied.2": "{what}, counted from a day that no record names, so that it cannot be held against {id}, which ends on {ends}",
    "promise-untied.right.2": "the day until which it is promised, such as {ends}, or the end of sale as a life-cycle event (LCE-…)",
    "promise-untied.3": "{what}, and it discloses {lacks}",
    "promise-untied.right.3": "the term (TRM-…) of {component} under 'discloses'",
    "promise-too-long.2": "{what}{so}, and {id} ends on {ends}",
    "promise-too-long.right.2": "a day up to {ends}, or a later 'ends' of {id}",
    "text-differs": "{what}, and {id} ends on {ends}",
    "text-differs.right": "{ends}, or 'at least' before an earlier day",
    "promise-untied.4": "the text of {id} names {day} ({found}) as the end of support of a part, and no part or term ends then",
    "promise-untied.right.4": "'support_end' of the part, or the day that stands there",
    # Texts
    "text-differs.2": "the text of {id} names {day}, which stands in none of the records it discloses",
    "severity-vector": "'severity' of {id} holds no CVSS v4.0 vector that can be read",
    "severity-vector.right": "all eleven base metrics",
    "severity-vector.2": "'severity' of {id} states {one}, and its vector gives {score}",
    "internal-quoted": "{id} is public and names {other}, which is internal",
}
