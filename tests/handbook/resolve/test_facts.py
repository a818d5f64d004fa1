"""Standing facts in texts: what they say stands in the record, the reference in the tree of the file, and each use is a link."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.diagnostics import as_text
from handbook.model.handbook import Handbook
from handbook.outputs.handbook_json import as_json
from handbook.pipeline import load
from tests.conftest import WriteProduct

FACTS = """\
- id: FACT-01
  title: How long a pairing code holds
  status: assessed
  owner: ROL-02
  assessed_by: ROL-01
  reviewed_on: 2026-05-04
  name: pairing-time
  value: "{value}"
  unit: minutes
  decided_in: DEC-01
"""
TREATMENTS = "activity-3/treatments.yaml"
STATEMENT = "TLS 1.3 and a pairing code; traffic can still be counted."


def written(product: WriteProduct, statement: str, value: str = "15") -> Path:
    folder = product()
    (folder / "product-model" / "facts.yaml").write_text(FACTS.replace("{value}", value), encoding="utf-8")
    path = folder / TREATMENTS
    text = path.read_text(encoding="utf-8")
    assert STATEMENT in text
    path.write_text(text.replace(STATEMENT, json.dumps(statement)), encoding="utf-8")
    return folder


def loaded(folder: Path, catalogues: Catalogues) -> Handbook:
    found = load(folder, catalogues)
    assert [as_text(one) for one in found.diagnostics if one.severity.name == "ERROR"] == []
    return found.handbook


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("It holds {fact:pairing-time}.", "It holds 15 minutes."),
        ("It holds {fact:pairing-time.value} to 20 minutes.", "It holds 15 to 20 minutes."),
        ("{fact:pairing-time} and {fact: pairing-time }", "15 minutes and 15 minutes"),
        ("Braces {like these} stay, and so does {fact}.", "Braces {like these} stay, and so does {fact}."),
    ],
)
def test_a_text_says_what_its_facts_say(product: WriteProduct, catalogues: Catalogues, statement: str, says: str) -> None:
    item = loaded(written(product, statement), catalogues).items["TRT-01"]
    assert item.record.model_dump()["statement"] == says
    assert item.written("statement") == statement


def test_one_value_changed_changes_every_text_and_no_other_file(product: WriteProduct, catalogues: Catalogues) -> None:
    folder = written(product, "It holds {fact:pairing-time}.")
    before = loaded(folder, catalogues)
    (folder / "product-model" / "facts.yaml").write_text(FACTS.replace("{value}", "5"), encoding="utf-8")
    after = loaded(folder, catalogues)
    changed = {name for name in before.items if before.items[name].record != after.items[name].record}
    assert changed == {"TRT-01", "FACT-01"}
    assert after.items["TRT-01"].record.model_dump()["statement"] == "It holds 5 minutes."


def test_each_use_is_a_link_to_the_fact_at_its_field(product: WriteProduct, catalogues: Catalogues) -> None:
    handbook = loaded(written(product, "It holds {fact:pairing-time}, yes {fact:pairing-time.value}."), catalogues)
    assert [(link.source, link.path) for link in handbook.links_to("FACT-01")] == [("TRT-01", ("statement",))]


def test_the_export_says_the_value_and_names_the_fact_among_the_links(product: WriteProduct, catalogues: Catalogues) -> None:
    text = json.dumps(as_json(load(written(product, "It holds {fact:pairing-time}."), catalogues).handbook), ensure_ascii=False)
    assert "It holds 15 minutes." in text
    assert "{fact:" not in text
    assert '"FACT-01"' in text


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "{{ 7*7 }}", "a | b", "\u202e15", "{fact:pairing-time}", "=cmd()", "$1"])
def test_a_hostile_value_is_text_as_typed(product: WriteProduct, catalogues: Catalogues, value: str) -> None:
    item = loaded(written(product, "It holds {fact:pairing-time.value}.", value), catalogues).items["TRT-01"]
    assert item.record.model_dump()["statement"] == f"It holds {value}."


def test_a_file_of_facts_that_cannot_be_read_hides_what_would_lead_into_it(product: WriteProduct, catalogues: Catalogues) -> None:
    folder = written(product, "It holds {fact:pairing-time}.")
    (folder / "product-model" / "facts.yaml").write_text("- id: FACT-01\n  title: : :\n", encoding="utf-8")
    codes = [one.code for one in load(folder, catalogues).diagnostics]
    assert "yaml-syntax" in codes
    assert "unknown-fact" not in codes
