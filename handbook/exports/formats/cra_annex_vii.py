"""The format `cra-annex-vii`: technical documentation (EU CRA, Annex VII) from the records, with what is missing named."""

from __future__ import annotations

from handbook.exports.cra import ANNEX_VII, account, document
from handbook.exports.format import Format
from handbook.languages.said import t
from handbook.model.handbook import Handbook


def make(handbook: Handbook) -> bytes:
    """Returns the document in Markdown."""
    return document(handbook, t("Technical documentation (EU CRA, Annex VII)", "format"), ANNEX_VII)


FORMAT = Format(
    name="cra-annex-vii",
    title="Technical documentation (EU CRA, Annex VII)",
    file="cra-annex-vii.md",
    media_type="text/markdown; charset=utf-8",
    about="For the maker's own file and for authorities: what the records say on each point of Annex VII of the Cyber Resilience Act, and what is missing.",
    read_by=("people", "editors and converters that take CommonMark"),
    loses="It gathers and judges nothing: no sentence claims conformity. Points are those of the Regulation as of November 2026; this is no legal advice.",
    account=account({
        "product": ("as_of", "intended_purpose", "maker", "summary"), "component": ("component_kind",), "part": ("components", "version"),
        "release": ("released_on", "sbom", "state", "version"), "interface": ("exposure", "protocol"),
        "data-flow": ("destination", "protocol", "source"), "obligation": ("applies", "nature", "source"), "capability": ("statement",),
        "risk": ("attempt", "impacts", "success"), "treatment": ("attempt", "impacts", "replaces", "risk", "success"),
        "verification": ("pass_criterion",), "support-term": ("basis", "component", "covers", "ends", "promised_by", "starts"),
        "plan": ("statement", "subject"), "evidence": ("result", "result_of", "seen_on", "where"), "scope-decision": ("entries", "reason"),
    }),
    make=make,
)  # fmt: skip
