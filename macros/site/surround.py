"""What stands around the text of a page: the line at its foot, the banner of errors, the nine activities above a page of one."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from handbook.languages.said import Said, t, told
from handbook.model.handbook import Handbook
from handbook.reading.releases import Frozen
from handbook.schema.record import Visibility
from handbook.views.pages.activity import sequence
from macros.render.environment import render
from macros.render.escaping import show
from macros.site.links import render_page
from macros.site.publication import Publication

READERS: Mapping[Visibility, str] = {
    "public": t("Made for the public: what only others may read is left out."),
    "assessor": t("Made for assessors: what only the maker's own people may read is left out."),
    "internal": t("Nothing is left out, internal records included."),
}
"""What a site says of whom it is made for."""


def footer(handbook: Handbook, revision: str = "", release: Frozen | None = None) -> Markup:
    """Returns the line at the foot of every page: release, editions, the day and the readers it speaks for, the product's notice, the source's revision."""
    parts: list[str] = [t("Release {name} of this handbook, of {day}.", name=release.name, day=release.day)] if release else []
    parts.append(t("Follows {edition}.", edition=edition(handbook)))
    if handbook.product and handbook.product.as_of:
        parts.append(t("As of {day}.", day=handbook.product.as_of))
    parts.append(READERS[handbook.audience])
    if handbook.site.notice:
        parts.append(handbook.site.notice)
    parts.append(t("Not endorsed by NIST; not legal advice."))
    if revision:
        parts.append(t("Source revision {revision}.", revision=revision))
    return show(" ".join(told(part, handbook.language) for part in parts))


def edition(handbook: Handbook) -> Said:
    """Returns the documents that the handbook follows, each with its edition."""
    activities, csf = handbook.catalogues.activities, handbook.catalogues.documents["CSF"]
    return t(
        "{document} ({edition}, {date}) and {csf} ({csf_edition})",
        document=activities.document,
        edition=activities.edition,
        date=activities.date,
        csf=csf.short,
        csf_edition=csf.edition,
    )


def banner(publication: Publication) -> str:
    """Returns the list of errors that is shown on top of every page while serving."""
    return render("banner.html", publication.language, errors=publication.errors, folder=publication.shown.folder)


def stepper(publication: Publication, source_path: str, url: str) -> str:
    """Returns the nine activities with the place of the page among them; empty for a page of no activity."""
    view = sequence(publication.handbook.catalogues, source_path)
    return render_page(publication, url, "stepper.html", view=view) if view else ""
