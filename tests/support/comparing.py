"""A running server against one that has just been started, and against a build: address by address."""

from __future__ import annotations

import json
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.building import build, copy_of_the_repository
from tests.support.saves import Author
from tests.support.search_index import INDEX, index_of
from tests.support.serving import PORT, everything, serving, wait_for

SETTLED = 1.5
"""Seconds after which a server has heard of every save."""
ADDRESS = "http://127.0.0.1/"
"""The address of the site that is built, so that it is the one of a server but for the port."""
ONLY_BUILT = (
    re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>'),
    re.compile(r'<a href="[^"]*whole/">Whole handbook, for print</a>'),
    re.compile(r'<nav class="hb-after" aria-label="This page">\s*</nav>'),
    re.compile(r'<(td|span) class="hb-size"[^>]*>[^<]*</\1>'),
)
"""What pages of a build have and those of a server do not: the policy, the sizes of downloads, and the link to the page that holds all, which may be all that
stands at the end of a page."""
ONLY_SERVED = (re.compile(r"<script>\nvar livereload = .*?</script>", re.DOTALL), re.compile(r'<td class="hb-size" data-search-exclude data-value="0">–</td>'))
"""The script by which a served page reloads, and a dash for the size of what nobody has asked for yet."""


@contextmanager
def started(product: Path, root: Path, folder: Path) -> Iterator[Callable[[str], str]]:
    """Yields how to get an address from a server of a product, which ends with the context."""
    folder.mkdir(exist_ok=True)
    made = serving(product, folder, root)
    try:
        yield next(made)[1]
    finally:
        next(made, None)


def difference(one: dict[str, str], other: dict[str, str]) -> str:
    """Returns the first difference between two sites, '' where there is none."""
    if one.keys() != other.keys():
        return f"addresses: {sorted(one.keys() ^ other.keys())[:5]}"
    for path in one:
        if one[path] != other[path]:
            at = next((place for place, pair in enumerate(zip(one[path], other[path], strict=False)) if pair[0] != pair[1]), 0)
            return f"{path}: {one[path][max(0, at - 80) : at + 160]!r} and not {other[path][max(0, at - 80) : at + 160]!r}"
    return ""


def served(site: dict[str, str]) -> dict[str, str]:
    """Returns what stands at every address of a server, as it would be built."""
    return {path: _without(text, ONLY_SERVED) for path, text in site.items()}


def built(site: Path, paths: dict[str, str]) -> dict[str, str]:
    """Returns what a built site has at the same addresses, as it would be served."""
    files = {path: site / (f"{path}index.html" if path == "" or path.endswith("/") else path) for path in paths}
    found = {path: _without(PORT.sub("", file.read_text(encoding="utf-8")), ONLY_BUILT) for path, file in files.items() if file.is_file()}
    whole = json.dumps(index_of(site), separators=(",", ":"))  # a server has the index as the theme writes it
    return found | ({INDEX: _without(PORT.sub("", whole), ONLY_BUILT)} if INDEX in found else {})


def _without(text: str, parts: tuple[re.Pattern[str], ...]) -> str:
    """Returns a text without these parts, and with white space folded, which the templates leave around them."""
    for part in parts:
        text = part.sub("", text)
    return " ".join(text.split())


def random_saves(product: Path, number: int, every: int, seed: int | str, tell: Callable[[str], object] = print) -> list[str]:
    """Saves so many times while a server runs, and compares it after `every` so many; returns what differs.

    Against a server that has just been started in every state, and against a build where the state has no errors.
    """
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        root = copy_of_the_repository(folder / "repository", product)
        author = Author(root, root / "our-product", random.Random(seed))
        with started(author.product, root, folder / "running") as get:
            wait_for(get, "", lambda text: "</html>" in text)
            done: list[str] = []
            for turn in range(1, number + 1):
                done.append(author.save())
                if author.chance.random() < 0.7:
                    get("")
                if turn % every and turn != number:
                    continue
                time.sleep(SETTLED)
                with started(author.product, root, folder / "new") as other:
                    wait_for(other, "", lambda text: "</html>" in text)
                    running, fresh = everything(get), everything(other)
                found = [difference(running, fresh)]
                made = build(folder / f"site-{turn}", author.product, root=root, HANDBOOK_SITE_URL=ADDRESS, AUDIENCE="internal")
                if made.code == 0:
                    differs = difference(served(running), built(made.site, running))
                    found.append(f"against the build: {differs}" if differs else "")
                wrong += [f"after {done}: {one}" for one in found if one]
                tell(
                    f"{turn}: {len(running)} addresses{' and a build' if made.code == 0 else ''} after {'; '.join(done)}: {'; '.join(filter(None, found)) or 'the same'}"
                )
                done = []
    return wrong
