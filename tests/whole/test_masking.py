"""No finding hides one that weighs more.

Two mistakes of the cases are made in one product: one that is only a warning, and one that stops a release. What the second gives alone, it
must give together with the first. Where both change the same lines there is nothing to compare, and the pair is left out; the days
of one record, which contradict each other and have passed as well, are therefore looked at one by one.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.codes import CODES
from handbook.findings.diagnostics import Diagnostic, Severity, stops_release
from handbook.pipeline import load
from tests.conftest import MINIMAL, WriteProduct

pytestmark = pytest.mark.slow
CASES = Path(__file__).parents[1] / "cases"
PAIRS = 160
"""So many pairs of each sort, that change different files or one and the same, are tried: evenly drawn from all."""

MENDS = {
    "role-mismatch/rule-for-others": "supplier-without-clause",
    "obligation-not-binding/need-rests-on-it": "exploited-not-notified",
    "announced-late/after-the-day": "promise-untied",
    "part-unknown/in-cyclonedx-xml": "sbom-differs",
}
"""What the one writes is an answer to the other: a supplier rule that names the supplier, a law that does not apply and so asks for no word, the
day on which sales ended, from which years of support count, another parts list in place of the one that lacks a part."""


@dataclass(frozen=True)
class Case:
    """A mistake of the cases: the files that it changes, whether nothing of it stops a release, and whether it is a gap."""

    name: str
    texts: dict[str, str]
    light: bool
    stops: bool


def cases() -> list[Case]:
    """Returns the cases whose findings are warnings or gaps alone; an error may hide what cannot be judged without what it took away."""
    found = []
    for folder in sorted(path.parent for path in CASES.glob("*/*/expected.txt")):
        lines = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
        if any(": error: " in line for line in lines) or (folder / "remove.txt").exists() or (folder / "beside").exists():
            continue
        texts = {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.suffix in (".yaml", ".md", ".json")
        }
        light = all(": warning: " in line and not CODES[line.rpartition("[")[2].rstrip("]")].stops_release for line in lines)
        found.append(Case(f"{folder.parent.name}/{folder.name}", texts, light, any(": gap: " in line for line in lines)))
    return found


def merged(base: str, one: str, other: str) -> str | None:
    """Returns a text with what both changed of `base`, or None where they touch the same lines."""
    lines = base.splitlines(keepends=True)
    changes = []
    for text in (one, other):
        new = text.splitlines(keepends=True)
        steps = SequenceMatcher(None, lines, new, autojunk=False).get_opcodes()
        changes += [(start, end, new[first:last]) for tag, start, end, first, last in steps if tag != "equal"]
    changes.sort(key=lambda change: change[:2])
    if any(later[0] <= earlier[1] for earlier, later in pairwise(changes)):
        return None
    for start, end, new in reversed(changes):
        lines[start:end] = new
    return "".join(lines)


def together(light: Case, heavy: Case) -> dict[str, str] | None:
    """Returns the files of a product that makes both mistakes, or None where that cannot be."""
    texts = {**light.texts, **heavy.texts}
    for file in light.texts.keys() & heavy.texts.keys():
        if not (MINIMAL / file).exists():
            return None
        text = merged((MINIMAL / file).read_text(encoding="utf-8"), light.texts[file], heavy.texts[file])
        if text is None:
            return None
        texts[file] = text
    return texts


class Spoilt:
    """A copy of the minimal product in which files are replaced, loaded and put back."""

    def __init__(self, folder: Path, catalogues: Catalogues) -> None:
        self.folder = folder / "product"
        self.catalogues = catalogues
        self.known: dict[str, set[tuple[str, str, str]]] = {}
        shutil.copytree(MINIMAL, self.folder)
        shutil.copytree(MINIMAL.parent / "organisation", folder / "organisation")  # shared records that some cases inherit

    def stopping(self, texts: dict[str, str]) -> set[tuple[str, str, str]]:
        """Returns code, file and record of each finding but warnings of the minimal product with these texts."""
        try:
            for file, text in texts.items():
                (self.folder / file).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / file).write_text(text, encoding="utf-8")
            found = load(self.folder, self.catalogues).diagnostics
        finally:
            for file in texts:
                if (MINIMAL / file).exists():
                    shutil.copyfile(MINIMAL / file, self.folder / file)
                else:
                    (self.folder / file).unlink()
        return {(one.code, one.place.file, one.record) for one in found if one.severity is not Severity.WARNING}

    def alone(self, case: Case) -> set[tuple[str, str, str]]:
        """Returns the same of one case, loaded once."""
        if case.name not in self.known:
            self.known[case.name] = self.stopping(case.texts)
        return self.known[case.name]


def test_no_warning_hides_a_gap(tmp_path: Path, catalogues: Catalogues) -> None:
    known = cases()
    light, heavy = [case for case in known if case.light], [case for case in known if case.stops]
    assert len(light) > 15
    assert len(heavy) > 50
    spoilt = Spoilt(tmp_path, catalogues)
    apart = [(one, other) for one in light for other in heavy if not one.texts.keys() & other.texts.keys()]
    in_one_file = [(one, other) for one in light for other in heavy if one.texts.keys() & other.texts.keys()]
    tried, hidden = {False: 0, True: 0}, []
    for pairs in (apart, in_one_file):
        for one, other in pairs[:: max(1, len(pairs) // PAIRS)]:
            texts = together(one, other)
            if texts is not None:
                tried[pairs is in_one_file] += 1
                missing = spoilt.alone(other) - spoilt.stopping(texts)
                hidden += [(one.name, other.name, *finding) for finding in missing if MENDS.get(one.name) != finding[0]]
    assert hidden == []
    assert tried[False] > 100
    assert tried[True] > 20


BACKWARDS = {
    "evidence": (
        {"every-activity/evidence.yaml": ("  seen_on: 2026-04-13\n", "  seen_on: 2026-04-13\n  valid_until: 2026-04-12\n")},
        {"dates-out-of-order", "evidence-lapsed"},
    ),
    "acceptance": ({"activity-3/acceptances.yaml": ("until: 2027-01-11", "until: 2026-01-11")}, {"dates-out-of-order", "acceptance-expired"}),
    "review": (
        {"product.yaml": ("review_by: 2027-05-03", "review_by: 2026-05-03")},
        {"dates-out-of-order", "review-overdue"},
    ),
    "done ahead": (
        {"every-activity/activity-log.yaml": ("ended: 2026-04-30", "ended: 2026-07-30"), "activity-3/acceptances.yaml": ("until: 2027-01-11", "until: 2026-01-11")},
        {"future-day", "dates-out-of-order", "acceptance-expired"},
    ),
}  # fmt: skip
"""Days of one record that contradict each other and have passed, or lie ahead, as well."""


@pytest.mark.parametrize(("changes", "codes"), BACKWARDS.values(), ids=BACKWARDS)
def test_days_that_contradict_each_other_hide_nothing(
    product: WriteProduct, catalogues: Catalogues, changes: dict[str, tuple[str, str]], codes: set[str]
) -> None:
    texts = {}
    for file, (old, new) in changes.items():
        written = (MINIMAL / file).read_text(encoding="utf-8")
        assert old in written
        texts[file] = written.replace(old, new, 1)
    found: tuple[Diagnostic, ...] = load(product(**texts), catalogues).diagnostics
    assert {one.code for one in found} == codes
    assert all(stops_release(one) for one in found)
