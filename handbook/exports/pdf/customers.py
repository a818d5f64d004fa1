"""What a customer gets as a document: information for users by Annex II of the EU Cyber Resilience Act, and every published advisory."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.exports.cases import NO_VERSION, Case, component_name, published_cases, releases_of
from handbook.exports.cra import ANNEX_II
from handbook.exports.cra import document as annex
from handbook.exports.pdf.chapters import day_of, foot
from handbook.exports.pdf.nodes import Block, Document, bold, heading, paragraph, table
from handbook.exports.pdf.texts import line, linked, markdown, prose
from handbook.exports.publisher import disclosure_of, for_anybody
from handbook.model.handbook import Handbook

ANNEX_TITLE = "Information for users"
NO_CASE = "No weakness has been published."


def document(handbook: Handbook, source: str) -> Document:
    """Returns the document, of those records alone that anybody may read; `source` says from which revision it is made."""
    known = for_anybody(handbook)
    body = [*_annex(known), heading(1, "Advisories"), *_advisories(known)]
    return Document(
        title=line(known.name) or "Product", subtitle="What customers are told", author=line(known.maker), day=day_of(known), foot=foot(known, source),
        preface=tuple(_preface(known)), body=tuple(body),
    )  # fmt: skip


def _preface(known: Handbook) -> Iterator[Block]:
    if known.maker:
        yield paragraph(f"Maker: {line(known.maker)}")
    if known.today:
        yield paragraph(f"As of {known.today}")
    if known.site.notice:
        yield paragraph(line(known.site.notice))


def _annex(known: Handbook) -> list[Block]:
    """Returns the document that the format `cra-annex-ii` has in Markdown; its headings are chapters and their points."""
    return markdown(annex(known, ANNEX_TITLE, ANNEX_II).decode(), frozenset())


def _advisories(known: Handbook) -> Iterator[Block]:
    cases = published_cases(known)
    contacts = [line(one.removeprefix("mailto:")) for one in disclosure_of(known).contacts]
    if contacts:
        yield paragraph(f"Where to report a weakness: {', '.join(contacts)}")
    if not cases:
        yield paragraph(NO_CASE)
    for case in cases:
        yield from _advisory(case)


def _advisory(case: Case) -> Iterator[Block]:
    said = case.record
    yield heading(2, f"{line(case.public_id)}: {line(said.title)}", place=case.item.id, record=line(case.public_id)[:30])
    revised = f"; last looked at {case.revised[:10]}" if case.revised else ""
    yield paragraph(f"Published {case.published[:10]}{revised}.")
    others = [line(one) for one in said.known_as[1:]]
    if others:
        yield paragraph(bold("Also known as: "), ", ".join(others))
    if said.description:
        yield from prose(said.description, frozenset())
    if case.severity:
        yield paragraph(bold("Severity: "), f"{case.severity.rating}, score {case.severity.score} ({case.severity.vector})")
    if case.weakness:
        yield paragraph(bold("Kind of weakness: "), f"CWE-{case.weakness[0]} {case.weakness[1]}")
    rows = []
    for release, item in releases_of((case,)).items():
        stated = case.statements[release]
        name = f"{component_name(case.handbook, item.record)} {item.record.version or NO_VERSION}"
        why = f"{stated.status}: {stated.justification}" if stated.justification else stated.status
        rows.append([[paragraph(line(name))], [paragraph(why)], [paragraph(*linked(stated.statement or "–", frozenset()))]])
    if rows:
        yield table(("Release", "Status", "What to do, or why"), rows, (4, 3, 6))
