"""Coverage matrices: what is there, what is missing and what was set aside, row by column; a gap is what a rule tells."""

from __future__ import annotations

from handbook.methods.matrices import baselines, capabilities, needs, questions, risks, texts, threats
from handbook.methods.matrices.baselines import devices_matrix, maker_matrix
from handbook.methods.matrices.capabilities import capabilities_matrix
from handbook.methods.matrices.cells import Matrix, without_exempted, without_left_out
from handbook.methods.matrices.needs import needs_matrix
from handbook.methods.matrices.questions import questions_matrix
from handbook.methods.matrices.risks import risks_matrix
from handbook.methods.matrices.texts import due_matrix, texts_matrix
from handbook.methods.matrices.threats import threats_matrix
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded

MAKERS = (needs_matrix, capabilities_matrix, threats_matrix, risks_matrix, devices_matrix, maker_matrix, due_matrix, texts_matrix, questions_matrix)
"""The matrices in their order."""

RULES = tuple(dict.fromkeys((*needs.RULES, *capabilities.RULES, *threats.RULES, *risks.RULES, *baselines.RULES, *texts.RULES, *questions.RULES)))
"""The rules whose findings are the gaps of matrices."""


def matrices(loaded: Loaded) -> tuple[Matrix, ...]:
    """Returns every matrix of a product as its readers see it (`as_seen`)."""
    return tuple(as_seen(make(loaded.handbook), loaded.handbook) for make in MAKERS)


def as_seen(matrix: Matrix, handbook: Handbook) -> Matrix:
    """Returns a matrix without the gaps from which the product is exempt, and without those that are only left out for an audience."""
    found = without_exempted(matrix, handbook.spared)
    return found if handbook.told is None else without_left_out(found, handbook.told)
