"""The matrix of questions: each question of each activity against the records that answer it."""

from __future__ import annotations

from handbook.languages.said import t
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
    named = tuple(Group(t("Activity {number}: {title}", number=number, title=titles[number].title), tuple(rows)) for number, rows in groups.items())
    about = t("A row is a question of an activity, with the records that answer it. In the minimum for a small team, some are not asked.")
    return Matrix(
        "questions",
        t("Questions and answers"),
        about,
        t("Question"),
        (Head(t("Answered by"), "step"),),
        named,
        RULES,
        (t("unanswered questions"), t("open questions")),
    )


def _cell(handbook: Handbook, question_id: str) -> Cell:
    answers = ids(handbook.answers_to(question_id))
    if is_unanswered(handbook, question_id):
        return lacking(t("no answer"), [Hole("unanswered-question", question_id)])
    return seen(handbook, answers, t("answered")) if answers else not_asked(t("not in the minimum"))
