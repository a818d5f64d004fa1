"""Measures what the rest of the tests only bound: run `python tests/measure.py [pages|check|build]`.

`check`: CPU seconds of checking the worked example, without start-up. `build`: CPU seconds (so that a busy machine does not matter; on Linux and macOS) of building the site against plain MkDocs
and Material on the same final Markdown, three times each in turn, medians. `pages`: bytes of HTML a page.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
DUMP = """
from pathlib import Path
from mkdocs.plugins import event_priority

@event_priority(-200)
def on_page_markdown(markdown, page, config, files):
    target = Path({folder!r}) / page.file.src_uri
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(markdown, encoding="utf-8")
    return markdown
"""


def check() -> float:
    """Returns the CPU seconds of one check after imports."""
    sys.path.insert(0, str(ROOT))
    from handbook.pipeline import load

    start = time.process_time()
    load(ROOT / "worked_example")
    return time.process_time() - start


def build() -> tuple[float, float]:
    """Returns the median CPU seconds of our build and of a plain one on the same Markdown."""
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

        def seconds(config: Path, cwd: Path) -> float:
            start = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-m", "mkdocs", "-q", "build", "-f", str(config), "-d", str(folder / "site")], cwd=cwd, env=environment, check=True)
            end = resource.getrusage(resource.RUSAGE_CHILDREN)
            return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime

        (ROOT / ".measure-dump.yml").write_text(
            "INHERIT: mkdocs.yml\nhooks:\n  - hooks/handbook_hook.py\n  - " + str(folder / "dump.py") + "\n", encoding="utf-8"
        )
        try:
            seconds(ROOT / ".measure-dump.yml", ROOT)
        finally:
            (ROOT / ".measure-dump.yml").unlink()
        for asset in (ROOT / "docs" / "assets").rglob("*"):
            if asset.is_file():
                target = folder / "docs" / "assets" / asset.relative_to(ROOT / "docs" / "assets")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(asset.read_bytes())
        ours, plains = [], []
        for _ in range(3):
            ours.append(seconds(ROOT / "mkdocs.yml", ROOT))
            plains.append(seconds(folder / "plain.yml", folder))
        return statistics.median(ours), statistics.median(plains)


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
        ours_median, plain_median = build()
        print(f"build: {ours_median:.2f} s, plain {plain_median:.2f} s, ratio {ours_median / plain_median:.2f}")
