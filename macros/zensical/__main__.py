"""The command `python -m macros.zensical`: builds the site with Zensical, or builds it and serves it."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from macros.site.publishing import UnpublishableError, tell_terminal
from macros.zensical.building import build


def main() -> int:
    """Runs the command and returns its exit code."""
    parser = argparse.ArgumentParser(prog="run.py ... --engine zensical", description=__doc__)
    parser.add_argument("command", choices=("build", "serve"))
    parser.add_argument("-d", "--site-dir", default="site", metavar="FOLDER", help="where the site is written, 'site' where nothing is said")
    parser.add_argument("-s", "--strict", action="store_true", help="changes nothing: whatever Zensical warns of ends the build")
    parser.add_argument("-q", "--quiet", action="store_true", help="says nothing of a build that succeeds")
    parser.add_argument("-a", "--dev-addr", default="127.0.0.1:8000", metavar="HOST:PORT", help="where it is served")
    options = parser.parse_args()
    root = Path.cwd()
    offline = os.environ.get("HANDBOOK_OFFLINE", "").lower() == "true"
    try:
        if options.command == "build":
            number = build(root, root / options.site_dir, os.environ, tell_terminal, offline=offline)
            if not options.quiet:
                print(f"{number} pages in {options.site_dir}")
            return 0
        return _serve(root, options.dev_addr)
    except UnpublishableError as error:
        print(error, file=sys.stderr)
        return 1


def _serve(root: Path, address: str) -> int:
    """Builds the site once and serves it until the command is ended; returns 2 for an address that is none."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        print(f"'{address}' is no address; expected HOST:PORT, such as 127.0.0.1:8000", file=sys.stderr)
        return 2
    with TemporaryDirectory(prefix="handbook-site-") as folder:
        site = Path(folder) / "site"
        build(root, site, {**os.environ, "HANDBOOK_SITE_URL": f"http://{address}/"}, tell_terminal, serving=True)
        with ThreadingHTTPServer((host, int(port)), partial(SimpleHTTPRequestHandler, directory=str(site))) as server:
            print(f"Serving http://{address}/ as it was built; after a save, end this with Ctrl+C and begin anew.", flush=True)
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
