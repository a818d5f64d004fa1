"""View of a call in the guidance: one chosen need, told stage by stage from customer and danger to evidence and telling."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.record import Record
from handbook.schema.records.capabilities import Capability, Verification
from handbook.schema.records.every_activity import Evidence
from handbook.schema.records.information import InformationItem
from handbook.schema.records.means import Means, Treatment
from handbook.views.shared.links import LinkView, record_link

STAGES = (
    ("customer", t("Who"), t("The customers whose need it is (Activity 1).")),
    ("use-case", t("In which use"), t("The uses that it comes from (Activity 1).")),
    ("threat", t("What can go wrong"), t("The threats behind it (Activity 2).")),
    ("risk", t("How bad"), t("The risks that the threats bring (Activity 2).")),
    ("need", t("What cybersecurity must achieve"), t("The need itself (Activity 2).")),
    ("means", t("Who or what delivers it"), t("The means that were chosen (Activity 3).")),
    ("treatment", t("What remains"), t("What is done about the risks, and what is left (Activity 3).")),
    ("capability", t("What exactly is done"), t("The capabilities that carry the means out (Activity 4).")),
    ("verification", t("What is tried"), t("What must succeed and what must be refused (Activity 4).")),
    ("evidence", t("What was seen"), t("The results on released products.")),
    ("information-item", t("What customers are told"), t("The texts that disclose the need's means and what is left to the reader (Activity 8).")),
)
"""Kinds in the order of the chain, with a heading and an explanation."""

ORIGINS = frozenset({"use-case", "threat", "risk", "treatment"})
"""Stages that a need may do without, since it may come from an obligation or from what a customer said."""


@dataclass(frozen=True, slots=True)
class ThreadEntry:
    """A record on the thread, with its own words."""

    link: LinkView
    words: str


@dataclass(frozen=True, slots=True)
class ThreadStage:
    """All records of one stage."""

    title: str
    about: str
    entries: tuple[ThreadEntry, ...]


def thread_view(handbook: Handbook) -> tuple[ThreadStage, ...]:
    """Returns the stages of the thread that the product names; nothing where it names none."""
    product = handbook.product
    start = handbook.items.get(product.thread) if product and product.thread else None
    if start is None:
        return ()
    reached: dict[str, list[Item]] = {name: [] for name, _, _ in STAGES}
    _add(reached, "need", [start])
    _add(reached, "customer", handbook.targets(start.id, "customers"))
    _add(reached, "use-case", handbook.targets(start.id, "use_cases"))
    _add(reached, "risk", handbook.targets(start.id, "risks"))
    for risk in reached["risk"]:
        _add(reached, "threat", handbook.targets(risk.id, "threats"))
        _add(reached, "treatment", handbook.sources(risk.id, Treatment, "risk"))
    _add(reached, "means", handbook.sources(start.id, Means, "needs"))
    for means in reached["means"]:
        _add(reached, "capability", handbook.sources(means.id, Capability, "means"))
        _add(reached, "information-item", handbook.sources(means.id, InformationItem, "discloses"))
    for capability in reached["capability"]:
        _add(reached, "verification", handbook.sources(capability.id, Verification, "capabilities"))
        _add(reached, "information-item", handbook.sources(capability.id, InformationItem, "discloses"))
    for verification in reached["verification"]:
        _add(reached, "evidence", handbook.sources(verification.id, Evidence, "result_of"))
    return tuple(
        ThreadStage(title, about, tuple(ThreadEntry(record_link(item), _words(item.record)) for item in reached[name]))
        for name, title, about in STAGES
        if reached[name] or name not in ORIGINS
    )


def _add(reached: dict[str, list[Item]], name: str, items: tuple[Item, ...] | list[Item]) -> None:
    reached[name] += [item for item in items if item not in reached[name]]


def _words(record: Record) -> str:
    """Returns what the record says in its own words: its statement, story, procedure, observation or text."""
    for field in ("statement", "story", "procedure", "observed", "text", "description"):
        found = getattr(record, field, None)
        if found:
            return str(found)
    return ""
