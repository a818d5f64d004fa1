"""The closed list of diagnostic codes: how severe each is, whether a product may exempt from it, a wrong and a right example.

The reference page for authors is made from this list, and a test holds every code against a case in `tests/cases`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handbook.findings.messages.meanings import CONDITIONS, MEANINGS
from handbook.findings.messages.reasons import SATISFIED, WHY

SeverityName = Literal["error", "gap", "warning"]


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding."""

    name: str
    severity: SeverityName
    wrong: str
    right: str
    stops_release: bool = False
    """Whether a release fails for it although it is only a warning. Errors and gaps always stop one."""
    exemptable: bool = True
    """Whether a product may exempt a record from the rule or weigh it otherwise; not where something cannot be read or leads nowhere."""

    @property
    def meaning(self) -> str:
        """Returns one sentence for authors: what it means and how to mend it."""
        return MEANINGS[self.name]

    @property
    def why(self) -> str:
        """Returns one sentence on why the rule is asked."""
        return WHY[self.name]

    @property
    def satisfied(self) -> str:
        """Returns one sentence on what satisfies the rule."""
        return SATISFIED[self.name]

    @property
    def when(self) -> str:
        """Returns under which condition the rule asks, as a phrase that follows the word *Asked*; '' where it asks everybody."""
        return CONDITIONS.get(self.name, "")


def Form(name: str, severity: SeverityName, wrong: str, right: str) -> Code:  # noqa: N802 - reads as the others in the table
    """Returns the code of a finding about form or a reference, from which nothing is exempt."""
    return Code(name, severity, wrong, right, exemptable=False)


_ALL = (
    # Reading
    Form("missing-folder", "error", "handbook check --product worked_exmaple", "handbook check --product worked_example"),
    Form("missing-file", "error", "(no product.yaml)", "product.yaml with `format: 1`"),
    Form("unreadable-file", "error", "activity-2/needs.yaml/ (a folder)", "activity-2/needs.yaml (a file)"),
    Form("unread-file", "error", "activity-2/need.yaml", "activity-2/needs.yaml"),
    Form("inherits-refused", "error", "inherits:\n  - ../../../organisation", "inherits:\n  - ../organisation"),
    # The folder: links, pages
    Form("outside-link", "error", "files/plan.pdf -> ../../plan.pdf", "files/plan.pdf (a copy)"),
    Form("same-address", "error", "pages/about.md and pages/about/index.md", "pages/about.md and pages/about/us.md"),
    Form("too-large", "error", "a file of 50 MB", "a file below 8 MiB"),
    Form("too-deep", "error", "[[[[…]]]]", "- one entry a line"),
    Form("not-utf8", "error", "caf\\xe9", "café"),
    Form("yaml-syntax", "error", "title: Valve: closes", 'title: "Valve: closes"'),
    Form("yaml-feature", "error", "owner: &lead ROL-01", "owner: ROL-01"),
    Form("duplicate-key", "error", "title: A\ntitle: B", "title: A"),
    Form("unknown-format", "error", "format: 7", "format: 1"),
    Form("translation-unread", "error", 'msgid "{id} names itself"\nmsgstr "{record} nennt sich selbst"', 'msgid "{id} names itself"\nmsgstr "{id} nennt sich selbst"'),
    # Schema
    Form("unknown-key", "error", "titel: Hub", "title: Hub"),
    Form("missing-key", "error", "- title: Hub", "- id: COM-03\n  title: Hub"),
    Form("wrong-type", "error", "needs: NEED-03", "needs:\n  - NEED-03"),
    Form("unknown-value", "error", "nature: techincal", "nature: technical"),
    Form("empty-text", "error", 'title: ""', "title: Hub"),
    Form("refused-link", "error", "[now](javascript:alert(1))", "[now](https://maker.example/now)"),
    # Identity and references
    Form("malformed-id", "error", "id: need_3", "id: NEED-03"),
    Form("wrong-kind", "error", "needs:\n  - RSK-03", "needs:\n  - NEED-03"),
    Form("duplicate-id", "error", "id: NEED-03 (twice)", "id: NEED-04"),
    Form("override-idle", "error", "overrides:\n  - record: ROL-02 (which the product does not write)", "(the product's own ROL-02 in activity-0/roles.yaml)"),
    Code("override-same", "warning", "(the shared record, written once more)", "(neither the record nor its entry under `overrides`)"),
    Form("shared-reference", "error", "(a shared record) components: [COM-01]", "(the same record in the product, or without the component)"),
    Form("unknown-reference", "error", "owner: ROL-99", "owner: ROL-01"),
    Form("withdrawn-reference", "error", "entry: PR.AC-01", "entry: PR.AA-01"),
    Form("wrong-level", "error", "entry: PR.AA", "entry: PR.AA-03"),
    Form("wrong-document", "error", "element: PR.PS-02", "element: 8259A:SU-2"),
    Form("missing-attachment", "error", "sbom: hub.json", "sbom: sbom/hub-3.2.1.json"),
    Form("unknown-fact", "error", "text: Grants end after {fact:grant-home}.", "text: Grants end after {fact:grant-at-home}."),
    Form("fact-name", "error", "name: Grant at home", "name: grant-at-home"),
    Form("self-reference", "error", "reports_to: ROL-01 (in ROL-01)", "reports_to: ROL-02"),
    # Completeness
    Code("missing-field", "gap", "(no `noticed_by`)", "noticed_by: List of live access shows nobody unknown"),
    Code("not-assessed", "gap", "(no `status`)", "status: assessed\nassessed_by: ROL-04"),
    # Assessment
    Code("assessor-unnamed", "gap", "status: assessed", "status: assessed\nassessed_by: ROL-04"),
    Code("assessment-undated", "gap", "assessed_by: ROL-04", "assessed_by: ROL-04\nreviewed_on: 2026-10-02"),
    Code("assessed-by-owner", "gap", "owner: ROL-02\nassessed_by: ROL-02", "owner: ROL-02\nassessed_by: ROL-04"),
    Code("self-assessed", "gap", "self_assessed: yes (and five people)", "assessed_by: ROL-04 (in records that ROL-02 owns)"),
    Code("assessor-asks", "warning", "question: Who holds the second key?", "verdict: satisfied\nquestion: Who holds the second key?", stops_release=True),
    Form("sign-off-contradicts", "error", "status: draft (in NEED-01)\ncovers: [NEED-01]", "covers: [NEED-02]"),
    Form("none-contradicts", "error", "none: {by: ROL-02, on: 2026-10-02} (above three reports)", "records: …"),
    Code("answer-out-of-place", "gap", "answers: [Q6-08] (in a policy)", "answers: [Q6-08] (in a plan)"),
    Code("references-due", "gap", "(no `references` in a safeguard)",
         "references:\n  - entry: PR.PS-06\n    who: maker\n    scope: product\n    strength: primary\n    rationale: …"),
    Code("no-records", "gap", "(no customers.yaml)", "- id: CUS-01\n  title: Householder"),
    Code("unanswered-question", "gap", "(nothing names Q2-05)", "answers:\n  - Q2-05"),
    Code("unrealised-element", "gap", "(nothing on 8259A:SU-2 for COM-01)", "baseline:\n  - element: 8259A:SU-2"),
    # Exemptions
    Form("exemption-refused", "error", "rule: unknown-reference", "rule: text-differs\nrecord: INF-02"),
    Form("exemption-idle", "error", "rule: text-differs\nrecord: INF-02 (whose text is right)", "(the entry gone)"),
    Form("exemption-overdue", "error", "review_by: 2026-01-31", "review_by: 2027-01-31"),
    # Modules of others
    Code("own-module", "error", "baseline_by: ENT-01 (the maker)", "baseline_by: ENT-04"),
    Code("module-unproven", "gap", "baseline_by: ENT-04 (no evidence names COM-05)", "result_of:\n  - COM-05"),
    # The chain
    Code("need-without-source", "gap", "(no `risks`)", "risks:\n  - RSK-04"),
    Code("need-without-means", "gap", "(no means names NEED-03)", "needs:\n  - NEED-03"),
    Code("customer-without-need", "gap", "(no need names CUS-02)", "customers:\n  - CUS-02"),
    Code("exclusion-without-answer", "gap", "scope: excluded", "scope: excluded\nenforcement: …\nif_ignored: …"),
    Code("means-without-end", "gap", "means_kind: b (no capability names it)", "means:\n  - MNS-02"),
    Code("means-not-told", "gap", "(no information item discloses MNS-07)", "discloses:\n  - MNS-07"),
    Code("assumption-not-told", "gap", "(no information item discloses ASM-02)", "discloses:\n  - ASM-02"),
    Code("acceptance-not-told", "gap", "borne_by_customers: yes", "discloses:\n  - ACC-02"),
    Code("deviation-not-told", "gap", "must_be_told: yes", "discloses:\n  - DEV-02"),
    Code("customer-not-told", "gap", "(no text is for an audience of CUS-02)", "customers:\n  - CUS-02 (in an audience that a text names)"),
    Code("threat-without-risk", "gap", "(no risk names THR-04)", "threats:\n  - THR-04"),
    Code("risk-untreated", "gap", "(no treatment names RSK-04)", "risk: RSK-04"),
    Code("matrix-incomplete", "gap", "likelihood: H (twice, and no VH)", "one row each for VH, H, M, L and VL"),
    # Risk criteria
    Code("unknown-dimension", "error", "dimension: livestock", "dimension: property and service"),
    Code("taken-and-written", "error", "standard_matrix: SP 800-30\nmatrix: (other levels)", "standard_matrix: SP 800-30"),
    Code("dimension-without-scale", "gap", "dimensions:\n  - name: power grid (and no such scale)", "scales:\n  - name: power grid"),
    # Risks
    Code("risk-unrated", "gap", "(no `success`)", "success:\n  level: M\n  reason: …"),
    Code("residual-not-accepted", "gap", "(no acceptance names TRT-04)", "treatments:\n  - TRT-04"),
    Code("residual-above-authority", "gap", "accepted_by: ROL-03", "accepted_by: ROL-01"),
    Code("acceptance-expired", "gap", "until: 2026-06-30", "state: renewed"),
    Code("acceptance-too-long", "gap", "accepted_on: 2026-01-13\nuntil: 2027-06-30", "until: 2027-01-13"),
    Code("factor-without-cause", "gap", "success:\n  level: L", "success:\n  level: L\n  changed_by:\n    - MNS-02"),
    Code("capability-half-verified", "gap", "(no verification `must be refused`)", "polarity: must be refused"),
    Code("capability-unverified", "gap", "(no verification)", "method: examine"),
    Code("verification-without-evidence", "gap", "(no evidence names VER-04)", "result_of:\n  - VER-04"),
    Code("verification-failed", "gap", "result: fail (and nothing speaks of it)", "repeats: EVD-03 (in later evidence), or a text that discloses EVD-03 and speaks of it"),
    Code("deferred-without-day", "gap", "decision: deferred", "decision: deferred\nreview_by: 2027-06-30"),
    Code("deferred-for-ever", "gap", "decision: deferred (and all of 8259A:SU not met)", "decision: not met"),
    Code("undecided", "gap", "applies: undecided", "applies: applies"),
    Code("interface-unguarded", "gap", "(nothing names IFC-05)", "interfaces:\n  - IFC-05"),
    Code("component-without-support", "gap", "(no term names COM-03)", "component: COM-03"),
    Code("support-gap", "gap", "ends: 2035-06-30", "bridged_by: DEC-11"),
    Code("support-end-missing", "gap", "support_basis: Supply contract", "support_end: 2032-12-31\nsupport_basis: Supply contract"),
    Code("terms-differ", "gap", "ends: 2029-06-30 (another term of COM-03: 2033-12-31)", "ends: 2033-12-31"),
    Code("support-too-short", "gap", "sold_until: 2031-12-31\nends: 2034-12-31", "sold_until: 2029-12-31\nends: 2034-12-31"),
    Code("last-sale-differs", "gap", "sold_until: 2031-12-31 (LCE-01: end of sale on 2030-06-30)", "sold_until: 2030-06-30"),
    Code("supplier-without-clause", "gap", "critical: yes", "incident_clause: yes"),
    Code("vex-without-justification", "gap", "status: not affected", "justification: component not present"),
    Code("vex-contradiction", "gap", "status: affected\njustification: component not present", "status: affected"),
    Code("promise-too-long", "gap", "text: … updates until 31 December 2033 …\ndiscloses:\n  - TRM-02 (ends: 2031-03-31)", "text: … updates until 31 March 2031 …"),
    Code("promise-untied", "gap", "text: … updates for ten years from purchase …", "text: … updates until 31 March 2031 …\ndiscloses:\n  - TRM-02"),
    Code("item-not-received", "gap", "(audience without customers)", "customers:\n  - CUS-01"),
    Code("threat-not-considered", "gap", "(nothing on tampering for FLW-04)", "targets:\n  - FLW-04"),
    Code("key-without-holder", "gap", "(no `held_in`, no `used_by`)", "held_in:\n  - COM-03"),
    Code("unused-record", "gap", "(USR-09 alone)", "users:\n  - USR-09"),
    Code("dead-end", "gap", "(nothing names USR-09, who belongs to CUS-02)", "users:\n  - USR-09"),
    Code("internal-quoted", "gap", "visibility: public (names PRO-08, which is internal)", "visibility: internal"),
    Code("withheld-told", "warning", "internal_only:\n  - kept (which the notes of another record tell)", "(the notes without it)"),
    Code("kept-back-in-repository", "warning", "visibility: internal (and the site leads to its repository)", "(the folder in a repository that others do not see)"),
    # Contradictions: two statements that cannot both hold
    Code("circular-chain", "error", "reports_to: ROL-02 (which reports to ROL-01)", "(no `reports_to` at the top)"),
    Code("matrix-falls", "gap", "{likelihood: H, impact_M: M, impact_H: L}", "{likelihood: H, impact_M: M, impact_H: H}"),
    Code("acceptance-rules", "gap", "level: M\nmonths_at_most: 24 (level L: 12)", "level: M\nmonths_at_most: 12"),
    Code("authority-differs", "gap", "may_accept: H (the criteria let nobody accept H)", "may_accept: M"),
    Code("adversary-unplaced", "gap", "agent: adversarial", "agent: adversarial\nreach: LAN\ntier: T2"),
    Code("success-off-table", "gap", "success:\n  level: L (reach: internet, tier: T1)", "success:\n  level: VH"),
    Code("impact-left-out", "gap", "impacts:\n  - dimension: money (the risk has safety as well)", "impacts:\n  - dimension: money\n  - dimension: safety"),
    Code("met-and-not-met", "gap", "elements:\n  - 8259A:SU-2 (which CAP-04 answers)", "reason: CAP-04 covers images; the boot code is not covered."),
    Code("told-and-not-borne", "gap", "borne_by_customers: no (CRI-01 has customers told of M)", "borne_by_customers: yes"),
    Code("harm-not-borne", "gap", "borne_by_customers: no (what is left is harm to safety at VH)", "borne_by_customers: yes"),
    Code("two-current", "gap", "state: current (REL-02 too)", "state: superseded"),
    Code("capability-without-component", "gap", "nature: technical", "nature: technical\ncomponents:\n  - COM-01"),
    Code("capability-elsewhere", "gap", "components:\n  - COM-02 (the means is hosted on COM-01)", "components:\n  - COM-01"),
    Code("recipient-untold", "gap", "carries:\n  - DAT-01 (to EXT-01)", "recipients:\n  - EXT-01 (in DAT-01)"),
    Code("flow-to-itself", "gap", "source: COM-01\ndestination: COM-01", "destination: COM-02, or notes: Each unit passes readings on to another."),
    Code("bridge-elsewhere", "gap", "bridged_by: DEC-02 (on the colour of the case)", "bridged_by: DEC-05 (on the radio module)"),
    Code("excluding-fields", "gap", "no_fix_because: …\nfixed_on: 2026-10-02 08:00", "fixed_on: 2026-10-02 08:00"),
    Code("over-without-word", "gap", "closed: 2026-10-30", "closed: 2026-10-30\noutcome: Became VUL-04."),
    Code("not-applying-without-reason", "gap", "applies: does not apply", "applies: does not apply\nreason: …"),
    Code("exploitation-differs", "gap", "exploited: yes\npriority:\n  exploitation: none", "exploited: yes\npriority:\n  exploitation: active"),
    Code("exploited-not-notified", "gap", "exploited: yes (no notification names VUL-02)", "cases:\n  - VUL-02 (in a notification)"),
    Code("report-clock", "gap", "stage: final report\ndue: 2026-10-16 (VUL-02 was mitigated_on 2026-09-25)", "due: 2026-10-09"),
    Code("vex-differs", "gap", "releases:\n  - REL-02\nvex:\n  - release: REL-02\n    status: not affected", "vex:\n  - release: REL-02\n    status: affected"),
    Code("renewal-differs", "gap", "state: renewed", "state: renewed (and `renews: ACC-01` in ACC-02)"),
    Code("unknown-mention", "gap", "statement: As in PLN-99.", "statement: As in PLN-09."),
    Code("placeholder", "gap", "title: TODO the pump", "title: Pump monitor"),
    Code("residue", "gap", "(a sentence taken over with the example)", "(the same fact about your own product)"),
    # Revisions, evidence, deviations
    Code("element-left-on-revision", "gap", "revisions:\n  - Rev B (and Rev A in the field)", "(a deviation with `revisions: [Rev A]` that names the element)"),
    Code("factor-left-on-revision", "gap", "changed_by:\n  - CAP-01 (revisions: [Rev B])", "(a risk of its own for Rev A, with `revisions: [Rev A]`)"),
    Code("factor-not-shown", "gap", "changed_by:\n  - CAP-01 (result: not run)", "(later evidence with `result: pass`, or the factor as it was)"),
    Code("evidence-elsewhere", "gap", "releases:\n  - REL-03 (of the backend, for a capability of the device)", "releases:\n  - REL-01 (of the device)"),
    Code("capability-not-shown", "gap", "components:\n  - COM-01\n  - COM-02 (evidence on COM-01 alone)", "(evidence with `releases` of both)"),
    Code("evidence-too-early", "gap", "seen_on: 2001-05-03 (released_on: 2026-03-02)", "seen_on: 2026-02-26"),
    # Files that programs wrote
    Code("report-differs", "gap", "result: pass (and a test in its report failed)", "result: partial\nleft_open: The restart of the radio failed twice; repeated in May"),
    Code("report-silent", "warning", "result_of:\n  - VER-05 (no test in its report names it)", "(a test whose name has VER-05)"),
    Code("report-day", "gap", "seen_on: 2026-02-26 (timestamp in its report: 2026-03-04)", "seen_on: 2026-03-04"),
    Code("sbom-differs", "gap", "version: 1.4.0 (its parts list is about 1.3.2)", "sbom: sbom/meter-1.4.0.json"),
    Code("part-unknown", "warning", "sbom: sbom/meter-1.4.0.json (with `littlefs`, which no part is)", "listed_as:\n  - littlefs"),
    Code("advisory-differs", "gap", "status: fixed (its advisory: known_affected)", "status: affected"),
    Code("attached-unread", "warning", "file: evidence/report.xml (cut off in line 40)", "file: evidence/report.xml (whole)"),
    Code("partial-without-word", "gap", "result: partial", "result: partial\nleft_open: Not run below 0 °C; repeated in May"),
    Code("absence-not-named", "gap", "decision: not applicable\nelements:\n  - 8259A:LA-3", "decision: not applicable\nby_element:\n  - element: 8259A:LA-3\n    what: Any log-in"),
    Code("deviation-without-risk", "gap", "decision: not met", "decision: not met\nrisk: RSK-04"),
    Code("bulk-deviation", "warning", "elements: (all 22)\nreason: No time.", "by_element:\n  - element: 8259A:SU-1\n    what: …", stops_release=True),
    # Doubts
    Code("text-after-hash", "warning", "title: Valve #4711 closes", 'title: "Valve #4711 closes"'),
    Code("fact-differs", "warning", "text: … a grant ends after 48 hours …\n(FACT-01: value: 72, unit: hours, spoken_with: [grant])", "text: … a grant ends after {fact:grant-at-home} …"),
    Code("fact-in-dated-text", "warning", "story: On that day we chose {fact:grant-at-home}. (in an entry of the log)", "story: On that day we chose 72 hours."),
    Code("text-differs", "warning", "text: … until 31 March 2032\ndiscloses:\n  - TRM-02 (ends: 2031-03-31)", "text: … until 31 March 2031"),
    Code("unknown-name", "warning", "open_in:\n  - repair", "open_in:\n  - in repair"),
    Code("severity-vector", "warning", "severity: CVSS:4.0/AV:N (9.9)", "severity: CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N (9.3)"),
    Code("dates-out-of-order", "warning", "received: 2026-10-02\nclosed: 2026-09-30", "closed: 2026-10-30", stops_release=True),
    # Doubts: days and values
    Code("implausible-day", "warning", "reviewed_on: 1126-11-20", "reviewed_on: 2026-11-20", stops_release=True),
    Code("announced-late", "warning", "announced: 2026-07-01\ntakes_effect: \"2026-06-30\"", "announced: 2025-12-01"),
    Code("implausible-number", "warning", "people: 0", "people: 1", stops_release=True),
    Code("no-words", "warning", "title: \"-1\"", "title: Hub"),
    Code("listed-twice", "warning", "needs:\n  - NEED-03\n  - NEED-03", "needs:\n  - NEED-03\n  - NEED-04"),
    Code("stray-quote", "warning", "title: Hub\"", "title: Hub"),
    Code("sentence-twice", "warning", "statement: The hub asks each night for news. The hub asks each night for news.", "statement: The hub asks each night for news."),
    Code("cut-off", "warning", "rationale: The key is made in the", "rationale: The key is made in the factory."),
    Code("id-with-dash", "warning", "statement: As GV.RR–04 asks.", "statement: As GV.RR-04 asks."),
    Code("unseen-character", "warning", "title: Hub (and a zero width space)", "title: Hub"),
    Code("future-day", "warning", "seen_on: 2027-03-01 (as_of: 2026-11-16)", "seen_on: 2026-03-01", stops_release=True),
    Code("target-overdue", "warning", "due: 2026-01-31", "due: 2027-01-31", stops_release=True),
    Code("review-overdue", "warning", "review_by: 2026-01-31", "review_by: 2027-01-31", stops_release=True),
    Code("evidence-lapsed", "warning", "valid_until: 2026-01-31", "valid_until: 2027-01-31", stops_release=True),
    Code("sent-late", "warning", "due: 2026-10-02\nsent: 2026-10-03", "sent: 2026-10-02"),
    # Contradictions that can be meant
    Code("last-sale-unsaid", "warning", "ends: 2036-12-31", "sold_until: 2031-12-31\nends: 2036-12-31"),
    Code("use-outlives-support", "warning", "sold_until: 2031-12-31\nexpected_use: 12\nends: 2036-12-31", "why_not_later: The radio module's maker stops in 2036."),
    Code("promise-lapsed", "warning", "until: 2020", "until: 2036-12-31", stops_release=True),
    Code("release-overdue", "warning", "state: planned\nreleased_on: 2026-01-31", "state: current", stops_release=True),
    Code("market-not-named", "warning", "jurisdiction: Japan\napplies: applies", "reason: Sold there by an importer from 2027 on."),
    Code("law-unchecked", "warning", "nature: law\napplies: applies", "checked_on: 2026-11-13\nchecked_against: OJ L of 2024-11-20; the annexes were not read"),
    Code("obligation-not-binding", "warning", "obligations:\n  - OBL-06 (does not apply)", "obligations:\n  - OBL-01"),
    Code("treatment-choice", "warning", "choice: accept\nsuccess:\n  level: L (was H)", "choice: reduce"),
    Code("covered-and-threatened", "warning", "classes:\n  - tampering (THR-03 is one)", "reason: Tampering is rated under THR-03."),
    Code("follows-another", "warning", "repeats: EVD-02 (of another verification)", "repeats: EVD-01"),
    Code("host-without-capability", "warning", "components:\n  - COM-01\n  - COM-03", "components:\n  - COM-01"),
    Code("other-component", "warning", "components:\n  - COM-01\ninterfaces:\n  - IFC-07 (of COM-04)", "interfaces:\n  - IFC-01"),
    Code("out-of-reach", "warning", "reach: internet (IFC-02 is inside the case)", "reach: opened case"),
    Code("excluded-but-served", "warning", "customers:\n  - CUS-05 (excluded)", "customers:\n  - CUS-01"),
    Code("misuse-intended", "warning", "misuse:\n  - USE-01 (intended)", "misuse:\n  - USE-07"),
    Code("update-differs", "warning", "outcome: completed (its release is planned)", "outcome: planned"),
    Code("role-mismatch", "warning", "provided_by: ENT-10 (an authority)", "provided_by: ENT-01"),
    Code("answer-not-asked", "warning", "answers:\n  - Q2-11 (depth: minimum)", "depth: full"),
)  # fmt: skip

CODES: dict[str, Code] = {code.name: code for code in _ALL}
"""Every code, by its name, in the order of the reference page."""
