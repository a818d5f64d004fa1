"""`handbook portfolio`: the saved handbooks of several products as one entrance."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from handbook.audience.levels import NAMES
from handbook.catalogs.catalogue import load_catalogues
from handbook.commands.writing import write_all
from handbook.compare.portfolio import Member, Portfolio, named_apart
from handbook.compare.sides import Side, saved_side
from handbook.findings.diagnostics import SEVERITIES, Severity
from handbook.languages.language import SOURCE, Language, UnknownLanguageError, languages
from handbook.languages.said import Said, joined, n, phrases, t, told, told_of
from handbook.outputs.portfolio.as_site import files
from handbook.pipeline import uncollected
from handbook.reading.portfolio import ReadPortfolio, read_portfolio
from handbook.reading.saved import SavedError
from handbook.reading.speaking import language_asked
from handbook.schema.product_file import Site


def run(options: argparse.Namespace) -> int:
    """Writes the portfolio's pages; returns 1, and writes nothing, where list, handbooks or translations cannot be read, and 2 where nothing can be written."""
    stated = read_portfolio(options.file)
    with uncollected():
        sides, refused = _sides(stated, options.file.parent)
        try:
            language = _language(sides, options)
        except UnknownLanguageError as error:
            print(f"handbook portfolio: {error}", file=sys.stderr)
            return 2
        wrong = (*stated.diagnostics, *language.diagnostics)
        for one in wrong:
            place = f"{(options.file.parent / one.place.file).as_posix()}:{one.place.line}:{one.place.column}"
            words = phrases(language)
            print(f"{place}: {SEVERITIES[one.severity].in_language(words)}: {one.in_language(words)}", file=sys.stderr)
        for sentence in refused:
            print(f"handbook portfolio: {told(sentence, language)}", file=sys.stderr)
        if wrong or refused:
            return 1
        return _written(_joined(stated, sides, language), options)


def _language(sides: list[Side], options: argparse.Namespace) -> Language:
    """Returns the language that an option or the environment asks for, else the one that all products name, else English. Raises UnknownLanguageError.

    Translations of the maker's own stand in the folder `languages` beside the list. One that only a product brings is not there, so English stands.
    """
    named = {side.language or SOURCE for side in sides}
    folder = options.file.parent
    shared = named.pop() if len(named) == 1 else SOURCE
    return language_asked(os.environ, Site(language=shared if shared in languages(folder) else SOURCE), folder, options.language)


def _written(portfolio: Portfolio, options: argparse.Namespace) -> int:
    if not write_all(options.out, files(portfolio), "portfolio"):
        return 2
    audiences = portfolio.audiences()
    if len(audiences) > 1:
        named = [t("{number} for {readers} ('{product}')", number=len(some), readers=NAMES[one], product=some[0].name) for one, some in audiences.items()]
        mixed = t(
            "handbooks for different readers are joined: {named}; show what comes of it to {widest} alone",
            named=joined(", ", named),
            widest=NAMES[list(audiences)[-1]],
        )
        severity = SEVERITIES[Severity.WARNING].in_language(phrases(portfolio.language))
        print(f"handbook portfolio: {severity}: {portfolio.says(mixed)}", file=sys.stderr)
    cases = len(portfolio.open_cases())
    what = t(
        "{folder}: {products}, {cases}; '{command}' builds the site",
        folder=options.out.as_posix(),
        products=n("{number} product", "{number} products", len(portfolio.members)),
        cases=n("{number} open vulnerability", "{number} open vulnerabilities", cases),
        command=f"mkdocs build -f {(options.out / 'mkdocs.yml').as_posix()}",
    )
    print(portfolio.says(what))
    return 0


def _sides(stated: ReadPortfolio, folder: Path) -> tuple[list[Side], list[Said]]:
    """Returns the saved handbooks, and a sentence for each that cannot be read in full."""
    catalogues = load_catalogues()
    sides, refused = [], []
    for product in stated.products:
        try:
            side = saved_side(product.handbook, folder / product.handbook, catalogues)
        except SavedError as error:
            refused.append(error.told)
            continue
        if side.errors:
            refused.append(
                t(
                    "'{file}' holds {number} values that cannot be read, first: {sentence}",
                    number=len(side.errors),
                    file=product.handbook,
                    sentence=told_of(side.errors[0]),
                )
            )
        sides.append(side)
    return sides, refused


def _joined(stated: ReadPortfolio, sides: list[Side], language: Language) -> Portfolio:
    names = named_apart(side.handbook.name or Path(side.name).parent.name or side.name for side in sides)
    members = []
    for name, side, product in zip(names, sides, stated.products, strict=True):
        site = f"{product.site.rstrip('/')}/" if product.site else ""
        as_of = side.handbook.product.as_of if side.handbook.product else None
        members.append(Member(name, site, side.handbook, as_of.isoformat() if as_of else ""))
    return Portfolio(stated.title, tuple(members), language)
