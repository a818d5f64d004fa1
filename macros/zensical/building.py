"""Building a site with Zensical: final pages are written to a folder of their own, it makes HTML of them, and the rest is put in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.reading.releases import ReleaseError
from macros.final.site import as_yaml, final_site, write_docs
from macros.site.publishing import UnpublishableError
from macros.site.releases import untrue, write_releases
from macros.site.report import Report, report_of_pages
from macros.zensical.configuring import configuration, copy_theme, surrounded
from macros.zensical.finishing import IncompleteSiteError, finish

THEME = Path(__file__).parent / "theme"
ICONS = Path(__file__).parents[1] / "theme" / ".icons"
LOCK = "requirements-zensical.lock"
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_TROUBLE = re.compile(r"^.*\b(?:error|warning|traceback|panicked|[1-9]\d* issues? found)\b.*$", re.IGNORECASE | re.MULTILINE)


def build(root: Path, target: Path, environment: Mapping[str, str], tell: Callable[[Report], None], *, offline: bool = False, serving: bool = False) -> int:
    """Builds the site of the configuration in `root` into a folder, whose former contents go, and returns its number of pages.

    With `offline`, it opens from a folder without a server; then, and while `serving`, it has no pages of frozen releases. Raises UnpublishableError,
    whose message says what failed; then the folder stays as it was.
    """
    if find_spec("zensical") is None:
        raise UnpublishableError(f"Zensical is not installed; expected what {LOCK} names, as 'python run.py build --engine zensical' installs it")
    folders = not offline
    published = folders and not serving
    site = final_site(root, environment, tell, folders=folders, with_releases=published)
    tell(report_of_pages(site.publication.page_errors, serving=False))
    with TemporaryDirectory(prefix="handbook-zensical-") as name:
        stage = Path(name).resolve()
        write_docs(replace(site, pages=tuple(surrounded(site))), stage / "docs")
        copy_theme(THEME, ICONS, stage / "theme", site.publication.handbook.language)
        said = configuration(site, folders=folders, published=published)
        if offline:
            said["plugins"]["offline"] = {"enabled": True}
            said["extra"]["polyfills"] = ["assets/iframe-worker.js"]  # in place of one that would be fetched from elsewhere
        (stage / "mkdocs.yml").write_text(as_yaml(said), encoding="utf-8")
        output = _run(stage)
        try:
            finish(site, stage / "site", folders=folders)
            if published:
                write_releases(site.publication, stage / "site")
        except IncompleteSiteError as error:
            raise UnpublishableError(f"Zensical left pages out:\n{error}\n{output}".rstrip()) from None
        except ReleaseError as error:
            raise UnpublishableError(untrue(error)) from None
        tell(report_of_pages(site.publication.page_errors, serving=False))
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(stage / "site", target)
    return len(site.pages)


def _run(stage: Path) -> str:
    """Returns what Zensical says. Raises UnpublishableError where it fails, or speaks of an error or a warning."""
    words = [sys.executable, "-m", "zensical", "build", "--clean", "-f", str(stage / "mkdocs.yml")]
    done = subprocess.run(
        words, cwd=stage, env={**os.environ, "NO_COLOR": "1"}, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )
    output = _COLOUR.sub("", done.stdout + done.stderr)
    if done.returncode != 0 or _TROUBLE.search(output):
        raise UnpublishableError(f"Zensical says (exit code {done.returncode}):\n{output[-4000:]}")
    return output
