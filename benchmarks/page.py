"""What was measured as a table and as bars, and the page in `docs/` that shows both."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from benchmarks.measuring import Cost
from benchmarks.peers import OURS, PINNED

WIDTH = 480
"""Of the longest bar, in the units of the picture."""


class Measured(NamedTuple):
    """One product, built by several tools."""

    size: str
    records: int
    costs: dict[str, Cost]
    runs: int
    """Of each tool, of which the median counts."""
    machine: str
    """On which all tools built it."""


def kept(measured: Iterable[Measured]) -> str:
    """Returns what was measured as JSON, for the next time when something is measured."""
    return json.dumps([one._asdict() for one in measured], indent=1, ensure_ascii=False) + "\n"


def measured_before(text: str) -> list[Measured]:
    """Returns what `kept` wrote."""
    return [Measured(**{**one, "costs": {tool: Cost(*cost) for tool, cost in one["costs"].items()}}) for one in json.loads(text)]


def table(measured: Iterable[Measured]) -> Iterator[str]:
    """Yields the lines of a Markdown table: a row a product and tool, with the ratio to our own CPU."""
    yield "| Product | Records | Runs | Tool | CPU (s) | Time (s) | Memory (MiB) | CPU, ours = 1 |"
    yield "|---|---|---|---|---|---|---|---|"  # columns set to the right would carry styles, which the site's policy refuses
    for one in measured:
        for tool, cost in one.costs.items():
            ratio = cost.cpu / one.costs[OURS].cpu
            yield f"| {one.size} | {one.records:,} | {one.runs} | {tool} | {cost.cpu:.1f} | {cost.wall:.1f} | {cost.memory:.0f} | {ratio:.2f} |"


def chart(one: Measured) -> Iterator[str]:
    """Yields the lines of a picture of one product: a bar a tool, as long as its CPU."""
    longest = max(cost.cpu for cost in one.costs.values())
    height = 26 * len(one.costs)
    words = f"Seconds of CPU to build {one.records:,} records, by tool; the table says the same"
    yield f'<svg class="hb-diagram" viewBox="0 0 760 {height}" role="img" aria-label="{words}">'
    for place, (tool, cost) in enumerate(one.costs.items()):
        y, length = 26 * place, max(1.0, cost.cpu / longest * WIDTH)
        yield f'<text class="hb-diagram__text" x="190" y="{y + 17}" text-anchor="end" font-size="12">{tool}</text>'
        fill = "currentColor" if tool == OURS else "none"
        yield f'<rect class="hb-diagram__bar" x="200" y="{y + 4}" width="{length:.1f}" height="18" fill="{fill}" stroke="currentColor"/>'
        yield f'<text class="hb-diagram__text" x="{206 + length:.1f}" y="{y + 17}" font-size="12">{cost.cpu:.1f} s</text>'
    yield "</svg>"


def machine() -> str:
    """Returns what machine this is, as far as it matters for what is measured."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def page(measured: list[Measured]) -> str:
    """Returns the Markdown of the page."""
    machines = "; ".join(dict.fromkeys(one.machine for one in measured))
    lines = [HEAD.format(machines=machines), *table(measured), ""]
    tools = list(dict.fromkeys(tool for one in measured for tool in one.costs))
    left = [f"{tool} ({one.size})" for tool in tools for one in measured if tool not in one.costs]
    if left:
        lines += [f"Not run, since one run takes many minutes: {', '.join(left)}.", ""]
    for one in measured:
        lines += [f"### {one.size[0].upper()}{one.size[1:]}: {one.records:,} records", "", *chart(one), ""]
    lines += ["## What is compared", "", COMPARED, "", "Versions: " + "; ".join(f"{name}: {', '.join(pins)}" for name, pins in PINNED.items()) + "."]
    return "\n".join(lines) + "\n"


HEAD = """---
title: Benchmarks
description: What it takes to build a handbook, beside plain MkDocs, Zensical, Sphinx with sphinx-needs, and StrictDoc on the same records.
---

# Benchmarks

`python -m benchmarks` writes this page. All tools build a product from nothing, one after the other, and as often as the table says; the medians count.
Seconds are those of one machine ({machines}); compare the ratios of a product, which hold on others as well.

## Full builds
"""
COMPARED = """- **This handbook** reads the YAML, checks it and builds the whole site: records, registers, traces, crosswalks, diagrams, search, JSON.
- **MkDocs + Material** builds the same pages from their final Markdown, with the same theme, extensions and menu, and knows nothing of the records.
- **Zensical** builds from that Markdown too, with its own theme, since its templates do not take our changes to the theme.
- **Sphinx + Furo + sphinx-needs** builds a page a record from the same texts and links, and a table a kind. It has no guidance, traces or crosswalks to make.
- **StrictDoc** builds a document a kind from the same texts and links, with its own traceability pages. It has no page a record.

So the last two do less than this handbook, and something else. Circles of links are left out for both, since tools for requirements refuse them."""
