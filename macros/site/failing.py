"""What fails while a page is made, such as a macro that does not exist: one sentence at the line of the page, and no traceback."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from types import TracebackType
from typing import Any

from jinja2 import Environment, Template, TemplateSyntaxError

from handbook.findings.nearest import nearest
from macros.render.escaping import inline

Tell = Callable[[int, str], str]
"""Takes a line of the page's Markdown and a sentence; returns where that is, as `path:line`."""

_UNDEFINED = re.compile(r"^'([^']+)' is undefined")


def watched(environment: Environment, tell: Tell, names: tuple[str, ...]) -> Callable[[str], Any]:
    """Returns the environment's way to compile a page, by which what fails is told and stands on the page instead of its text.

    A source that stands on many pages is compiled once. `names` are those of the macros, to propose one.
    """
    compile_once = lru_cache(maxsize=256)(environment.from_string)

    def from_string(source: str) -> Any:
        """Returns the template that a page is."""
        try:
            return _Page(compile_once(source), tell, names)
        except TemplateSyntaxError as error:
            return _Failed(_shown(tell, error.lineno, f"the template cannot be read: {error.message}"))

    return from_string


class _Page:
    """A page as a template that never raises."""

    def __init__(self, template: Template, tell: Tell, names: tuple[str, ...]) -> None:
        self._template, self._tell, self._names = template, tell, names

    def render(self, **values: Any) -> str:
        """Returns the page's Markdown, or what failed."""
        try:
            return self._template.render(**values)
        except Exception as error:  # whatever a macro of a fork raises
            return _shown(self._tell, _line(error.__traceback__), f"a macro on this page failed: {self._sentence(error)}")

    def _sentence(self, error: Exception) -> str:
        text = " ".join(str(error).split()) or type(error).__name__
        unknown = _UNDEFINED.match(text)
        close = nearest(unknown[1], self._names) if unknown else ()
        return f"{text}; did you mean {' or '.join(close)}?" if close else text


class _Failed:
    """A page that is no template."""

    def __init__(self, text: str) -> None:
        self._text = text

    def render(self, **_: Any) -> str:
        """Returns the sentence on what failed, whatever the page is rendered with."""
        return self._text


def _shown(tell: Tell, line: int, sentence: str) -> str:
    return f"# Not made\n\n{alert(tell(line, sentence), sentence)}\n"


def alert(place: str, sentence: str) -> str:
    """Returns the HTML that stands in place of a page that failed: where it failed and why."""
    return f'<aside class="hb-banner" role="alert"><p><code>{inline(place)}</code> {inline(sentence)}</p></aside>'


def _line(traceback: TracebackType | None) -> int:
    """Returns the line of the page, as its template, in which something was raised."""
    line = 1
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == "<template>":
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
