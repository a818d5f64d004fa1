"""Which pages a handbook has beyond its guidance, in which order, and under which page they stand.

Pages whose existence depends on the product or on a catalogue are virtual: this map names them, and the site generator
makes them. Their number grows with the product; the navigation does not, since they are reached through registers.
"""

from __future__ import annotations

from dataclasses import dataclass

from handbook.compare.companions import Companion
from handbook.model.handbook import Handbook
from handbook.schema.kinds import KINDS
from handbook.views import addresses
from handbook.views.pages.comparison import groups_of, index_of, page_of, page_title
from handbook.views.pages.csf import csf_entries
from handbook.views.pages.entries import FamilyView, family_pages
from handbook.views.pages.record import home_of
from handbook.views.pages.register import KindTable, RegisterView, register_pages


@dataclass(frozen=True, slots=True)
class VirtualPage:
    """A page that has no file in `docs/`."""

    path: str
    """Source path that it pretends to have."""
    shows: str
    """`record`, `register`, `family`, `csf`, `crosswalk` or `companion`."""
    key: str
    """What of that: a record's id, or the path of the view."""
    title: str
    description: str
    parent: str
    """Source path of the page in the navigation under which it stands."""
    previous: str = ""
    next: str = ""
    search_words: tuple[str, ...] = ()
    """Words by which somebody may search for it, beside what it says."""
    source_file: str = ""
    """File of the product that it shows, relative to the product folder, or empty."""
    source_line: int = 1


@dataclass(frozen=True, slots=True)
class SiteMap:
    """The virtual pages with the views that were made to find them."""

    pages: dict[str, VirtualPage]
    registers: dict[str, RegisterView]
    families: dict[str, FamilyView]
    activity_words: dict[str, tuple[str, ...]]
    """Words by which somebody may search for the guidance of an activity, by its source path."""


def site_map(handbook: Handbook, companions: tuple[Companion, ...] = ()) -> SiteMap:
    """Returns every virtual page of the handbook by its source path, those of products shown beside it included."""
    registers = register_pages(handbook)
    families = family_pages(handbook)
    pages: dict[str, VirtualPage] = {}
    for kind in KINDS.values():
        items = handbook.of_kind(kind.name)
        paths = [addresses.of_item(item).page for item in items]
        for position, item in enumerate(items):
            place = item.place("id")
            pages[paths[position]] = VirtualPage(
                path=paths[position],
                shows="record",
                key=item.id,
                title=f"{item.id} {item.record.title}",
                description=f"{kind.singular} {item.id}: {item.record.title}",
                parent=home_of(kind.activity).page,
                previous=paths[position - 1] if position else "",
                next=paths[position + 1] if position + 1 < len(paths) else "",
                search_words=(item.id, kind.singular, *kind.search, *_words_of(handbook, item.id)),
                source_file=place.file,
                source_line=place.line,
            )
    for path, register in registers.items():
        file = register.tables[0].file if len(register.tables) == 1 else ""
        words = tuple(dict.fromkeys(word for table in register.tables for word in _words_of_table(table)))
        pages[path] = VirtualPage(
            path, "register", path, f"Register: {register.title}", register.about, register.home.page, search_words=words, source_file=file
        )
    for path, family in families.items():
        about = f"{family.document.short}: {family.title}, with everything in this handbook that is tied to each entry."
        pages[path] = VirtualPage(path, "family", path, family.title, about, "references/index.md")
    for document in handbook.catalogues.documents.values():
        path = addresses.of_crosswalk(document).page
        about = f"{document.short}: what in the product answers each entry, and which entries each record answers."
        pages[path] = VirtualPage(path, "crosswalk", document.document, f"{document.short}: crosswalk", about, "references/index.md")
    entries = list(csf_entries(handbook).items())
    for position, (path, found) in enumerate(entries):
        about = (
            f"{found.document.short} {found.entry.level} {found.cited}, {found.entry.title}: what it means for makers of IoT products, and what is tied to it."
        )
        before = entries[position - 1][0] if position else ""
        after = entries[position + 1][0] if position + 1 < len(entries) else ""
        pages[path] = VirtualPage(
            path,
            "csf",
            found.cited,
            f"{found.cited} {found.entry.title}",
            about,
            "references/index.md",
            before,
            after,
            (found.cited, *_synonyms(handbook, found.cited)),
        )
    for companion in companions:
        pages |= _companion_pages(handbook, companion)
    return SiteMap(pages, registers, families, _activity_words(handbook))


def _companion_pages(handbook: Handbook, companion: Companion) -> dict[str, VirtualPage]:
    """Returns the pages of another product that is shown beside this one, by their source paths."""
    name = companion.name
    index = index_of(companion.slug).page
    about = f"{name}: a second worked example, in another sector, beside the first."
    found = {index: VirtualPage(index, "companion", companion.slug, f"{name}: a second worked example", about, index)}
    groups = groups_of(companion)
    paths = [page_of(companion.slug, group).page for group in groups]
    for position, group in enumerate(groups):
        title = page_title(handbook, group)
        about = f"{title}: the questions answered for two products side by side, and every record of {name}."
        before = paths[position - 1] if position else ""
        after = paths[position + 1] if position + 1 < len(paths) else ""
        key = f"{companion.slug}:{group}"
        found[paths[position]] = VirtualPage(paths[position], "companion", key, f"{title}: side by side with {name}", about, index, before, after)
    return found


def _words_of_table(table: KindTable) -> tuple[str, ...]:
    """Returns by what somebody may search for a register: its kind, other words for it, and what its columns say."""
    return (table.plural, *KINDS[table.name].search, *(column.label for column in table.columns))


def _synonyms(handbook: Handbook, cited: str) -> tuple[str, ...]:
    reading = handbook.catalogues.readings.get(cited)
    return reading.synonyms if reading else ()


def _words_of(handbook: Handbook, record_id: str) -> tuple[str, ...]:
    """Returns the search words of the entries that a record is mainly about."""
    primary = [citation.entry.cited for citation in handbook.citations_by(record_id) if citation.reference and citation.reference.strength == "primary"]
    return tuple(dict.fromkeys(word for cited in primary for word in _synonyms(handbook, cited)))


def _activity_words(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    words = {}
    for listed in handbook.catalogues.question_lists:
        primary = [reference.entry for reference in listed.references if reference.strength == "primary"]
        words[addresses.of_activity(listed.activity).page] = tuple(dict.fromkeys(word for cited in primary for word in _synonyms(handbook, cited)))
    return words
