"""The handbook as a document: chapters for the product model, each activity, what every activity uses, and reference documents."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import groupby

from handbook.catalogs.catalogue import LOCAL_DOCUMENT, Found
from handbook.exports.formats.markdown import title as chapter_title
from handbook.exports.pdf import pictures
from handbook.exports.pdf.fields import record
from handbook.exports.pdf.nodes import Block, Document, Inline, bold, heading, listed, named, page_of, paragraph, table, to_place
from handbook.exports.pdf.texts import line, prose
from handbook.languages.said import UNTOLD, t, word
from handbook.model.handbook import Handbook
from handbook.schema.kinds import of_activity
from handbook.schema.record import PRODUCT_MODEL, Kind
from handbook.views.addresses import register_name

OWN_TABLE = 4
"""A kind with at least so many records begins with a table of them."""
RISKS, PROFILE, SUPPORT = 2, 0, 5
"""Activities in whose chapters the matrix of risks, the profile and the time line of support stand."""
NOT_NIST = t("NIST has neither written, reviewed nor endorsed this handbook. It certifies nothing, and no page says that a product conforms to anything.")


def groups_with_records(handbook: Handbook) -> dict[str, int]:
    """Returns the chapters that the product has, by the names of their registers: `product-model`, `activity-6`, `every-activity`."""
    found = handbook.catalogues.groups
    return {register_name(group): group for group in found if group in handbook.catalogues.by_number or _kinds(handbook, group)}


def document(handbook: Handbook, source: str, only: str = "") -> Document:
    """Returns the whole handbook as a document, or one chapter of it, by its name; `source` says from which revision it is made."""
    known = groups_with_records(handbook)
    groups = [known[only]] if only else list(known.values())
    places = frozenset({item.id for group in groups for kind in of_activity(group) for item in handbook.of_kind(kind.name)} | _entries(handbook, bool(only)))
    body = [block for group in groups for block in _chapter(handbook, group, places)]
    if not only:
        body += _reference_documents(handbook, places)
    told = chapter_title(handbook, known[only]) if only else t("What the records of the product say, in full")
    made = Document(
        title=line(handbook.name) or t("Handbook"), subtitle=told, author=line(handbook.maker), day=day_of(handbook), foot=foot(handbook, source),
        preface=(*preface(handbook), paragraph(NOT_NIST)), body=tuple(body),
    )  # fmt: skip
    return made.spoken(handbook.language.code, handbook.says)


def day_of(handbook: Handbook) -> tuple[int, int, int] | None:
    """Returns the day as of which the handbook speaks."""
    today = handbook.today
    return (today.year, today.month, today.day) if today else None


def foot(handbook: Handbook, source: str) -> tuple[str, str]:
    """Returns what stands at the foot of each page: the product with its day, and the source."""
    name = line(handbook.name)[:60]
    return t("{product}, as of {day}", product=name, day=handbook.today) if handbook.today else name, source


def preface(handbook: Handbook) -> Iterator[Block]:
    """Yields what stands below the title: the maker, the day, and the notice of the site."""
    if handbook.maker:
        yield paragraph(t("Maker: {maker}", maker=line(handbook.maker)))
    if handbook.today:
        yield paragraph(t("As of {day}", day=handbook.today))
    if handbook.site.notice:
        yield paragraph(line(handbook.site.notice))


def _kinds(handbook: Handbook, group: int) -> tuple[Kind, ...]:
    return tuple(kind for kind in of_activity(group) if handbook.of_kind(kind.name))


def _entries(handbook: Handbook, is_part: bool) -> set[str]:
    """Returns the entries of reference documents that have a place in the document."""
    return set() if is_part else {found.cited for found in handbook.catalogues.entries.values() if _is_shown(handbook, found)}


def _is_shown(handbook: Handbook, found: Found) -> bool:
    return found.entry.level in found.document.cite and (found.document.document == LOCAL_DOCUMENT or bool(handbook.citations_of(found.cited)))


def _chapter(handbook: Handbook, group: int, places: AbstractSet[str]) -> Iterator[Block]:
    yield heading(1, chapter_title(handbook, group))
    activity = handbook.catalogues.by_number.get(group)
    if activity:
        yield paragraph(activity.purpose)
        for words, given in ((t("Takes"), activity.inputs), (t("Gives"), activity.outputs)):
            if given:
                yield paragraph(bold(words))
                yield listed([paragraph(one)] for one in given)
    yield from _diagrams(handbook, group, places)
    if activity:
        yield from _questions(handbook, group, places)
    for kind in _kinds(handbook, group):
        yield heading(2, kind.plural)
        yield paragraph(kind.about)
        items = handbook.of_kind(kind.name)
        if len(items) >= OWN_TABLE:
            rows = [[[paragraph(to_place(item.id, [item.id]))], [paragraph(line(item.record.title))], [paragraph(word(item.record.status))],
                     [paragraph(page_of(item.id))]] for item in items]  # fmt: skip
            yield table((t("Id"), t("Title"), t("Status"), t("Page")), rows, (3, 12, 3, 2))
        for item in items:
            yield from record(handbook, item, places)


def _diagrams(handbook: Handbook, group: int, places: AbstractSet[str]) -> Iterator[Block]:
    if group == PRODUCT_MODEL:
        yield from pictures.graphs(handbook, places)
    elif group == PROFILE:
        yield from pictures.profile(handbook, places)
    elif group == RISKS:
        yield from pictures.matrices(handbook, places)
    elif group == SUPPORT:
        yield from pictures.timeline(handbook, places)


def _questions(handbook: Handbook, group: int, places: AbstractSet[str]) -> Iterator[Block]:
    """Yields the questions of an activity with the records that answer them."""
    answered: dict[str, list[str]] = {}
    for item in handbook.records():
        for answer in item.record.answers:
            answered.setdefault(answer, []).append(item.id)
    rows = []
    for number, question in handbook.catalogues.questions.values():
        if number == group:
            whose = "NIST" if question.whose == "NIST" else t("ours")
            told = t("{text} ({whose}: {basis})", UNTOLD, text=question.text, whose=whose, basis=question.basis)
            rows.append([[paragraph(bold(question.id), " ", told)], [paragraph(*_named(answered.get(question.id, []), places))]])
    if rows:
        yield heading(2, t("Questions of Activity {number}", number=group))
        yield table((t("Question"), t("Answered by")), rows, (5, 2))


def _named(ids: list[str], places: AbstractSet[str]) -> list[Inline]:
    pieces: list[Inline] = []
    for number, one in enumerate(ids):
        pieces += [*([", "] if number else []), to_place(one, [one]) if one in places else one]
    return pieces or [t("none", "records")]


def _reference_documents(handbook: Handbook, places: AbstractSet[str]) -> Iterator[Block]:
    """Yields for each document its entries with the records that cite them; of the CSF every outcome, with our reading of it."""
    catalogues = handbook.catalogues
    yield heading(1, t("Reference documents"))
    yield paragraph(t("Ids and titles are the publishers’ or short ones of ours; readings are this handbook’s own words. None of it replaces the documents."))
    shown = [found for found in catalogues.entries.values() if _is_shown(handbook, found)]
    for document_id, founds in groupby(shown, key=lambda found: found.document.document):
        source = catalogues.documents[document_id]
        yield heading(2, t("{title}, edition {edition}", title=source.title, edition=source.edition))
        rows = []
        for found in founds:
            reading = catalogues.readings.get(found.cited)
            told = [paragraph(named(found.cited, [bold(found.cited)]), " ", found.entry.title)]
            citing = list(dict.fromkeys(one.source for one in handbook.citations_of(found.cited)))
            said = prose(handbook.says(reading.reading), frozenset()) if reading else []
            rows.append([[*told, *said], [paragraph(*_named(citing, places))]])
        yield table((t("Entry"), t("Records")), rows, (3, 2))
