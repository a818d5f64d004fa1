"""What a customer gets as a document: information for users by Annex II of the EU Cyber Resilience Act, and every published advisory."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.exports.cases import Case, Severity, component_name, published_cases, releases_of
from handbook.exports.cra import ANNEX_II
from handbook.exports.cra import document as annex
from handbook.exports.pdf.chapters import day_of, foot, preface
from handbook.exports.pdf.nodes import Block, Document, bold, heading, paragraph, table
from handbook.exports.pdf.texts import line, linked, markdown, prose
from handbook.exports.publisher import disclosure_of, for_anybody
from handbook.languages.said import UNTOLD, Said, joined, t, word
from handbook.model.handbook import Handbook

ANNEX_TITLE = t("Information for users")
NO_CASE = t("No weakness has been published.")
NO_VERSION = t("unknown", "version")


def document(handbook: Handbook, source: str) -> Document:
    """Returns the document, of those records alone that anybody may read; `source` says from which revision it is made."""
    known = for_anybody(handbook)
    body = [*_annex(known), heading(1, t("Advisories")), *_advisories(known)]
    made = Document(
        title=line(known.name) or t("Product"), subtitle=t("What customers are told"), author=line(known.maker), day=day_of(known), foot=foot(known, source),
        preface=tuple(preface(known)), body=tuple(body),
    )  # fmt: skip
    return made.spoken(known.language.code, known.says)


def _annex(known: Handbook) -> list[Block]:
    """Returns the document that the format `cra-annex-ii` has in Markdown; its headings are chapters and their points."""
    return markdown(annex(known, ANNEX_TITLE, ANNEX_II).decode(), frozenset())


def _advisories(known: Handbook) -> Iterator[Block]:
    cases = published_cases(known)
    contacts = [line(one.removeprefix("mailto:")) for one in disclosure_of(known).contacts]
    if contacts:
        yield paragraph(t("Where to report a weakness: {contacts}", contacts=", ".join(contacts)))
    if not cases:
        yield paragraph(NO_CASE)
    for case in cases:
        yield from _advisory(case)


def _advisory(case: Case) -> Iterator[Block]:
    said = case.record
    yield heading(2, f"{line(case.public_id)}: {line(said.title)}", place=case.item.id, record=line(case.public_id)[:30])
    published, revised = case.published[:10], case.revised[:10]
    yield paragraph(t("Published {day}; last looked at {seen}.", day=published, seen=revised) if revised else t("Published {day}.", day=published))
    others = [line(one) for one in said.known_as[1:]]
    if others:
        yield paragraph(bold(t("{name}: ", UNTOLD, name=t("Also known as"))), ", ".join(others))
    if said.description:
        yield from prose(said.description, frozenset())
    if case.severity:
        yield paragraph(bold(t("{name}: ", UNTOLD, name=t("Severity"))), _severity(case.severity))
    if case.weakness:
        yield paragraph(bold(t("{name}: ", UNTOLD, name=t("Kind of weakness"))), f"CWE-{case.weakness[0]} {case.weakness[1]}")
    rows = []
    for release, item in releases_of((case,)).items():
        stated = case.statements[release]
        name = f"{component_name(case.handbook, item.record)} {item.record.version or case.handbook.says(NO_VERSION)}"
        why = joined(": ", [word(one) for one in (stated.status, stated.justification) if one])
        rows.append([[paragraph(line(name))], [paragraph(why)], [paragraph(*linked(stated.statement or "–", frozenset()))]])
    if rows:
        yield table((t("Release"), t("Status"), t("What to do, or why")), rows, (4, 3, 6))


def _severity(found: Severity) -> Said:
    return t("{rating}, score {score} ({vector})", rating=word(found.rating), score=found.score, vector=found.vector)
