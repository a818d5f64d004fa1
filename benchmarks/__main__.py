"""`python -m benchmarks`: builds products of several sizes with this handbook and with other tools, and writes what that took.

    python -m benchmarks                                  # all sizes, all tools, three runs each: about an hour on two cores
    python -m benchmarks --size 250 --runs 1              # one size anew; the others stay as they were measured
    python -m benchmarks --peer "Zensical" --no-write     # beside one tool, and nothing written

The table and the charts stand on the page *Benchmarks* (`docs/contributing/benchmarks.md`), which this command writes, from what it keeps in
`benchmarks/measured.json`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.final_markdown import ROOT
from benchmarks.measuring import FailedError, in_turn
from benchmarks.page import Measured, kept, machine, measured_before, page, table
from benchmarks.peers import PINNED, commands_for
from benchmarks.products import SIZES, product_of

PAGE = ROOT / "docs" / "contributing" / "benchmarks.md"
KEPT = ROOT / "benchmarks" / "measured.json"
ENVIRONMENTS = Path(tempfile.gettempdir()) / "handbook-benchmarks"


def main() -> int:
    """Measures what is asked for and returns 0, or 1 where a tool failed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", action="append", choices=SIZES, default=[], help="a product; may be repeated (default: all)")
    parser.add_argument("--peer", action="append", choices=PINNED, default=[], help="another tool; may be repeated (default: all)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, of which the median counts (default: 3)")
    parser.add_argument("--alone", action="store_true", help="no tool but plain MkDocs beside ours")
    parser.add_argument("--no-write", action="store_true", help="print the table and leave the page as it is")
    given = parser.parse_args()
    measured: list[Measured] = []
    failed = False
    for size in given.size or SIZES:
        with tempfile.TemporaryDirectory() as scratch:
            product, records = product_of(size, Path(scratch) / "product")
            commands = commands_for(product, Path(scratch) / "built", ENVIRONMENTS, [] if given.alone else given.peer or list(PINNED))
            try:
                measured.append(Measured(size, records, dict(in_turn(commands, given.runs)), given.runs, machine()))
            except FailedError as error:
                print(error, file=sys.stderr)
                failed = True
                continue
        print("\n".join(table(measured[-1:])), flush=True)
    if not given.no_write and measured:
        before = measured_before(KEPT.read_text(encoding="utf-8")) if KEPT.is_file() else []
        by_size = {one.size: one for one in (*before, *measured)}
        found = [by_size[size] for size in SIZES if size in by_size]
        KEPT.write_text(kept(found), encoding="utf-8", newline="\n")
        PAGE.write_text(page(found), encoding="utf-8", newline="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
