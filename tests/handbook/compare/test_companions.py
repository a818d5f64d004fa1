"""Companions: which are shown, what they say beside the product, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.compare.companions import Companion, ComparisonError, companions
from handbook.model.loaded import Loaded
from handbook.views.page_spec import Shown
from handbook.views.pages.comparison import compared_activity, groups_of, overview
from handbook.views.site_map import site_map
from tests.conftest import MINIMAL, WriteProduct
from tests.support.building import ROOT

ASKED = {"worked_example": [{"product": "examples/pump-monitor", "notes": "examples/pump-monitor.why.yaml"}]}

BESIDE = {"ours": ASKED["worked_example"]}
"""The second example beside whatever whole product there is."""


@pytest.fixture(scope="module")
def beside(catalogues: Catalogues) -> tuple[Companion, ...]:
    """What stands beside our example, read once."""
    return companions(ROOT, "ours", BESIDE, catalogues)


def test_a_product_that_is_not_named_shows_none(catalogues: Catalogues) -> None:
    assert companions(ROOT, "ours", ASKED, catalogues) == ()
    assert companions(ROOT, "worked_example", None, catalogues) == ()


def test_every_question_stands_there_with_both_answers(whole: Loaded, beside: tuple[Companion, ...], catalogues: Catalogues) -> None:
    (companion,) = beside
    for activity in range(9):
        view = compared_activity(whole.handbook, companion, activity)
        assert [row.question.id for row in view.rows] == [name for name, (number, _) in catalogues.questions.items() if number == activity]
        assert view.note is not None, f"examples/pump-monitor.why.yaml says nothing of Activity {activity}"
        for row in view.rows:
            for said in (row.ours, row.theirs):
                assert bool(said.answers) or not said.asked, row.question.id
            assert all(answer.text for answer in (*row.ours.answers, *row.theirs.answers))


def test_every_record_of_the_companion_stands_on_one_page(whole: Loaded, beside: tuple[Companion, ...]) -> None:
    (companion,) = beside
    shown = [record.link.id for group in groups_of(companion) for kind in compared_activity(whole.handbook, companion, group).kinds for record in kind.records]
    assert sorted(shown) == sorted(companion.handbook.items)


def test_the_overview_counts_both(whole: Loaded, beside: tuple[Companion, ...]) -> None:
    (companion,) = beside
    facts = {fact.name: (fact.ours, fact.theirs) for fact in overview(whole.handbook, companion).facts}
    assert facts["Records"] == (str(len(whole.handbook.items)), str(len(companion.handbook.items)))
    asked = {"full": "all", "minimum": "the minimum for a small team"}
    assert facts["Questions asked"] == (asked[whole.handbook.depth], asked[companion.handbook.depth])
    assert "not said" not in {word for pair in facts.values() for word in pair}


def test_pages_of_a_companion_exist_only_where_it_is_shown(whole: Loaded, beside: tuple[Companion, ...]) -> None:
    added = set(site_map(Shown(whole, "product", beside)).pages) - set(site_map(Shown(whole, "product")).pages)
    assert len(added) == 1 + len(groups_of(beside[0]))
    assert all(page.startswith("compare/pump-monitor/") for page in added)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["examples/pump-monitor"], "is not understood"),
        ({"worked_example": "examples/pump-monitor"}, "is not understood"),
        ({"worked_example": [7]}, "that is no folder"),
        ({"worked_example": [{"notes": "x.yaml"}]}, "that is no folder"),
        ({"worked_example": ["examples/nothing"]}, "does not exist"),
        ({"worked_example": [{"product": "examples/pump-monitor", "notes": "examples/none.yaml"}]}, "missing-file"),
    ],
)
def test_what_is_not_understood_is_refused_in_a_sentence(asked: object, said: str, catalogues: Catalogues) -> None:
    with pytest.raises(ComparisonError, match=said):
        companions(ROOT, "worked_example", asked, catalogues)


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ("notes:\n  - activity: 9\n    differs: x\n    because: y\n", "the activities 9 stand there twice or do not exist"),
        ("notes:\n" + "  - activity: 1\n    differs: x\n    because: y\n" * 2, "the activities 1 stand"),
        ("notes:\n  - activity: 1\n    differ: x\n    because: y\n", "notes.yaml:3:5: error: .* has no key 'differ'; did you mean 'differs'"),
    ],
)
def test_notes_are_checked_like_any_other_file(notes: str, said: str, tmp_path: Path, catalogues: Catalogues) -> None:
    (tmp_path / "notes.yaml").write_text(notes, encoding="utf-8")
    (tmp_path / "product").symlink_to(MINIMAL, target_is_directory=True)
    with pytest.raises(ComparisonError, match=said):
        companions(tmp_path, "ours", {"ours": [{"product": "product", "notes": "notes.yaml"}]}, catalogues)


def test_a_companion_is_shown_as_the_audience_sees_it(product: WriteProduct, tmp_path: Path, catalogues: Catalogues) -> None:
    policies = (MINIMAL / "activity-0" / "policies.yaml").read_text(encoding="utf-8") + "  visibility: internal\n"
    product(**{"activity-0/policies.yaml": policies})
    notes = "notes:\n  - activity: 0\n    differs: POL-01 and ROL-77 differ from ROL-01.\n    because: They do.\n"
    (tmp_path / "notes.yaml").write_text(notes, encoding="utf-8")
    asked = {"ours": [{"product": "product", "notes": "notes.yaml"}]}
    (whole,) = companions(tmp_path, "ours", asked, catalogues)
    (public,) = companions(tmp_path, "ours", asked, catalogues, "public", frozenset({"ROL-77"}))
    assert "POL-01" in whole.handbook.items
    assert whole.notes[0].differs == "POL-01 and ROL-77 differ from ROL-01."
    assert "POL-01" not in public.handbook.items
    assert public.notes[0].differs == "(not published) and (not published) differ from ROL-01."
