"""Templates that need no product, and so no links: what surrounds pages, and documents that do not pass through the theme."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


def fragment(template: str, **values: Any) -> str:
    """Returns a template filled with values, which are escaped."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    """Returns the environment of these templates. A function of the package alone; a template that was saved is read again."""
    return Environment(loader=PackageLoader("macros", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
