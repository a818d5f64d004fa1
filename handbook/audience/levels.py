"""The audiences in their order, what each may read, and which one a build or an export is made for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from handbook.findings.nearest import nearest
from handbook.languages.said import Said, t
from handbook.model.item import Item
from handbook.reading.environment import AUDIENCE_VARIABLE
from handbook.schema.product_file import Site
from handbook.schema.record import KEPT_FROM, Record, Visibility, may_be_withheld

AUDIENCES: tuple[Visibility, ...] = get_args(Visibility)
"""From those who may read least to those who may read all."""
NAMES: Mapping[Visibility, Said] = {"public": t("the public"), "assessor": t("assessors"), "internal": t("the maker's own people")}
"""What an audience is called in a sentence."""


_KEEPING: Mapping[Visibility, tuple[str, ...]] = {
    audience: tuple(name for name, level in KEPT_FROM.items() if AUDIENCES.index(level) > AUDIENCES.index(audience)) for audience in AUDIENCES
}
"""For each audience, the fields that name what is kept from it."""
_NONE: frozenset[str] = frozenset()


class UnknownAudienceError(ValueError):
    """What is named is no audience; the message says what was found and what was expected."""


def sees(audience: Visibility, visibility: Visibility) -> bool:
    """Returns whether those of an audience may read what has this visibility."""
    return AUDIENCES.index(visibility) <= AUDIENCES.index(audience)


def audience_named(name: str, where: str) -> Visibility:
    """Returns the audience of this name. Raises UnknownAudienceError, which says that it stands `where`."""
    for audience in AUDIENCES:
        if audience == name.strip().lower():
            return audience
    close = nearest(name.lower(), AUDIENCES)
    hint = f"did you mean {close[0]}?" if close else f"expected one of {', '.join(AUDIENCES)}"
    raise UnknownAudienceError(f"{where} is '{name}', which is no audience; {hint}")


def audience_asked(environment: Mapping[str, str], site: Site, *, serving: bool = False) -> Visibility:
    """Returns for whom something is made: whom the variable `AUDIENCE` names, else whom the product names for its site, else the public.

    Who serves a site looks at what it writes, and sees all where the variable names nobody. Raises UnknownAudienceError.
    """
    stated = environment.get(AUDIENCE_VARIABLE, "")
    if stated.strip():
        return audience_named(stated, AUDIENCE_VARIABLE)
    return "internal" if serving else site.published_for or "public"


def withheld(record: Record, audience: Visibility) -> frozenset[str]:
    """Returns the fields that a record names as not for this audience."""
    kept = [fields for name in _KEEPING[audience] if (fields := getattr(record, name))]
    return frozenset().union(*kept) if kept else _NONE


def is_left_out(item: Item, audience: Visibility) -> bool:
    """Returns whether those of an audience see nothing of a record; nothing also where it cannot be told what they may see."""
    if audience == "internal":
        return False
    unread = item.left_out & {"visibility", *KEPT_FROM}
    if unread or not sees(audience, item.record.visibility):
        return True
    kept = withheld(item.record, audience)
    return bool(kept) and not kept <= set(may_be_withheld(type(item.record)))
