"""The command `handbook` itself: reads a command line, runs the one command that it names, and returns the exit code.

What a command needs is imported once the words are understood, so that help and a misspelt word do not wait for it.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

from handbook.commands.parser import module_of, parser_for


def main(arguments: list[str] | None = None) -> int:
    """Runs the command and returns its exit code: 0 without errors, 1 with errors, 2 for a wrong call."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else arguments
    options = parser_for(words).parse_args(words)
    from handbook.reading.configuration import ConfigurationError, configuration

    try:
        if "product" in options and not options.product:
            options.product = configuration(Path(), os.environ).product
        return int(import_module(f"handbook.commands.{module_of(options.command)}").run(options))
    except ConfigurationError as error:
        print(f"handbook {options.command}: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - lives until the process ends
        return 1


if __name__ == "__main__":
    sys.exit(main())
