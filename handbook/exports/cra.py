"""Documents that the EU Cyber Resilience Act asks for, from records: a section for each point, with what is missing named.

Points and their short titles come from the catalogue of Regulation (EU) 2024/2847. A section has what the records say by their nature, then
what they say because they cite the point. No sentence claims that anything conforms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handbook.exports.format import Account, some
from handbook.exports.markdown_text import plain, quoted
from handbook.exports.publisher import disclosure_of
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

DOCUMENT = "CRA"
PREFIX = "CRA:"
Blocks = Iterator[str]


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
    as_of = f", as of {handbook.today}" if handbook.today else ""
    yield f"# {title}: {plain(handbook.name)}"
    yield f"{plain(handbook.maker)}{as_of}. Put together from the records of the handbook. It claims no conformity, and is no declaration."
    open_points = missing_in(handbook, points)
    yield f"Points on which the records say nothing: {', '.join(open_points) or 'none'}."
    for point in points:
        entry = handbook.catalogues.entries[f"{PREFIX}{point.entry}"].entry
        yield f"## {point.entry}: {entry.title}"
        said = _said(handbook, point)
        yield from said or [f"**Missing:** {point.missing}"]
        if point.besides:
            yield f"**To be added:** {point.besides}"


def _said(handbook: Handbook, point: Point) -> list[str]:
    return [*point.says(handbook), *_cited(handbook, f"{PREFIX}{point.entry}")]


def _cited(handbook: Handbook, cited: str) -> Blocks:
    """Yields what records say because they cite a point, and who set it aside."""
    lines = []
    for citation in handbook.citations_of(cited):
        item = handbook.items[citation.source]
        if isinstance(item.record, ScopeDecision):
            yield f"Set aside by {_name(item)}:"
            yield quoted(item.record.reason or "No reason is written down.")
        elif citation.reference:
            lines.append(f"- {_name(item)}" + (f": {plain(citation.reference.rationale)}" if citation.reference.rationale else ""))
    if lines:
        yield "Records that bear on this point:"
        yield "\n".join(dict.fromkeys(lines))


# What the points of both annexes are made of ---------------------------------------------------------------------------


def _name(item: Item[Any]) -> str:
    return f"{item.id}, {plain(item.record.title)}"


def _list(heading: str, lines: list[str]) -> Blocks:
    if lines:
        yield heading
        yield "\n".join(f"- {line}" for line in lines)


def _said_of(item: Item[Any], **fields: object) -> str:
    said = "; ".join(f"{name.replace('_', ' ')}: {plain(str(value))}" for name, value in fields.items() if value not in (None, "", ()))
    return f"{_name(item)}{f' ({said})' if said else ''}"


def _prose(heading: str, value: str | None) -> Blocks:
    if value:
        yield heading
        yield quoted(value)


def _product(handbook: Handbook) -> Blocks:
    if handbook.product:
        yield from _prose("What it is:", handbook.product.summary)
        yield from _prose("What it is meant for:", handbook.product.intended_purpose)


def _title(handbook: Handbook) -> Blocks:
    if handbook.name:
        yield plain(handbook.name)


def _versions(handbook: Handbook) -> Blocks:
    yield from _list(
        "Releases:", [_said_of(one, version=one.record.version, released_on=one.record.released_on, state=one.record.state) for one in handbook.of(Release)]
    )


def _components(handbook: Handbook) -> Blocks:
    yield from _list("Components:", [_said_of(one, kind=one.record.component_kind) for one in handbook.of(Component)])


def _architecture(handbook: Handbook) -> Blocks:
    yield from _components(handbook)
    yield from _list(
        "Parts:", [_said_of(one, version=one.record.version, in_components=", ".join(one.record.components)) for one in handbook.of(HardwareOrSoftwarePart)]
    )
    yield from _list("Interfaces:", [_said_of(one, exposure=one.record.exposure, protocol=one.record.protocol) for one in handbook.of(Interface)])
    flows = [_said_of(one, source=one.record.source, destination=one.record.destination, protocol=one.record.protocol) for one in handbook.of(DataFlow)]
    yield from _list("Data flows:", flows)
    for capability in handbook.of(Capability):
        yield from _prose(f"{_name(capability)}:", capability.record.statement)


def _plans(handbook: Handbook) -> Blocks:
    for plan in handbook.of(Plan):
        yield from _prose(f"{_name(plan)}{f', for {plan.record.subject}' if plan.record.subject else ''}:", plan.record.statement)


def _contact(handbook: Handbook) -> Blocks:
    stated = disclosure_of(handbook)
    yield from _list("Where reports are taken:", [plain(one) for one in stated.contacts])
    if stated.policy:
        yield f"The rules by which they are handled: {plain(stated.policy)}"


def _boms(handbook: Handbook) -> Blocks:
    yield from _list("Bills of materials:", [_said_of(one, file=one.record.sbom) for one in handbook.of(Release) if one.record.sbom])


def _risks(handbook: Handbook) -> Blocks:
    matrix, lines = matrix_of(handbook), []
    for item in handbook.of(Risk):
        before, (treatment, after) = initial(item.record, matrix), after_treatment(handbook, item.record, matrix)
        lines.append(_said_of(item, level_before=before.level, treated_in=treatment.id if treatment else None, level_after=after.level if treatment else None))
    yield from _list("Risks, by the method of the risk criteria:", lines)


def _how_annex_i_applies(handbook: Handbook) -> Blocks:
    points = [entry for entry in handbook.catalogues.documents[DOCUMENT].entries if entry.id.startswith("I.1-")]
    cited = {entry.id: dict.fromkeys(one.source for one in handbook.citations_of(f"{PREFIX}{entry.id}")) for entry in points}
    lines = [f"{entry.id}, {entry.title}: {', '.join(cited[entry.id]) or 'no record cites it'}" for entry in points if any(cited.values())]
    yield from _list("How Annex I Part I applies, by the records that cite its points:", lines)


def _terms(handbook: Handbook) -> Blocks:
    for item in handbook.of(SupportTerm):
        if item.record.promised_by is None:
            covers = ", ".join(item.record.covers)
            yield from _list("Support:", [_said_of(item, component=item.record.component, covers=covers, starts=item.record.starts, ends=item.record.ends)])
            yield from _prose("What the day rests on:", item.record.basis)


def _standards(handbook: Handbook) -> Blocks:
    found = [one for one in handbook.of(Obligation) if one.record.nature == "standard" and one.record.applies == "applies"]
    yield from _list("Standards that the maker holds itself to:", [_said_of(one, source=one.record.source) for one in found])


def _reports(handbook: Handbook) -> Blocks:
    lines = []
    for item in handbook.of(Evidence):
        of = ", ".join(item.record.result_of)
        lines.append(_said_of(item, result_of=of, seen_on=item.record.seen_on, result=item.record.result, where=item.record.where))
    yield from _list("Results of tests and checks:", lines)
    yield from _list("What was to be seen:", [_said_of(one, pass_criterion=one.record.pass_criterion) for one in handbook.of(Verification)])


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
        yield f"Web: {plain(namespace)}"
    yield from _texts("maker and contact")(handbook)


def _misuse(handbook: Handbook) -> Blocks:
    yield from _prose("Foreseeable misuse:", handbook.product.foreseeable_misuse if handbook.product else None)
    yield from _list("Misuse that is foreseen:", [_name(one) for one in handbook.of(UseCase) if one.record.nature == "foreseeable misuse"])
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
    Point("VII-1", _together(_product, _versions, _components), "What the product is, and the software versions that bear on it.",
          "Pictures or drawings of outside, marking and inside of hardware, and the information for users (Annex II)."),
    Point("VII-2", _together(_architecture, _plans, _contact, _boms), "Architecture, processes, bill of materials and contact."),
    Point("VII-3", _together(_risks, _how_annex_i_applies), "The assessment of risks, and how Annex I Part I applies."),
    Point("VII-4", _terms, "How long support lasts, and what that rests on."),
    Point("VII-5", _standards, "Harmonised standards, common specifications or certification schemes applied, or the solutions used instead."),
    Point("VII-6", _reports, "Reports of tests on the product and on the handling of flaws."),
    Point("VII-7", _nothing, "A copy of the EU declaration of conformity."),
    Point("VII-8", _boms, "The bill of materials, for an authority that asks for it with reasons."),
)  # fmt: skip
ANNEX_II = (
    Point("II-1", _maker, "Name, postal address, digital contact and website of the maker.", "The postal address, unless a text above has it."),
    Point("II-2", _contact, "Where flaws are reported, and where the rules for that stand."),
    Point("II-3", _together(_title, _versions),
          "Name and type of the product, and what identifies it."),
    Point("II-4", _together(_product, _texts("4.3.3 composition and capabilities", "4.3.6 technical and non-technical capabilities")),
          "What it is meant for, in which environment, and its security properties."),
    Point("II-5", _misuse, "Uses and misuses known to bring serious risk."),
    Point("II-6", _nothing, "The address at which the EU declaration of conformity stands, where it is online."),
    Point("II-7", _together(_terms, _texts("4.3.2 support and lifespan")), "The kind of security support, and the day on which it ends."),
    Point("II-8", _texts("4.3.4 software updates", "4.3.5 retirement"), "How to start, change, update and retire it safely.",
          "How to turn off that updates install themselves, and what an integrator needs, where no text above says so."),
    Point("II-9", _boms, "Where the bill of materials is found, if users may have it."),
)  # fmt: skip


def account(own: Mapping[str, tuple[str, ...]], reduced: Mapping[str, tuple[str, ...]] | None = None) -> Account:
    """Returns the account of a document that has these fields, some of them `reduced`, and of every record that cites a point its title and why."""
    carried = {kind: ("id", "title", *own.get(kind, ())) for kind in MODELS}
    return some(carried=carried, reduced={"*": ("references",), "product": ("disclosure",), **(reduced or {})})
