"""`handbook portfolio`: the saved handbooks of several products as one entrance."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from handbook.audience.levels import NAMES
from handbook.catalogs.catalogue import load_catalogues
from handbook.commands.writing import write_all
from handbook.compare.portfolio import Member, Portfolio, named_apart
from handbook.compare.sides import Side, saved_side
from handbook.outputs.portfolio.as_site import files
from handbook.pipeline import uncollected
from handbook.reading.portfolio import ReadPortfolio, read_portfolio
from handbook.reading.saved import SavedError


def run(options: argparse.Namespace) -> int:
    """Writes the portfolio's pages; returns 1, and writes nothing, where the list or a saved handbook cannot be read, and 2 where nothing can be written."""
    stated = read_portfolio(options.file)
    for one in stated.diagnostics:
        print(f"{(options.file.parent / one.place.file).as_posix()}:{one.place.line}:{one.place.column}: {one.severity.value}: {one.sentence}", file=sys.stderr)
    with uncollected():
        return _written(stated, options)


def _written(stated: ReadPortfolio, options: argparse.Namespace) -> int:
    sides, refused = _sides(stated, options.file.parent)
    for sentence in refused:
        print(f"handbook portfolio: {sentence}", file=sys.stderr)
    if stated.diagnostics or refused:
        return 1
    portfolio = _joined(stated, sides)
    if not write_all(options.out, files(portfolio), "portfolio"):
        return 2
    audiences = portfolio.audiences()
    if len(audiences) > 1:
        named = ", ".join(f"{len(members)} for {NAMES[one]} ('{members[0].name}')" for one, members in audiences.items())
        widest = NAMES[list(audiences)[-1]]
        print(f"handbook portfolio: warning: handbooks for different readers are joined: {named}; show what comes of it to {widest} alone", file=sys.stderr)
    cases = len(portfolio.open_cases())
    told = f"{len(sides)} product{'' if len(sides) == 1 else 's'}, {cases} open vulnerabilit{'y' if cases == 1 else 'ies'}"
    print(f"{options.out.as_posix()}: {told}; 'mkdocs build -f {(options.out / 'mkdocs.yml').as_posix()}' builds the site")
    return 0


def _sides(stated: ReadPortfolio, folder: Path) -> tuple[list[Side], list[str]]:
    """Returns the saved handbooks, and a sentence for each that cannot be read in full."""
    catalogues = load_catalogues()
    sides, refused = [], []
    for product in stated.products:
        try:
            side = saved_side(product.handbook, folder / product.handbook, catalogues)
        except SavedError as error:
            refused.append(str(error))
            continue
        if side.errors:
            refused.append(f"'{product.handbook}' holds {len(side.errors)} values that cannot be read, first: {side.errors[0].sentence}")
        sides.append(side)
    return sides, refused


def _joined(stated: ReadPortfolio, sides: list[Side]) -> Portfolio:
    names = named_apart(side.handbook.name or Path(side.name).parent.name or side.name for side in sides)
    members = []
    for name, side, product in zip(names, sides, stated.products, strict=True):
        site = f"{product.site.rstrip('/')}/" if product.site else ""
        as_of = side.handbook.product.as_of if side.handbook.product else None
        members.append(Member(name, site, side.handbook, as_of.isoformat() if as_of else ""))
    return Portfolio(stated.title, tuple(members))
