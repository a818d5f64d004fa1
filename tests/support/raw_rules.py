"""The rules on holes told anew, over a product as a graph of raw references: what the check must find, from the guidance and not from its code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import yaml

from tests.support.raw_graph import Raw, Walk

LEVELS = ["VL", "L", "M", "H", "VH"]
TABLE_I2 = {
    "VH": ["VL", "L", "M", "H", "VH"],
    "H": ["VL", "L", "M", "H", "VH"],
    "M": ["VL", "L", "M", "M", "H"],
    "L": ["VL", "L", "L", "L", "M"],
    "VL": ["VL", "VL", "VL", "L", "L"],
}
STRIDE = {"spoofing", "tampering", "repudiation", "information disclosure", "denial of service", "elevation of privilege"}
ON_FLOWS = {"tampering", "information disclosure", "denial of service"}
IN_TIME = {"before purchase", "set-up"}
ANSWERING = {"owner", "assessed_by"}
STAND_ALONE = {"PRD", "EXT", "DEC", "POL", "CRI", "PRO", "SUP", "OBL", "PLN", "RPT", "LCE", "APR", "LOG", "SCO"}
"""Prefixes of kinds that say something although nothing names them."""


def _shipped(name: str, level: str) -> list[str]:
    raw = yaml.load((CATALOGS / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [raw["prefix"] + entry["id"] for entry in raw["entries"] if entry["level"] == level]


CATALOGS = Path(__file__).parents[2] / "handbook" / "catalogs"
ELEMENTS = _shipped("ir-8259a.yaml", "Element")
ACTIONS = _shipped("ir-8259b.yaml", "Action")


def _bare(raw: Raw) -> set[str]:
    return {name.partition(" (")[0] for name in raw.get("revisions", [])}


class Rules(Walk):
    """The holes of a product."""

    @cached_property
    def holes(self) -> set[tuple[str, str]]:
        """Returns each hole of the chain as the rule that tells it and the record where it is told."""
        found: set[tuple[str, str]] = set()
        for name in ("_customers", "_needs", "_capabilities", "_telling", "_threats", "_risks", "_ends", "_elements", "_actions"):
            found |= set(getattr(self, name)())
        return found

    def _customers(self) -> Iterator[tuple[str, str]]:
        for one in self.all("CUS"):
            if self.raw(one).get("scope") != "in scope":
                continue
            if not self.into(one, "NEED"):
                yield "customer-without-need", one
            people = {one} | self.into(one, "USR", "customers")
            audiences = {audience for person in people for audience in self.into(person, "AUD", "customers", "users")}
            if not any(self.into(audience, "INF", "audiences") for audience in audiences):
                yield "customer-not-told", one
        for one in self.all("AUD"):
            if not self.out(one, "customers", "users"):
                yield "item-not-received", one

    def _needs(self) -> Iterator[tuple[str, str]]:
        for one in self.all("NEED"):
            if not self.out(one, "risks", "obligations", "use_cases") and "said_by" not in self.raw(one):
                yield "need-without-source", one
            if not self.into(one, "MNS"):
                yield "need-without-means", one
        for one in self.all("MNS"):
            raw, kind = self.raw(one), self.raw(one).get("means_kind")
            missing = {
                "a": [self.into(one, "CAP"), raw.get("components")],
                "b": [self.into(one, "CAP"), raw.get("components")],
                "c": [raw.get("external_systems"), raw.get("assumptions")],
                "d": [self.into(one, "CAP"), raw.get("provider")],
                "e": [raw.get("customer_does"), raw.get("fallback")],
            }
            if not all(missing.get(kind, [])):
                yield "means-without-end", one

    def _capabilities(self) -> Iterator[tuple[str, str]]:
        for one in self.all("CAP"):
            tried = [self.raw(other).get("polarity") for other in self.into(one, "VER")]
            nature = self.raw(one).get("nature")
            if nature == "technical" and not {"must succeed", "must be refused"} <= set(tried):
                yield "capability-half-verified", one
            if nature == "non-technical" and not tried:
                yield "capability-unverified", one
        live = {one for one in self.all("REL") if self.raw(one).get("state") in ("current", "supported")}
        for one in self.all("VER"):
            proofs = self.into(one, "EVD")
            if any(self.raw(capability).get("nature") == "technical" for capability in self.out(one, "capabilities")):
                proofs = {proof for proof in proofs if self.out(proof, "releases") & live}
            if not proofs:
                yield "verification-without-evidence", one

    def _telling(self) -> Iterator[tuple[str, str]]:
        for one in self.all("MNS"):
            if self.raw(one).get("means_kind") in ("c", "e") and not self._told(one, True):
                yield "means-not-told", one
        for one in self.all("ASM"):
            if any(person.startswith(("CUS-", "USR-")) for person in self.out(one, "about")) and not self._told(one, True):
                yield "assumption-not-told", one
        for one in self.all("DEV"):
            if self.raw(one).get("must_be_told") == "yes" and self.raw(one).get("state") != "overturned" and not self._told(one, False):
                yield "deviation-not-told", one
        for one in self.all("ACC"):
            levels = {self._residual(treatment) for treatment in self.out(one, "treatments")}
            due = self.raw(one).get("borne_by_customers") == "yes" or levels & self._told_levels()
            if self.raw(one).get("state") == "in force" and due and not self._told(one, False):
                yield "acceptance-not-told", one

    def _told(self, record: str, in_time: bool) -> bool:
        return any(not in_time or IN_TIME & set(self.raw(text).get("moments", ())) for text in self.into(record, "INF", "discloses"))

    def _told_levels(self) -> set[str]:
        rules = [rule for one in self.all("CRI") for rule in self.raw(one).get("acceptance", ())]
        return {rule["level"] for rule in rules if rule.get("customers_told") == "yes"}

    def _threats(self) -> Iterator[tuple[str, str]]:
        asked = dict.fromkeys(self.all("COM"), STRIDE)
        for one in self.all("FLW"):
            ends = [self.raw(one).get(end) for end in ("source", "destination")]
            if all(ends):
                zones = [self.into(str(end), "ZON", "contains") if end in self.graph else set() for end in ends]
                if not zones[0] & zones[1]:
                    asked[one] = ON_FLOWS
        for one, classes in asked.items():
            seen = {self.raw(threat).get("threat_class") for threat in self.into(one, "THR", "targets")}
            noted = {name for note in self.into(one, "COV", "targets") for name in self.raw(note).get("classes", ())}
            if classes - seen - noted:
                yield "threat-not-considered", one
        for one in self.all("THR"):
            if not self.into(one, "RSK", "threats") and (self.into(one) or self.out(one, "targets")):
                yield "threat-without-risk", one

    def _risks(self) -> Iterator[tuple[str, str]]:
        appetite = next((self.raw(one)["above_appetite"] for one in self.all("CRI") if "above_appetite" in self.raw(one)), "M")
        for one in self.all("RSK"):
            level = self._level(self.raw(one), {})
            if level and LEVELS.index(level) >= LEVELS.index(appetite) and not self.into(one, "TRT"):
                yield "risk-untreated", one
        for one in self.all("TRT"):
            level = self._residual(one)
            accepted = [other for other in self.into(one, "ACC") if self.raw(other).get("state") == "in force"]
            if level and LEVELS.index(level) >= LEVELS.index(appetite) and not accepted and not self.into(one, "TRT", "replaces"):
                yield "residual-not-accepted", one

    def _residual(self, treatment: str) -> str | None:
        risk = self.raw(treatment).get("risk")
        return self._level(self.raw(risk), self.raw(treatment)) if risk in self.graph else None

    def _level(self, risk: Raw, treatment: Raw) -> str | None:
        attempt, success = (treatment.get(name) or risk.get(name) for name in ("attempt", "success"))
        impacts = treatment.get("impacts") or risk.get("impacts") or []
        if not attempt or not success or not impacts:
            return None
        likelihood = min(attempt["level"], success["level"], key=LEVELS.index)
        many = treatment.get("many_at_once", risk.get("many_at_once")) == "yes"
        worst = min(max(LEVELS.index(impact["level"]) for impact in impacts) + many, 4)
        level = self._matrix()[likelihood][worst]
        deadly = any(impact["dimension"] == "safety" and impact["level"] == "VH" for impact in impacts)
        return "M" if deadly and LEVELS.index(level) < LEVELS.index("M") else level

    def _matrix(self) -> dict[str, list[str]]:
        for one in self.all("CRI"):
            rows = self.raw(one).get("matrix")
            if rows and "standard_matrix" not in self.raw(one):
                return {row["likelihood"]: [row[f"impact_{level}"] for level in LEVELS] for row in rows}
        return TABLE_I2

    def _elements(self) -> Iterator[tuple[str, str]]:
        answers = {element: list(self._given(element)) for element in ELEMENTS}
        for one in self.all("COM"):
            raw = self.raw(one)
            if raw.get("component_kind") not in ("device", "gateway") or "baseline_by" in raw:
                continue
            units = self._units(raw)
            for element in ELEMENTS:
                given = [names for components, names in answers[element] if not components or one in components]
                closed = [{unit for unit in units if not names or unit in names} for names in given]
                closed = closed if "" in units else [covered for covered in closed if covered]
                if not closed:
                    yield "unrealised-element", one
                elif set(units) - set().union(*closed):
                    yield "element-left-on-revision", one

    def _actions(self) -> Iterator[tuple[str, str]]:
        for action in ACTIONS:
            if not any(True for _ in self._given(action, parts=True)):
                yield "unrealised-element", self.all("PRD")[0]

    def _units(self, raw: Raw) -> list[str]:
        """Returns the hardware revisions with units in the field; one without a name where none is listed."""
        gone = re.compile("0(?![.,0-9])|none\\b|no units?\\b", re.IGNORECASE)
        listed = raw.get("revisions", [])
        there = [one["name"] for one in listed if not gone.match(one.get("in_field", "").strip()) and one.get("first_made", "") <= self.today]
        return there or [one["name"] for one in listed] or [""]

    def _given(self, element: str, *, parts: bool = False) -> Iterator[tuple[list[str], set[str]]]:
        """Yields the components and revisions for which each record answers an element, or with `parts` a part of it too."""

        def names(one: str) -> bool:
            return one == element or (parts and one.startswith(element) and one[len(element) :].isalpha())

        for capability in self.all("CAP"):
            raw = self.raw(capability)
            for entry in raw.get("baseline", []):
                named, components = (entry, []) if isinstance(entry, str) else (entry["element"], entry.get("components", []))
                if names(named):
                    yield components or raw.get("components", []), _bare(raw)
        for deviation in self.all("DEV"):
            raw = self.raw(deviation)
            own = [one["element"] for one in raw.get("by_element", [])]
            alike = [] if raw.get("decision") == "not applicable" else raw.get("elements", [])
            if raw.get("state", "in force") == "in force" and any(map(names, (*own, *alike))):
                yield raw.get("components", []), _bare(raw)
        for decision in self.all("SCO"):
            raw = self.raw(decision)
            if any(map(names, raw.get("entries", []))) or raw.get("document") == element.partition(":")[0]:
                yield raw.get("components", []), set()

    def _ends(self) -> Iterator[tuple[str, str]]:
        told = {name for one in self.graph for name in re.findall(r"\{fact:([a-z0-9-]+)", str(self.raw(one)))}  # texts use a fact by its name
        for one in self.graph:
            prefix = one.partition("-")[0]
            names = {data["field"] for _, _, data in self.graph.out_edges(one, data=True)}
            customers = self.out(one, "customers") if prefix in ("USR", "USE") else set()
            excluded = bool(customers) and all(self.raw(customer).get("scope") == "excluded" for customer in customers)
            if self.into(one) or (prefix == "FACT" and self.raw(one).get("name") in told):
                continue
            if prefix in ("USR", "USE", "ASM", "AUD") and names - ANSWERING and not excluded:
                yield "dead-end", one
            if prefix not in STAND_ALONE and not names - ANSWERING and self.raw(one).get("scope") != "excluded":
                yield "unused-record", one
