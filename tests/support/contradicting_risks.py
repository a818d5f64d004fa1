"""Contradictions about risks and treatments, and about what happened: vulnerabilities, notifications, scores."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.methods.risk import LEVELS, SUCCESS
from tests.support.contradicting import Result, added, contradiction, result
from tests.support.contradicting_chain import causes
from tests.support.ledger import Entry, Ledger, Where, shifted

# Risks ------------------------------------------------------------------------------------------------------------------------


@contradiction("A.6", second="reach and tier of the threats that lead to the risk, by the table of the risk method")
def a_success_that_does_not_follow_the_table(ledger: Ledger) -> Iterator[Result]:
    for risk in ledger.of("risk"):
        threats = ledger.targets(risk, "threats")
        if not threats or any(one.data.get("agent") != "adversarial" or not one.text("tier") or not one.text("reach") for one in threats):
            continue
        treated = ledger.naming(risk.id, "treatment", "risk")
        if any(isinstance(after := one.data.get("success"), dict) and not after.get("changed_by") for one in treated):
            continue  # the treatment would contradict the risk as well
        expected = [LEVELS.index(SUCCESS[one.text("reach")][int(one.text("tier")[1]) - 1]) for one in threats]
        for number, level in enumerate(LEVELS):
            if all(abs(number - one) > 1 for one in expected):
                places = [Where(one.id, (field,)) for one in threats for field in ("tier", "reach")]
                others = [Where(risk.id, ("success",)), *places, *treated]
                yield result(ledger, risk, ("success", "level"), level, f"{threats[0].id}: {threats[0].text('reach')}, {threats[0].text('tier')}", *others)


@contradiction("A.6", second="the same factor of the risk, which was higher", codes=("factor-without-cause",), stops=True)
def a_factor_lowered_by_nothing(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("treatment"):
        risk = ledger.by_id.get(entry.text("risk"))
        for factor in ("attempt", "success"):
            after, before = entry.data.get(factor), risk.data.get(factor) if risk else None
            if (
                isinstance(after, dict)
                and isinstance(before, dict)
                and LEVELS.index(after["level"]) < LEVELS.index(before["level"])
                and after.get("changed_by")
            ):
                yield result(ledger, entry, (factor, "changed_by"), None, f"{risk.id if risk else ''}.{factor} {before['level']}", Where(entry.id, (factor,)))


@contradiction("A.6", second="the factor that the same treatment lowers")
def accepted_and_yet_lowered(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("treatment"):
        if entry.data.get("choice") == "reduce" and causes(entry):
            others = [Where(entry.id, (field,)) for field in ("attempt", "success", "impacts", "impact_changed_by")]
            yield result(ledger, entry, "choice", "accept", f"{entry.id} lowers a factor by {causes(entry)[0]}", *others)


@contradiction("A.6", second="the acceptances, none of which renews it", stops=True)
def renewed_by_nothing(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("acceptance"):
        if entry.data.get("state") == "in force" and not ledger.naming(entry.id, "acceptance", "renews"):
            yield result(ledger, entry, "state", "renewed", f"no acceptance renews {entry.id}", *ledger.targets(entry, "treatments"))


@contradiction("A.6", second="the threat of that class to the same target")
def set_aside_and_yet_a_threat(ledger: Ledger) -> Iterator[Result]:
    for note in ledger.of("coverage-note"):
        for threat in ledger.of("threat"):
            shared = set(note.many("targets")) & set(threat.many("targets"))
            name = threat.text("threat_class")
            if shared and name not in note.many("classes") and threat.id not in note.text("reason"):
                classes = [*note.many("classes"), name]
                others = [Where(note.id, ("classes", len(classes) - 1)), Where(threat.id, ("targets",)), threat]
                yield result(ledger, note, "classes", classes, f"{threat.id}: {name} of {min(shared)}", *others)


@contradiction("A.6", second="'nature: intended' of the use case")
def a_misuse_that_is_intended(ledger: Ledger) -> Iterator[Result]:
    for threat in ledger.of("threat"):
        for use in ledger.of("use-case"):
            if use.data.get("nature") == "intended" and use.id not in threat.many("misuse"):
                misuse = [*threat.many("misuse"), use.id]
                yield result(
                    ledger, threat, "misuse", misuse, f"{use.id}.nature intended", Where(threat.id, ("misuse", len(misuse) - 1)), Where(use.id, ("nature",))
                )


@contradiction("A.6", second="'exploited' of the same vulnerability")
def exploited_and_not(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("vulnerability"):
        points = entry.data.get("priority")
        if entry.many("parts"):
            continue  # the part may be exploited in the products of others
        if isinstance(points, dict) and points.get("exploitation") != "active" and entry.data.get("exploited") == "no":
            others = [Where(entry.id, ("exploited",)), Where(entry.id, ("priority",))]
            yield result(ledger, entry, ("priority", "exploitation"), "active", f"{entry.id}.exploited no", *others)


@contradiction("A.6", second="'releases' of the same vulnerability, which names it as affected")
def affected_and_not_affected(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("vulnerability"):
        for number, one in enumerate(entry.many("vex")):
            if one.get("status") == "not affected" and one.get("release") not in entry.many("releases"):
                releases = [*entry.many("releases"), one["release"]]
                others = [Where(entry.id, ("releases", len(releases) - 1)), Where(entry.id, ("vex", number)), Where(entry.id, ("vex", number, "status"))]
                yield result(ledger, entry, "releases", releases, f"vex[{number + 1}] of {one['release']}: not affected", *others)


# What happened ----------------------------------------------------------------------------------------------------------------


@contradiction("D.6", second="'justification' of the same statement, which only 'not affected' can have")
def affected_with_a_justification(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("vulnerability"):
        for number, one in enumerate(entry.many("vex")):
            if one.get("status") == "not affected" and one.get("justification"):
                others = [Where(entry.id, ("vex", number)), Where(entry.id, ("vex", number, "justification")), Where(entry.id, ("releases",))]
                yield result(ledger, entry, ("vex", number, "status"), "affected", f"justification {one['justification']!r}", *others)


@contradiction("D.6", second="'status: not affected' of the same statement", codes=("vex-without-justification",), stops=True)
def not_affected_without_a_justification(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("vulnerability"):
        for number, one in enumerate(entry.many("vex")):
            if one.get("status") == "not affected" and one.get("justification"):
                yield result(ledger, entry, ("vex", number, "justification"), None, "status 'not affected'", Where(entry.id, ("vex", number)))


EU = ("European Union", "EU", "Ireland", "Germany", "Denmark", "Netherlands", "Sweden", "France", "Austria", "Italy", "Spain", "Finland", "Poland")


def in_the_union(ledger: Ledger) -> bool:
    """Returns whether a market of the product lies in the European Union, as far as its name says so."""
    return any(market.startswith(EU) for market in ledger.product.many("markets"))


@contradiction("A.6", second="the notifications, none of which is about it, and the law that asks for one", stops=True)
def exploited_and_nobody_told(ledger: Ledger) -> Iterator[Result]:
    laws = [
        one for one in ledger.of("obligation") if one.text("applies") == "applies" and any(c.startswith("CRA:14") or c.startswith("CRA:13") for c in cited(one))
    ]
    known = [one for one in ledger.of("obligation") if one.text("applies") == "applies" and "Cyber Resilience Act" in one.text("title") + one.text("source")]
    since = max((day for one in (*laws, *known) if (day := one.day("in_force"))), default=None)
    aware = shifted(since, days=9) if since else None
    if aware is None or aware > ledger.as_of or not in_the_union(ledger):
        return
    for entry in ledger.of("vulnerability"):
        kept = ("references", "description", "parts", "releases", "weakness", "severity", "vex")
        data = {"id": ledger.unused_id("vulnerability"), "title": f"{entry.text('title')}, once more", **ledger.looked_at(entry)}
        data |= {key: entry.data.get(key) for key in kept}
        data["priority"] = {**entry.data["priority"], "exploitation": "active"}
        data |= {"aware_on": f"{aware} 09:00", "exploited": "yes", "course": [{"at": f"{aware} 09:00", "what": "A site reports that it is used."}]}
        yield added(ledger, "vulnerability", data, f"no notification names it, and {(*laws, *known)[0].id} applies", *(*laws, *known))


def cited(entry: Entry) -> list[str]:
    """Returns the entries of reference documents that a record names."""
    return [one.get("entry", "") for one in entry.many("references")]


@contradiction("D.6", second="'due' of the same notification, which comes from a duty")
def a_notification_without_its_obligation(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("notification"):
        if entry.text("obligation") and entry.text("due"):
            yield result(ledger, entry, "obligation", None, f"{entry.id}.due {entry.text('due')}", Where(entry.id, ("due",)))


@contradiction("A.6", second="the CVSS vector in the same field", codes=("severity-vector",))
def a_score_of_another_vector(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("vulnerability"):
        text = entry.text("severity")
        for score in ("1.0", "3.3"):
            new = re.sub(r"((?:score|\()\s*)[0-9]{1,2}\.[0-9]", rf"\g<1>{score}", text)
            if "CVSS:4.0/" in text and new != text:
                yield result(ledger, entry, "severity", new, f"{text[:40]!r}")
