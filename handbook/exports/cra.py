"""Documents that the EU Cyber Resilience Act asks for, from records: a section for each point, with what is missing named.

Points and their short titles come from the catalogue of Regulation (EU) 2024/2847. A section has what the records say by their nature, then
what they say because they cite the point. No sentence claims that anything conforms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from handbook.exports.format import Account, some
from handbook.exports.markdown_text import plain, quoted, value_of
from handbook.exports.publisher import disclosure_of
from handbook.languages.said import joined, retold, t, word
from handbook.methods.risk import after_treatment, initial, matrix_of
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.kinds import MODELS
from handbook.schema.records.capabilities import Capability, Verification
from handbook.schema.records.customers import Obligation, UseCase
from handbook.schema.records.every_activity import Evidence, ScopeDecision
from handbook.schema.records.flows import DataFlow, Interface
from handbook.schema.records.information import InformationItem
from handbook.schema.records.needs import Risk
from handbook.schema.records.product import Component, HardwareOrSoftwarePart, Release
from handbook.schema.records.support import Plan, SupportTerm
from handbook.views.shared.words import label

DOCUMENT = "CRA"
PREFIX = "CRA:"
Blocks = Iterator[str]
Stated: TypeAlias = str | tuple[str, object]
"""A field of a record, or something else that is said of it, with its name."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of an annex: what of the records belongs there by its nature, and what is missed where nothing does."""

    entry: str
    """Its id in the catalogue, `VII-1`."""
    says: Callable[[Handbook], Blocks]
    missing: str
    """What a maker adds, where neither that nor a record which cites the point says anything."""
    besides: str = ""
    """What no record can hold and belongs there too."""


def document(handbook: Handbook, title: str, points: tuple[Point, ...]) -> bytes:
    """Returns a document in Markdown with these points."""
    return ("\n\n".join(_blocks(handbook, title, points)) + "\n").encode()


def missing_in(handbook: Handbook, points: tuple[Point, ...]) -> tuple[str, ...]:
    """Returns the points on which the records say nothing."""
    return tuple(point.entry for point in points if not _said(handbook, point))


def _blocks(handbook: Handbook, title: str, points: tuple[Point, ...]) -> Blocks:
    says, maker = handbook.says, plain(handbook.maker)
    yield f"# {says(title)}: {plain(handbook.name)}"
    who = t("{maker}, as of {day}", maker=maker, day=handbook.today) if handbook.today else maker
    yield says(t("{maker}. Put together from the records of the handbook. It claims no conformity, and is no declaration.", maker=who))
    open_points = missing_in(handbook, points)
    yield says(t("Points on which the records say nothing: {points}.", points=", ".join(open_points) or t("none", "points")))
    for point in points:
        entry = handbook.catalogues.entries[f"{PREFIX}{point.entry}"].entry
        yield f"## {point.entry}: {says(entry.title)}"
        said = _said(handbook, point)
        yield from said or [f"**{says(t('Missing:'))}** {says(point.missing)}"]
        if point.besides:
            yield f"**{says(t('To be added:'))}** {says(point.besides)}"


def _said(handbook: Handbook, point: Point) -> list[str]:
    return [handbook.says(one) for one in (*point.says(handbook), *_cited(handbook, f"{PREFIX}{point.entry}"))]


def _cited(handbook: Handbook, cited: str) -> Blocks:
    """Yields what records say because they cite a point, and who set it aside."""
    lines = []
    for citation in handbook.citations_of(cited):
        item = handbook.items[citation.source]
        if isinstance(item.record, ScopeDecision):
            yield t("Set aside by {name}:", name=_name(item))
            yield quoted(item.record.reason or handbook.says(t("No reason is written down.")))
        elif citation.reference:
            lines.append(f"- {_name(item)}" + (f": {plain(citation.reference.rationale)}" if citation.reference.rationale else ""))
    if lines:
        yield t("Records that bear on this point:")
        yield "\n".join(dict.fromkeys(lines))


# What the points of both annexes are made of ---------------------------------------------------------------------------


def _name(item: Item[Any]) -> str:
    return f"{item.id}, {plain(item.record.title)}"


def _list(heading: str, lines: list[str]) -> Blocks:
    if lines:
        yield heading
        yield "\n".join(f"- {line}" for line in lines)


def _said_of(handbook: Handbook, item: Item[Any], *stated: Stated) -> str:
    """Returns a record by its name, with what is stated of it in the language of the handbook; what says nothing is left out."""
    found = (_field(item, one) if isinstance(one, str) else one for one in stated)
    said = "; ".join(f"{handbook.says(name)}: {plain(handbook.says(value))}" for name, value in found if value not in (None, "", ()))
    return f"{_name(item)}{f' ({said})' if said else ''}"


def _field(item: Item[Any], name: str) -> tuple[str, object]:
    value, info = getattr(item.record, name), type(item.record).model_fields[name]
    words = retold(label(name), name.replace("_", " "))
    if isinstance(value, tuple):
        return words, joined(", ", [value_of(one, info) for one in value]) if value else None
    return words, value_of(value, info)


def _prose(heading: str, value: str | None) -> Blocks:
    if value:
        yield heading
        yield quoted(value)


def _product(handbook: Handbook) -> Blocks:
    if handbook.product:
        yield from _prose(t("What it is:"), handbook.product.summary)
        yield from _prose(t("What it is meant for:"), handbook.product.intended_purpose)


def _title(handbook: Handbook) -> Blocks:
    if handbook.name:
        yield plain(handbook.name)


def _versions(handbook: Handbook) -> Blocks:
    yield from _list(t("Releases:"), [_said_of(handbook, one, "version", "released_on", "state") for one in handbook.of(Release)])


def _components(handbook: Handbook) -> Blocks:
    found = handbook.of(Component)
    yield from _list(t("Components:"), [_said_of(handbook, one, (t("kind"), word(one.record.component_kind or ""))) for one in found])


def _architecture(handbook: Handbook) -> Blocks:
    yield from _components(handbook)
    parts = handbook.of(HardwareOrSoftwarePart)
    within = t("in components")
    yield from _list(t("Parts:"), [_said_of(handbook, one, "version", (within, ", ".join(one.record.components))) for one in parts])
    yield from _list(t("Interfaces:"), [_said_of(handbook, one, "exposure", "protocol") for one in handbook.of(Interface)])
    yield from _list(t("Data flows:"), [_said_of(handbook, one, "source", "destination", "protocol") for one in handbook.of(DataFlow)])
    for capability in handbook.of(Capability):
        yield from _prose(f"{_name(capability)}:", capability.record.statement)


def _plans(handbook: Handbook) -> Blocks:
    for plan in handbook.of(Plan):
        name, subject = _name(plan), plan.record.subject
        yield from _prose(t("{name}, for {subject}:", name=name, subject=subject) if subject else f"{name}:", plan.record.statement)


def _contact(handbook: Handbook) -> Blocks:
    stated = disclosure_of(handbook)
    yield from _list(t("Where reports are taken:"), [plain(one) for one in stated.contacts])
    if stated.policy:
        yield t("The rules by which they are handled: {address}", address=plain(stated.policy))


def _boms(handbook: Handbook) -> Blocks:
    found = [one for one in handbook.of(Release) if one.record.sbom]
    yield from _list(t("Bills of materials:"), [_said_of(handbook, one, (t("file"), one.record.sbom)) for one in found])


def _risks(handbook: Handbook) -> Blocks:
    matrix, lines = matrix_of(handbook), []
    for item in handbook.of(Risk):
        before, (treatment, after) = initial(item.record, matrix), after_treatment(handbook, item.record, matrix)
        treated: tuple[Stated, ...] = ((t("treated in"), treatment.id), (t("level after"), after.level)) if treatment else ()
        lines.append(_said_of(handbook, item, (t("level before"), before.level), *treated))
    yield from _list(t("Risks, by the method of the risk criteria:"), lines)


def _how_annex_i_applies(handbook: Handbook) -> Blocks:
    points = [entry for entry in handbook.catalogues.documents[DOCUMENT].entries if entry.id.startswith("I.1-")]
    cited = {entry.id: dict.fromkeys(one.source for one in handbook.citations_of(f"{PREFIX}{entry.id}")) for entry in points}
    none = handbook.says(t("no record cites it"))
    lines = [f"{entry.id}, {handbook.says(entry.title)}: {', '.join(cited[entry.id]) or none}" for entry in points if any(cited.values())]
    yield from _list(t("How Annex I Part I applies, by the records that cite its points:"), lines)


def _terms(handbook: Handbook) -> Blocks:
    for item in handbook.of(SupportTerm):
        if item.record.promised_by is None:
            yield from _list(t("Support:"), [_said_of(handbook, item, "component", "covers", "starts", "ends")])
            yield from _prose(t("What the day rests on:"), item.record.basis)


def _standards(handbook: Handbook) -> Blocks:
    found = [one for one in handbook.of(Obligation) if one.record.nature == "standard" and one.record.applies == "applies"]
    yield from _list(t("Standards that the maker holds itself to:"), [_said_of(handbook, one, "source") for one in found])


def _reports(handbook: Handbook) -> Blocks:
    lines = [_said_of(handbook, one, "result_of", "seen_on", "result", "where") for one in handbook.of(Evidence)]
    yield from _list(t("Results of tests and checks:"), lines)
    yield from _list(t("What was to be seen:"), [_said_of(handbook, one, "pass_criterion") for one in handbook.of(Verification)])


def _texts(*headings: str) -> Callable[[Handbook], Blocks]:
    """Returns what yields the texts that customers see under headings of Activity 8."""

    def texts(handbook: Handbook) -> Blocks:
        """Yields them."""
        for item in handbook.of(InformationItem):
            if item.record.heading in headings:
                yield from _prose(f"{_name(item)}:", item.record.text)

    return texts


def _maker(handbook: Handbook) -> Blocks:
    if handbook.maker:
        yield f"{plain(handbook.maker)}"
    namespace = disclosure_of(handbook).namespace
    if namespace:
        yield t("Web: {address}", address=plain(namespace))
    yield from _texts("maker and contact")(handbook)


def _misuse(handbook: Handbook) -> Blocks:
    yield from _prose(t("Foreseeable misuse:"), handbook.product.foreseeable_misuse if handbook.product else None)
    yield from _list(t("Misuse that is foreseen:"), [_name(one) for one in handbook.of(UseCase) if one.record.nature == "foreseeable misuse"])
    yield from _texts("4.3.1 risk-related assumptions")(handbook)


def _nothing(_: Handbook) -> Blocks:
    yield from ()


def _together(*parts: Callable[[Handbook], Blocks]) -> Callable[[Handbook], Blocks]:
    """Returns what yields all that several yield."""

    def says(handbook: Handbook) -> Blocks:
        """Yields it, one after the other."""
        for part in parts:
            yield from part(handbook)

    return says


ANNEX_VII = (
    Point("VII-1", _together(_product, _versions, _components), t("What the product is, and the software versions that bear on it."),
          t("Pictures or drawings of outside, marking and inside of hardware, and the information for users (Annex II).")),
    Point("VII-2", _together(_architecture, _plans, _contact, _boms), t("Architecture, processes, bill of materials and contact.")),
    Point("VII-3", _together(_risks, _how_annex_i_applies), t("The assessment of risks, and how Annex I Part I applies.")),
    Point("VII-4", _terms, t("How long support lasts, and what that rests on.")),
    Point("VII-5", _standards, t("Harmonised standards, common specifications or certification schemes applied, or the solutions used instead.")),
    Point("VII-6", _reports, t("Reports of tests on the product and on the handling of flaws.")),
    Point("VII-7", _nothing, t("A copy of the EU declaration of conformity.")),
    Point("VII-8", _boms, t("The bill of materials, for an authority that asks for it with reasons.")),
)  # fmt: skip
ANNEX_II = (
    Point("II-1", _maker, t("Name, postal address, digital contact and website of the maker."), t("The postal address, unless a text above has it.")),
    Point("II-2", _contact, t("Where flaws are reported, and where the rules for that stand.")),
    Point("II-3", _together(_title, _versions),
          t("Name and type of the product, and what identifies it.")),
    Point("II-4", _together(_product, _texts("4.3.3 composition and capabilities", "4.3.6 technical and non-technical capabilities")),
          t("What it is meant for, in which environment, and its security properties.")),
    Point("II-5", _misuse, t("Uses and misuses known to bring serious risk.")),
    Point("II-6", _nothing, t("The address at which the EU declaration of conformity stands, where it is online.")),
    Point("II-7", _together(_terms, _texts("4.3.2 support and lifespan")), t("The kind of security support, and the day on which it ends.")),
    Point("II-8", _texts("4.3.4 software updates", "4.3.5 retirement"), t("How to start, change, update and retire it safely."),
          t("How to turn off that updates install themselves, and what an integrator needs, where no text above says so.")),
    Point("II-9", _boms, t("Where the bill of materials is found, if users may have it.")),
)  # fmt: skip


def account(own: Mapping[str, tuple[str, ...]], reduced: Mapping[str, tuple[str, ...]] | None = None) -> Account:
    """Returns the account of a document that has these fields, some of them `reduced`, and of every record that cites a point its title and why."""
    carried = {kind: ("id", "title", *own.get(kind, ())) for kind in MODELS}
    return some(carried=carried, reduced={"*": ("references",), "product": ("disclosure",), **(reduced or {})})
