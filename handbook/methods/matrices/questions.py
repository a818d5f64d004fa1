"""The matrix of questions: each question of each activity against the records that answer it."""

from __future__ import annotations

from handbook.methods.matrices.cells import Cell, Group, Head, Hole, Matrix, Row, ids, lacking, not_asked, seen
from handbook.methods.standing import is_unanswered
from handbook.model.handbook import Handbook

RULES = ("unanswered-question",)


def questions_matrix(handbook: Handbook) -> Matrix:
    """Returns a row for each question, activity by activity, with the records that answer it."""
    groups: dict[int, list[Row]] = {}
    for question_id, (activity, _) in handbook.catalogues.questions.items():
        groups.setdefault(activity, []).append(Row(Head(question_id, "question"), (_cell(handbook, question_id),)))
    titles = handbook.catalogues.by_number
    named = tuple(Group(f"Activity {number}: {titles[number].title}", tuple(rows)) for number, rows in groups.items())
    about = "A row is a question of an activity, with the records that answer it. In the minimum for a small team, some are not asked."
    return Matrix(
        "questions", "Questions and answers", about, "Question", (Head("Answered by", "step"),), named, RULES, ("unanswered questions", "open questions")
    )


def _cell(handbook: Handbook, question_id: str) -> Cell:
    answers = ids(handbook.answers_to(question_id))
    if is_unanswered(handbook, question_id):
        return lacking("no answer", [Hole("unanswered-question", question_id)])
    return seen(handbook, answers, "answered") if answers else not_asked("not in the minimum")
