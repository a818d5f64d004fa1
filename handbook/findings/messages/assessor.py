"""Sentences about what an assessor says of the product."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "part.an-assessment": "an assessment",
    "wrong-type.assessments": "the file holds no list",
    "wrong-type.assessments.right": "a list: each entry starts with '- requirement:'",
    "unknown-reference.requirement": "no question and no entry of a reference document is called {found}",
    "unknown-reference.requirement.right": "an entry such as 8259A:SU-2, or a question such as Q2-03",
    "duplicate-key.assessed": "{requirement} is assessed here and in line {line}",
    "duplicate-key.assessed.right": "one entry for each requirement, or for each component of which it is asked",
    "assessor-asks": "{by} asks about {requirement}: {question}",
    "assessor-asks.verdict": "{by} found on {day} that {requirement} is {verdict}",
    "assessor-asks.right": "an answer in the records, and then the verdict 'satisfied' from the assessor",
    "part.on": "{requirement} on {component}",
}
