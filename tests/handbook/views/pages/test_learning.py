"""A student's path: each activity has exercises, and their answers are records of the product."""

from __future__ import annotations

import pytest

from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.views.pages.exercises import EXERCISES, LINKS
from handbook.views.pages.learning import lessons


def test_each_activity_has_exercises_and_a_whole_product_answers_all_of_them(whole: Loaded) -> None:
    found = lessons(whole.handbook)
    assert [len(one.exercises) for one in found] == [len(EXERCISES[number]) for number in range(9)]
    for lesson in found:
        for exercise in lesson.exercises:
            assert exercise.question.endswith("?") or exercise.question.endswith("seen.")
            assert exercise.answer is None or 0 < len(exercise.answer.links) <= LINKS
            assert exercise.answer is None or all(link.id in whole.handbook.items for link in exercise.answer.links)


@pytest.mark.our_example
def test_our_example_answers_every_exercise(example: Loaded) -> None:
    unanswered = [one.question for lesson in lessons(example.handbook) for one in lesson.exercises if one.answer is None]
    assert unanswered == []


def test_an_empty_product_answers_none_and_fails_in_none(minimal: Handbook) -> None:
    answers = [one.answer for lesson in lessons(minimal) for one in lesson.exercises]
    assert any(one is None for one in answers)
