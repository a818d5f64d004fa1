"""Runs axe-core, and the check of headings and landmarks, on every page of the site in both schemes, at the widths of a desk and of a phone: `python -m tests.axe_crawl [SITE [EVERY]]`.

Without a folder of a built site, that of the worked example is built; with a number, every so many pages are looked at.
Needs Chromium, and the tools that `python run.py test` fetches. It takes about two seconds a page: that is why the tests look at
one page of each template only.
"""

from __future__ import annotations

import collections
import sys
import tempfile
import time
from pathlib import Path

from handbook.views.addresses import WHOLE
from tests.support import axe, chromium
from tests.support.browsing import served
from tests.support.building import build

LEADS_ON = b'http-equiv="refresh"'
"""What tells a page that leads on to another at once: there is nothing to look at."""


def main(words: list[str]) -> int:
    """Prints what is found, most frequent first, and returns 1 if there is anything."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        site = Path(words[0]) if words else build(Path(folder) / "site", "worked_example", "--strict").site
        pages = sorted(
            path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html") if LEADS_ON not in path.read_bytes()[:1000]
        )
        pages = pages[:: int(words[1]) if len(words) > 1 else 1]
        start = time.monotonic()
        found: dict[str, list[str]] = collections.defaultdict(list)
        with served(site) as base, sync_playwright() as runner:
            browser = runner.chromium.launch(executable_path=chromium.executable(), args=chromium.ARGUMENTS)
            page, script = axe.open_page(browser), axe.source()
            for number, path in enumerate(pages, 1):
                for one in axe.violations(page, base + path, script) + page.evaluate(axe.OUTLINE, axe.LANDMARKS if path != WHOLE else ("main",)):
                    kind = " ".join(one.split(": ", 2)[:2])
                    if kind not in found:
                        print(f"first of {kind}: {path}: {one}", flush=True)
                    found[kind].append(f"{path}: {one}")
                if number % 50 == 0:
                    print(f"{number} of {len(pages)} pages, {time.monotonic() - start:.0f} s, {sum(map(len, found.values()))} found", flush=True)
            browser.close()
    for kind, places in sorted(found.items(), key=lambda entry: -len(entry[1])):
        print(f"{len(places)} x {kind}")
        print(*(f"    {place}" for place in places[:5]), sep="\n")
    print(
        f"{len(pages)} pages, {len(axe.WIDTHS)} widths, {len(axe.SCHEMES)} schemes, {time.monotonic() - start:.0f} s: {sum(map(len, found.values()))} violations"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
