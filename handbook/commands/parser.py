"""The words of the command line: every command of `handbook` with its options and their help, and nothing that runs one.

The options of a command are added once it is called by its name, since some of them take their choices from a file.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from keyword import iskeyword
from pathlib import Path

from handbook.authoring import SCHEMA_FOLDER
from handbook.authoring.choices import choices
from handbook.outputs.findings.formats import FORMATS
from handbook.reading.environment import (
    AUDIENCE_VARIABLE,
    DAY_VARIABLE,
    DEFAULT_PRODUCT,
    ENGINES,
    LANGUAGE_VARIABLE,
    PORTFOLIO_FILE,
    PRODUCT_VARIABLE,
    RELEASE_VARIABLE,
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command; the module of its name in this package runs it (`module_of`)."""

    name: str
    does: str
    """What it does, in the words of the list of commands."""
    add_options: Callable[[argparse.ArgumentParser], None]
    """Adds its options and their help to its parser."""


def parser_for(words: Sequence[str]) -> argparse.ArgumentParser:
    """Returns the parser that reads a command line of these words: all commands, with the options of those that the words name."""
    parser = argparse.ArgumentParser(prog="handbook", description="Works on the YAML of a product's handbook.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        own = commands.add_parser(command.name, help=command.does)
        if command.name in words:
            command.add_options(own)
    return parser


def module_of(command: str) -> str:
    """Returns the name of the module that runs a command: its own, with `_` behind a word that Python keeps for itself."""
    return f"{command}_" if iskeyword(command) else command


def _product(parser: argparse.ArgumentParser) -> None:
    """Adds the option that names the product's folder; where it is left out, the command line tells the folder."""
    parser.add_argument(
        "--product",
        metavar="DIR",
        help=f"folder of the product (default: ${PRODUCT_VARIABLE}, or what mkdocs.yml names, or {DEFAULT_PRODUCT})",
    )


def _language(parser: argparse.ArgumentParser, what: str = "the answer", otherwise: str = "that of the product") -> None:
    """Adds the option that names the language of what a command says."""
    parser.add_argument("--language", metavar="CODE", help=f"language of {what}, such as de (default: ${LANGUAGE_VARIABLE}, or {otherwise})")


def _new(parser: argparse.ArgumentParser) -> None:
    offered = choices()
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder to make; one that holds anything is refused, unless --with adds files to it")
    parser.add_argument("--name", help="name of the product; the site is called after it")
    parser.add_argument("--maker", help="name of its manufacturer")
    trades = "; ".join(f"{name}: {title}" for name, title in offered.sectors.items())
    parser.add_argument(
        "--sector", action="append", default=[], metavar="NAME", help=f"trade in which it is used, several with commas; adds what to ask there first. {trades}"
    )
    parser.add_argument(
        "--inherits",
        action="append",
        default=[],
        type=Path,
        metavar="DIR",
        help="folder of shared records that the product inherits; may be given several times",
    )
    parser.add_argument(
        "--shared", action="store_true", help="make a folder of records that several products share, and no product; --name is what it is called"
    )
    parser.add_argument("--small", action="store_true", help="the minimum for a small team: fewer files, fewer questions")
    parser.add_argument(
        "--with",
        action="append",
        default=[],
        dest="also",
        metavar="FILE",
        help=f"file to make that the minimum leaves out, or that DIR lacks; several with commas: {', '.join(offered.files)}",
    )


def _check(parser: argparse.ArgumentParser) -> None:
    _product(parser)
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="how to print: for people, programs, forges (default: text)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there instead of printing")
    _language(parser)
    parser.add_argument("--watch", action="store_true", help="check again whenever a file of the product is saved")
    parser.add_argument("--release", action="store_true", help=f"fail for gaps, and for what is stale, as well as for errors (also: {RELEASE_VARIABLE}=1)")
    parser.add_argument(
        "--strict-release", action="store_true", help=f"fail for every finding that is not exempt, warnings too (also: {RELEASE_VARIABLE}=strict)"
    )
    parser.add_argument("--today", metavar="DAY", help=f"the day to judge by, instead of the product's as_of (also: {DAY_VARIABLE})")


def _export(parser: argparse.ArgumentParser) -> None:
    _product(parser)
    parser.add_argument("form", nargs="?", metavar="FORMAT", help="format to write; --list has them all")
    parser.add_argument("--out", metavar="FILE", help="file or folder to write to, or - for the standard output (default: the format's own name, here)")
    parser.add_argument("--paper", metavar="SIZE", help="of a PDF: the size of paper, a4 or letter (default: a4)")
    parser.add_argument("--chapter", metavar="NAME", help="of the handbook as a PDF: one chapter alone, such as activity-6 or product-model")
    parser.add_argument(
        "--audience",
        metavar="WHO",
        help=f"for whom: public, assessor or internal; leaves out what is for others (default: ${AUDIENCE_VARIABLE}, or what product.yaml names, or public)",
    )
    _language(parser, "what is made for people")
    parser.add_argument("--list", action="store_true", help="list the formats, with what each is for")


def _import(parser: argparse.ArgumentParser) -> None:
    _product(parser)
    parser.add_argument("file", type=Path, metavar="XLSX", help="workbook that 'handbook export' made (xlsx, assessor-workbook), with what somebody typed")
    parser.add_argument("--write", action="store_true", help="write the changes; without it they are shown")
    parser.add_argument("--delete", action="store_true", help="take out records, and entries of lists, whose row is not there any more; without it they stay")
    _language(parser)


def _impact(parser: argparse.ArgumentParser) -> None:
    _product(parser)
    parser.add_argument("what", nargs="*", metavar="WHAT", help="the record that changes: its id, or words of its title in quotes; several are one change")
    parser.add_argument("--supplier", action="append", default=[], metavar="WHAT", help="an entity that changes, or goes")
    parser.add_argument("--vulnerability", action="append", default=[], metavar="WHAT", help="a vulnerability that is new, or worse than was known")
    parser.add_argument("--customer", action="append", default=[], metavar="WHAT", help="a customer group that changes")
    parser.add_argument("--end-of-support", metavar="WHAT", help="a part, component, supplier or external system whose support ends")
    parser.add_argument("--on", metavar="DAY", help="with --end-of-support: the day on which it ends, where it is not the one that the record names")
    parser.add_argument("--added", metavar="KIND", help="a record of this kind is added, such as customer: what rests on those that are there")
    parser.add_argument("--only", action="append", default=[], metavar="KIND", help="show records of these kinds alone, several with commas")
    parser.add_argument("--within", type=int, metavar="LINKS", help="show what is at most so many links away")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print: for people, for programs (default: text)")


def _diff(parser: argparse.ArgumentParser) -> None:
    _product(parser)
    side = "a folder, a saved handbook.json, or a revision of the repository, with :path/to/product where the product stood elsewhere"
    parser.add_argument("old", nargs="?", metavar="OLD", help=f"the earlier state: {side} (default: HEAD)")
    parser.add_argument("new", nargs="?", metavar="NEW", help="the later state, named likewise (default: the product's folder as it stands)")
    parser.add_argument("--only", action="append", default=[], metavar="KIND", help="tell of records of these kinds alone, several with commas")
    parser.add_argument("--within", default="1", metavar="LINKS", help="list what to look at again up to so many links away, or all (default: 1)")
    parser.add_argument("--audience", metavar="WHO", help="tell what those may read: public, assessor or internal (default: internal, which is all)")
    parser.add_argument("--catalog", action="store_true", help="OLD and NEW are two editions of a reference document, as YAML of handbook/catalogs/")
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text", help="how to print: for people, programs, a comment (default: text)")
    parser.add_argument("--output", type=Path, metavar="FILE", help="write there instead of printing")
    _language(parser)
    parser.add_argument("--exit-code", action="store_true", help="exit with 1 where anything differs")


def _portfolio(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", default=Path(PORTFOLIO_FILE), metavar="FILE", help=f"list of the products (default: {PORTFOLIO_FILE})")
    parser.add_argument("--out", type=Path, default=Path("portfolio"), metavar="DIR", help="folder to write the source of a site to (default: portfolio)")
    _language(parser, "answer and pages", "the one of all its products, or en")


def _release(parser: argparse.ArgumentParser) -> None:
    _product(parser)
    parser.add_argument("name", nargs="?", metavar="NAME", help="freeze the handbook as it is under this name, such as 2.4")
    parser.add_argument("--list", action="store_true", help="list the releases")
    parser.add_argument("--verify", action="store_true", help="tell whether every file of every release is as it was released")
    parser.add_argument("--withdraw", metavar="NAME", help="say that a release no longer holds; its pages stay and tell so")
    parser.add_argument("--redact", metavar="NAME", help="take what a release holds out of the store and off the site, and say so at its addresses")
    parser.add_argument("--reason", metavar="TEXT", help="with --withdraw and --redact: why, in a sentence that readers are shown")
    parser.add_argument("--today", metavar="DAY", help=f"the day of it (default: ${DAY_VARIABLE}, or as_of in product.yaml, or that of the last commit)")
    parser.add_argument(
        "--audience", metavar="WHO", help=f"for whom: public, assessor or internal (default: ${AUDIENCE_VARIABLE}, or what product.yaml names, or public)"
    )
    parser.add_argument("--draft", action="store_true", help="release a product with gaps, or with files that are not committed; the release says so")
    parser.add_argument("--strict-release", action="store_true", help="refuse a product with warnings too")
    parser.add_argument("--pdf", action="store_true", help="put the PDFs into it too")
    _language(parser)
    parser.add_argument("--engine", choices=tuple(ENGINES), default="mkdocs", help="what builds its site (default: mkdocs)")


def _schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, nargs="?", default=Path(SCHEMA_FOLDER), metavar="DIR", help=f"where to write (default: {SCHEMA_FOLDER})")


def _languages(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("codes", nargs="*", metavar="CODE", help="languages to look at, such as de (default: all that come with the handbook)")
    parser.add_argument("--in", dest="folder", type=Path, metavar="DIR", help="folder of a product whose own translations are meant")
    parser.add_argument("--update", action="store_true", help="write today's English into the catalogues first, translations kept")
    parser.add_argument("--all", action="store_true", help="tell every entry, and not the first of each catalogue")


def _migrate(parser: argparse.ArgumentParser) -> None:
    _product(parser)
    parser.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")


def _catalog(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    imported = actions.add_parser("import", help="take NIST's official wording of the CSF 2.0 from its published JSON file")
    imported.add_argument("file", type=Path, help="the OSCAL catalogue of the CSF 2.0, or the JSON export of NIST's reference tool")


COMMANDS = (
    Command("new", "write an empty product folder, with what to write in each file", _new),
    Command("check", "list everything that is wrong or missing, without building the site", _check),
    Command("impact", "list what needs another look when something changes, with the reasons", _impact),
    Command("diff", "tell what differs between two states of a product, and what to look at again", _diff),
    Command("export", "write the product as a file that assessors, customers or their tools ask for", _export),
    Command("import", "take what somebody wrote into a workbook of ours back into the YAML", _import),
    Command("portfolio", "join the saved handbooks of several products into one entrance", _portfolio),
    Command("release", "freeze the handbook as it is, verify earlier releases, withdraw or redact one", _release),
    Command("schema", "write JSON Schema for each YAML file, for editors", _schema),
    Command("languages", "tell what of the handbook's own words is not translated, or older than its English", _languages),
    Command("migrate", "bring a product's YAML to the present format, keeping comments and order", _migrate),
    Command("catalog", "work with the reference documents", _catalog),
)
"""Every command, in the order of the list."""
