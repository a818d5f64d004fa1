"""The HTML of a page without a file in `docs/`: its view in its template; what fails in either is told on the page itself."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from macros.site.failing import alert
from macros.site.links import render_page
from macros.site.publication import Publication, UnknownAddressError

Heading = Callable[..., Markup]
"""Takes the level of a heading, its plain text, its anchor, and whether the search leaves out what stands below it (`excluded`); returns its HTML."""


def ready_page(publication: Publication, path: str, url: str, heading: Heading) -> str:
    """Returns the HTML of the page without a file at a source path, which stands at a URL.

    What fails is noted and tells itself on the page, so that one page does not hide what fails on others.
    """
    spec = publication.site_map.pages[path]
    try:
        return render_page(publication, url, spec.template, view=spec.make(), heading=heading).strip()
    except UnknownAddressError as missing:
        publication.fail(path, f"a link leads to the page '{missing}', which the site does not have")
        return ""
    except Exception as error:  # a defect of ours, told like any other failure of a page
        sentence = f"this page cannot be made: {' '.join(str(error).split()) or type(error).__name__}"
        return f"<h1>Not made</h1>\n{alert(publication.fail(path, sentence), sentence)}"
