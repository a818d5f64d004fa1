"""Measures what the rest of the tests only bound: run `python -m tests.measure [pages|check|build]`.

`check`: CPU seconds of checking the worked example, without start-up. `build`: CPU seconds, which a busy machine hardly changes, seconds and
peak memory of building the site against plain MkDocs and Material on the same final Markdown, three times each in turn, medians; on Linux
and macOS. `pages`: bytes of HTML a page.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measuring import Cost, in_turn
from benchmarks.peers import OURS, PLAIN, commands_for

ROOT = Path(__file__).parents[1]


def check() -> float:
    """Returns the CPU seconds of one check after imports."""
    from handbook.pipeline import load

    start = time.process_time()
    load(ROOT / "worked_example")
    return time.process_time() - start


def build() -> tuple[Cost, Cost]:
    """Returns the medians of our build and of a plain one on the same Markdown."""
    with tempfile.TemporaryDirectory() as scratch:
        costs = in_turn(commands_for(ROOT / "worked_example", Path(scratch), Path(scratch), ()), 3)
    return costs[OURS], costs[PLAIN]


def pages() -> tuple[int, float]:
    """Returns the number of pages and the mean bytes of HTML a page."""
    with tempfile.TemporaryDirectory() as scratch:
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run([sys.executable, "-m", "mkdocs", "-q", "build", "-d", scratch], cwd=ROOT, env=environment, check=True)
        sizes = [path.stat().st_size for path in Path(scratch).rglob("*.html")]
        return len(sizes), statistics.mean(sizes)


if __name__ == "__main__":
    wanted = sys.argv[1:] or ["check", "pages", "build"]
    if "check" in wanted:
        print(f"check: {check():.3f} s of CPU")
    if "pages" in wanted:
        number, mean = pages()
        print(f"pages: {number}, {mean / 1024:.1f} KiB of HTML each on average")
    if "build" in wanted:
        measured = dict(zip(("build", "plain"), build(), strict=True))
        for name, one in measured.items():
            print(f"{name}: {one.cpu:.2f} s of CPU, {one.wall:.2f} s, {one.memory:.0f} MiB")
        print(f"ratio of CPU: {measured['build'].cpu / measured['plain'].cpu:.2f}")
