"""Which way a change runs along each link between records, and in which words: who must look again when something changes.

This is the one place where that is decided. What is not listed runs as a link usually does: the later record names the earlier one, so when
the earlier one changes, the later one is looked at again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.schema.record import ANSWERING


@dataclass(frozen=True, slots=True)
class Runs:
    """How a change runs along one field that names records."""

    words: str
    """What the record that has the field does to the one that it names: `verifies`."""
    turned: str = ""
    """The same seen from the named record, `is verified by`; empty where no change runs to it."""
    on: bool = True
    """Whether a change of the named record runs to the one that has the field."""
    at_first: bool = False
    """Whether a change runs to the named record only where it begins at the record that has the field, or at one that speaks of that.
    A report of a test that turns out wrong puts its verification and the capability in doubt; a capability that changes calls for its
    verifications, but not for all else that these verify."""
    keeps_first: bool = False
    """Whether a change that runs `on` still counts as one that begins here: a report and the case that came of it are one beginning."""
    ends: bool = False
    """Whether a change that runs `on` goes no further by itself. A use case that names a component is looked at again when the component
    changes; that the needs behind it change too is for whoever looks to say, and most of the product would follow from it."""


def _proof(words: str, turned: str, *, ends: bool = False) -> Runs:
    return Runs(words, turned, at_first=True, ends=ends)


def _only_back(words: str, turned: str) -> Runs:
    return Runs(words, turned, on=False)


NOT = Runs("", on=False)
"""A change runs neither way: the field tells who did something, or what came before."""

RUNS: Mapping[tuple[str, str], Runs] = {
    # product model
    ("product", "maker"): Runs("is made by"),
    ("product", "thread"): NOT,
    ("fact", "decided_in"): Runs("is decided in"),
    ("component", "provided_by"): Runs("is provided by"),
    ("component", "operated_by"): Runs("is operated by"),
    ("component", "baseline_by"): Runs("leaves its baseline to"),
    ("external-system", "controlled_by"): Runs("is controlled by"),
    ("part", "components"): _only_back("is part of", "contains"),
    ("part", "supplier"): Runs("is supplied by"),
    ("release", "component"): Runs("is a release of"),
    ("interface", "components"): Runs("leads into"),
    ("interface", "parts"): Runs("is carried by"),
    ("data-asset", "held_in"): Runs("rests in"),
    ("data-asset", "recipients"): Runs("is received by"),
    ("trust-zone", "contains"): Runs("contains"),
    ("data-flow", "source"): Runs("comes from"),
    ("data-flow", "destination"): Runs("goes to"),
    ("data-flow", "carries"): Runs("carries"),
    ("data-flow", "interfaces"): Runs("passes through"),
    ("key", "held_in"): Runs("is held in"),
    ("key", "used_by"): Runs("is used by"),
    ("key", "parts"): Runs("rests in"),
    ("decision", "decided_by"): NOT,
    ("decision", "concerns"): _proof("shapes", "is shaped by", ends=True),
    ("decision", "external_systems"): _proof("concerns", "is concerned by", ends=True),
    # Activity 0
    ("role", "reports_to"): NOT,
    ("role", "entity"): Runs("belongs to"),
    ("policy", "approved_by"): NOT,
    ("risk-criteria", "acceptance.accepted_by"): Runs("gives authority to"),
    ("safeguard", "protects"): _proof("protects", "is protected by"),
    ("safeguard", "run_by"): Runs("is run by"),
    ("safeguard", "components"): Runs("concerns"),
    ("supplier-rule", "agreed_with"): _proof("is agreed with", "has agreed to"),
    # Activity 1
    ("user", "customers"): Runs("belongs to"),
    ("use-case", "customers"): Runs("is a use by"),
    ("use-case", "users"): Runs("is a use by"),
    ("use-case", "components"): Runs("uses", ends=True),
    ("use-case", "external_systems"): Runs("uses", ends=True),
    ("assumption", "about"): Runs("is about"),
    ("assumption", "use_cases"): Runs("is made for"),
    ("obligation", "decided_by"): NOT,
    ("obligation", "customers"): Runs("concerns"),
    ("obligation", "components"): Runs("concerns", ends=True),
    # Activity 2
    ("threat", "targets"): Runs("is aimed at"),
    ("threat", "misuse"): Runs("is part of"),
    ("coverage-note", "targets"): Runs("sets threats aside for"),
    ("coverage-note", "decided_by"): NOT,
    ("risk", "threats"): Runs("comes from"),
    ("risk", "use_cases"): Runs("matters in"),
    ("risk", "assumptions"): Runs("rests on"),
    ("need", "customers"): Runs("is a need of"),
    ("need", "risks"): Runs("comes from"),
    ("need", "obligations"): Runs("comes from"),
    ("need", "use_cases"): Runs("comes from"),
    # Activity 3
    ("means", "needs"): Runs("delivers"),
    ("means", "customers"): Runs("is for"),
    ("means", "decision"): Runs("was chosen in"),
    ("means", "components"): Runs("is hosted by"),
    ("means", "external_systems"): Runs("rests on"),
    ("means", "provider"): Runs("is provided by"),
    ("means", "assumptions"): Runs("rests on"),
    ("treatment", "risk"): Runs("treats"),
    ("treatment", "means"): Runs("rests on"),
    ("treatment", "attempt.changed_by"): Runs("counts on"),
    ("treatment", "success.changed_by"): Runs("counts on"),
    ("treatment", "impact_changed_by"): Runs("counts on"),
    ("treatment", "replaces"): NOT,
    ("acceptance", "treatments"): Runs("accepts what is left by"),
    ("acceptance", "accepted_by"): Runs("was given by"),
    ("acceptance", "renews"): NOT,
    # Activity 4
    ("capability", "means"): Runs("carries out"),
    ("capability", "components"): Runs("rests on"),
    ("capability", "baseline.components"): Runs("answers the baseline on"),
    ("capability", "interfaces"): Runs("guards"),
    ("capability", "flows"): Runs("guards"),
    ("capability", "keys"): Runs("uses"),
    ("capability", "parts"): Runs("rests on"),
    ("capability", "provider"): Runs("is provided by"),
    ("verification", "capabilities"): _proof("verifies", "is verified by"),
    ("verification", "threats"): Runs("counters"),
    ("deviation", "obligations"): Runs("departs from"),
    ("deviation", "components"): Runs("holds on"),
    ("deviation", "risk"): _proof("was decided on", "was the ground of"),
    ("deviation", "interfaces"): Runs("leaves as it is"),
    ("deviation", "compensation"): Runs("is made up for by"),
    ("deviation", "decided_by"): NOT,
    # Activity 5
    ("support-term", "component"): Runs("promises support of"),
    ("support-term", "promised_by"): Runs("is promised by"),
    ("support-term", "parts"): Runs("rests on"),
    ("support-term", "bridged_by"): Runs("is bridged by"),
    ("plan", "stages.by"): Runs("is carried out by"),
    ("plan", "entities"): Runs("involves"),
    # Activity 6
    ("report", "components"): _only_back("is about", "is spoken of in"),
    ("report", "parts"): _only_back("is about", "is spoken of in"),
    ("report", "entities"): _only_back("is about", "is spoken of in"),
    ("vulnerability", "reports"): Runs("came from", keeps_first=True),
    ("vulnerability", "parts"): _proof("lies in", "has the weakness of", ends=True),
    ("vulnerability", "releases"): _proof("affects", "is affected by", ends=True),
    ("vulnerability", "vex.release"): _proof("says how it stands to", "is judged in", ends=True),
    ("incident", "components"): _only_back("hit", "was hit by"),
    ("incident", "vulnerabilities"): _only_back("used", "was used in"),
    ("incident", "entities"): _only_back("involved", "was involved in"),
    ("notification", "cases"): Runs("tells of"),
    ("notification", "recipient"): NOT,
    ("notification", "obligation"): Runs("is asked for by"),
    ("update", "release"): Runs("rolls out"),
    ("update", "vulnerabilities"): Runs("removes"),
    ("review", "cases"): Runs("looked at", keeps_first=True),
    ("review", "led_by"): NOT,
    ("review", "changes.record"): Runs("changed", "was changed by", on=False, at_first=True),
    ("life-cycle-event", "components"): _proof("concerns", "is concerned by"),
    ("life-cycle-event", "parts"): _proof("concerns", "is concerned by"),
    # Activities 7 and 8
    ("audience", "customers"): Runs("is made of"),
    ("audience", "users"): Runs("is made of"),
    ("approach", "audience"): Runs("is for"),
    ("approach", "channels"): Runs("goes through"),
    ("information-item", "audiences"): Runs("is told to"),
    ("information-item", "channels"): Runs("is told through"),
    ("information-item", "discloses"): Runs("tells of"),
    ("information-item", "required_by"): Runs("is asked for by"),
    # every activity
    ("activity-log", "people"): NOT,
    ("evidence", "result_of"): _proof("is the result of", "is shown by"),
    ("evidence", "releases"): Runs("was seen on"),
    ("evidence", "by"): NOT,
    ("evidence", "repeats"): NOT,
    ("validation", "subjects"): _proof("was held on", "was validated by"),
    ("scope-decision", "components"): Runs("holds on"),
    ("scope-decision", "decided_by"): NOT,
}
"""By name of the kind and field, the fields of a group after a dot: how a change runs along it."""

IMPLIED: Mapping[str, tuple[str, str]] = {"risk-criteria": ("risk", "is rated by")}
"""Kinds of which every record of another kind makes use without naming one: all risks are rated by the criteria."""


def runs(kind: str, path: tuple[str | int, ...]) -> Runs:
    """Returns how a change runs along the field at `path` of a record of `kind`, with words that name the field where none are decided."""
    if path[0] in ANSWERING:
        return NOT
    is_flat = len(path) == 1 or (len(path) == 2 and isinstance(path[1], int))
    field = str(path[0]) if is_flat else ".".join(segment for segment in path if isinstance(segment, str))
    return RUNS.get((kind, field)) or Runs(f"names, under {field},")
