"""Runs a command and says what it cost: CPU, time on the clock and memory, medians of several runs in turn."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Cost(NamedTuple):
    """What a command took, with the processes that it started."""

    cpu: float
    """Seconds of CPU."""
    wall: float
    """Seconds until it ended."""
    memory: float
    """MiB at most, of the largest of its processes."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to be measured."""

    name: str
    words: tuple[str, ...]
    folder: Path
    """Where it runs."""
    output: Path
    """What it writes; emptied before each run, so that each is cold."""
    environment: tuple[tuple[str, str], ...] = ()
    pages: int = 0
    """So many HTML files, at least, must be there in the end; tools that end with 0 although they failed are told by that."""


class FailedError(RuntimeError):
    """A command failed, or did not write what it should."""


def run(command: Command) -> Cost:
    """Returns what one cold run took. Raises FailedError. Only where the system tells what a process has used: Linux and macOS."""
    shutil.rmtree(command.output, ignore_errors=True)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **dict(command.environment)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # each tool keeps between runs what it keeps for those who use it
    log = command.output.with_suffix(".log")
    with log.open("wb") as output:
        start = time.monotonic()
        process = subprocess.Popen(command.words, cwd=command.folder, env=environment, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - start
    written = sum(1 for _ in command.output.rglob("*.html"))
    if status or written < command.pages:
        raise FailedError(f"{command.name}: status {status}, {written} pages of {command.pages}\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))


def in_turn(commands: Sequence[Command], runs: int) -> Mapping[str, Cost]:
    """Returns the medians of so many runs of each command, one after the other in each round, so that all meet the same machine."""
    costs: dict[str, list[Cost]] = {command.name: [] for command in commands}
    for _ in range(runs):
        for command in commands:
            costs[command.name].append(run(command))
    return {name: Cost(*map(statistics.median, zip(*found, strict=True))) for name, found in costs.items()}
