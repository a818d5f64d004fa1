"""Deletes every link of a product, one at a time, and tells where holes are not what they must be: `python -m tests.truth FOLDER|RECORDS [FIRST [COUNT]]`.

A number in place of a folder is a made product of so many records. `FIRST` and `COUNT` choose among the links, for several runs side by side.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from handbook.catalogs.catalogue import load_catalogues
from tests.support.cloned import write_cloned
from tests.support.truth import Bench


def main(words: list[str]) -> int:
    """Returns how many deletions are told wrongly."""
    with tempfile.TemporaryDirectory() as scratch:
        product = write_cloned(Path(scratch) / "cloned", int(words[0])) if words[0].isdigit() else Path(words[0])
        bench = Bench(product, Path(scratch) / "product", load_catalogues())
        first = int(words[1]) if len(words) > 1 else 0
        count = int(words[2]) if len(words) > 2 else 1_000_000
        chosen = list(bench.deletions())[first : first + count]
        wrong = 0
        for number, deletion in enumerate(chosen):
            found = bench.complaints(deletion)
            wrong += bool(found)
            print("\n".join(found), flush=True) if found else None
            if number % 200 == 199:
                print(f"{number + 1} of {len(chosen)} links, {wrong} wrong", file=sys.stderr, flush=True)
        print(f"{len(chosen)} links deleted, {wrong} told wrongly")
    return wrong


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
