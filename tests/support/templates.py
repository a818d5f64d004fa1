"""One page of every template that the site of a whole product has, and of every kind of record that shows something else."""

from __future__ import annotations

from handbook.model.handbook import Handbook
from tests.support.targets import page_at

TEMPLATES = {
    "home": "",
    "text": "reading/",
    "thread": "thread/",
    "glossary": "glossary/",
    "activities": "activities/",
    "activity": "activities/3/",
    "activity with tables": "activities/0/",
    "worked example of an activity": "activities/3/product/",
    "product": "product/",
    "threat model": "threat-model/",
    "registers": "registers/",
    "register": "registers/{}/",
    "register of several kinds": "registers/product-model/",
    "profile": "profile/",
    "progress": "progress/",
    "record: component": "records/{component}/",
    "record: need": "records/{need}/",
    "record: risk": "records/{risk}/",
    "record: capability": "records/{capability}/",
    "record: log entry": "records/{activity-log}/",
    "reference documents": "references/",
    "crosswalk": "references/csf/crosswalk/",
    "CSF Function": "references/csf/pr/",
    "CSF Category": "references/csf/pr-aa/",
    "CSF Subcategory": "references/csf/pr-aa-03/",
    "family of entries": "references/213a/di/",
    "editions": "editions/",
    "second example": "compare/pump-monitor/",
    "records of the second example": "compare/pump-monitor/product-model/",
    "two products side by side": "compare/pump-monitor/activity-3/",
    "contributing": "contributing/",
    "data format": "contributing/data-format/",
    "diagnostics": "contributing/diagnostics/",
    "mistakes": "contributing/mistakes/",
    "lost address": "404.html",
}
"""Addresses by what they show, as `page_at` reads them."""
COMPARED = frozenset({"second example", "records of the second example", "two products side by side"})
"""Those that stand only where a product is shown beside another, as our example is."""


def templates(handbook: Handbook, *, compared: bool) -> dict[str, str]:
    """Returns the paths by what they show, on the site of a product that is shown beside another or is not."""
    return {name: page_at(path, handbook) for name, path in TEMPLATES.items() if compared or name not in COMPARED}
