"""Risk criteria: dimensions of impact are known and have a scale, and nothing is both taken by name and written out otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import both, say
from handbook.findings.nearest import nearest
from handbook.methods.risk import DIMENSIONS, LEVELS, MATRIX, SCALES, dimensions_of, scale_named, scale_of
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.governance import RiskCriteria
from handbook.schema.records.means import Treatment
from handbook.schema.records.needs import Risk


def dimensions_known(handbook: Handbook) -> Iterator[Diagnostic]:
    """A dimension of impact that a risk or a treatment is rated in is one of the method, or one that the risk criteria add."""
    known = tuple(dimensions_of(handbook))
    rated: tuple[Item[Risk] | Item[Treatment], ...] = (*handbook.of(Risk), *handbook.of(Treatment))
    for item in rated:
        for position, impact in enumerate(item.record.impacts):
            if impact.dimension not in known:
                close = nearest(impact.dimension, known)
                expected = say("unknown-dimension.right", dimensions=both(*known))
                message = say("unknown-dimension", number=position + 1, id=item.id, found=quoted(impact.dimension))
                place = item.place("impacts", position, "dimension")
                yield make("unknown-dimension", place, message, expected=expected, suggestions=close, found=impact.dimension, record=item.id)


def dimensions_rated(handbook: Handbook) -> Iterator[Diagnostic]:
    """A dimension that the criteria add has a scale, and a scale that a dimension names is there."""
    for item, criteria in _criteria(handbook):
        for position, dimension in enumerate(criteria.dimensions):
            if dimension.scale and scale_named(criteria, dimension.scale) is None:
                names = [scale.name for scale in criteria.scales]
                close = nearest(dimension.scale, names)
                expected = "" if close else say("unknown-name.scale.right", scales=both(*names)) if names else say("unknown-name.scale.none.right")
                message = say("unknown-name.scale", dimension=quoted(dimension.name), id=item.id, scale=quoted(dimension.scale))
                yield make("unknown-name", item.place("dimensions", position, "scale"), message, expected=expected, suggestions=close, record=item.id)
            elif dimension.name not in DIMENSIONS and scale_of(criteria, dimension.name) is None:
                message = say("dimension-without-scale", dimension=quoted(dimension.name), id=item.id)
                expected = say("dimension-without-scale.right", dimension=dimension.name)
                yield make("dimension-without-scale", item.place("dimensions", position), message, expected=expected, record=item.id)


def taken_or_written(handbook: Handbook) -> Iterator[Diagnostic]:
    """What criteria take by name, they do not write out in other words."""
    for item, criteria in _criteria(handbook):
        rows = {row.likelihood: tuple(str(getattr(row, f"impact_{level}")) for level in LEVELS) for row in criteria.matrix}
        if criteria.standard_matrix and any(MATRIX[likelihood] != levels for likelihood, levels in rows.items()):
            message = say("taken-and-written.matrix", id=item.id, matrix=criteria.standard_matrix)
            yield make("taken-and-written", item.place("matrix"), message, expected=say("taken-and-written.matrix.right"), record=item.id)
        for name in dict.fromkeys(criteria.standard_scales):
            scale = scale_of(criteria, name)
            if scale is not None and tuple(level.meaning for level in scale.levels) != SCALES[name]:
                message = say("taken-and-written.scale", id=item.id, scale=name)
                place = item.place("scales", criteria.scales.index(scale))
                yield make("taken-and-written", place, message, expected=say("taken-and-written.scale.right"), record=item.id)


def _criteria(handbook: Handbook) -> Iterator[tuple[Item, RiskCriteria]]:
    for item in handbook.of(RiskCriteria):
        yield item, item.record


CHECKS = (
    Check(dimensions_known),
    Check(dimensions_rated),
    Check(taken_or_written),
)
