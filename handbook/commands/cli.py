"""The command `handbook`: its parser. What each command does stands in `handbook.commands`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from handbook.commands import catalog, check, migrate, new, product_of, schema
from handbook.reading.configuration import ConfigurationError

COMMANDS = (new, check, schema, migrate, catalog)


def main(arguments: list[str] | None = None) -> int:
    """Runs the command and returns its exit code: 0 without errors, 1 with errors, 2 for a wrong call."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = argparse.ArgumentParser(prog="handbook", description="Works on the YAML of a product's handbook.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    options = parser.parse_args(arguments)
    try:
        if "product" in options:
            options.product = product_of(options)
        return int(options.run(options))
    except ConfigurationError as error:
        print(f"handbook {options.command}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - lives until the process ends
        return 1


if __name__ == "__main__":
    sys.exit(main())
