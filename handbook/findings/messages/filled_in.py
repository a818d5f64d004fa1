"""Sentences about what is filled in, assessed, weighed, and about values and writing."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # Assessment
    "not-assessed": "{id} is not assessed yet",
    "assessment-undated": "{id} is assessed by {assessed_by}, on no day",
    "assessment-undated.right": "'reviewed_on'",
    "self-assessed": "{id} says that one person assesses their own work, and the roles of the maker name {people} people",
    "self-assessed.right": "an assessor who is not the owner",
    "answer-out-of-place": "{id} is an entry in the log of Activity {own}, and {name} is a question of Activity {activity}{more}",
    "answer-out-of-place.right": "an entry in the log of each activity",
    "answer-out-of-place.2": "{id} is of the kind '{singular}', which cannot answer {name} ({text})",
    "references-due": "{id} bears on no entry of a reference document",
    "references-due.right": "an entry of the CSF 2.0 or of a baseline under 'references', with its reason",
    # Completeness
    "missing-field": "{id} does not say '{field}' yet",
    "missing-field.2": "the reference to {entry} has no 'rationale' yet",
    "missing-field.3": "the reference to {entry} does not say '{field}' yet",
    "missing-field.4": "'{field}[{number}]' of {id} does not say '{name}' yet",
    "missing-field.5": "the site has no 'name' yet",
    "no-records": "there is no record of the kind '{singular}' yet",
    "unanswered-question": "question {question_id} of Activity {activity} is not answered yet: {text}",
    "unused-record": "nothing names {id}, and it names nothing but its owner",
    # Exemptions
    "wrong-type": "the file holds no list",
    "wrong-type.right": "a list: each entry starts with '- rule:'",
    "unknown-value": "there is no rule {found}",
    "unknown-value.right": "the code of a rule, as it stands in brackets after a finding",
    "exemption-refused": "'{rule}' says that something cannot be read or leads nowhere, and nothing is exempt from that",
    "exemption-refused.right": "the fault mended",
    "exemption-refused.2": "the exemption from '{rule}' says neither for which record nor with which severity",
    "exemption-refused.right.2": "'record', 'severity' or both",
    "unknown-reference": "there is no {found}",
    "exemption-overdue": "the exemption{of} was to be decided anew by {review_by}, and the handbook speaks for {today}",
    "exemption-overdue.right": "a new decision, or the entry gone",
    "exemption-idle": "the exemption from '{rule}'{of} matches no finding",
    "exemption-idle.right": "the entry gone",
    # Residue
    "residue": "{count} of {count_2} texts and files are still the example's",
    "residue.right": "what is true of your product; an empty folder from 'handbook new' has nothing to replace",
    "residue.2": "{one} of the {one_2} texts in this file are still the example's",
    "residue.right.2": "what is true of your product",
    "residue.3": "{name} names the example's product or maker",
    "residue.right.3": "your own names",
    "residue.4": "{name} is still the example's",
    # Said
    "?": "{name} {what}",
    # Values
    "implausible-number": "'{dotted}' of {id} is {text}",
    "implausible-number.right": "{least:.12g} to {most:.12g}",
    "listed-twice": "'{dotted}' of {id} lists {named} twice, as its {nth} and its {nth_2} entry",
}
