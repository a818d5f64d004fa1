"""What `portfolio.yaml` says: the products of one maker, each with its saved handbook and the address of its site."""

from __future__ import annotations

from handbook.schema.fields import Many, Part, Plain


class PortfolioProduct(Part):
    """One product of the maker."""

    handbook: Plain
    """The file `handbook.json` that the build of its handbook wrote, by its path from the folder of this file. Example: `builds/lift-monitor/handbook.json`."""
    site: Plain | None = None
    """Where its handbook is published: an https address, or a path from the portfolio's own site. Without it nothing leads there."""


class PortfolioFile(Part):
    """The products of one maker."""

    title: Plain
    """Name of the portfolio, as its pages show it. Example: `Handbooks of our products`."""
    products: Many[PortfolioProduct]
    """The products, in any order."""
