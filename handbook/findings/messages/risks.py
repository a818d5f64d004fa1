"""Sentences of the checks of risks, their criteria, treatment and acceptance."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # Criteria
    "unknown-dimension": "'impacts[{number}].dimension' of {id} is {found}",
    "unknown-dimension.right": "one of {dimensions}, or a dimension that the risk criteria add under 'dimensions'",
    "unknown-name.scale": "the dimension {dimension} of {id} is rated by {scale}, which is no scale of the criteria",
    "unknown-name.scale.right": "one of {scales}",
    "unknown-name.scale.none.right": "a scale under 'scales'",
    "dimension-without-scale": "nothing says what the levels mean in the dimension {dimension} of {id}",
    "dimension-without-scale.right": "a scale 'name: {dimension}' under 'scales', or the name of another under 'scale'",
    "taken-and-written.matrix": "{id} takes the matrix of {matrix} by name and writes another under 'matrix'",
    "taken-and-written.matrix.right": "'standard_matrix' or 'matrix'",
    "taken-and-written.scale": "{id} takes the scale '{scale}' by name and writes another under 'scales'",
    "taken-and-written.scale.right": "its name under 'standard_scales', or a scale of your own",
    # Risks
    "matrix-incomplete": "the matrix of {id} has {faults}, so that levels are read from the default",
    "part.no-row-for": "no row for {levels}",
    "part.more-than-one-row-for": "more than one for {levels}",
    "matrix-incomplete.right": "one row for each likelihood",
    "risk-unrated": "the level of {id} cannot be told yet: it does not say {fields}",
    "threat-without-risk": "no risk says what {id} ({title}) would do to people",
    "threat-without-risk.right": "a risk that names it under 'threats', or a coverage note in its place",
    "risk-untreated": "{id} is rated {level}, from {appetite} on a treatment is due, and there is none",
    "factor-without-cause.impact": "{id} lowers the impact and names no means that does it",
    "factor-without-cause": "{id} lowers {field} from {level} to {lower} and names no means that does it",
    "residual-not-accepted": "{id} leaves {level}, and no acceptance of it is in force",
    "acceptance-expired": "{id} ended on {until}, and the handbook speaks for {today}",
    "residual-above-authority": "{role} may accept {may_accept}, and {id} accepts {level}",
    "residual-above-authority.nobody": "{id} accepts {level}, and {criteria} lets nobody accept that",
    "residual-above-authority.no-rule": "{id} accepts {level}, and {criteria} has no rule for that level",
    "residual-above-authority.criteria.right": "a treatment that leaves less, or a rule for {level} in {criteria}",
    "acceptance-too-long": "{id} accepts {level} for more than {months} months, from {day} to {until}",
}
