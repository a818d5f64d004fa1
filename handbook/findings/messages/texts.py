"""Sentences of the checks of texts, promises, days, names, and of what customers are told."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # Standing facts
    "part.states": "'{field}' of {id} states {stated} {unit}, and speaks of {fact} ({name})",
    "fact-differs": "{stated}, which says {value}",
    "fact-differs.right": "'{{fact:{name}}}', or other words where something else is meant",
    "fact-differs.day": "{stated}, which said {value} on {day}",
    "fact-differs.day.right": "{value}, or under 'former' of the fact what held on that day",
    "fact-in-dated-text": "'{field}' of {id} tells of its day, and names {fact}, which may change",
    "fact-in-dated-text.right": "the words of that day: {says}",
    # Dates
    "dates-out-of-order.course": "{id} goes back in time from {earlier} to {later}",
    "evidence-lapsed": "{id} counted until {until}, and the handbook speaks for {today}",
    "review-overdue": "{id} was to be looked at again by {due}, and the handbook speaks for {today}",
    "future-day": "{id} has '{field}' {day}, and the handbook speaks for {today}",
    "implausible-day.early": "{id} has '{field}' {day}, which is too early to be meant",
    "implausible-day.early.right": "a day from {earliest} on",
    "implausible-day.late": "{id} has '{field}' {day}, which is more than {years} years ahead of {today}",
    "implausible-day.late.right": "a day that somebody could keep; leave the field out where there is none",
    "announced-late": "{id} takes effect on {effect} and was announced on {announced}",
    "target-overdue": "{id} was to reach its target by {due}, and the handbook speaks for {today}",
    "sent-late": "{id} was due on {due} and sent on {sent}",
    "dates-out-of-order": "{id} has '{field}' {later} before '{earlier_field}' {earlier}",
    # Disclosure
    "means-not-told": "{id} is a means of kind {kind} and is told in no text before purchase or at set-up",
    "assumption-not-told": "{id} assumes something of {about} and is told in no text before purchase or at set-up",
    "acceptance-not-told": "customers bear what {id} accepts, and no text tells them",
    "acceptance-not-told.level": "{criteria} has customers told of what is accepted at {level}, {id} accepts {level} ({treatment}), and no text tells them",
    "acceptance-not-told.level.right": "'borne_by_customers: yes' and {disclosed}",
    "expected.disclosed": "its id under 'discloses' of an information item",
    "expected.disclosed-in-time": "its id under 'discloses' of an information item whose 'moments' name before purchase or set-up",
    "deviation-not-told": "{id} must be told, and no text tells it",
    "item-not-received": "{id} names neither customers nor users",
    # Names
    "unknown-name.state": "'{field}' of {id} names '{name}', which is no state of life of the product",
    "unknown-name.revision": "'revisions' of {id} names '{name}', which is no hardware revision of its components",
    "unknown-name.right": "one of {names}, as in {file}",
    # Promises
    "part.promise": "the text of {id} promises {covered} of {component} ({title}) ({words})",
    "part.security-fixes": "security fixes",
    "part.functions": "functions",
    "part.its-service": "its service",
    "part.spare-parts": "spare parts",
    "part.support": "support",
    "part.use": "use",
    "promise-untied.nothing-disclosed": "the text of {id} promises {covered} ({words}), and it discloses no support term",
    "promise-untied.nothing-disclosed.right": "the support term (TRM-…) that keeps it under 'discloses'",
    "promise-untied.component": "{promise}, and it discloses no support term of it",
    "promise-untied.cover": "{promise}, and it discloses no support term of it that covers {cover}",
    "promise-untied.component.right": "the term (TRM-…) of {component} under 'discloses'",
    "promise-untied.start": "{promise}, counted from a day that no record names, so that it cannot be held against {term}, which ends on {ends}",
    "promise-untied.start.right": "the day until which it is promised, such as {ends}, or the end of sale as a life-cycle event (LCE-…)",
    "promise-untied.part": "the text of {id} names {day} ({words}) as the end of support of a part, and no part or term ends then",
    "promise-untied.part.right": "'support_end' of the part, or the day that stands there",
    "promise-too-long": "{promise}, and {term} ends on {ends}",
    "promise-too-long.right": "a day up to {ends}, or a later 'ends' of {term}",
    "promise-too-long.taken-for": "{promise}, which may be taken for {latest}, and {term} ends on {ends}",
    "promise-too-long.part": "the text of {id} names {words} as the time for which a part is supported, and no part or term lasts until {latest}",
    "expected.day-up-to": "a day up to {day}",
    "text-differs.promise": "{promise}, and {term} ends on {ends}",
    "text-differs.promise.right": "{ends}, or 'at least' before an earlier day",
    # Texts
    "text-differs.day": "the text of {id} names {day}, which stands in none of the records it discloses",
    "severity-vector": "'severity' of {id} holds no CVSS v4.0 vector that can be read",
    "severity-vector.right": "all eleven base metrics",
    "severity-vector.score": "'severity' of {id} states {stated}, and its vector gives {score}",
    "internal-quoted": "{id} is public and names {internal}, which is internal",
}
