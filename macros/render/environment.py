"""The one environment of all templates: it escapes every text, and knows no logic beyond loops.

It is this package's own, not that of MkDocs or of mkdocs-macros, neither of which escapes anything. It holds nothing of a product:
where links lead stands in the value `here`, the links of the page at hand, with the methods `url` (an address to a URL) and `resolve` (an id to one).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from handbook.layout.shapes import baselines, radius
from macros.render.attachments import is_active
from macros.render.bytecode import keep_bytecode
from macros.render.drawing import arrow_head, course, outline
from macros.render.escaping import inline, visible
from macros.render.prose import Prose, linked


def render(template: str, **values: Any) -> str:
    """Returns a template filled with values, which are escaped. One that prints links needs the value `here`."""
    return _environment().get_template(template).render(**values)


def rendered(template: str, **values: Any) -> Iterator[str]:
    """Yields a template filled with values as `render` does, piece by piece."""
    return _environment().get_template(template).generate(**values)


@cache
def _environment() -> Environment:
    """Returns the environment: a function of the package alone. A template that was saved is read again."""
    environment = Environment(
        loader=PackageLoader("macros", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    prose = Prose()

    @pass_context
    def as_prose(context: Context, text: str, links: Any = None) -> Markup:
        """Returns a prose field as HTML; `links` stand in for those of the page at hand."""
        return prose.html(text, (links or context["here"]).resolve)

    environment.filters |= {
        "url": _url, "prose": as_prose, "linked": _linked, "inline": inline, "slug": lambda text: str(text).replace(" ", "-"),
        "course": course, "arrow_head": arrow_head, "outline": outline, "radius": radius, "baselines": baselines,
    }  # fmt: skip
    environment.tests["active"] = is_active
    keep_bytecode(environment)
    return environment


@pass_context
def _url(context: Context, address: Any) -> str:
    return str(context["here"].url(address))


@pass_context
def _linked(context: Context, text: str) -> Markup:
    return linked(text, context["here"].resolve)


def _visible(value: Any) -> Any:
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)
