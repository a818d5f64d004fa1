"""The environment of all templates, one for each language: it escapes every text, and knows no logic beyond loops.

It is this package's own, not that of MkDocs or of mkdocs-macros, neither of which escapes anything. It holds nothing of a product but its
language: where links lead stands in the value `here`, the links of the page at hand, with the methods `url` (an address to a URL) and `resolve` (an
id to one). In another language than English, words of a template are translated before it is compiled, and words of views when they are printed.
English has no such step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from handbook.findings.codes import Code
from handbook.findings.messages import spoken
from handbook.languages import markup
from handbook.languages.english import SOURCES
from handbook.languages.language import SOURCE, Language
from handbook.languages.said import ENGLISH, UNTOLD, Said, in_language, joined, n, named, t, told, told_of, word
from handbook.layout.shapes import baselines, radius
from macros.render.attachments import is_active
from macros.render.bytecode import keep_bytecode
from macros.render.drawing import arrow_head, course, outline
from macros.render.escaping import inline, visible
from macros.render.prose import Prose, linked


def render(template: str, language: Language = ENGLISH, **values: Any) -> str:
    """Returns a template in a language, filled with values, which are escaped. One that prints links needs the value `here`."""
    return _environment(language).get_template(template).render(**values)


def rendered(template: str, language: Language = ENGLISH, **values: Any) -> Iterator[str]:
    """Yields a template filled with values as `render` does, piece by piece."""
    return _environment(language).get_template(template).generate(**values)


@lru_cache(maxsize=4)
def _environment(language: Language) -> Environment:
    """Returns the environment of a language: a function of the package and of what stands in its catalogues. A template that was saved is read again."""
    is_english = language.code == SOURCE
    environment = Environment(
        loader=_Translating(PackageLoader("macros", "templates"), language),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible if is_english else _saying(language),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    prose = Prose()

    @pass_context
    def as_prose(context: Context, text: str, links: Any = None) -> Markup:
        """Returns a prose field as HTML; `links` stand in for those of the page at hand."""
        return prose.html(text, (links or context["here"]).resolve)

    environment.globals |= {"_": t, "_n": n, "language": language}
    environment.filters |= {
        "url": _url, "prose": as_prose, "linked": _linked, "inline": inline, "slug": lambda text: str(text).replace(" ", "-"),
        "lowered": str.lower, "word": str, "sentence": told_of, "of_code": _of_code, "dated": _dated,
        "course": course, "arrow_head": arrow_head, "outline": outline, "radius": radius, "baselines": baselines,
    }  # fmt: skip
    environment.tests["active"] = is_active
    if not is_english:
        environment.filters |= _spoken(language, environment.filters)
    keep_bytecode(environment, language)
    return environment


class _Translating(BaseLoader):
    """Loads templates in a language."""

    def __init__(self, inner: BaseLoader, language: Language) -> None:
        self.inner, self.language = inner, language

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Returns the source of a template with its words in the language, and where it stands."""
        source, path, fresh = self.inner.get_source(environment, template)
        if self.language.code == SOURCE:
            return markup.without_marks(source), path, fresh
        interface = self.language.interface
        return markup.translated(source, interface.get), path, fresh

    def list_templates(self) -> list[str]:
        return self.inner.list_templates()


def _saying(language: Language) -> Callable[[Any], Any]:
    """Returns how an environment prints a value: words in its language, English that has no translation marked as such for screen readers."""

    def saying(value: Any) -> Any:
        """Returns a value as it is printed."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return spoken(value, language.messages)
        said, there = in_language(value, language)
        return visible(said) if there else Markup('<span lang="en">{}</span>').format(visible(said))

    return saying


def _spoken(language: Language, filters: Any) -> dict[str, Any]:
    """Returns the filters that take texts, for texts in a language."""
    as_prose, linked_text = filters["prose"], filters["linked"]

    @pass_context
    def prose_said(context: Context, text: Any, links: Any = None) -> Markup:
        """Returns prose in the language."""
        return Markup(as_prose(context, told(text, language), links))

    @pass_context
    def linked_said(context: Context, text: Any) -> Markup:
        """Returns a text with its links in the language; English that has no translation is marked."""
        said, there = in_language(text, language)
        html = linked_text(context, said)
        return Markup(html) if there else Markup('<span lang="en">{}</span>').format(html)

    def joined_said(things: Iterable[Any], separator: str = "") -> str | Markup:
        """Returns texts in the language, tied together."""
        listed = list(things)
        return Markup(separator).join(listed) if any(isinstance(one, Markup) for one in listed) else joined(separator, listed)

    return {
        "prose": prose_said,
        "linked": linked_said,
        "join": joined_said,
        "inline": lambda text: inline(told(text, language)),
        "word": word,
        "lowered": lambda text: text if isinstance(text, Said) else str(text).lower(),
        "capitalize": lambda text: (said := told(text, language))[:1].upper() + said[1:],
        "said": lambda value: Markup(value) if isinstance(value, (Markup, int, float)) else told(value, language),  # a number in a tag is one for programs
    }


def _of_code(code: Code, what: str) -> str:
    """Returns what is said of a code: its `meaning`, `why` it is asked, what `satisfied` it, `when` it is asked."""
    return named(f"{what}/{code.name}") if f"{what}/{code.name}" in SOURCES else getattr(code, what)


def _dated(day: str) -> Said:
    """Returns a day that is kept as text as the language writes it."""
    return t("{day}", UNTOLD, day=day)


@pass_context
def _url(context: Context, address: Any) -> str:
    return str(context["here"].url(address))


@pass_context
def _linked(context: Context, text: str) -> Markup:
    return linked(text, context["here"].resolve)


def _visible(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
