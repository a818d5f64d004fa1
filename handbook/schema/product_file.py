"""What `product.yaml` says beside the product: how much is asked, and how the site presents itself."""

from __future__ import annotations

from typing import Literal

from handbook.schema.fields import Part, Plain, YesNo, expected

Depth = Literal["full", "minimum"]
"""How much a handbook is asked: all questions, or those that the minimum for a small team has."""

Presented = Literal["worked example", "our product"]
"""What the product is to the reader: an example to learn from, or the product that the publisher makes."""


class Colours(Part):
    """Colours of the site, as `#rrggbb`."""

    primary: Plain | None = None
    """Header and links in the light scheme. White text must be readable on it."""
    accent: Plain | None = None
    """Hover and focus."""


class Site(Part):
    """How the product's handbook presents itself."""

    name: Plain | None = expected()
    """Name of the site. Example: `Lift monitor security handbook`."""
    tagline: Plain | None = None
    """One sentence under the name on the home page."""
    notice: Plain | None = None
    """A sentence shown on every page about the product. Example: that maker and product are fictional."""
    presented_as: Presented | None = None
    """What menus and headings call the product: `worked example` when left out, `our product` for one that you make."""
    project_pages: YesNo | None = None
    """Whether the site has the menus *Make it yours* and *Contributing*, which speak of the handbook and not of the product. When left out:
    yes for a `worked example`, no for `our product`."""
    logo: Plain | None = None
    """Image in `files/`, shown in the header."""
    colours: Colours | None = None
    """Colours of the site."""
