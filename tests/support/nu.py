"""The Nu HTML checker on files of a built site, in one call, and what of its findings is known to be no mistake."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.support import tools

ENDINGS = (".html", ".css", ".svg")


@dataclass(frozen=True)
class Exempt:
    """A finding that is no mistake of the site: in which file, what exactly is said, how often, and why it is none."""

    file: str
    message: str
    times: int
    why: str


EXEMPT = (
    Exempt(
        "assets/site.css",
        "CSS: “paint-order”: Property “paint-order” doesn't exist.",
        1,
        "CSS Fill and Stroke Level 3 and SVG 2 define it for text in SVG, and all browsers know it; the checker's list of properties is older.",
    ),
)


BLOCKED = "Resource violates Content Security Policy (meta tag): "
DATA = "Inline script violates Content Security Policy"


def _of_the_policy(message: dict[str, str]) -> bool:
    """Returns whether a warning is about the policy and no mistake of the page.

    The checker reads files, for which it takes no address to be the site's own; and it takes a block of data for a script. Whether
    the policy lets the site work is tested in a browser.
    """
    said = message["message"]
    own = said.startswith(BLOCKED) and "://" not in said
    return message["type"] == "info" and (own or (said.startswith(DATA) and 'type="application/json"' in message.get("extract", "")))


def findings(site: Path, files: Iterable[Path]) -> list[str]:
    """Returns every error and warning, as file, line and message, without what is exempt; too few of an exempt finding is one too."""
    chosen = [str(file) for file in sorted(files)]
    assert chosen
    jar = tools.package("vnu-jar/build/dist/vnu.jar")
    words = [tools.java(), "-Xss4m", "-jar", str(jar), "--format", "json", "--also-check-css", "--also-check-svg", *chosen]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", timeout=1200, check=False)
    messages = json.loads(done.stderr)["messages"]
    found: list[str] = []
    left = {(exempt.file, exempt.message): exempt.times for exempt in EXEMPT if str(site / exempt.file) in chosen}
    for message in messages:
        file = Path(message["url"].removeprefix("file:")).relative_to(site).as_posix() if "url" in message else ""
        key = (file, message["message"])
        if _of_the_policy(message):
            continue
        if left.get(key, 0) > 0:
            left[key] -= 1
            continue
        found.append(
            f"{file}:{message.get('lastLine', 0)}: {message['type']} {message.get('subType', '')}: {message['message']} {message.get('extract', '')[:120]!r}"
        )
    return found + [f"{file}: no longer found, take it from EXEMPT: {message}" for (file, message), number in left.items() if number]


def checkable(site: Path) -> list[Path]:
    """Returns every file of a site that the checker reads."""
    return sorted(path for path in site.rglob("*") if path.suffix in ENDINGS)
