"""The rooms of the code and what each of their modules is for, in the modules' own first lines: the map on the architecture page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook import ROOMS

NAMED = 16
"""Names of a module that its row lists, at most."""
SITE_ROOMS = ("macros/render", "macros/site", "macros/mkdocs", "macros", "macros/final", "macros/zensical", "hooks")
"""What stands behind the model: the only code that knows the site generator."""


_LONG_TEXT = re.compile(r'(?s)"""(.*?)"""')
_DEFINES = re.compile(r"(?m)^(?:(?:def|class) ([A-Za-z]\w*)|([A-Za-z]\w*)(?:: | = ))")
"""What a module defines, in code that the formatter has written. Parsing all of it took a twentieth of a build; a test holds the two equal."""


@dataclass(frozen=True, slots=True)
class Module:
    """One file of Python."""

    path: str
    """Relative to the repository, with forward slashes."""
    does: str
    """The first line of its docstring, without the full stop."""
    gives: tuple[str, ...] = ()
    """Functions, classes and constants that others may use, in the order of the file."""


@dataclass(frozen=True, slots=True)
class Room:
    """A package, or a module that stands alone, in which one sort of knowledge has its place."""

    name: str
    does: str
    modules: tuple[Module, ...]


def rooms(root: Path) -> tuple[Room, ...]:
    """Returns the rooms of the repository in `root`, in the order in which one may import the other."""
    return tuple(_room(root, name) for name in (*(f"handbook/{room}" for room in ROOMS), *SITE_ROOMS))


def as_markdown(found: tuple[Room, ...]) -> str:
    """Returns a heading, a sentence and a table for each room. They hold words of this repository alone, none of a product.

    The search leaves them out: nobody who makes a product looks for a module.
    """
    lines = []
    for room in found:
        lines += [f"### `{room.name}` {{: data-search-exclude }}", "", f"{room.does}.".lstrip("."), ""]
        if room.modules:
            lines += ["| Module | What it is for | Gives |", "|---|---|---|", *(_row(room, module) for module in room.modules), ""]
    return "\n".join(lines)


def _row(room: Room, module: Module) -> str:
    more = f", and {len(module.gives) - NAMED} more" if len(module.gives) > NAMED else ""
    names = ", ".join(f"`{name}`" for name in module.gives[:NAMED]) + more
    return f"| `{_within(room, module)}` | {module.does.replace('|', chr(92) + '|')} | {names} |"


def _within(room: Room, module: Module) -> str:
    """Returns a module's name within its room, short enough for a narrow column."""
    return module.path.removeprefix(room.name).removesuffix("__init__.py").removesuffix(".py")


def _room(root: Path, name: str) -> Room:
    path = root / name
    if not path.is_dir():
        return Room(f"{name}.py", _first_line(_read(path.with_suffix(".py"))), ())
    inner = {f"{root / other}/" for other in SITE_ROOMS if other.startswith(f"{name}/")}
    read = {file: _read(file) for file in _files(path) if not any(str(file).startswith(one) for one in inner)}
    found = tuple(Module(file.relative_to(root).as_posix(), _first_line(source), tuple(_gives(source))) for file, source in read.items())
    head = path / "__init__.py"
    return Room(f"{name}/", _first_line(_read(head)) if head.is_file() else "", found)


def _files(path: Path) -> Iterator[Path]:
    """Yields the modules of a package, then those of the packages in it, each after what it says of itself."""
    yield from sorted(file for file in path.glob("*.py") if file.name != "__init__.py")
    for folder in sorted(one for one in path.iterdir() if (one / "__init__.py").is_file()):
        yield folder / "__init__.py"
        yield from _files(folder)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _first_line(source: str) -> str:
    found = _LONG_TEXT.match(source)
    return found[1].strip().partition("\n")[0].rstrip(".") if found else ""


def _gives(source: str) -> Iterator[str]:
    """Yields the public names that a module defines."""
    for found in _DEFINES.finditer(_LONG_TEXT.sub('""', source)):
        yield found[1] or found[2]
