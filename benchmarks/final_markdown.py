"""The Markdown that our pages are in the end, for tools that build the same site from it: what the macros and templates have made, with plain headings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
HOOK = """
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


def write_final_markdown(product: Path, folder: Path) -> int:
    """Writes the final Markdown of a product's site, with its assets, to `folder/docs`, and `folder/plain.yml`; returns how many pages there are.

    `plain.yml` is a configuration with the same theme, extensions and menu, whose one plugin is the search.
    """
    hook, docs = folder / "dump.py", folder / "docs"
    folder.mkdir(parents=True, exist_ok=True)
    hook.write_text(HOOK.format(folder=str(docs)), encoding="utf-8")
    ours = ROOT / ".final-markdown.yml"
    ours.write_text(f"INHERIT: mkdocs.yml\nhooks:\n  - hooks/handbook_hook.py\n  - {hook}\n", encoding="utf-8")
    try:
        words = [sys.executable, "-m", "mkdocs", "-q", "build", "-f", str(ours), "-d", str(folder / "ours")]
        subprocess.run(words, cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "WORKED_EXAMPLE": str(product)}, check=True)
    finally:
        ours.unlink()
    for asset in (path for path in (ROOT / "docs" / "assets").rglob("*") if path.is_file()):
        target = docs / "assets" / asset.relative_to(ROOT / "docs" / "assets")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(asset, target)
    (folder / "plain.yml").write_text(plain_configuration(docs, theme=True), encoding="utf-8")
    (folder / "zensical.yml").write_text(plain_configuration(docs, theme=False), encoding="utf-8")
    return sum(1 for _ in docs.rglob("*.md"))


def plain_configuration(docs: Path, *, theme: bool) -> str:
    """Returns our configuration without our hook and macros; with our changes to the theme, or, for another engine, without."""
    base = (ROOT / "mkdocs.base.yml").read_text(encoding="utf-8")
    head, rest = base.split("plugins:", 1)
    extensions = rest.split("markdown_extensions:", 1)[1].split("validation:", 1)[0]
    menu = base.split("\nnav:", 1)[1]
    head = head.replace("docs_dir: docs", f"docs_dir: {docs.name}").replace("custom_dir: macros/theme", f"custom_dir: {ROOT / 'macros/theme'}" if theme else "")
    if not theme:  # our own icons stand among our changes to the theme
        head = "".join(line for line in head.splitlines(keepends=True) if ": handbook/" not in line)
    outside = "not_in_nav: |\n  records/\n  registers/\n  references/\n  pages/\n"
    return f"{head}plugins:\n  - search\nmarkdown_extensions:{extensions}\nnav:{menu}\n{outside}"
