"""Where findings lie, in print: a product's folder seen from the working directory, and from the top of the repository."""

from __future__ import annotations

import os
from dataclasses import replace
from os.path import normpath
from pathlib import Path

from handbook.reading.configuration import FILES as CONFIGURATIONS
from handbook.reading.configuration import Configuration, ConfigurationError, configuration


def from_here(folder: Path) -> str:
    """Returns the folder relative to the working directory where it lies below it, as editors and people expect."""
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.as_posix()


def from_top(folder: Path) -> str:
    """Returns the folder relative to the top of its repository, as forges expect: empty where it is the top, the whole path where it lies outside.

    A link counts as the folder to which it leads, as long as that is in the repository.
    """
    top = _top(folder)
    for path, root in ((folder.resolve(), top.resolve()), (_whole(folder), top)):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix() if path != root else ""
    return _whole(folder).as_posix()


def addresses(folder: Path, codes_page: bool) -> Configuration:
    """Returns the addresses of site and repository, as far as they are known; no site where it has no page of codes."""
    try:
        found = configuration(_top(folder), os.environ)
    except ConfigurationError:
        return Configuration()
    return found if codes_page else replace(found, site_url="")


def _top(folder: Path) -> Path:
    """Returns the top of the repository that holds the product, else the folder of its `mkdocs.yml`, else the working directory."""
    above = (here := _whole(folder), *here.parents)
    return next((one for name in (".git", *CONFIGURATIONS) for one in above if (one / name).exists()), Path.cwd())


def _whole(folder: Path) -> Path:
    return Path(normpath(Path.cwd() / folder))
