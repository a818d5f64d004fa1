"""Fields that pages show of a record and nobody writes: levels of risk, priorities, who is told, as `methods` compute them."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.attached.documents import PartsList, ReportOfTests, Unusable
from handbook.languages.said import UNTOLD, day, joined, t, word
from handbook.methods.risk import acceptances_in_force, after_treatment, initial, matrix_of, priority, residual
from handbook.methods.work_order import next_due
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.capabilities import Capability, Verification
from handbook.schema.records.channels import Audience
from handbook.schema.records.customers import Assumption, Customer
from handbook.schema.records.every_activity import Evidence
from handbook.schema.records.information import InformationItem
from handbook.schema.records.means import Treatment
from handbook.schema.records.needs import Need, Risk
from handbook.schema.records.product import Entity, Release
from handbook.views.shared.derived_tables import tables_of
from handbook.views.shared.links import record_link
from handbook.views.shared.values import FieldView, Value
from handbook.views.shared.words import level_words

OPTIONAL = frozenset({
    "accepted_in", "accepted_by", "replaced_by", "agreed_until", "shown_by", "treated_by", "choice", "accepted_until", "next_due", "file_says", "told_by",
    "resting_on_it",
})  # fmt: skip
"""Derived fields that many a record does not have, which is no gap."""

GATHERED = frozenset({
    "needs_alone", "needs_shared", "expected_of_them", "texts_alone", "texts", "told_by", "why_not_later_beneath", "kinds_of_proof",
})  # fmt: skip
"""Derived fields that may be long lists, or say what others do with the record: they stand below what it says itself."""

REGISTER_ALONE = frozenset({"resting_on_it"})
"""Derived fields that a register shows and the page of a record has in parts."""


def derived_fields(handbook: Handbook, item: Item) -> tuple[FieldView, ...]:
    """Returns what follows from a record, in the order in which its page shows it; empty for most kinds."""
    record = item.record
    found: list[FieldView] = []
    if isinstance(record, Customer):
        found += _of_a_customer(handbook, item)
    if isinstance(record, Risk):
        rated = initial(record, matrix_of(handbook))
        found.append(_text("likelihood", t("Likelihood"), level_words(rated.likelihood), t("The lower of attempt and success.")))
        found.append(_text("impact", t("Impact"), level_words(rated.impact), t("The worst dimension; one level up if many customers are reached at once.")))
        found.append(_text("level_before_treatment", t("Level before treatment"), level_words(rated.level), t("Read from the matrix of the risk criteria.")))
        found += _what_is_left(handbook, record)
    if isinstance(record, Treatment):
        risk = handbook.record(record.risk, Risk)
        if risk is not None:
            matrix = matrix_of(handbook)
            before, after = initial(risk, matrix), residual(risk, record, matrix)
            found.append(_text("level_before", t("Level before"), level_words(before.level), t("With the design as it stood.")))
            found.append(_text("level_after", t("Level after"), level_words(after.level), t("With the means in place: the residual risk.")))
        later = handbook.sources(item.id, Treatment, "replaces")
        found += _links("replaced_by", t("Replaced by"), t("The later treatment of the same risk that ended this one."), later)
    if isinstance(record, Entity) and (ends := [t("{title}: {day}", UNTOLD, title=one.title, day=one.until) for one in record.agreements if one.until]):
        found.append(_text("agreed_until", t("Agreed until"), joined("; ", ends), t("Ends of the agreements that have one.")))
    if isinstance(record, Capability):
        found += _links("verified_by", t("Verified by"), t("Verifications of this capability."), handbook.sources(item.id, Verification, "capabilities"))
    if isinstance(record, Verification):
        found += _links("shown_by", t("Shown by"), t("Evidence of what the verification found."), handbook.sources(item.id, Evidence, "result_of"))
    if isinstance(record, Vulnerability) and record.priority:
        found.append(_text("order_of_work", t("Order of work"), word(priority(record.priority)), t("From the decision points, by the SSVC supplier table.")))
    if isinstance(record, Vulnerability) and (due := next_due(handbook, record)):
        late = bool(handbook.today and due.day < handbook.today)
        about = t("The fix, by the days of the risk method for its priority, or a notification that was not sent.")
        found.append(
            _text(
                "next_due",
                t("Next due"),
                t("{day}: {what}, overdue", day=due.day, what=due.what) if late else t("{day}: {what}", UNTOLD, day=due.day, what=due.what),
                about,
            )
        )
    found += _of_a_file(handbook, item)
    found += tables_of(handbook, item)
    tellers = handbook.sources(item.id, InformationItem, "discloses")
    found += _links("told_by", t("Told by"), t("Information items that disclose this record."), tellers)
    return tuple(found)


def _of_a_file(handbook: Handbook, item: Item) -> list[FieldView]:
    """Returns what a file that a program wrote says: its result, its day, its tool; nothing where the record names none that can be read."""
    record = item.record
    name = {Evidence: "file", Release: "sbom", Vulnerability: "advisory"}.get(type(record), "")
    found = handbook.attached.get(getattr(record, name) or "") if name else None
    if found is None or isinstance(found, Unusable):
        return []
    if isinstance(found, ReportOfTests):
        says = t(
            "{tests} tests: {passed} passed, {failed} failed, {skipped} skipped",
            tests=len(found.tests), passed=found.count("passed"), failed=found.count("failed"), skipped=found.count("skipped"),
        )  # fmt: skip
    elif isinstance(found, PartsList):
        says = joined(
            " ", [part for part in (t("{parts} parts of", parts=len(found.parts)), found.subject or t("what it does not name"), found.version) if part]
        )
    else:
        says = t("{id}, version {version}, status of {stated} releases", id=found.id, version=found.version, stated=len(found.stated))
    made = [day(found.day) if found.day else t("without a day"), *([t("by {tool}", tool=found.tool)] if found.tool else [])]
    about = t("Read from the file that the record names, when the handbook was made.")
    return [_text("file_says", t("File says"), t("{says} ({form}, {made})", UNTOLD, says=says, form=found.form, made=joined(", ", made)), about)]


def _of_a_customer(handbook: Handbook, item: Item) -> list[FieldView]:
    """Returns what is different for a customer: needs, what is expected of them, and the texts made for them."""
    needs = handbook.sources(item.id, Need, "customers")
    alone = [need for need in needs if handbook.targets(need.id, "customers") == (item,)]
    readers = handbook.sources(item.id, Audience, "customers")
    texts = {text.id: text for reader in readers for text in handbook.sources(reader.id, InformationItem, "audiences")}
    own = {reader.id for reader in readers if handbook.targets(reader.id, "customers") == (item,)}
    theirs = [text for text in texts.values() if {one.id for one in handbook.targets(text.id, "audiences")} <= own]
    return [
        *_links("needs_alone", t("Needs of theirs alone"), t("Needs that no other customer has."), alone),
        *_links("needs_shared", t("Needs they share"), t("Needs that other customers have too."), [need for need in needs if need not in alone]),
        *_links("expected_of_them", t("Expected of them"), t("Assumptions about them."), handbook.sources(item.id, Assumption, "about")),
        *_links("texts_alone", t("Told to them alone"), t("Texts for audiences of which no other customer is part."), theirs),
        *_links(
            "texts", t("Told to them and others"), t("Texts for audiences of theirs and of others."), [text for text in texts.values() if text not in theirs]
        ),
    ]


def _what_is_left(handbook: Handbook, risk: Risk) -> list[FieldView]:
    """Returns the level that the treatment in force leaves, and who has accepted that; nothing where there is no treatment."""
    treatment, after = after_treatment(handbook, risk, matrix_of(handbook))
    if treatment is None:
        return []
    record = treatment.record
    about = t("With the means of {id} in place: the residual risk.", id=treatment.id)
    found = _links("treated_by", t("Treated by"), t("The treatment in force."), (treatment,))
    found += [_text("choice", t("Choice"), word(record.choice), t("What is done about it."))] if record.choice else []
    found += [_text("level_after_treatment", t("Level after treatment"), level_words(after.level), about)]
    live = acceptances_in_force(handbook, treatment)
    roles = [role for one in live for role in handbook.targets(one.id, "accepted_by")]
    found += _links("accepted_in", t("Accepted in"), t("Acceptances in force of what is left."), live)
    ends = sorted(one.record.until for one in live if one.record.until)
    found += [_text("accepted_until", t("Accepted until"), day(ends[0]), t("The first day on which an acceptance ends."))] if ends else []
    return found + _links("accepted_by", t("Accepted by"), t("Roles that have accepted what is left."), {role.id: role for role in roles}.values())


def _links(name: str, label: str, help_text: str, items: Iterable[Item]) -> list[FieldView]:
    links = tuple(record_link(one) for one in items)
    return [FieldView(name, label, help_text, Value("links", links=links))] if links else []


def _text(name: str, label: str, text: str, help_text: str) -> FieldView:
    return FieldView(name, label, help_text, Value("text", text=text))
