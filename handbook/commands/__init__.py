"""The commands of `handbook`, one module each.

Each module has `add`, which adds its words to the parser, and `run`, which does what they ask and returns the exit code.
Only these modules print. Neighbours: `handbook.commands.cli` (the parser), `handbook.pipeline` (what all of them call).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from handbook.reading.configuration import configuration
from handbook.reading.environment import DEFAULT_PRODUCT, PRODUCT_VARIABLE

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where a command adds its parser."""

PLAIN = re.compile(r"^(?!-)(?=[0-9.-]*[A-Za-z_/])[A-Za-z0-9_./-]++\Z")
"""A word that needs no quotes, neither in YAML nor in a shell; digits alone would be a number to YAML."""
OTHER_THAN_TEXT = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
"""Words that YAML takes for something else, in any case of letters."""


def add_product(parser: argparse.ArgumentParser) -> None:
    """Adds the option that names the product's folder; where it is left out, `product_of` tells the folder."""
    parser.add_argument(
        "--product",
        metavar="DIR",
        help=f"folder of the product (default: ${PRODUCT_VARIABLE}, or what mkdocs.yml names, or {DEFAULT_PRODUCT})",
    )


def product_of(options: argparse.Namespace) -> str:
    """Returns the folder that the option names, else the one that a build in this folder would take. Raises ConfigurationError."""
    return str(options.product or configuration(Path(), os.environ).product)


def in_yaml(word: str) -> str:
    """Returns a text as it may stand in a list of YAML, in quotes where it must."""
    return word if PLAIN.match(word) and word.lower() not in OTHER_THAN_TEXT else json.dumps(word, ensure_ascii=False)


def in_shell(word: str, *, windows: bool = os.name == "nt") -> str:
    """Returns the name of a file or a folder as one word of a command line, in quotes where it must."""
    word = f"./{word}" if word.startswith("-") else word  # else it would be an option
    return subprocess.list2cmdline([word]) if windows else shlex.quote(word)


def write_all(folder: Path, texts: Mapping[str, str], command: str) -> bool:
    """Writes texts below a folder by their relative paths; says on the error stream where that fails, and returns whether it worked."""
    try:
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        print(f"handbook {command}: '{folder.as_posix()}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
        return False
    return True
