"""What holds for every export format: it is declared in full, accounts for every field, and gives the same bytes anywhere on any day."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import handbook.exports.formats as home
from handbook.catalogs.catalogue import Catalogues
from handbook.exports.format import Format, kinds_taken, some
from handbook.exports.registry import FORMATS, format_in, formats
from handbook.model.handbook import Handbook
from handbook.schema.kinds import MODELS
from handbook.schema.record import COMMON
from tests.handbook.exports.conftest import PRODUCTS
from tests.support.building import ROOT
from tests.support.every_field import changed, every_field

KNOWN = {one.name: one for one in formats()}
SOME = [name for name, one in KNOWN.items() if any("left out" in fates.values() for fates in one.account.values())]
"""Formats that leave something out; those that carry all are read back as a whole, each in tests of its own."""
SETTING_ASIDE = frozenset(
    {"support-term.promised_by", "treatment.replaces", "component.baseline_by", "capability.revisions", "deviation.revisions", "component.revisions"}
)
"""Fields that keep another one from being told where they say something."""
SAID_TWICE = (
    SETTING_ASIDE | {"deviation.by_element", "scope-decision.references"},
    SETTING_ASIDE | {"deviation.by_element", "deviation.decision", "deviation.state", "scope-decision.entries"},
)
"""The same, with fields that say what another one says too."""
FILTERS = ("id", "visibility", "assessor_only", "internal_only")
"""Fields by which a format may choose its records and their fields without telling them."""
TWICE = [
    pytest.param(product, name, marks=pytest.mark.slow) if format_in(name).on_request or product == "example" else (product, name)
    for product in PRODUCTS
    for name in FORMATS
    if product == "pump" or not format_in(name).on_request
]
"""Each product in each format; what takes seconds for one product alone."""
ALL_OF_THE_EXAMPLE = 5.0
"""Seconds that all exports of our example may take together, on two cores, those made on request apart."""
ON_REQUEST = 30.0
"""Seconds that one of those may take."""


def test_every_module_of_the_folder_is_a_format_and_is_listed() -> None:
    there = {path.stem for path in Path(home.__path__[0]).glob("*.py")} - {"__init__"}
    assert there == set(FORMATS)
    assert len(KNOWN) == len(FORMATS) == len({one.file for one in KNOWN.values()})


@pytest.mark.parametrize("form", KNOWN.values(), ids=KNOWN)
def test_a_format_says_what_it_is_and_what_becomes_of_every_field(form: Format) -> None:
    assert {kind: set(fates) for kind, fates in form.account.items()} == {kind: set(model.model_fields) for kind, model in MODELS.items()}
    assert form.about.endswith(".")
    assert form.loses == "" or form.loses.endswith(".")
    assert form.read_by
    assert kinds_taken(form.account) or form.name == "markdown-blank"


@pytest.mark.slow
@pytest.mark.parametrize(("product", "module"), TWICE)
def test_a_format_gives_the_same_bytes_twice(module: str, product: str, products: dict[str, Handbook]) -> None:
    form = format_in(module)
    made = form.make(products[product])
    assert made == form.make(replace(products[product]))
    if form.parts:
        with zipfile.ZipFile(io.BytesIO(made)) as packed:
            assert {name: packed.read(name) for name in packed.namelist()} == dict(form.parts(products[product]))
            assert {entry.date_time for entry in packed.infolist()} <= {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_the_bytes_do_not_depend_on_clock_place_or_order_of_hashes() -> None:
    script = (
        "import hashlib, sys; from pathlib import Path; from handbook.pipeline import load; from handbook.exports.registry import formats\n"
        "found = load(Path('examples/pump-monitor')).handbook\n"
        "for one in formats(): print(one.name, hashlib.sha256(one.make(found)).hexdigest())"
    )
    told = set()
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": "1"}
        done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        told.add(done.stdout)
        time.sleep(1.1)  # two seconds are the steps of an archive's clock
    assert len(told) == 1
    assert told.pop().count("\n") == len(FORMATS)


@pytest.mark.slow
@pytest.mark.parametrize("name", SOME)
def test_the_fate_of_every_field_is_what_happens_to_it(name: str, catalogues: Catalogues) -> None:
    """A field that is carried or reduced changes the file when it changes, in one of four products; one that is left out changes it in none."""
    form = KNOWN[name]
    silent = {(kind, field) for kind in kinds_taken(form.account) for field, fate in form.account[kind].items() if fate != "left out" and field != "id"}
    left_out = [(kind, field) for kind, fates in form.account.items() for field, fate in fates.items() if fate == "left out" and field not in FILTERS]
    for product in (every_field(catalogues), every_field(catalogues, without=SETTING_ASIDE), *(every_field(catalogues, without=one) for one in SAID_TWICE)):
        before = made(form, product)
        silent -= {one for one in silent if any(made(form, other) != before for other in changed(product, one))}
        if any(made(form, other) != before for other in changed(product, *left_out)):
            assert [one for one in left_out if any(made(form, other) != before for other in changed(product, one))] == []
    assert silent == set()


@pytest.mark.slow
def test_all_exports_of_an_example_together_take_seconds(products: dict[str, Handbook]) -> None:
    begun = time.process_time()
    for form in KNOWN.values():
        if not form.on_request:
            form.make(replace(products["example"]))
    assert time.process_time() - begun < ALL_OF_THE_EXAMPLE


@pytest.mark.slow
def test_a_format_that_is_made_on_request_takes_half_a_minute_at_most(products: dict[str, Handbook]) -> None:
    asked = [form for form in KNOWN.values() if form.on_request and not form.lacks(products["example"])]
    for form in asked:
        begun = time.process_time()
        form.make(replace(products["example"]))
        assert time.process_time() - begun < ON_REQUEST, form.name


def made(form: Format, handbook: Handbook) -> bytes:
    """Returns the file, or all that it is made of, or what the product lacks for it."""
    return form.lacks(handbook).encode() or (form.draft or form.make)(handbook)


def test_fields_are_named_once_and_exist() -> None:
    taken = some(carried={"*": ("id",), "need": ("statement",)}, reduced={"risk": ("attempt",)})
    assert kinds_taken(taken) == ("risk", "need")
    assert {name: fate for name, fate in taken["need"].items() if fate != "left out"} == {"id": "carried", "statement": "carried"}
    assert taken["risk"]["attempt"] == "reduced"
    assert set(COMMON) <= set(taken["role"])
    for wrong in ({"need": ("statment",)}, {"neeed": ("id",)}, {"need": ("id", "id")}):
        with pytest.raises(ValueError, match="does not exist, or is named twice"):
            some(carried=wrong)


def test_hashes_of_names_are_uuids_of_version_five() -> None:
    from handbook.exports.packing import stable_uuid

    assert stable_uuid("a", "b") == stable_uuid("a", "b") != stable_uuid("a b")
    assert stable_uuid("a")[14] == "5"
