"""References to other documents: whatever is wrong with an id is caught at its line, with the right id among the answers."""

from __future__ import annotations

import random

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.diagnostics import Diagnostic, Severity
from handbook.findings.messages import both
from handbook.pipeline import load
from tests.conftest import WriteProduct

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:"


def findings(product: WriteProduct, catalogues: Catalogues, entries: list[str]) -> dict[int, Diagnostic]:
    """Returns the one error of each reference, by its position in `entries`."""
    folder = product()
    path = folder / "activity-0" / "roles.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    position = next(number for number, line in enumerate(lines) if line.startswith("  title: ")) + 1
    added = ["  references:"]
    for entry in entries:
        added += [f"    - entry: '{entry}'", "      who: customer", "      strength: supporting", "      rationale: For a test."]
    lines[position:position] = added
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    errors = [one for one in load(folder, catalogues).diagnostics if one.severity is Severity.ERROR]
    found: dict[int, Diagnostic] = {}
    for error in errors:
        assert error.place.file == "activity-0/roles.yaml"
        assert error.place.column == 14
        index, rest = divmod(error.place.line - position - 2, 4)
        assert rest == 0
        assert index not in found, error
        found[index] = error
    return found


@pytest.mark.slow
def test_every_slip_of_one_character_is_caught_and_the_right_id_is_offered(product: WriteProduct, catalogues: Catalogues) -> None:
    chance = random.Random(8259)
    right = [chance.choice(catalogues.choices()) for _ in range(400)]
    wrong = []
    for entry in right:
        while True:
            at = chance.randrange(len(entry))
            slip = chance.choice(
                [entry[:at] + entry[at + 1 :], entry[:at] + chance.choice(ALPHABET) + entry[at:], entry[:at] + chance.choice(ALPHABET) + entry[at + 1 :]]
            )
            if catalogues.lookup(slip) is None and slip.strip():
                wrong.append(slip)
                break
    found = findings(product, catalogues, wrong)
    assert len(found) == len(wrong)
    assert all(len(error.suggestions) <= 5 for error in found.values())
    missed = [(right[index], wrong[index], error.suggestions) for index, error in found.items() if right[index] not in error.suggestions]
    assert len(missed) <= len(wrong) * 0.05, missed[:20]


def test_every_withdrawn_id_says_where_it_went_in_both_spellings(product: WriteProduct, catalogues: Catalogues) -> None:
    gone = catalogues.documents["CSF"].withdrawn
    spelled = [entry.id for entry in gone] + [entry.id.replace("-0", "-") for entry in gone if "-0" in entry.id]
    found = findings(product, catalogues, spelled)
    assert len(found) == len(spelled)
    by_id = {entry.id: entry for entry in gone}
    for index, error in found.items():
        assert error.code == "withdrawn-reference", spelled[index]
        head, dash, tail = spelled[index].partition("-")
        entry = by_id[f"{head}-{tail.zfill(2)}" if dash else head]
        if entry.targets:
            assert f"{entry.relation} {both(*entry.targets)}" in error.message
        else:
            assert "names no successor" in error.message


def test_a_function_or_category_is_too_broad_and_lists_the_choices(product: WriteProduct, catalogues: Catalogues) -> None:
    broad = [entry.id for entry in catalogues.documents["CSF"].entries if entry.level != "Subcategory"]
    found = findings(product, catalogues, broad)
    assert len(found) == 28
    for index, error in found.items():
        assert error.code == "wrong-level"
        assert f"a Subcategory: {broad[index]}." in error.expected or f"a Subcategory: {broad[index]}-" in error.expected


def test_an_id_of_another_document_is_caught_where_one_is_fixed(product: WriteProduct, catalogues: Catalogues) -> None:
    folder = product()
    path = folder / "activity-4" / "capabilities.yaml"
    text = path.read_text(encoding="utf-8")
    assert "element: 8259A:" in text
    line = next(number for number, words in enumerate(text.splitlines(), 1) if "element: 8259A:" in words)
    words = text.splitlines()[line - 1]
    spoilt = words[: words.index("8259A:")] + "PR.PS-02"
    path.write_text(text.replace(words, spoilt, 1), encoding="utf-8")
    errors = [one for one in load(folder, catalogues).diagnostics if one.severity is Severity.ERROR]
    assert [(one.code, one.place.line) for one in errors] == [("wrong-document", line)]


def test_every_reading_names_an_artefact_that_no_other_names(catalogues: Catalogues) -> None:
    subcategories = {entry.id for entry in catalogues.documents["CSF"].entries if entry.level == "Subcategory"}
    assert set(catalogues.readings) == subcategories
    artefacts = [reading.artefact.lower() for reading in catalogues.readings.values()]
    assert len(set(artefacts)) == len(artefacts)
    for reading in catalogues.readings.values():
        sentences = reading.reading.count(". ") + reading.reading.count("? ") + 1
        assert 2 <= sentences <= 6, reading.id
        assert reading.maker
        assert reading.customer
        assert len(reading.evidence) >= 2
