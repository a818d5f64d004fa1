"""Days: every field that holds one says what it means, and what may honestly lie ahead or far behind is silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.pipeline import load
from handbook.schema.fields import Bounds, Tense
from handbook.schema.kinds import MODELS
from handbook.schema.marks import carried, mark_of
from handbook.schema.product_file import Site
from handbook.schema.samples import with_parts
from tests.conftest import MINIMAL, WriteProduct


def atoms(annotation: Any) -> list[Any]:
    return [annotation, *(one for argument in get_args(annotation) for one in atoms(argument))] if get_origin(annotation) is not Literal else []


def test_every_day_says_whether_it_tells_of_something_done_and_every_number_its_bounds() -> None:
    days, numbers = [], []
    for model in with_parts((Site, *MODELS.values())):
        for name, info in model.model_fields.items():
            mark = mark_of(info.annotation, info.metadata)
            where = f"{model.__name__}.{name}"
            if date in atoms(info.annotation) or (mark is not None and mark.meaning == "moment"):
                days.append(where)
                assert carried(Tense, info.annotation, info.metadata), f"{where}: DateDone, DateSet, DateOfLaw, MomentDone or MomentSet"
            if {int, float} & set(atoms(info.annotation)):
                numbers.append(where)
                assert carried(Bounds, info.annotation, info.metadata), f"{where}: Annotated[Count, Bounds(...)]"
    assert len(days) > 60
    assert len(numbers) >= 3


HONEST = {
    "a release that is planned": {"product-model/releases.yaml": ("- id: REL-01\n", "- id: REL-02\n  title: Meter firmware 1.5.0\n  status: assessed\n  assessed_by: ROL-01\n  reviewed_on: 2026-05-04\n"
        "  owner: ROL-02\n  component: COM-01\n  version: 1.5.0\n  released_on: 2026-11-02\n  state: planned\n- id: REL-01\n")},
    "an old law": {"activity-1/obligations.yaml": ("  in_force: ", "  in_force: 1985-07-25 # ")},
    "a term far ahead": {"activity-5/support-terms.yaml": ("  ends: 2031-12-31\n  basis: One", "  ends: 2056-12-31\n  basis: One")},
}  # fmt: skip


@pytest.mark.parametrize("changes", HONEST.values(), ids=HONEST)
def test_what_may_lie_ahead_or_far_behind_is_silent(product: WriteProduct, catalogues: Catalogues, changes: dict[str, tuple[str, str]]) -> None:
    texts = {}
    for file, (old, new) in changes.items():
        written = (MINIMAL / file).read_text(encoding="utf-8")
        assert old in written
        texts[file] = written.replace(old, new, 1)
    folder: Path = product(**texts)
    assert [one.message for one in load(folder, catalogues).diagnostics if one.code != "unused-record"] == []
