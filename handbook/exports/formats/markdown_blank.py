"""The format `markdown-blank`: a file for each activity with its questions and room for answers, without a word of the product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.catalogs.activities import QuestionList
from handbook.exports.format import Format, some
from handbook.exports.formats.markdown import title
from handbook.exports.markdown_text import plain
from handbook.exports.packing import archive
from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.views.addresses import register_name


def parts(handbook: Handbook) -> Mapping[str, bytes]:
    """Returns the files, those of the product's depth."""
    return {f"{register_name(listed.activity)}.md": ("\n\n".join(_blocks(handbook, listed.activity)) + "\n").encode() for listed in _lists(handbook)}


def make(handbook: Handbook) -> bytes:
    """Returns all of them in one archive."""
    return archive(parts(handbook))


def _lists(handbook: Handbook) -> list[QuestionList]:
    return sorted(handbook.catalogues.question_lists, key=lambda one: one.activity)


def _blocks(handbook: Handbook, activity: int) -> Iterator[str]:
    says = handbook.says
    yield f"# {plain(says(title(handbook, activity)))}"
    yield "\n".join(f"- {says(one)}" for one in (t("Date:"), t("People:"), t("What lay on the table:")))
    for question_id, (number, question) in handbook.catalogues.questions.items():
        if number == activity and handbook.asks(question):
            yield f"## {question_id}: {plain(says(question.text))}"
            yield says(t("Whose question it is: {basis}.", basis=plain(says(question.basis))))
            yield says(t("Done when: {outcome}", outcome=plain(says(question.outcome))))
            yield "\n".join(f"- [ ] {plain(says(step))}" for step in question.do)
            yield says(t("Show:"))
            yield "\n".join(f"- {plain(says(one))}" for one in question.show)
            yield says(t("Answered with {what}.", what=question.answered_with))
            yield from (f"**{says(one)}**" for one in (t("Answer:"), t("Decided by, on:"), t("Open:", "what is still to be done")))


FORMAT = Format(
    name="markdown-blank",
    title="Activities, blank (Markdown)",
    file="markdown-blank.zip",
    media_type="application/zip",
    about="For whoever starts on paper or in a wiki: a file for each activity with its questions, what to do and show, and room for answers.",
    read_by=("markdown-it", "forges and wikis that take CommonMark"),
    loses="It holds the questions of the handbook and nothing of the product.",
    account=some(carried={}),
    make=make,
    parts=parts,
)
