"""Findings as SARIF 2.1.0, the format in which forges and editors take findings: OASIS Standard, 27 March 2020."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from handbook.findings.codes import CODES
from handbook.findings.diagnostics import Diagnostic, Severity
from handbook.findings.messages import say
from handbook.languages.language import SOURCE, Language
from handbook.languages.said import ENGLISH, phrases
from handbook.methods.release import Gate, refusals
from handbook.model.loaded import Loaded
from handbook.outputs.findings.locations import addresses, from_top
from handbook.reading.configuration import Configuration

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.GAP: "note"}
"""SARIF has no word for what is missing in a draft; a note is shown and stops nothing."""
SOURCE_ROOT = "%SRCROOT%"
CODES_PAGE = "contributing/diagnostics/"
"""Where the published site explains each code, at an anchor of its name."""


def lines(loaded: Loaded, product: Path, gate: Gate) -> Iterator[str]:
    """Yields the log as one text; what keeps a release back is an error."""
    stopping = refusals(loaded.diagnostics, gate) if gate is not Gate.DRAFT else ()
    known = addresses(product, loaded.handbook.shows_project_pages)
    yield json.dumps(as_sarif(loaded.diagnostics, from_top(product), stopping, known, loaded.handbook.language), indent=2)


def as_sarif(
    diagnostics: Iterable[Diagnostic], folder: str, stopping: Iterable[Diagnostic] = (), known: Configuration | None = None, language: Language = ENGLISH
) -> dict[str, Any]:
    """Returns a SARIF log with one run. `folder` is the product's folder relative to the top of the repository.

    What is `stopping`, such as a gap before a release, is an error whatever its severity. With the address of the published site each rule
    leads to its place on the page of codes; the driver to that page, or to the repository.
    """
    known = known or Configuration()
    found = tuple(diagnostics)
    codes = sorted({one.code for one in found})
    stops, words = set(stopping), phrases(language)
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver(codes, known, language)},
                **({} if language.code == SOURCE else {"language": language.code}),
                "automationDetails": {"id": f"handbook/{folder}"},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {SOURCE_ROOT: {"description": {"text": "The top of the repository."}}},
                "results": [_result(one, codes.index(one.code), folder, one in stops, words) for one in found],
            }
        ],
    }


def _driver(codes: list[str], known: Configuration, language: Language) -> dict[str, Any]:
    page = known.page(CODES_PAGE)
    about = page or known.repo_url
    return {
        "name": "handbook",
        "semanticVersion": version("iot-maker-handbook"),
        **({"informationUri": about} if about else {}),
        "rules": [_rule(code, page, language) for code in codes],
    }


def _rule(code: str, page: str, language: Language) -> dict[str, Any]:
    known, words = CODES[code], language.messages
    meaning = words[f"meaning/{code}"]
    wrong, right = say("part.wrong-example").in_language(words), say("part.right-example").in_language(words)
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in code.split("-")),
        **({"helpUri": f"{page}#{code}"} if page else {}),
        "shortDescription": {"text": meaning},
        "help": {"text": f"{meaning}\n\n{wrong}:\n{known.wrong}\n\n{right}:\n{known.right}"},
        "defaultConfiguration": {"level": LEVELS[Severity(known.severity)]},
    }


def _result(diagnostic: Diagnostic, rule: int, folder: str, stops: bool, words: Mapping[str, str]) -> dict[str, Any]:
    place = diagnostic.place
    path = place.within(folder) or "."
    outside = Path(path).is_absolute()  # a product that does not lie in the repository
    location: dict[str, Any] = {"artifactLocation": {"uri": Path(path).as_uri()} if outside else {"uri": quote(path), "uriBaseId": SOURCE_ROOT}}
    if place.file:
        location["region"] = {"startLine": place.line, "startColumn": place.column}
    # What stays the same when lines move, so that a forge knows a finding again.
    lasting = "\0".join((diagnostic.code, place.file, diagnostic.record, diagnostic.question, diagnostic.message))
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": "error" if stops else LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.in_language(words)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"handbook/v1": hashlib.sha256(lasting.encode("utf-8", "backslashreplace")).hexdigest()[:32]},
    }
