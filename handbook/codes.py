"""The closed list of diagnostic codes: what each means, how severe it is, a wrong and a right example.

The reference page for authors is made from this list, and a test holds every code against a case in `tests/cases`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SeverityName = Literal["error", "gap", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding."""

    name: str
    severity: SeverityName
    meaning: str
    """One sentence for authors: what it means and how to mend it."""
    wrong: str
    right: str
    stops_release: bool = False
    """Whether a release fails for it although it is only a warning. Errors and gaps always stop one."""
    exemptable: bool = True
    """Whether a product may exempt a record from the rule or weigh it otherwise; not where something cannot be read or leads nowhere."""
    when: str = ""
    """Under which condition the rule asks, where it does not ask everybody: a market, the depth, an obligation that applies.
    It follows the word *Asked*: 'in full depth', 'where a market lies in the European Union'."""


def Form(name: str, severity: SeverityName, meaning: str, wrong: str, right: str) -> Code:  # noqa: N802 - reads as the others in the table
    """Returns the code of a finding about form or a reference, from which nothing is exempt."""
    return Code(name, severity, meaning, wrong, right, exemptable=False)


_ALL = (
    # Reading
    Form("missing-folder", "error", "The product folder does not exist. Name the folder that holds `product.yaml`.",
         "handbook check --product worked_exmaple", "handbook check --product worked_example"),
    Form("missing-file", "error", "A file that every product has is not there.",
         "(no product.yaml)", "product.yaml with `format: 1`"),
    Form("unreadable-file", "error", "Something of this name exists but cannot be read: a folder, or a file without permission to read.",
         "activity-2/needs.yaml/ (a folder)", "activity-2/needs.yaml (a file)"),
    Form("unread-file", "error", "No part of the handbook reads this file, so what it says would be lost. Most often its name is misspelt.",
         "activity-2/need.yaml", "activity-2/needs.yaml"),
    Form("too-large", "error", "A file of more than 8 MiB is refused unread. Keep attachments in `files/` and divide nothing: no real product comes near.",
         "a file of 50 MB", "a file below 8 MiB"),
    Form("too-deep", "error", "Lists and mappings are nested more than 50 levels deep.", "[[[[…]]]]", "- one entry a line"),
    Form("not-utf8", "error", "The file is not UTF-8 text. Save it as UTF-8; a byte order mark is fine.", "caf\\xe9", "café"),
    Form("yaml-syntax", "error", "The file is not YAML. Everything after this place is unread.",
         "title: Valve: closes", 'title: "Valve: closes"'),
    Form("yaml-feature", "error", "Anchors, aliases, merge keys and tags are refused: every fact stands where it is read, as text.",
         "owner: &lead ROL-01", "owner: ROL-01"),
    Form("duplicate-key", "error", "A key stands twice in one record. YAML would silently keep one of them.",
         "title: A\ntitle: B", "title: A"),
    Form("unknown-format", "error", "The product names a format of YAML that this version of the handbook does not know.",
         "format: 7", "format: 1"),
    # Schema
    Form("unknown-key", "error", "A key that no field has. What it says would be lost.", "titel: Hub", "title: Hub"),
    Form("missing-key", "error", "A record without `id` or `title` cannot be named or shown.", "- title: Hub", "- id: COM-03\n  title: Hub"),
    Form("wrong-type", "error", "The value is not of the sort that the field holds.", "needs: NEED-03", "needs:\n  - NEED-03"),
    Form("unknown-value", "error", "The field has a closed list of values, and this is none of them.", "nature: techincal", "nature: technical"),
    Form("empty-text", "error", "A text is there but says nothing. Fill it in, or leave the key out.", 'title: ""', "title: Hub"),
    Form("refused-link", "error", "Links in data may start with https: or mailto:, or be relative; nothing else.",
         "[now](javascript:alert(1))", "[now](https://maker.example/now)"),
    # Identity and references
    Form("malformed-id", "error", "An id is the prefix of its kind in capitals, a hyphen, and two to four digits.", "id: need_3", "id: NEED-03"),
    Form("wrong-kind", "error", "The id belongs to another kind than the one that stands here.", "needs:\n  - RSK-03", "needs:\n  - NEED-03"),
    Form("duplicate-id", "error", "Two records have the same id. Ids are never reused.", "id: NEED-03 (twice)", "id: NEED-04"),
    Form("unknown-reference", "error", "Nothing has the id that is named here.", "owner: ROL-99", "owner: ROL-01"),
    Form("withdrawn-reference", "error", "The entry was withdrawn by its publisher; the message says where it went.",
         "entry: PR.AC-01", "entry: PR.AA-01"),
    Form("wrong-level", "error", "The entry exists but is too broad to be cited; name what is below it.", "entry: PR.AA", "entry: PR.AA-03"),
    Form("wrong-document", "error", "The field takes entries of another reference document.", "element: PR.PS-02", "element: 8259A:SU-2"),
    Form("missing-attachment", "error", "The file named here is not in the product's folder `files/`.", "sbom: hub.json", "sbom: sbom/hub-3.2.1.json"),
    Form("self-reference", "error", "A record names itself.", "reports_to: ROL-01 (in ROL-01)", "reports_to: ROL-02"),
    # Completeness
    Code("missing-field", "gap", "A field that carries the argument is not filled in yet.", "(no `noticed_by`)", "noticed_by: List of live access shows nobody unknown"),
    Code("not-assessed", "gap", "Nobody has assessed this record yet, or it is a draft; nothing is satisfied by default.", "(no `status`)", "status: assessed\nassessed_by: ROL-04"),
    # Assessment
    Code("assessor-unnamed", "gap", "Records are assessed, and nobody is named who did it. It is told once a file.",
         "status: assessed", "status: assessed\nassessed_by: ROL-04"),
    Code("assessment-undated", "gap", "A record says by whom it was assessed, and not on which day.", "assessed_by: ROL-04", "assessed_by: ROL-04\nreviewed_on: 2026-10-02"),
    Code("assessed-by-owner", "gap", "A record was assessed by the role that owns it, although somebody else is there, or without saying that nobody is.",
         "owner: ROL-02\nassessed_by: ROL-02", "owner: ROL-02\nassessed_by: ROL-04",
         when="unless the product says `self_assessed: yes` and its roles name one person"),
    Code("self-assessed", "gap", "The product says that one person assesses their own work, and its roles name more than one person.",
         "self_assessed: yes (and five people)", "assessed_by: ROL-04 (in records that ROL-02 owns)"),
    Form("sign-off-contradicts", "error", "A sign-off says other than the record that it covers, or two sign-offs cover one record.",
         "status: draft (in NEED-01)\ncovers: [NEED-01]", "covers: [NEED-02]"),
    Form("none-contradicts", "error", "A file says that there is no record of its kind, and holds some.", "none: {by: ROL-02, on: 2026-10-02} (above three reports)", "records: …"),
    Code("answer-out-of-place", "gap", "A record answers a question that a record of its kind cannot answer, or a log entry one of another activity.",
         "answers: [Q6-08] (in a policy)", "answers: [Q6-08] (in a plan)"),
    Code("references-due", "gap", "What the maker does and promises bears on no entry of a reference document.", "(no `references` in a safeguard)",
         "references:\n  - entry: PR.PS-06\n    who: maker\n    scope: product\n    strength: primary\n    rationale: …", when="in full depth"),
    Code("no-records", "gap", "The smallest useful handbook has at least one record of this kind.", "(no customers.yaml)", "- id: CUS-01\n  title: Householder"),
    Code("unanswered-question", "gap", "No record and no log entry answers this question of an activity.", "(nothing names Q2-05)", "answers:\n  - Q2-05"),
    Code("unrealised-element", "gap", "A baseline element is neither realised by a capability nor answered by a deviation or a scope decision on this component.",
         "(nothing on 8259A:SU-2 for COM-01)", "baseline:\n  - element: 8259A:SU-2"),
    # Exemptions
    Form("exemption-refused", "error", "An exemption is from something that cannot be exempted, or says neither for which record nor with which severity.",
         "rule: unknown-reference", "rule: text-differs\nrecord: INF-02"),
    Form("exemption-idle", "error", "An exemption matches no finding, so that its cause is gone. Take the entry out.",
         "rule: text-differs\nrecord: INF-02 (whose text is right)", "(the entry gone)"),
    Form("exemption-overdue", "error", "The day has passed by which an exemption was to be decided anew.", "review_by: 2026-01-31", "review_by: 2027-01-31"),
    # The chain
    Code("need-without-source", "gap", "A need comes from a risk, an obligation, a use case or something a customer said.", "(no `risks`)", "risks:\n  - RSK-04"),
    Code("need-without-means", "gap", "Nobody and nothing delivers this need.", "(no means names NEED-03)", "needs:\n  - NEED-03"),
    Code("customer-without-need", "gap", "A customer in scope has no need or goal.", "(no need names CUS-02)", "customers:\n  - CUS-02"),
    Code("exclusion-without-answer", "gap", "An excluded customer needs a reason, something that enforces it, and an answer to use all the same.",
         "scope: excluded", "scope: excluded\nenforcement: …\nif_ignored: …"),
    Code("means-without-end", "gap", "The chain behind this means stops too early: a, b and d end in a capability, c in an external system with an assumption, e in what the customer does.",
         "means_kind: b (no capability names it)", "means:\n  - MNS-02"),
    Code("means-not-told", "gap", "Means c and e must be told to customers before purchase or at set-up.", "(no information item discloses MNS-07)", "discloses:\n  - MNS-07"),
    Code("assumption-not-told", "gap", "An assumption about a customer or a user must be told before purchase or at set-up.",
         "(no information item discloses ASM-02)", "discloses:\n  - ASM-02"),
    Code("acceptance-not-told", "gap", "What customers bear must be told to them.", "borne_by_customers: yes", "discloses:\n  - ACC-02"),
    Code("deviation-not-told", "gap", "A deviation that must be told is in no text.", "must_be_told: yes", "discloses:\n  - DEV-02"),
    Code("risk-untreated", "gap", "A risk above the appetite has no treatment.", "(no treatment names RSK-04)", "risk: RSK-04"),
    Code("matrix-incomplete", "gap", "The risk criteria hold a matrix without one row for each likelihood, so it cannot be used: levels are read from the default.",
         "likelihood: H (twice, and no VH)", "one row each for VH, H, M, L and VL"),
    Code("risk-unrated", "gap", "The level of the risk cannot be told, since a factor or the impact is missing.", "(no `success`)", "success:\n  level: M\n  reason: …"),
    Code("residual-not-accepted", "gap", "A residual risk above the appetite has no acceptance that is in force.", "(no acceptance names TRT-04)", "treatments:\n  - TRT-04"),
    Code("residual-above-authority", "gap", "The role that accepted the residual risk may not accept that level.", "accepted_by: ROL-03", "accepted_by: ROL-01"),
    Code("acceptance-expired", "gap", "An acceptance in force has passed its last day.", "until: 2026-06-30", "state: renewed"),
    Code("acceptance-too-long", "gap", "An acceptance runs longer than the risk criteria allow for that level.", "accepted_on: 2026-01-13\nuntil: 2027-06-30", "until: 2027-01-13"),
    Code("factor-without-cause", "gap", "A treatment lowers a factor but does not name the means that lowers it.", "success:\n  level: L", "success:\n  level: L\n  changed_by:\n    - MNS-02"),
    Code("capability-half-verified", "gap", "A technical capability needs something that must succeed and something that must be refused.",
         "(no verification `must be refused`)", "polarity: must be refused"),
    Code("capability-unverified", "gap", "A non-technical capability needs a verification, most often by examination or interview.", "(no verification)", "method: examine"),
    Code("verification-without-evidence", "gap", "A verification has no evidence; for a technical capability, none on a release that is current or supported.", "(no evidence names VER-04)", "result_of:\n  - VER-04"),
    Code("verification-failed", "gap", "The latest result of a verification is `fail` or `not run`, no other result in force is better, and nothing says what follows.",
         "result: fail (and nothing names it)", "discloses:\n  - EVD-03 (in an information item), or a later evidence with `repeats: EVD-03`"),
    Code("deferred-without-day", "gap", "A deviation that is deferred does not say by when it is looked at again.", "decision: deferred", "decision: deferred\nreview_by: 2027-06-30"),
    Code("undecided", "gap", "Nobody has decided yet whether this obligation binds the product.", "applies: undecided", "applies: applies"),
    Code("interface-unguarded", "gap", "No capability guards this interface and no deviation leaves it as it is.", "(nothing names IFC-05)", "interfaces:\n  - IFC-05"),
    Code("component-without-support", "gap", "No support term says how long this component is supported.", "(no term names COM-03)", "component: COM-03"),
    Code("support-gap", "gap", "A promise outlives the support of a part beneath it, and no decision bridges the difference.", "ends: 2035-06-30", "bridged_by: DEC-11"),
    Code("supplier-without-clause", "gap", "The supplier of a critical part has no incident clause, and no supplier rule says what stands in its place.",
         "critical: yes", "incident_clause: yes"),
    Code("vex-without-justification", "gap", "'Not affected' needs one of the five justifications.", "status: not affected", "justification: component not present"),
    Code("item-not-received", "gap", "An information item reaches no audience that belongs to a customer or a user.", "(audience without customers)", "customers:\n  - CUS-01"),
    Code("threat-not-considered", "gap", "A component, or a flow that crosses a trust zone, has neither a threat nor a coverage note for a STRIDE class that applies to it.", "(nothing on tampering for FLW-04)", "targets:\n  - FLW-04"),
    Code("key-without-holder", "gap", "Nobody and nothing holds this key.", "(no `held_in`, no `used_by`)", "held_in:\n  - COM-03"),
    Code("unused-record", "gap", "Nothing names this record and it names nothing beyond its owner, so it hangs loose.", "(USR-09 alone)", "users:\n  - USR-09"),
    Code("internal-quoted", "gap", "A public record names an internal one, in a link or in its text.", "visibility: public (names PRO-08, which is internal)", "visibility: internal"),
    Code("placeholder", "gap", "A text still holds a word that stands for something to be written, such as TODO, TBD or `<name>`.",
         "title: TODO the pump", "title: Pump monitor"),
    Code("residue", "gap", "A text or a file is word for word that of a published example, or names its product or maker. Write what is true of your product.",
         "(a sentence taken over with the example)", "(the same fact about your own product)"),
    # Doubts
    Code("text-after-hash", "warning", "What follows a space and '#' is a comment in YAML and is not read; here it looks like text.",
         "title: Valve #4711 closes", 'title: "Valve #4711 closes"'),
    Code("text-differs", "warning", "A text that customers see names a day that stands in none of the records it discloses.",
         "text: … until 31 March 2032\ndiscloses:\n  - TRM-02 (ends: 2031-03-31)", "text: … until 31 March 2031"),
    Code("unknown-name", "warning", "A field repeats the name of a state of life or of a hardware revision, and there is none of that name.",
         "open_in:\n  - repair", "open_in:\n  - in repair"),
    Code("severity-vector", "warning", "The CVSS vector of a vulnerability cannot be read, or the score beside it is not the vector's.",
         "severity: CVSS:4.0/AV:N (9.9)", "severity: CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N (9.3)"),
    Code("dates-out-of-order", "warning", "Two days contradict each other.", "received: 2026-10-02\nclosed: 2026-09-30", "closed: 2026-10-30"),
    Code("future-day", "warning", "A day on which something was done lies after the day for which the handbook speaks.",
         "seen_on: 2027-03-01 (as_of: 2026-11-16)", "seen_on: 2026-03-01", stops_release=True),
    Code("target-overdue", "warning", "The day by which an outcome was to reach its target has passed, and it has not.", "due: 2026-01-31", "due: 2027-01-31", stops_release=True),
    Code("review-overdue", "warning", "The day by which the record was to be looked at again has passed.", "review_by: 2026-01-31", "review_by: 2027-01-31", stops_release=True),
    Code("evidence-lapsed", "warning", "Evidence no longer counts on the day for which the handbook speaks, and nothing replaces it.",
         "valid_until: 2026-01-31", "valid_until: 2027-01-31", stops_release=True),
    Code("sent-late", "warning", "A notification was sent after it was due.", "due: 2026-10-02\nsent: 2026-10-03", "sent: 2026-10-02"),
)  # fmt: skip

CODES: dict[str, Code] = {code.name: code for code in _ALL}
"""Every code, by its name, in the order of the reference page."""
