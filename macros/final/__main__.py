"""The command `python -m macros.final`: writes every page of the site as final Markdown, for another generator or a wiki."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from macros.final.site import as_yaml, extensions, final_site, write_docs
from macros.site.added_files import outputs
from macros.site.publishing import UnpublishableError, tell_terminal
from macros.site.report import report_of_pages


def main() -> int:
    """Runs the command and returns its exit code."""
    parser = argparse.ArgumentParser(prog="run.py final", description=__doc__)
    parser.add_argument("--folder", default="final", help="where it is written, 'final' where nothing is said; its part 'docs' is made anew")
    options = parser.parse_args()
    root, folder = Path.cwd(), Path.cwd() / options.folder
    try:
        site = final_site(root, os.environ, tell_terminal)
        files = {added.path: b"".join(added.pieces()) for added in outputs(site.publication)}
        tell_terminal(report_of_pages(site.publication.page_errors, serving=False))
    except UnpublishableError as error:
        print(error, file=sys.stderr)
        return 1
    write_docs(site, folder / "docs")
    for path, content in files.items():
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    said = {"site_name": site.name, "docs_dir": "docs", "theme": {"name": "material", "font": False}, "extra_css": ["assets/site.css"]}
    said |= {"plugins": ["search"], "markdown_extensions": extensions(site), "nav": site.menu}
    (folder / "mkdocs.yml").write_text(as_yaml(said), encoding="utf-8")
    print(f"{len(site.pages)} pages and {len(files)} other files in {options.folder}/docs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
