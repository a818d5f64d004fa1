"""The command `python -m macros.provenance`: writes into a built site what it was built with, and the hash of each file."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from pathlib import Path

from handbook.exports.packing import as_json
from handbook.reading.configuration import ConfigurationError, configuration
from handbook.reading.source_revision import revision
from macros.site.bill_of_materials import bill_of_materials

LOCKS = ("requirements.lock", "requirements-properdocs.lock", "requirements-zensical.lock")
"""Lock files of what may build a site; the first is that of every build."""
LIST, BILL, STATEMENT = "SHA256SUMS", "sbom.cdx.json", "build.json"


def main() -> int:
    """Runs the command and returns its exit code."""
    parser = argparse.ArgumentParser(prog="run.py provenance", description=__doc__)
    parser.add_argument("--site-dir", default="site", metavar="FOLDER", help="the built site, 'site' where nothing is said")
    parser.add_argument("--engine", default="mkdocs", choices=("mkdocs", "properdocs", "zensical"), help="what built it")
    options = parser.parse_args()
    root, site = Path.cwd(), Path.cwd() / options.site_dir
    if not (site / "handbook.json").is_file():
        print(f"'{options.site_dir}' holds no built site; expected a folder in which 'python run.py build' has written one", file=sys.stderr)
        return 1
    try:
        known = configuration(root, os.environ)
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 1
    locks = [name for name in LOCKS if name == LOCKS[0] or options.engine in name]
    texts = {name: (root / name).read_bytes() for name in locks}
    (site / BILL).write_bytes(as_json(bill_of_materials(text.decode("utf-8") for text in texts.values())))
    statement = {
        "about": "What this site says it was built from. It is not signed: it proves nothing by itself, and tells what to build again and compare.",
        "source_revision": known.revision or revision(root),
        "product": known.product,
        "engine": options.engine,
        "audience": json.loads((site / "handbook.json").read_bytes())["audience"],
        "site_url": known.site_url,
        "locks": {name: hashlib.sha256(text).hexdigest() for name, text in texts.items()},
        "bill_of_materials": BILL,
        "files": LIST,
    }
    (site / STATEMENT).write_bytes(as_json(statement))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(site).as_posix()}\n" for path in files(site)]
    (site / LIST).write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"{BILL}, {STATEMENT} and {LIST} in {options.site_dir}: {len(lines)} files")
    return 0


def files(site: Path) -> list[Path]:
    """Returns the files of a site in the order of their paths, but for the list of their hashes."""
    found = (path for path in site.rglob("*") if path.is_file() and path != site / LIST)
    return sorted(found, key=lambda path: path.relative_to(site).as_posix())


if __name__ == "__main__":
    sys.exit(main())
