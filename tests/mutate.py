"""Spoils a product in many ways and says what is wrong about the findings: run `python -m tests.mutate`.

    python -m tests.mutate                          # the worked example, 20 mutations of each operator, 40 slips of each category
    python -m tests.mutate --product tests/products/minimal --count 150 --slips 60
    python -m tests.mutate --operator noise --count 500 --seed 7
    python -m tests.mutate --contradictions 1000 --seed 12            # three products, each changed so that a second place contradicts it
    python -m tests.mutate --contradictions 60 --about "a text promises"

Exit code 1 where a mutation led to a traceback, a wrong line, a loss in silence, or too few right suggestions. Of contradictions at most
2 in 100 may be silent, none may be told at a wrong place or take more than 5 seconds, and honest variations must give no finding.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.support.building import ROOT
from tests.support.trials import EVERY, SEED, table, try_mutations, try_slips
from tests.support.trying import Bench
from tests.support.verdicts import Court, trial


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutate", description="Spoil a product in many ways, one at a time, and judge the findings.")
    parser.add_argument("--product", default="worked_example", help="folder below the root of the repository")
    parser.add_argument("--count", type=int, default=20, help="mutations of each operator")
    parser.add_argument("--slips", type=int, default=40, help="misspellings of each category")
    parser.add_argument("--seed", default=SEED)
    parser.add_argument("--operator", action="append", default=[], choices=[operator.__name__ for operator in EVERY], help="only this one; may be repeated")
    parser.add_argument("--contradictions", type=int, metavar="N", help="instead: so many results that a second place contradicts, over three products")
    parser.add_argument("--about", action="append", default=[], metavar="WORDS", help="with --contradictions: only operators with these words in their name")
    given = parser.parse_args()
    if given.contradictions is not None:
        with tempfile.TemporaryDirectory() as scratch:
            return 0 if trial(Court(Path(scratch)), given.contradictions, given.seed, given.about) else 1
    failed = total = 0
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench(ROOT, given.product, Path(scratch))
        for name in given.operator or [operator.__name__ for operator in EVERY]:
            start = time.process_time()
            tally = try_mutations(bench, given.count, given.seed, [name])
            total += tally.tried[name]
            failed += len(tally.wrong)
            print(f"{name:18}{tally.tried[name]:5} tried {len(tally.wrong):4} wrong {time.process_time() - start:7.1f} s", flush=True)
            for one in tally.wrong:
                print(f"    {one[:400]}", flush=True)
        outcomes = try_slips(bench, given.slips, given.seed) if given.slips and not given.operator else []
    print(f"{total} mutations, {failed} complaints")
    if outcomes:
        print("\n".join(table(outcomes)))
        missed = [one for one in outcomes if not one.told or not one.listed or (one.slip.unique and not one.first)]
        for one in missed:
            print(f"    {one.slip.category}: {one.slip.mutation.what}: {', '.join(one.suggestions) or 'nothing suggested'}")
        failed += any(not one.told or (one.slip.unique and not one.first) for one in outcomes) or sum(one.listed for one in outcomes) < 0.95 * len(outcomes)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
