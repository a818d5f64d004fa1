"""Compiled templates, kept between builds as Python keeps compiled modules: to compile them took a fifteenth of a build."""

from __future__ import annotations

import sys
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from handbook.languages.language import Language

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(".cache") / "handbook"
"""In the checkout; safe to delete at any time."""


def keep_bytecode(environment: Environment, language: Language | None = None) -> None:
    """Lets an environment keep its compiled templates; does nothing where Python keeps no bytecode either, outside a checkout, or where nothing can be written.

    Jinja takes what is kept only for the same source of a template of the same name and file. What else goes in is in the name of the folder: versions,
    the environment's options, the language, and the code of this package, whose filters Jinja may have applied to constants.
    """
    folder = ROOT / FOLDER / f"templates-{_digest(environment, language)}"
    if sys.dont_write_bytecode or not (ROOT / "mkdocs.base.yml").is_file():
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "writable").touch()
    except OSError:
        return
    environment.bytecode_cache = _Kept(str(folder), "%s.bytecode")


class _Kept(FileSystemBytecodeCache):
    """Takes what cannot be read, since a disk was full or a file was cut, for not there."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Loads what was kept of a template, or nothing."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # whatever reading back raises on bytes that are not its own
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template; one that cannot be kept is compiled again next time."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _digest(environment: Environment, language: Language | None) -> str:
    """Returns a name for everything but the templates that compiling them rests on."""
    options = (environment.trim_blocks, environment.lstrip_blocks, environment.autoescape, environment.optimized, sorted(environment.extensions))
    made = sha256(repr((version("jinja2"), version("mkdocs"), sys.version, sorted(environment.filters), sorted(environment.tests), options)).encode())
    made.update((language.code if language else "").encode())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        made.update(file.read_bytes())
    return made.hexdigest()[:16]
