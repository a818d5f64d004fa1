"""What `product.yaml` says: its format, how much is asked, what holds for all files, how the site presents itself, the product."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, TypeVar

from pydantic import SkipValidation

from handbook.schema.fields import Colour, Many, Part, Plain, YesNo, expected
from handbook.schema.file_top import Defaults, SignOff
from handbook.schema.record import Visibility
from handbook.schema.records.product import Product
from handbook.schema.shared_file import SaidOfShared

PRODUCT_FILE = "product.yaml"
FORMAT = "1"
"""The format of YAML that this version reads."""

Depth = Literal["full", "minimum"]
"""How much a handbook is asked: all questions, or those that the minimum for a small team has."""

Presented = Literal["worked example", "our product"]
"""What the product is to the reader: an example to learn from, or the product that the publisher makes."""


class Colours(Part):
    """Colours of the site, as `#rrggbb`."""

    primary: Colour = None
    """Header and links in the light scheme. White text must be readable on it."""
    accent: Colour = None
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
    published_for: Visibility | None = None
    """For whom `build` and `export` make what they write, where neither the variable `AUDIENCE` nor an option says so: `public` when left out.
    What only others may read is left out. With `internal`, everything is published."""
    language: Plain | None = None
    """Language in which the site and the check speak, as a code: English when left out. The product's own words stay as they are written.
    Example: `de`."""
    logo: Plain | None = None
    """Image in `files/`, shown in the header."""
    colours: Colours | None = None
    """Colours of the site."""
    previous: Plain | None = None
    """The previous release, for the page *What changed*: the file `handbook.json` that the build of that release wrote, kept in `files/`.
    Example: `releases/handbook-2026-08-03.json`."""


T = TypeVar("T")
Apart = Annotated[T, SkipValidation]
"""A group of fields that is read by itself, so that what is wrong in it is told of the group and not of the file."""


class ProductFile(Part):
    """All of `product.yaml`."""

    is_file: ClassVar[bool] = True

    format: Apart[Plain | None] = None
    """Format of the YAML."""
    depth: Depth = "full"
    """How much is asked: all questions, or those of the minimum for a small team."""
    inherits: Many[Plain] = ()
    """Folders of shared records, each by its path from this one; the records count as if they were written here. Example: `../organisation`."""
    overrides: Many[SaidOfShared] = ()
    """Shared records in whose place this product has a record of its own, with the same id."""
    leaves_out: Many[SaidOfShared] = ()
    """Shared records that this product does not have."""
    defaults: Apart[Defaults | None] = None
    """What holds for each record of any file that leaves the field out."""
    sign_off: Apart[Many[SignOff]] = ()
    """Who assessed which records of any file, and when."""
    site: Apart[Site] = Site()
    """How the product's handbook presents itself."""
    product: Apart[Product | None] = None
    """The product as a whole."""
