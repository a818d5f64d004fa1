"""What follows from a record and is therefore not written down: levels of risk, priorities, who is told."""

from __future__ import annotations

from handbook.model import Handbook, Item
from handbook.risk import initial, matrix_of, priority, residual
from handbook.schema.activity2 import Risk
from handbook.schema.activity3 import Treatment
from handbook.schema.activity6 import Vulnerability
from handbook.views.common import level_words, record_link
from handbook.views.values import FieldView, Value


def derived_fields(handbook: Handbook, item: Item) -> tuple[FieldView, ...]:
    """Returns the derived fields of a record."""
    record = item.record
    found: list[FieldView] = []
    if isinstance(record, Risk):
        rated = initial(record, matrix_of(handbook))
        found.append(_text("likelihood", "Likelihood", level_words(rated.likelihood), "The lower of attempt and success."))
        found.append(_text("impact", "Impact", level_words(rated.impact), "The worst dimension; one level up if many customers are reached at once."))
        found.append(_text("level", "Level of risk", level_words(rated.level), "Read from the matrix of the risk criteria."))
    if isinstance(record, Treatment):
        risk = handbook.record(record.risk)
        if isinstance(risk, Risk):
            matrix = matrix_of(handbook)
            before, after = initial(risk, matrix), residual(risk, record, matrix)
            found.append(_text("level_before", "Level before", level_words(before.level), "With the design as it stood."))
            found.append(_text("level_after", "Level after", level_words(after.level), "With the means in place: the residual risk."))
    if isinstance(record, Vulnerability) and record.priority:
        found.append(_text("order_of_work", "Order of work", priority(record.priority), "From the decision points, by the SSVC supplier table."))
    tellers = handbook.sources(item.id, "information-item", "discloses")
    if tellers:
        links = tuple(record_link(teller) for teller in tellers)
        found.append(FieldView("told_by", "Told by", "Information items that disclose this record.", Value("links", links=links)))
    return tuple(found)


def _text(name: str, label: str, text: str, help_text: str) -> FieldView:
    return FieldView(name, label, help_text, Value("text", text=text))
