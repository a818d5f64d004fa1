"""Defects of the theme's page frame, mended where the frame is read: a template cannot override a line that stands in no block.

A copy of the whole frame would hold names of files that change with each release of the theme. Each mend is one fragment and
what stands in its place. A fragment that the theme no longer has changes nothing; the check for valid pages tells whether a mend is still needed.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import BaseLoader, Environment

FRAME = "base.html"
MENDS = (
    # Upstream-ready: `autocomplete` is not allowed on a checkbox, and stands there so that a browser does not open menu or search again
    # after a reload. A form that the boxes belong to says the same, validly.
    (
        '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">',
        '<form id="hb-toggles" autocomplete="off" hidden></form>\n'
        '    <input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" form="hb-toggles">',
    ),
    (
        '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">',
        '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" form="hb-toggles">',
    ),
)


class MendingLoader(BaseLoader):
    """Loads templates as another loader does, with the frame mended."""

    def __init__(self, inner: BaseLoader) -> None:
        self.inner = inner

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Returns the source of a template, and where it stands."""
        source, path, fresh = self.inner.get_source(environment, template)
        return (mended(source) if template == FRAME else source), path, fresh

    def list_templates(self) -> list[str]:
        """Returns the names of all templates."""
        return self.inner.list_templates()


def mended(frame: str) -> str:
    """Returns the source of the frame with every mend made."""
    for old, new in MENDS:
        frame = frame.replace(old, new)
    return frame
