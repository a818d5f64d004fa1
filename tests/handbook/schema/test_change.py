"""Which way a change runs: decided for every field that names a record, and for nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.schema.change import IMPLIED, NOT, RUNS, runs
from handbook.schema.fields import Part
from handbook.schema.kinds import MODELS
from handbook.schema.marks import mark_of, part_of
from handbook.schema.record import ANSWERING


def naming_fields(model: type[Part], above: str = "") -> Iterator[str]:
    for name, info in model.model_fields.items():
        part, mark = part_of(info.annotation), mark_of(info.annotation, info.metadata)
        if part is not None:
            yield from naming_fields(part, f"{above}{name}.")
        elif mark is not None and mark.meaning == "record":
            yield f"{above}{name}"


def test_every_field_that_names_a_record_has_its_line_and_no_line_is_of_a_field_that_is_gone() -> None:
    stated = {(kind, field) for kind, model in MODELS.items() for field in naming_fields(model) if field not in ANSWERING}
    assert set(RUNS) == stated


def test_what_runs_has_words_and_what_runs_back_has_words_for_that() -> None:
    for where, how in RUNS.items():
        assert how is NOT or how.words, where
        assert how.on or how.turned or how is NOT, where
        assert how.turned or not how.at_first, where
    assert all(kind in MODELS and other in MODELS and words for kind, (other, words) in IMPLIED.items())


def test_who_answers_for_a_record_ties_nothing_to_it_and_an_unknown_field_runs_on_with_its_name() -> None:
    assert runs("need", ("owner",)) is NOT
    assert runs("capability", ("baseline", 0, "components", 1)) is RUNS["capability", "baseline.components"]
    assert runs("need", ("new", 3)).words == "names, under new,"
    assert runs("need", ("new", 3)).on
