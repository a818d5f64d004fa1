"""Runs the Nu HTML checker on every page, style sheet and SVG of the site: `python -m tests.nu_crawl [SITE]`.

Without a folder of a built site, that of the worked example is built. Needs the tools that `python run.py test` fetches.
The tests look at the pages of each template and at some of the many records; this looks at all.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.support.building import build
from tests.support.nu import checkable, findings


def main(words: list[str]) -> int:
    """Prints what is found, and returns 1 if there is anything."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(words[0]).resolve() if words else build(Path(folder) / "site", "worked_example", "--strict").site
        start = time.monotonic()
        files = checkable(site)
        found = findings(site, files)
    print(*found, sep="\n", end="\n" if found else "")
    print(f"{len(files)} files, {time.monotonic() - start:.0f} s: {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
