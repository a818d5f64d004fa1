"""What stands around the text of a page: the line at its foot, the banner of errors, the nine activities above a page of one."""

from __future__ import annotations

from markupsafe import Markup

from handbook.model.handbook import Handbook
from handbook.views.pages.activity import sequence
from macros.render.environment import render
from macros.render.escaping import show
from macros.site.links import render_page
from macros.site.publication import Publication


def footer(handbook: Handbook, revision: str = "") -> Markup:
    """Returns the line at the foot of every page: editions, the day it speaks for, the product's notice, the revision of the source."""
    parts = [f"Follows {edition(handbook)}."]
    if handbook.product and handbook.product.as_of:
        parts.append(f"As of {handbook.product.as_of.isoformat()}.")
    if handbook.site.notice:
        parts.append(handbook.site.notice)
    parts.append("Not endorsed by NIST; not legal advice.")
    if revision:
        parts.append(f"Source revision {revision}.")
    return show(" ".join(parts))


def edition(handbook: Handbook) -> str:
    """Returns the documents that the handbook follows, each with its edition."""
    activities, csf = handbook.catalogues.activities, handbook.catalogues.documents["CSF"]
    return f"{activities.document} ({activities.edition}, {activities.date}) and {csf.short} ({csf.edition})"


def banner(publication: Publication) -> str:
    """Returns the list of errors that is shown on top of every page while serving."""
    return render("banner.html", errors=publication.errors, folder=publication.shown.folder)


def stepper(publication: Publication, source_path: str, url: str) -> str:
    """Returns the nine activities with the place of the page among them; empty for a page of no activity."""
    view = sequence(publication.handbook.catalogues, source_path)
    return render_page(publication, url, "stepper.html", view=view) if view else ""
