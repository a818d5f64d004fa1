"""Derived fields beyond a word: times of a case, what caps a promise, what rests on a part, which kinds of proof there are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from handbook.languages.said import UNTOLD, day, joined, n, t
from handbook.methods.beneath import Cap, caps
from handbook.methods.case_times import begun, took
from handbook.methods.kinds_of_proof import KindOfProof, kinds_of_proof
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.record import Record
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.capabilities import Capability
from handbook.schema.records.flows import Interface, KeyOrCredential
from handbook.schema.records.product import HardwareOrSoftwarePart
from handbook.schema.records.support import SupportTerm
from handbook.views.shared.links import record_link
from handbook.views.shared.values import FieldView, Value

LISTED = 8
"""At most so many rows stand in a table of what lies beneath a promise; what ends later caps nothing."""
TIMES = {
    "days_to_fix": (t("Days to fix"), t("From the first report, else from awareness, to the day on which customers could get a fix.")),
    "days_to_field": (t("Days to fix in the field"), t("To the last count of an update that removes it, with what was counted.")),
    "days_to_telling": (t("Days to telling"), t("To the first word to anybody but an authority: the advisory, or a notification.")),
}
RESTING: tuple[tuple[str, str, type[Record]], ...] = (
    ("interfaces_on_it", t("Interfaces on it"), Interface),
    ("keys_in_it", t("Keys in it"), KeyOrCredential),
    ("capabilities_on_it", t("Capabilities on it"), Capability),
)
"""Name, label and kind of what rests on a part."""


def tables_of(handbook: Handbook, item: Item) -> list[FieldView]:
    """Returns what follows from a vulnerability, a support term, a part or a capability beyond single words; nothing of any other kind."""
    record = item.record
    if isinstance(record, Vulnerability):
        return _times_of(handbook, cast("Item[Vulnerability]", item))
    if isinstance(record, SupportTerm):
        return _caps_of(handbook, cast("Item[SupportTerm]", item))
    if isinstance(record, HardwareOrSoftwarePart):
        return _resting_on(handbook, item)
    return _proof_of(handbook, cast("Item[Capability]", item)) if isinstance(record, Capability) else []


def _times_of(handbook: Handbook, item: Item[Vulnerability]) -> list[FieldView]:
    """Returns how long a case took to its fix, to the field and to the first word to customers."""
    start = begun(handbook, item)
    since = t("since the {what} of {day}", what=start[1], day=start[0]) if start else ""
    found = []
    for one in took(handbook, item):
        label, about = TIMES[one.name]
        days = None if one.days is None else n("{number} day", "{number} days", one.days)
        found.append(
            FieldView(
                one.name,
                label,
                joined(" ", [about, since]) if since else about,
                Value("text", text=t("{days}: {words}", UNTOLD, days=days, words=one.words) if days else one.words),
            )
        )
    return found


def _caps_of(handbook: Handbook, item: Item[SupportTerm]) -> list[FieldView]:
    """Returns what caps a promise: what ends first in one line, and all that has an end in a table."""
    found = caps(handbook, item)
    if not found:
        nothing = Value("text", text=t("no part or agreement tied to it has a day on which it ends; the basis says what it rests on"))
        return [FieldView("capped_by", t("Capped by"), t("What lies beneath the promise and ends first."), nothing)]
    first = found[0]
    line = Value("text", text=t("{id}, {what}: {day}, {against}", UNTOLD, id=first.item.id, what=first.what, day=first.day, against=_against(first)))
    rows = tuple(_row(one) for one in found[:LISTED])
    table = Value("table", columns=(t("What lies beneath"), t("What ends"), t("On"), t("Against the promise")), rows=rows)
    help_text = t("Parts, suppliers' agreements and suppliers' own terms, the first to end first. What ends before the promise needs a bridge.")
    return [
        FieldView("capped_by", t("Capped by"), t("What lies beneath the promise and ends first."), line),
        FieldView("why_not_later_beneath", t("What ends beneath it"), help_text, table),
    ]


def _resting_on(handbook: Handbook, item: Item) -> list[FieldView]:
    """Returns the interfaces, keys and capabilities that rest on a part, kind by kind, and in one line all of them."""
    found = [(name, label, handbook.sources(item.id, kind, "parts")) for name, label, kind in RESTING]
    every = [one for _, _, items in found for one in items]
    views = [FieldView(name, label, t("Records that name this part."), _links(items)) for name, label, items in found if items]
    if every:
        views.append(FieldView("resting_on_it", t("Resting on it"), t("Interfaces, keys and capabilities that rest on it."), _links(every)))
    return views


def _proof_of(handbook: Handbook, item: Item[Capability]) -> list[FieldView]:
    """Returns the kinds of proof of a technical capability, those that are missing among them."""
    found = kinds_of_proof(handbook, item)
    if not found:
        return []
    holes = joined("; ", [t("{name}: {missing}", UNTOLD, name=one.name, missing=one.missing) for one in found if one.missing and one.is_hole])
    rows = tuple((Value("text", text=one.name), _proof(one)) for one in found)
    about = t("What must succeed, what must be refused, where it was seen, and whether it was tried against the threats on what it guards.")
    views = [FieldView("proof_missing", t("Proof missing"), t("Kinds of proof that must be there and are not."), Value("hole", text=holes))] if holes else []
    return [*views, FieldView("kinds_of_proof", t("Kinds of proof"), about, Value("table", columns=(t("Kind of proof"), t("Given by")), rows=rows))]


def _proof(one: KindOfProof) -> Value:
    return Value("hole" if one.is_hole else "text", text=one.missing) if one.missing else _links(one.by)


def _row(cap: Cap) -> tuple[Value, ...]:
    return (_links([cap.item]), *(Value("text", text=text) for text in (cap.what, day(cap.day), _against(cap))))


def _against(cap: Cap) -> str:
    if cap.days is None:
        return t("the promise has no day")
    if cap.days == 0:
        return t("on the same day")
    if cap.days < 0:
        return n("{number} day before the promise", "{number} days before the promise", -cap.days)
    return n("{number} day after the promise", "{number} days after the promise", cap.days)


def _links(items: Iterable[Item]) -> Value:
    return Value("links", links=tuple(record_link(one) for one in items))
