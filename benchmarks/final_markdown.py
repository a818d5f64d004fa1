"""What tools get that build the same site from its final Markdown: the pages, and a configuration without any code of ours."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from macros.final.site import FinalSite, as_yaml, extensions, final_site, typed, write_docs
from macros.site.publishing import UnpublishableError
from macros.site.report import Report

ROOT = Path(__file__).parents[1]


def write_final_markdown(product: Path, folder: Path) -> int:
    """Writes the final Markdown of a product's site, with its assets, to `folder/docs`, and two configurations; returns how many pages there are.

    `plain.yml` is one with the same theme, extensions and menu, whose one plugin is the search; `zensical.yml` the same without our changes to the theme.
    Raises UnpublishableError.
    """
    site = final_site(ROOT, {**os.environ, "WORKED_EXAMPLE": str(product)}, _tell)
    write_docs(site, folder / "docs")
    (folder / "plain.yml").write_text(as_yaml(plain_configuration(site, theme=True)), encoding="utf-8")
    (folder / "zensical.yml").write_text(as_yaml(plain_configuration(site, theme=False)), encoding="utf-8")
    return len(site.pages)


def plain_configuration(site: FinalSite, *, theme: bool) -> dict[str, Any]:
    """Returns our configuration without our hook and macros; with our changes to the theme, or, for another engine, without."""
    looks = typed(site.settings["theme"])
    looks.pop("custom_dir")
    if theme:
        looks["custom_dir"] = str(ROOT / "macros" / "theme")
    else:  # our own icons stand among our changes to the theme
        looks.pop("icon")
    return {
        "site_name": site.name,
        "docs_dir": "docs",
        "theme": looks,
        "extra_css": ["assets/site.css"],
        "plugins": ["search"],
        "markdown_extensions": extensions(site),
        "nav": site.menu,
        "not_in_nav": "records/\nregisters/\nreferences/\npages/\ncoverage/\nassessments/\n",
    }


def _tell(told: Report) -> None:
    if told.refusal:
        raise UnpublishableError(told.refusal)
