"""Reads `portfolio.yaml`: which products stand in a portfolio, and what is wrong with its form or with a file that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import Sentence, say
from handbook.schema.fields import refused_scheme
from handbook.schema.portfolio_file import PortfolioFile, PortfolioProduct
from handbook.schema.validate import validate
from handbook.source.yaml_text import read


@dataclass(frozen=True, slots=True)
class ReadPortfolio:
    """What a portfolio file says, as far as it can be read."""

    title: str = ""
    products: tuple[PortfolioProduct, ...] = ()
    """Those whose saved handbook is there, in the order of the file, each file once."""
    diagnostics: tuple[Diagnostic, ...] = ()


def read_portfolio(path: Path) -> ReadPortfolio:
    """Returns what a portfolio file says, and what is wrong with it; the files that it names are looked for and not read."""
    document, diagnostics = read(path, path.name)
    if document is None:
        return ReadPortfolio(diagnostics=tuple(diagnostics))
    found = validate(PortfolioFile, document.root, document, say("part.a-portfolio"))
    told = [*diagnostics, *found.diagnostics]
    if found.record is None:
        return ReadPortfolio(diagnostics=tuple(told))
    if not found.record.products:
        message, right = say("unknown-value.portfolio-empty"), say("unknown-value.portfolio-empty.right")
        told += [] if told else [make("unknown-value", document.place(("products",), root=found.node), message, right)]
    products: dict[str, PortfolioProduct] = {}
    for position, product in enumerate(found.record.products):
        wrong = _wrong(product, path.parent, products)
        if wrong is None:
            products[product.handbook] = product
        else:
            field, sentence, right = wrong
            place = document.place(("products", position, field), root=found.node)
            told.append(make("unknown-value", place, sentence, right, found=str(getattr(product, field))))
    return ReadPortfolio(found.record.title, tuple(products.values()), tuple(told))


def _wrong(product: PortfolioProduct, folder: Path, before: Mapping[str, PortfolioProduct]) -> tuple[str, Sentence, Sentence] | None:
    """Returns the field of an entry that cannot be taken, why, and what was expected; None where it can."""
    if product.handbook in before:
        return "handbook", say("unknown-value.portfolio-twice", file=quoted(product.handbook)), say("unknown-value.portfolio-twice.right")
    if not (folder / product.handbook).is_file():
        return "handbook", say("unknown-value.portfolio-missing", file=quoted(product.handbook)), say("unknown-value.portfolio-missing.right")
    if product.site and refused_scheme(product.site):
        return "site", say("unknown-value.portfolio-site", site=quoted(product.site)), say("unknown-value.portfolio-site.right")
    return None
