"""The style sheet of the site: our sheets as one, the product's colours, and the running text of print-outs."""

from __future__ import annotations

import re

from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.schema.product_file import Site

SHEET = "assets/site.css"
"""The one sheet that pages ask for."""
PARTS = ("assets/handbook.css", "assets/diagrams.css", "assets/tables.css")
"""The sheets of which it is made, in their order: each on its own would be a request before the first painting."""

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 .,:|()-]")


def site_sheet(parts: str, handbook: Handbook, revision: str) -> str:
    """Returns the whole sheet: `parts` as they stand, and after them what the product decides."""
    return parts + colours(handbook.site) + running_text(handbook, revision)


def running_text(handbook: Handbook, revision: str) -> str:
    """Returns, as a style sheet, what stands at the foot of every printed sheet: the site, its day and its revision."""
    parts = [handbook.site.name or handbook.says(t("Handbook for makers of IoT products"))]
    if handbook.product and handbook.product.as_of:
        parts.append(handbook.says(t("as of {day}", day=handbook.product.as_of)))
    if revision:
        parts.append(handbook.says(t("source {revision}", revision=revision)))
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
