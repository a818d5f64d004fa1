"""Records that follow records of their own kind: a chain has an end, and what follows is about the same and comes later."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words, both, either, one_to_next, say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.kinds import MODELS
from handbook.schema.marks import mark_of
from handbook.schema.record import ANSWERING
from handbook.schema.records.means import Acceptance


def _own_kind() -> dict[str, tuple[str, ...]]:
    """Returns the fields of each kind that may name a record of that kind, but for its owner and for fields that take any record."""
    found = {}
    for kind, model in MODELS.items():
        marks = {name: mark_of(info.annotation, info.metadata) for name, info in model.model_fields.items() if name not in ANSWERING}
        names = tuple(name for name, mark in marks.items() if mark is not None and mark.meaning == "record" and kind in mark.kinds)
        if names:
            found[kind] = names
    return found


TO_OWN_KIND = _own_kind()
"""Fields by which a record names another of its kind, by kind: `reports_to` of roles, `renews` of acceptances, and so on."""

FOLLOWERS = {
    "treatment": ("replaces", ("risk",), ""),
    "acceptance": ("renews", ("treatments", "risk"), "accepted_on"),
    "evidence": ("repeats", ("result_of",), "seen_on"),
}
"""Kinds with the field that names what a record follows, the way to what both must be about, and their day ('' where there is none)."""


def chains_end(handbook: Handbook) -> Iterator[Diagnostic]:
    """Nobody reports to himself through others, and nothing follows itself."""
    for kind, fields in TO_OWN_KIND.items():
        for field in fields:
            follows = {item.id: [link.target for link in handbook.links_from(item.id, field)] for item in handbook.of_kind(kind)}
            for loop in ways_back(follows):
                first = handbook.items[loop[0]]
                message = say("circular-chain", field=field, id=first.id, way=one_to_next(*loop, first.id))
                yield make("circular-chain", first.place(field), message, expected=say("circular-chain.right", field=field), record=first.id)


def ways_back(follows: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yields ways that lead back to where they began, each record in one at most; each begins at the record that stands first."""
    order = {name: position for position, name in enumerate(follows)}
    done: set[str] = set()
    for start in follows:
        way: list[str] = []
        places: dict[str, int] = {}
        following = [(start, 0)]
        while following:
            name, depth = following.pop()
            for left in way[depth:]:  # whatever lies on another branch is walked to its end
                done.add(left)
                del places[left]
            del way[depth:]
            if name in places:
                loop = way[places[name] :]
                first = min(range(len(loop)), key=lambda position: order[loop[position]])
                yield loop[first:] + loop[:first]
            elif name not in done:
                places[name] = len(way)
                way.append(name)
                following += [(target, len(way)) for target in follows[name] if target in follows]
        done.update(way)


def followers_fit(handbook: Handbook) -> Iterator[Diagnostic]:
    """What follows a record is about the same thing, and is no older."""
    for kind, (field, subject, day) in FOLLOWERS.items():
        for item in handbook.of_kind(kind):
            for earlier in handbook.targets(item.id, field):
                theirs, ours = (_along(handbook, one, subject) for one in (earlier, item))
                if theirs and ours and not theirs & ours:
                    message = say("follows-another.subject", id=item.id, earlier=earlier.id, subjects=both(*sorted(ours)), others=both(*sorted(theirs)))
                    expected = say("follows-another.subject.right", subjects=either(*sorted(ours)))
                    yield make("follows-another", item.place(field), message, expected=expected, record=item.id)
                before, after = (getattr(one.record, day, None) for one in (earlier, item))
                if before and after and after < before:
                    message = say("follows-another.day", id=item.id, earlier=earlier.id, field=day, day=after, before=before)
                    yield make("follows-another", item.place(day), message, expected=say("follows-another.day.right", before=before), record=item.id)


def _along(handbook: Handbook, item: Item, way: tuple[str, ...]) -> set[str]:
    """Returns the records that one reaches from a record by these fields, one after the other."""
    found = {item.id}
    for field in way:
        found = {link.target for one in found for link in handbook.links_from(one, field)}
    return found


def renewals_said(handbook: Handbook) -> Iterator[Diagnostic]:
    """An acceptance is called renewed where another renews it; one that was renewed is no longer in force, and was not refused."""
    for item in handbook.of(Acceptance):
        renewed_by = handbook.sources(item.id, Acceptance, "renews")
        state = item.record.state
        if state == "renewed" and not renewed_by:
            yield _state(item, say("renewal-differs.not-renewed", id=item.id), say("renewal-differs.not-renewed.right", id=item.id))
        elif state == "refused" and renewed_by:
            yield _state(item, say("renewal-differs.refused", id=item.id, other=renewed_by[0].id), say("renewal-differs.refused.right", other=renewed_by[0].id))
        elif state == "in force" and renewed_by:
            yield _state(item, say("renewal-differs.in-force", id=item.id, other=renewed_by[0].id), say("renewal-differs.in-force.right"))


def _state(item: Item, message: Words, expected: Words) -> Diagnostic:
    return make("renewal-differs", item.place("state"), message, expected=expected, record=item.id)


CHECKS = (
    Check(chains_end),
    Check(followers_fit),
    Check(renewals_said),
)
