"""View of a call in the page on progress: what is still missing, as gaps and doubts by activity and kind."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.findings.diagnostics import Severity
from handbook.languages.said import day, told_of, word
from handbook.methods.belonging import kind_of
from handbook.methods.release import Gate, judged, summary
from handbook.methods.standing import standing_of
from handbook.model.loaded import Loaded
from handbook.model.statements import Ruling
from handbook.schema.kinds import KINDS, of_activity
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.page_spec import Shown
from handbook.views.pages.rules import weight_in_words
from handbook.views.shared.links import LinkView, record_link
from handbook.views.shared.words import activity_name

SHOWN = 300
"""At most this many findings are listed on the page; the command lists all."""


@dataclass(frozen=True, slots=True)
class KindProgress:
    """How far the records of a kind are."""

    link: LinkView
    records: int
    assessed: int
    gaps: int
    absence: str
    """What is said where there are no records."""


@dataclass(frozen=True, slots=True)
class ActivityProgress:
    """How far an activity is."""

    title: str
    kinds: tuple[KindProgress, ...]
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class OwnerProgress:
    """How much is open with one role."""

    link: LinkView | None
    """The role; None for records that nobody owns, and for what is missing altogether."""
    open: int


@dataclass(frozen=True, slots=True)
class Finding:
    """A gap or a doubt."""

    severity: str
    code: str
    sentence: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Exempt:
    """What the product decided about a rule."""

    rule: str
    what: str
    """The record that is exempt, or the weight of the rule here."""
    reason: str
    decided_by: LinkView | None
    review_by: str
    findings: int
    """How many findings do not count because of it."""


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The page on progress."""

    activities: tuple[ActivityProgress, ...]
    owners: tuple[OwnerProgress, ...]
    findings: tuple[Finding, ...]
    more: int
    gaps: int
    warnings: int
    residue: int
    facts: int
    exemptions: tuple[Exempt, ...]
    verdict: str
    """How the product stands before a release, in a line."""
    holes: int
    """Holes of all matrices, each once."""
    coverage: Address
    rules: Address


def progress_view(shown: Shown) -> ProgressView:
    """Returns what is there and what is missing."""
    loaded, handbook = shown.loaded, shown.handbook
    open_findings = [finding for finding in loaded.diagnostics if finding.severity is not Severity.ERROR]
    by_kind: dict[str, int] = {}
    for finding in open_findings:
        concerned = kind_of(handbook, finding)
        if concerned is not None and finding.severity is Severity.GAP:
            by_kind[concerned.name] = by_kind.get(concerned.name, 0) + 1
    activities = []
    for activity in handbook.catalogues.groups:
        kinds = []
        for kind in of_activity(activity):
            items = handbook.of_kind(kind.name)
            assessed = sum(item.record.status == "assessed" for item in items)
            link = LinkView(kind.prefix, kind.plural, addresses.of_kind(handbook, KINDS[kind.name]))
            kinds.append(KindProgress(link, len(items), assessed, by_kind.get(kind.name, 0), standing_of(handbook, kind.name).words))
        asked = [question_id for question_id, (number, question) in handbook.catalogues.questions.items() if number == activity and handbook.asks(question)]
        answered = sum(bool(handbook.answers_to(question_id)) for question_id in asked)
        activities.append(ActivityProgress(activity_name(activity), tuple(kinds), len(asked), answered))
    found = summary(loaded)
    owners = tuple(OwnerProgress(record_link(handbook.items[owner]) if owner in handbook.items else None, number) for owner, number in found.by_owner)
    findings = tuple(
        Finding(word(finding.severity.value), finding.code, told_of(finding), finding.place.file, finding.place.line) for finding in open_findings[:SHOWN]
    )
    return ProgressView(
        tuple(activities),
        owners,
        findings,
        max(0, len(open_findings) - SHOWN),
        sum(finding.severity is Severity.GAP for finding in open_findings),
        sum(finding.severity is Severity.WARNING for finding in open_findings),
        found.residue,
        found.facts,
        tuple(_exempt(loaded, ruling) for ruling in loaded.rulings),
        judged(loaded, Gate.RELEASE).verdict,
        len(frozenset(hole for matrix in shown.matrices for hole in matrix.holes)),
        addresses.COVERAGE,
        addresses.RULES,
    )


def _exempt(loaded: Loaded, ruling: Ruling) -> Exempt:
    said = ruling.said
    what = weight_in_words(said.record, said.severity)
    role = loaded.handbook.items.get(said.decided_by)
    findings = sum(by is ruling for _, by in loaded.exempted)
    return Exempt(said.rule, what, said.reason, record_link(role) if role else None, day(said.review_by), findings)
