"""Sentences about risks, their criteria, treatment and acceptance."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # Criteria
    "unknown-dimension": "'impacts[{number}].dimension' of {id} is {found}",
    "unknown-dimension.right": "one of {names}, or a dimension that the risk criteria add under 'dimensions'",
    "unknown-name": "the dimension {found} of {id} is rated by {found_2}, which is no scale of the criteria",
    "unknown-name.right": "one of {names}",
    "unknown-name.right.2": "a scale under 'scales'",
    "dimension-without-scale": "nothing says what the levels mean in the dimension {found} of {id}",
    "dimension-without-scale.right": "a scale 'name: {name}' under 'scales', or the name of another under 'scale'",
    "taken-and-written": "{id} takes the matrix of {standard_matrix} by name and writes another under 'matrix'",
    "taken-and-written.right": "'standard_matrix' or 'matrix'",
    "taken-and-written.2": "{id} takes the scale '{name}' by name and writes another under 'scales'",
    "taken-and-written.right.2": "its name under 'standard_scales', or a scale of your own",
    # Risks
    "matrix-incomplete": "{message}, so that levels are read from the default",
    "matrix-incomplete.right": "one row for each likelihood",
    "risk-unrated": "the level of {id} cannot be told yet: it does not say {names}",
    "risk-untreated": "{id} is rated {level}, from {appetite} on a treatment is due, and there is none",
    "factor-without-cause": "{id} lowers the impact and names no means that does it",
    "factor-without-cause.2": "{id} lowers {name} from {level} to {level_2} and names no means that does it",
    "factor-without-cause.right": "'impact_changed_by'",
    "factor-without-cause.right.2": "'changed_by'",
    "residual-not-accepted": "{id} leaves {level}, and no acceptance of it is in force",
    "acceptance-expired": "{id} ended on {until}, and the handbook speaks for {as_of}",
    "residual-above-authority": "{id} may accept {may_accept}, and {id_2} accepts {level}",
    "residual-above-authority.2": "{id} accepts {level}, and {id_2} {said}",
    "residual-above-authority.right": "a treatment that leaves less, or a rule for {level} in {id}",
    "acceptance-too-long": "{id} accepts {level} for more than {months_at_most} months, from {day} to {until}",
}
