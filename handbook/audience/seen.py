"""The handbook as an audience sees it: one function from handbook to handbook, which all that is made for others goes through.

Records and fields that are for others are left out, and so is whatever would tell of them: links to them, their ids in texts, facts that texts
state, attachments that nothing else names. What is made of the result reads nothing else, so that it cannot show what is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, cast

from handbook.audience.departing import departures_seen, departures_told
from handbook.audience.files import pages_seen, published, shown_beside, unspoken
from handbook.audience.levels import is_left_out, sees, withheld
from handbook.audience.parts import IN_WORDS, Narrowed, narrowed
from handbook.audience.unsaid import NOT_PUBLISHED, OF_WHAT_IT_SAYS, Unsaid
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.model.statements import Assessed, NoneStated, Ruling
from handbook.schema.marks import with_texts
from handbook.schema.record import KEPT_FROM, Visibility
from handbook.schema.records.facts import Fact


def seen(handbook: Handbook, audience: Visibility) -> Handbook:
    """Returns the handbook as those of an audience see it: the same where they see all that it holds, else one without the rest."""
    return handbook if sees(audience, handbook.audience) else handbook.once(_SEEN[audience])


def left_out(handbook: Handbook, audience: Visibility) -> frozenset[str]:
    """Returns the ids of the records of which an audience sees nothing."""
    return frozenset(item.id for item in handbook.records() if is_left_out(item, audience))


def without(handbook: Handbook, audience: Visibility, more: Collection[str] = ()) -> Handbook:
    """Returns the handbook as an audience sees it, and without the records of the ids `more`; all of it where it keeps nothing from them."""
    left = left_out(handbook, audience) | frozenset(more)
    kept = {name: item for name, item in handbook.items.items() if name not in left}
    hidden = {name: withheld(item.record, audience) for name, item in kept.items()}
    pages = pages_seen(handbook, audience)
    seen_departures, unseen = departures_seen(handbook, audience, kept)
    all_departures = len(seen_departures) == len(handbook.overridden) + len(handbook.not_taken)
    if all_departures and not (left or any(hidden.values()) or len(pages) < len(handbook.page_texts)):
        told = departures_told(handbook, seen_departures, Unsaid(frozenset(), _facts(kept.values(), hidden)))
        return replace(handbook, audience=audience, assessments=_assessments(handbook, audience), **told)
    texts = Unsaid(left | unseen | {wrong for wrong, right in handbook.meant.items() if right in left}, _facts(kept.values(), hidden))
    items = {name: _narrowed(item, audience, hidden[name], texts) for name, item in kept.items()}
    attachments = published(handbook, items, pages, handbook.site)
    page_files = shown_beside(pages, handbook.page_files)
    texts = replace(texts, files=unspoken((*handbook.attachments, *handbook.page_files), attachments.union(page_files)))
    return replace(
        handbook,
        site=with_texts(handbook.site, lambda path, text: text if path[0] in ("logo", "previous") else _told(texts, text)),
        items={name: _without_files(item, texts) for name, item in items.items()} if texts.files else items,
        meant={wrong: right for wrong, right in handbook.meant.items() if right in items},
        attachments=tuple(file for file in handbook.attachments if file in attachments),
        pages=tuple(page for page in handbook.pages if page in pages),
        page_files=page_files,
        page_texts=pages,
        attached={file: found for file, found in handbook.attached.items() if file in attachments},
        assessments=_assessments(handbook, audience, texts),
        spared={},
        **departures_told(handbook, seen_departures, texts),
        none_said={name: _none(stated, texts) for name, stated in handbook.none_said.items()},
        audience=audience,
        keeps_back=True,
    )


def rulings_seen(rulings: Collection[Ruling], handbook: Handbook, left: frozenset[str]) -> Mapping[int, Ruling]:
    """Returns what a product decides about rules as the audience of `handbook` sees it, by the identity of each ruling that it may see."""
    texts = Unsaid(left, {})
    found = {}
    for ruling in rulings:
        said = ruling.said
        if said.record in left or not sees(handbook.audience, said.visibility):
            continue
        change: dict[str, Any] = {"reason": _told(texts, said.reason), "decided_by": NOT_PUBLISHED if said.decided_by in left else said.decided_by}
        found[id(ruling)] = replace(ruling, said=said.model_copy(update=change))
    return found


_SEEN = {"public": partial(without, audience="public"), "assessor": partial(without, audience="assessor")}


def _facts(items: Collection[Item], hidden: Mapping[str, frozenset[str]]) -> dict[str, Item[Fact]]:
    """Returns the facts that texts may say, by name."""
    found: dict[str, Item[Fact]] = {}
    for item in items:
        if isinstance(item.record, Fact) and item.record.name and not hidden[item.id] & OF_WHAT_IT_SAYS:
            found.setdefault(item.record.name, cast("Item[Fact]", item))
    return found


def _narrowed(item: Item, audience: Visibility, hidden: frozenset[str], texts: Unsaid) -> Item:
    """Returns a record without its withheld fields and without what names others that are left out."""
    emptied = {name for name in hidden if getattr(item.record, name) not in (None, ())}
    lists = {name for name, level in KEPT_FROM.items() if not sees(audience, level)}
    without_fields = item.record.model_copy(update={name: type(item.record).model_fields[name].get_default() for name in emptied | lists})
    mentioned = tuple(one for one in item.mentioned if one.path[0] not in hidden)
    found: Narrowed[Any] = narrowed(without_fields if emptied or lists else item.record, item.node, frozenset(one.path for one in mentioned), texts)
    known = {fact.id for fact in texts.facts.values()}
    gone = emptied | found.emptied
    if found.part is item.record and not gone:
        return item
    return replace(
        item, record=found.part, node=found.node, mentioned=tuple(one for one in mentioned if one.fact in known), withheld=item.withheld | gone,
        inherited={name: place for name, place in item.inherited.items() if name not in gone},
    )  # fmt: skip


def _without_files(item: Item, texts: Unsaid) -> Item:
    spoken = {path for path, mark, _ in item.marked if mark.meaning in IN_WORDS}
    record = with_texts(item.record, lambda path, text: texts.without_files(text) if path in spoken else text)
    return item if record is item.record else replace(item, record=record)


def _assessments(handbook: Handbook, audience: Visibility, texts: Unsaid | None = None) -> tuple[Assessed, ...]:
    """Returns what an assessor says, as far as an audience sees it: nobody but assessors and the maker, and nothing of what they do not see."""
    if audience == "public" or texts is None:
        return () if audience == "public" else handbook.assessments
    kept = (one for one in handbook.assessments if one.said.on not in texts.ids)
    return tuple(replace(one, said=one.said.model_copy(update={"question": _told(texts, one.said.question) if one.said.question else None})) for one in kept)


def _told(texts: Unsaid, text: str) -> str:
    return texts.without_files(texts.without_ids(text))


def _none(stated: NoneStated, texts: Unsaid) -> NoneStated:
    said = stated.said
    change = {"by": NOT_PUBLISHED if said.by in texts.ids else said.by, "why": _told(texts, said.why) if said.why else None}
    return replace(stated, said=said.model_copy(update=change))
