"""The command `python -m macros.hosting`: writes the headers of the site in the form of each usual host."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from handbook.reading.configuration import ConfigurationError, configuration
from macros.site.headers import HOSTS


def main() -> int:
    """Runs the command and returns its exit code. The address of the site, if the configuration knows it, tells where on its host it stands."""
    parser = argparse.ArgumentParser(prog="run.py hosting", description=__doc__)
    parser.add_argument("--folder", default="hosting", help="where the files are written, 'hosting' where nothing is said")
    options = parser.parse_args()
    try:
        address = configuration(Path.cwd(), os.environ).site_url
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 1
    base = urlsplit(address).path or "/"
    folder = Path.cwd() / options.folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in HOSTS.items():
        (folder / name).write_text(write(base), encoding="utf-8", newline="\n")
    print(f"{len(HOSTS)} files in {options.folder}, for a site at {base}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
