"""View of a call in the page on coverage: every matrix and crosswalk with the number of its holes, and every hole by its rule."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.documents import ReferenceDocument
from handbook.findings.codes import CODES
from handbook.languages.said import joined, named, t, word
from handbook.methods.matrices.cells import STATES, Hole, Matrix, State, by_state
from handbook.model.handbook import Handbook
from handbook.views import addresses
from handbook.views.page_spec import Shown
from handbook.views.pages.crosswalk import COUNTS_AS, MUST_BE_ANSWERED, crosswalk
from handbook.views.pages.matrices import parts_of, question_link, stands_alone
from handbook.views.shared.links import LinkView, record_link

COLUMNS: tuple[State, ...] = tuple(state for state in STATES if state != "not asked")
"""States that are counted."""
LISTED = 12
"""At most so many records stand beside a rule; the page of the matrix has the rest."""


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """A matrix with the number of its cells by state."""

    link: LinkView
    rows: int
    row: str
    counts: tuple[int, ...]
    """In the order of the states."""
    parts: tuple[LinkView, ...]
    gaps_only: bool
    """Whether its page can be opened with its gaps alone."""


@dataclass(frozen=True, slots=True)
class HolesOfRule:
    """All holes that one rule tells."""

    rule: LinkView
    count: int
    links: tuple[LinkView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class CoverageView:
    """The page on coverage."""

    states: tuple[State, ...]
    matrices: tuple[MatrixEntry, ...]
    documents: tuple[MatrixEntry, ...]
    holes: tuple[HolesOfRule, ...]
    gaps: int
    """Holes of all matrices, each once."""
    rules: LinkView
    assessor: LinkView | None
    """The page of what an assessor says, where one has said anything."""
    assessor_open: int
    """Questions and verdicts of an assessor that are open."""


def coverage_view(shown: Shown) -> CoverageView:
    """Returns every matrix and crosswalk of a product with its counts, and what is missing by rule."""
    handbook = shown.handbook
    found = frozenset(hole for matrix in shown.matrices for hole in matrix.holes)
    return CoverageView(
        states=COLUMNS,
        matrices=tuple(_matrix(matrix) for matrix in shown.matrices if parts_of(matrix)),
        documents=tuple(_document(handbook, one) for one in handbook.catalogues.documents.values()),
        holes=tuple(_of_rule(handbook, rule, found) for rule in CODES if any(hole.rule == rule for hole in found)),
        gaps=len(found),
        rules=LinkView("", t("Rules"), addresses.RULES),
        assessor=LinkView("", t("What the assessor says"), addresses.ASSESSMENTS) if handbook.assessments else None,
        assessor_open=sum(one.said.is_open for one in handbook.assessments),
    )


def _matrix(matrix: Matrix) -> MatrixEntry:
    parts = parts_of(matrix)
    counts = by_state(cell for row in matrix.rows for cell in row.cells)
    links = tuple(LinkView(str(number), part.name, addresses.of_matrix(matrix.name, number)) for number, part in enumerate(parts, 1))
    return MatrixEntry(
        LinkView("", matrix.title, addresses.of_matrix(matrix.name)),
        len(matrix.rows),
        matrix.row,
        tuple(counts[state] for state in COLUMNS),
        links if len(links) > 1 else (),
        stands_alone(matrix) and bool(counts["gap"]),
    )


def _document(handbook: Handbook, document: ReferenceDocument) -> MatrixEntry:
    view = crosswalk(handbook, document)
    counts = dict.fromkeys(STATES, 0)
    for state, number in view.counts:
        counts[COUNTS_AS[state]] += number
    link = LinkView("", document.short, addresses.of_crosswalk(document))
    gaps = document.document in MUST_BE_ANSWERED and bool(counts["gap"])
    return MatrixEntry(link, len(view.rows), joined("/", [word(one) for one in document.cite]), tuple(counts[state] for state in COLUMNS), (), gaps)


def _of_rule(handbook: Handbook, rule: str, holes: frozenset[Hole]) -> HolesOfRule:
    found = sorted(hole.record for hole in holes if hole.rule == rule)
    links = tuple(_link(handbook, one) for one in found[:LISTED])
    return HolesOfRule(LinkView(rule, named(f"meaning/{rule}"), addresses.of_rule(rule)), len(found), links, len(found) - len(links))


def _link(handbook: Handbook, record: str) -> LinkView:
    if record in handbook.catalogues.questions:
        return question_link(*handbook.catalogues.questions[record])
    item = handbook.items.get(record)
    return record_link(item) if item else LinkView("", t("the product"), addresses.PRODUCT)
