"""What is declared of an export format: its file, who reads it, and what becomes of every field of every kind of record in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.schema.kinds import MODELS
from handbook.schema.record import COMMON

Fate: TypeAlias = Literal["carried", "reduced", "left out"]
"""What becomes of a field: `carried` as it is, `reduced` to less than it says, or `left out`."""
Account: TypeAlias = Mapping[str, Mapping[str, Fate]]
"""The fate of each field, by the name of its kind and its own."""

EVERY_KIND = "*"
"""Stands for every kind where a format says which fields it takes."""


def _nothing(_: Handbook) -> str:
    return ""


FORMAT = "format"
"""Context of what is said of formats."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be chosen of a format, such as the size of paper."""

    name: str
    """The word after `handbook export FORMAT --`."""
    about: str
    values: Callable[[Handbook], tuple[str, ...]]
    """Returns what may be chosen for a product."""

    def __post_init__(self) -> None:
        """Lets what is said of it know its English."""
        object.__setattr__(self, "about", t(self.about, FORMAT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format in which the handbook leaves the program."""

    name: str
    """The word after `handbook export`."""
    title: str
    file: str
    """Name of the file; a site has it under `downloads/`."""
    media_type: str
    about: str
    """What it is for, in one sentence."""
    read_by: tuple[str, ...]
    """Programs that read it, of those that the tests read it with first."""
    loses: str
    """What the format cannot say, in one sentence; '' where it says all."""
    account: Account
    make: Callable[[Handbook], bytes]
    """Makes the file. The same handbook gives the same bytes."""
    pieces: Callable[[Handbook], Iterator[bytes]] | None = None
    """Yields the same bytes piece by piece, where a file is so large that it had better not be held as a whole."""
    lacks: Callable[[Handbook], str] = _nothing
    """Returns in a sentence what a product must say, or what must be installed, before the file can be made, or ''. Only then is `make` called."""
    parts: Callable[[Handbook], Mapping[str, bytes]] | None = None
    """For an archive: the files in it, by their paths."""
    choices: tuple[Choice, ...] = ()
    """What may be chosen of it."""
    make_as: Callable[[Handbook, Mapping[str, str]], bytes] | None = None
    """Makes the file as it was chosen, where it has choices: values by the names of choices, and under `revision` that of the source, in words."""
    draft: Callable[[Handbook], bytes] | None = None
    """Returns all that the file is made of, where making it takes long: two handbooks with the same have the same file."""
    on_request: bool = False
    """Whether a site has it only where its configuration asks for it, since making it takes longer than all else."""
    opened: bool = False
    """Whether a site has the files of the archive one by one, too, since others link to them."""

    def __post_init__(self) -> None:
        """Lets what is said of it know its English."""
        for name in ("title", "about", "loses"):
            object.__setattr__(self, name, t(getattr(self, name), FORMAT))
        object.__setattr__(self, "read_by", tuple(t(one, FORMAT) for one in self.read_by))

    def file_as(self, chosen: Mapping[str, str]) -> str:
        """Returns the name of the file with what was chosen of it: `handbook-activity-6-letter.pdf`."""
        stem, _, ending = self.file.rpartition(".")
        return "-".join((stem, *(chosen[one.name] for one in reversed(self.choices) if one.name in chosen))) + f".{ending}"

    @property
    def is_whole(self) -> bool:
        """Returns whether it carries every field of every kind."""
        return all(fate == "carried" for fates in self.account.values() for fate in fates.values())


def whole() -> Account:
    """Returns the account of a format that carries every field of every kind."""
    return {name: dict.fromkeys(model.model_fields, "carried") for name, model in MODELS.items()}


def some(*, carried: Mapping[str, tuple[str, ...]], reduced: Mapping[str, tuple[str, ...]] | None = None) -> Account:
    """Returns the account of a format that takes these fields and leaves out all others; `*` names fields for each kind that it takes any field of.

    Raises ValueError where a field is named twice, or a kind or field does not exist.
    """
    fates: dict[str, dict[str, Fate]] = {name: dict.fromkeys(model.model_fields, "left out") for name, model in MODELS.items()}
    kinds = {kind for given in (carried, reduced or {}) for kind in given if kind != EVERY_KIND}
    stated: list[tuple[Fate, Mapping[str, tuple[str, ...]]]] = [("carried", carried), ("reduced", reduced or {})]
    for fate, given in stated:
        for kind, names in given.items():
            for one in sorted(kinds) if kind == EVERY_KIND else (kind,):
                for name in names:
                    if one not in fates or fates[one].get(name) != "left out":
                        raise ValueError(f"{one}.{name} does not exist, or is named twice")
                    fates[one][name] = fate
    return fates


def kinds_taken(account: Account) -> tuple[str, ...]:
    """Returns the names of the kinds of which a format takes any field, in the order of the handbook."""
    return tuple(kind for kind, fields in account.items() if any(fate != "left out" for fate in fields.values()))


def own_fields(account: Account, kind: str, fate: Fate) -> tuple[str, ...]:
    """Returns the fields of a kind that have a fate, those that every kind has apart."""
    return tuple(name for name, found in account[kind].items() if found == fate and name not in COMMON)
