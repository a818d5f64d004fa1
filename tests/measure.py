"""Measures what the rest of the tests only bound: run `python tests/measure.py [pages|check|build]`.

`check`: CPU seconds of checking the worked example, without start-up. `build`: CPU seconds, which a busy machine hardly changes, seconds and
peak memory of building the site against plain MkDocs and Material on the same final Markdown, three times each in turn, medians; on Linux
and macOS. `pages`: bytes of HTML a page.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
DUMP = """
import re
from pathlib import Path
from mkdocs.plugins import event_priority

HEADING = re.compile(r'<h([1-6])( data-search-exclude)? id="([^"]+)">(.*?)<a class="headerlink".*?</h[1-6]>')

def write(page, markdown):
    target = Path({folder!r}) / page.file.src_uri
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(markdown, encoding="utf-8")

def as_markdown(found):
    text = re.sub("</?abbr[^>]*>", "", found[4])
    return "\\n" + "#" * int(found[1]) + f" {{text}} {{{{: #{{found[3]}}{{found[2] or ''}} }}}}\\n"

@event_priority(-200)
def on_page_markdown(markdown, page, config, files):
    write(page, markdown)
    return markdown

@event_priority(200)
def on_page_content(html, page, config, files):
    if not page.markdown:
        write(page, HEADING.sub(as_markdown, html))
    return html
"""
"""Writes what each page is as Markdown; of a page without a file, whose template makes HTML, its headings become Markdown again."""


def check() -> float:
    """Returns the CPU seconds of one check after imports."""
    sys.path.insert(0, str(ROOT))
    from handbook.pipeline import load

    start = time.process_time()
    load(ROOT / "worked_example")
    return time.process_time() - start


class Cost(NamedTuple):
    """What a build took."""

    cpu: float
    """Seconds of CPU."""
    wall: float
    """Seconds until it ended."""
    memory: float
    """MiB at most."""


def build() -> tuple[Cost, Cost]:
    """Returns the medians of our build and of a plain one on the same Markdown."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "dump.py").write_text(DUMP.format(folder=str(folder / "docs")), encoding="utf-8")
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "WORKED_EXAMPLE": str(ROOT / "worked_example")}
        base = (ROOT / "mkdocs.base.yml").read_text(encoding="utf-8")
        head, rest = base.split("plugins:")
        extensions = rest.split("markdown_extensions:")[1].split("validation:")[0]
        nav = base.split("\nnav:")[1]
        plain = head.replace("docs_dir: docs", f"docs_dir: {folder / 'docs'}").replace("custom_dir: macros/theme", f"custom_dir: {ROOT / 'macros/theme'}")
        plain += f"plugins:\n  - search\nmarkdown_extensions:{extensions}\nnav:{nav}\nnot_in_nav: |\n  records/\n  registers/\n  references/\n  pages/\n"
        (folder / "plain.yml").write_text(plain, encoding="utf-8")

        def cost(config: Path, cwd: Path) -> Cost:
            site = folder / "site"
            shutil.rmtree(site, ignore_errors=True)
            start = time.monotonic()
            process = subprocess.Popen([sys.executable, "-m", "mkdocs", "-q", "build", "-f", str(config), "-d", str(site)], cwd=cwd, env=environment)
            _, status, usage = os.wait4(process.pid, 0)
            assert status == 0, config
            return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))

        def medians(costs: list[Cost]) -> Cost:
            return Cost(*map(statistics.median, zip(*costs, strict=True)))

        (ROOT / ".measure-dump.yml").write_text(
            "INHERIT: mkdocs.yml\nhooks:\n  - hooks/handbook_hook.py\n  - " + str(folder / "dump.py") + "\n", encoding="utf-8"
        )
        try:
            cost(ROOT / ".measure-dump.yml", ROOT)
        finally:
            (ROOT / ".measure-dump.yml").unlink()
        for asset in (ROOT / "docs" / "assets").rglob("*"):
            if asset.is_file():
                target = folder / "docs" / "assets" / asset.relative_to(ROOT / "docs" / "assets")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(asset.read_bytes())
        ours, plains = [], []
        for _ in range(3):
            ours.append(cost(ROOT / "mkdocs.yml", ROOT))
            plains.append(cost(folder / "plain.yml", folder))
        return medians(ours), medians(plains)


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
