"""View of a call in the page of rules: what every rule asks, why, what satisfies it, how much it finds here, and who is exempt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from handbook.findings.codes import CODES, Code
from handbook.languages.said import t, word
from handbook.model.loaded import Loaded
from handbook.views.shared.departing import Departing, Inherited, departures, inherited
from handbook.views.shared.links import LinkView, record_link
from handbook.views.shared.set_aside import SetAside, exempted

LISTED = 12
"""At most so many records stand beside a rule; the command lists all."""


@dataclass(frozen=True, slots=True)
class ExemptionView:
    """What the product decided about a rule."""

    what: str
    """The record that is exempt, or the weight of the rule here."""
    said: SetAside
    findings: int
    """How many findings do not count because of it."""


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule with what it finds here."""

    code: Code
    severity: str
    """How much its findings weigh, in words."""
    findings: int
    links: tuple[LinkView, ...]
    more: int
    exemptions: tuple[ExemptionView, ...]


@dataclass(frozen=True, slots=True)
class RulesView:
    """The page of rules."""

    rules: tuple[RuleView, ...]
    """On what the product says: whether it is whole and whether it agrees with itself."""
    forms: tuple[RuleView, ...]
    """On whether it can be read at all; nothing is exempt from them."""
    inherited: tuple[Inherited, ...]
    """Folders of shared records."""
    departures: tuple[Departing, ...]
    """Shared records that the product overrides or leaves out."""
    findings: int
    exemptions: int


def rules_view(loaded: Loaded) -> RulesView:
    """Returns every rule in the order of the codes, with its findings in this product and its exemptions."""
    every = tuple(_rule(loaded, code) for code in CODES.values())
    return RulesView(
        tuple(one for one in every if one.code.exemptable),
        tuple(one for one in every if not one.code.exemptable),
        inherited(loaded.handbook),
        departures(loaded.handbook),
        len(loaded.diagnostics),
        len(loaded.rulings),
    )


def _rule(loaded: Loaded, code: Code) -> RuleView:
    found = [finding for finding in loaded.diagnostics if finding.code == code.name]
    records = list(dict.fromkeys(one for finding in found for one in (finding.record, *finding.records) if one in loaded.handbook.items))
    links = tuple(record_link(loaded.handbook.items[one]) for one in records[:LISTED])
    spared = Counter(id(by) for _, by in loaded.exempted)
    exemptions = []
    for ruling in loaded.rulings:
        if ruling.said.rule == code.name:
            said = exempted(loaded.handbook, ruling)
            exemptions.append(ExemptionView(weight_in_words(ruling.said.record, ruling.said.severity), said, spared[id(ruling)]))
    severity = t("{severity}, stops a release", severity=word(code.severity)) if code.stops_release else word(code.severity)
    return RuleView(code, severity, len(found), links, len(records) - len(links), tuple(exemptions))


WEIGHTS = {"error": t("is an error here"), "gap": t("is a gap here"), "warning": t("is a warning here")}
"""What an exemption makes of the findings of a rule, by their weight."""


def weight_in_words(record: str | None, severity: str | None) -> str:
    """Returns what an exemption says of a record, or of all of them: that it is exempt, or how much the rule weighs."""
    weight = WEIGHTS[severity] if severity else t("exempt")
    return f"{record}: {weight}" if record else weight
