"""What surrounds a page: footer, running text of print-outs, banner of errors, the nine activities above a page of one, colours."""

from __future__ import annotations

import re

from markupsafe import Markup

from handbook.model.handbook import Handbook
from handbook.schema.product_file import Site
from handbook.views.pages.activity import sequence
from macros.render.escaping import show
from macros.render.fragments import fragment
from macros.render.rendering import Renderer
from macros.site.publication import Publication

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 .,:|()-]")


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
    return fragment("banner.html", errors=publication.errors, folder=publication.product_folder)


def stepper(publication: Publication, source_path: str, url: str) -> str:
    """Returns the nine activities with the place of the page among them; empty for a page of no activity."""
    view = sequence(publication.handbook.catalogues, source_path)
    return Renderer(publication, lambda: url).render("stepper.html", view=view) if view else ""


def running_text(handbook: Handbook, revision: str) -> str:
    """Returns, as a style sheet, what stands at the foot of every printed sheet: the site, its day and its revision."""
    parts = [handbook.site.name or "Handbook for makers of IoT products"]
    if handbook.product and handbook.product.as_of:
        parts.append(f"as of {handbook.product.as_of.isoformat()}")
    if revision:
        parts.append(f"source {revision}")
    words = _NOT_PLAIN.sub(lambda found: f"\\{ord(found[0]):x} ", " | ".join(" ".join(part.split()) for part in parts))
    return f'@page {{ @bottom-left {{ content: "{words}"; }} }}\n'


def colours(site: Site) -> str:
    """Returns the product's colours as a style sheet; empty where it names none."""
    rules = []
    if site.colours and site.colours.primary:
        names = ("--md-primary-fg-color", "--md-primary-fg-color--light", "--md-primary-fg-color--dark")
        rules += [f"{name}: {site.colours.primary};" for name in names]
    if site.colours and site.colours.accent:
        rules.append(f"--hb-accent: {site.colours.accent};")
    return f":root {{ {' '.join(rules)} }}\n" if rules else "/* the product names no colours */\n"
