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
    Form("too-large", "error", "A file of more than 8 MiB is refused unread, and one of more than a million values while it is read. Keep attachments in `files/` and divide nothing: no real product comes near.",
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
    # Modules of others
    Code("own-module", "error", "A component leaves its baseline to the organization that makes the product.",
         "baseline_by: ENT-01 (the maker)", "baseline_by: ENT-04", when="where a component names `baseline_by`"),
    Code("module-unproven", "gap", "Another organization answers for the baseline of a component, and no evidence shows on what that rests.",
         "baseline_by: ENT-04 (no evidence names COM-05)", "result_of:\n  - COM-05", when="where a component names `baseline_by`"),
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
    # Risk criteria
    Code("unknown-dimension", "error", "A risk is rated in a dimension of impact that is none of the method's, and that the risk criteria do not add.",
         "dimension: livestock", "dimension: property and service"),
    Code("taken-and-written", "error", "The risk criteria take a scale or the matrix by name, and write another in its place as well.",
         "standard_matrix: SP 800-30\nmatrix: (other levels)", "standard_matrix: SP 800-30"),
    Code("dimension-without-scale", "gap", "The risk criteria add a dimension of impact, and no scale says what its levels mean.",
         "dimensions:\n  - name: power grid (and no such scale)", "scales:\n  - name: power grid", when="where the risk criteria add a dimension"),
    # Risks
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
    Code("verification-failed", "gap",
         "The latest result of a verification, plan or safeguard is `fail` or `not run`, and nothing says what follows. A text that only lists it does not.",
         "result: fail (and nothing speaks of it)", "repeats: EVD-03 (in later evidence), or a text that discloses EVD-03 and speaks of it"),
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
    # Contradictions: two statements that cannot both hold
    Code("circular-chain", "error", "A chain of records of one kind leads back to its beginning: roles that report to each other, an acceptance that renews itself through others.",
         "reports_to: ROL-02 (which reports to ROL-01)", "(no `reports_to` at the top)"),
    Code("matrix-falls", "gap", "The level of risk falls although impact or likelihood rises, so that the worse case would need less care.",
         "{likelihood: H, impact_M: M, impact_H: L}", "{likelihood: H, impact_M: M, impact_H: H}"),
    Code("acceptance-rules", "gap", "The rules of acceptance leave out a level between others, have two for one level and role, or are laxer for a higher level than for a lower one.",
         "level: M\nmonths_at_most: 24 (level L: 12)", "level: M\nmonths_at_most: 12",
         when="from the lowest level with a rule to the first that nobody may accept"),
    Code("authority-differs", "gap", "What a role may accept and what the risk criteria let it accept are not the same.",
         "may_accept: H (the criteria let nobody accept H)", "may_accept: M", when="where the risk criteria hold rules of acceptance"),
    Code("adversary-unplaced", "gap", "A threat by an adversary does not say from where or by whom at least, so that its success cannot be read from the table.",
         "agent: adversarial", "agent: adversarial\nreach: LAN\ntier: T2", when="of threats with `agent: adversarial`"),
    Code("success-off-table", "gap", "Success is not the level that the table of reach and tier gives for a threat of the risk. Take that level, or say in `departs` what shows another.",
         "success:\n  level: L (reach: internet, tier: T1)", "success:\n  level: VH", when="where all threats of the risk are adversarial"),
    Code("impact-left-out", "gap", "A treatment rates the impact anew and leaves out a dimension of the risk, whose harm would be lost.",
         "impacts:\n  - dimension: money (the risk has safety as well)", "impacts:\n  - dimension: money\n  - dimension: safety"),
    Code("met-and-not-met", "gap", "A capability answers a baseline element on a component, and a deviation in force has it as not met, not applicable or deferred there. Where both hold in part, name the capability in the reason.",
         "elements:\n  - 8259A:SU-2 (which CAP-04 answers)", "reason: CAP-04 covers images; the boot code is not covered.",
         when="where component and hardware revision are the same, and the two name no interfaces apart from each other"),
    Code("two-current", "gap", "Two releases of a component are current for the same hardware revision, and a new unit gets one.",
         "state: current (REL-02 too)", "state: superseded", when="of every component but a companion application, which may have one for each platform"),
    Code("capability-without-component", "gap", "A technical capability does not say which component has it.", "nature: technical", "nature: technical\ncomponents:\n  - COM-01"),
    Code("capability-elsewhere", "gap", "A technical capability carries out a means that none of its components hosts.",
         "components:\n  - COM-02 (the means is hosted on COM-01)", "components:\n  - COM-01", when="of means of the kinds a and b"),
    Code("flow-to-itself", "gap", "A data flow has the same component at both ends and does not say which two units or parts speak.",
         "source: COM-01\ndestination: COM-01", "destination: COM-02, or notes: Each unit passes readings on to another."),
    Code("bridge-elsewhere", "gap", "The decision that is to bridge a gap of support is about another component, or does not speak of the part that ends early.",
         "bridged_by: DEC-02 (on the colour of the case)", "bridged_by: DEC-05 (on the radio module)"),
    Code("not-applying-without-reason", "gap", "An obligation does not apply although the product is sold where it binds, and no reason is given.",
         "applies: does not apply", "applies: does not apply\nreason: …", when="where a market of the product lies in the jurisdiction"),
    Code("exploitation-differs", "gap", "Whether a vulnerability is exploited is answered in two ways: by `exploited`, by its decision point, by an incident.",
         "exploited: yes\npriority:\n  exploitation: none", "exploited: yes\npriority:\n  exploitation: active",
         when="of `exploited: no` with exploitation `active` where the vulnerability lies in no part, which could be exploited elsewhere"),
    Code("exploited-not-notified", "gap", "A vulnerability is exploited, an obligation that applies asks for word of that, and no notification names it.",
         "exploited: yes (no notification names VUL-02)", "cases:\n  - VUL-02 (in a notification)",
         when="where an obligation applies that asks for it: the EU Cyber Resilience Act with a market in the European Economic Area, for what became known "
         "from 2026-09-11 on, or one whose `requires` speaks of exploited vulnerabilities and of telling"),
    Code("vex-differs", "gap", "What VEX says of a release is not what `releases`, another statement or the parts of the vulnerability say.",
         "releases:\n  - REL-02\nvex:\n  - release: REL-02\n    status: not affected", "vex:\n  - release: REL-02\n    status: affected"),
    Code("renewal-differs", "gap", "An acceptance is called renewed and none renews it, or is in force although another renews it.",
         "state: renewed", "state: renewed (and `renews: ACC-01` in ACC-02)"),
    Code("unknown-mention", "gap", "A text names an id that is written like a record's or like a CSF outcome's, and there is none. Numbers of other lists stand in quotes of code.",
         "statement: As in PLN-99.", "statement: As in PLN-09."),
    Code("placeholder", "gap", "A text still holds a word that stands for something to be written, such as TODO, TBD or `<name>`.",
         "title: TODO the pump", "title: Pump monitor"),
    Code("residue", "gap", "A text or a file is word for word that of a published example, or names its product or maker. Write what is true of your product. Where most of a file or of the product is so, that is one finding with the number.",
         "(a sentence taken over with the example)", "(the same fact about your own product)"),
    # Revisions, evidence, deviations
    Code("element-left-on-revision", "gap", "A baseline element is answered for some hardware revisions of a component and not for others of which units are in the field.",
         "revisions:\n  - Rev B (and Rev A in the field)", "(a deviation with `revisions: [Rev A]` that names the element)",
         when="where what answers the element names hardware revisions"),
    Code("factor-left-on-revision", "gap", "A treatment lowers a factor by something that only some of the hardware revisions have which the risk is about.",
         "changed_by:\n  - CAP-01 (revisions: [Rev B])", "(a risk of its own for Rev A, with `revisions: [Rev A]`)",
         when="where all that lowers the factor names hardware revisions"),
    Code("factor-not-shown", "gap", "A treatment lowers a factor by a capability of which a verification failed or was not run.",
         "changed_by:\n  - CAP-01 (result: not run)", "(later evidence with `result: pass`, or the factor as it was)"),
    Code("evidence-elsewhere", "gap", "Evidence was seen on releases of other components alone than those that have the capability it is to show.",
         "releases:\n  - REL-03 (of the backend, for a capability of the device)", "releases:\n  - REL-01 (of the device)"),
    Code("capability-not-shown", "gap",
         "A technical capability is claimed for a component or a hardware revision on whose releases it was never seen, though it was on those of another.",
         "components:\n  - COM-01\n  - COM-02 (evidence on COM-01 alone)", "(evidence with `releases` of both)",
         when="where such a release is current or supported"),
    Code("evidence-too-early", "gap",
         "Evidence was seen more than half a year before the release it names or the first unit, or, without a release, more than a year before all else.",
         "seen_on: 2001-05-03 (released_on: 2026-03-02)", "seen_on: 2026-02-26"),
    Code("partial-without-word", "gap", "A result is `partial`, and nothing says what is missing and what follows.",
         "result: partial", "result: partial\nleft_open: Not run below 0 °C; repeated in May"),
    Code("absence-not-named", "gap", "Something is called not applicable, and what it is that does not exist is not named for each element. Until then the element is open.",
         "decision: not applicable\nelements:\n  - 8259A:LA-3", "decision: not applicable\nby_element:\n  - element: 8259A:LA-3\n    what: Any log-in"),
    Code("deviation-without-risk", "gap", "What is not met or deferred leaves something open, and the risk on which that was decided is not named.",
         "decision: not met", "decision: not met\nrisk: RSK-04"),
    Code("bulk-deviation", "warning", "One reason stands for more elements and components than a reason can hold for: six answers, as many as the largest family of elements has.",
         "elements: (all 22)\nreason: No time.", "by_element:\n  - element: 8259A:SU-1\n    what: …", stops_release=True),
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
    # Contradictions that can be meant
    Code("promise-lapsed", "warning", "A capability, a channel or the last agreement with an entity has ended on the day for which the handbook speaks.",
         "until: 2020", "until: 2036-12-31", stops_release=True, when="where the text begins with a day, a month or a year"),
    Code("release-overdue", "warning", "A release is still planned, and its day has passed.", "state: planned\nreleased_on: 2026-01-31", "state: current", stops_release=True),
    Code("market-not-named", "warning", "A law applies, and the product is sold nowhere where it binds; no reason is given.",
         "jurisdiction: Japan\napplies: applies", "reason: Sold there by an importer from 2027 on.", when="of laws whose jurisdiction names a known country"),
    Code("obligation-not-binding", "warning", "A record rests on an obligation that does not apply, or such an obligation is key.",
         "obligations:\n  - OBL-06 (does not apply)", "obligations:\n  - OBL-01"),
    Code("treatment-choice", "warning", "What a treatment leaves does not fit its choice: accepted and yet lowered, avoided and yet unchanged, or more than before.",
         "choice: accept\nsuccess:\n  level: L (was H)", "choice: reduce"),
    Code("covered-and-threatened", "warning", "A coverage note sets a class aside for a target that has a threat of this class, and does not name the threat.",
         "classes:\n  - tampering (THR-03 is one)", "reason: Tampering is rated under THR-03."),
    Code("follows-another", "warning", "A treatment, an acceptance or a piece of evidence follows one that is about something else, or that is younger.",
         "repeats: EVD-02 (of another verification)", "repeats: EVD-01"),
    Code("host-without-capability", "warning", "A component hosts a means, and none of the capabilities that carry the means out is on it.",
         "components:\n  - COM-01\n  - COM-03", "components:\n  - COM-01", when="of means of the kinds a and b with a capability on another component"),
    Code("other-component", "warning", "A record about one component names an interface, a flow, a part or a release that belongs to another.",
         "components:\n  - COM-01\ninterfaces:\n  - IFC-07 (of COM-04)", "interfaces:\n  - IFC-01"),
    Code("out-of-reach", "warning", "A threat acts from farther away than any interface that it is aimed at can be reached.",
         "reach: internet (IFC-02 is inside the case)", "reach: opened case", when="of threats that are aimed at interfaces, with a reach that is a distance"),
    Code("excluded-but-served", "warning", "A need, a means or an intended use is an excluded group's, or a group in scope has a field that is for an excluded one.",
         "customers:\n  - CUS-05 (excluded)", "customers:\n  - CUS-01"),
    Code("misuse-intended", "warning", "A threat names as misuse a use case that is intended.", "misuse:\n  - USE-01 (intended)", "misuse:\n  - USE-07"),
    Code("update-differs", "warning", "A roll-out does not fit the state of its release or its rings, or the status of what it is said to remove.",
         "outcome: completed (its release is planned)", "outcome: planned"),
    Code("role-mismatch", "warning", "Who makes, supplies, answers or has agreed has no role that does so, or no agreement that says it.",
         "provided_by: ENT-10 (an authority)", "provided_by: ENT-01"),
    Code("answer-not-asked", "warning", "A record answers a question that the depth of the handbook does not ask, so that no page shows the answer.",
         "answers:\n  - Q2-11 (depth: minimum)", "depth: full", when="in minimum depth"),
)  # fmt: skip

CODES: dict[str, Code] = {code.name: code for code in _ALL}
"""Every code, by its name, in the order of the reference page."""
