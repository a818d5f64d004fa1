"""The types of which the fields of records are declared: text, prose, days, numbers, lists, ids of entries, each with a mark.

YAML scalars arrive as text; each type here says what the text must be. A type carries a mark (`Mark`) that later
stages read: the resolver finds references by it, the views know by it what is prose and what is plain.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

EXPECTED = "handbook-expected"
"""Key in a field's JSON schema extras: the field is part of the argument, an empty one is a gap."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a text means to later stages."""

    meaning: str
    """`plain`, `prose`, `record`, `entry`, `class`, `question`, `file`, `moment`, `dimension`, `field`."""
    kinds: tuple[str, ...] = ()
    """For `record`: names of the kinds that may be named; empty for any."""
    levels: tuple[str, ...] = ()
    """For `entry`: documents that may be cited; empty for any. For `class`: documents with an entry of that title."""


@dataclass(frozen=True, slots=True)
class Tense:
    """Where a day may lie, seen from the day for which the handbook speaks. Every field that holds a day has one."""

    done: bool
    """Whether it tells of something that has happened, so that it cannot lie ahead."""
    earliest: str = "1970-01-01"
    """First day that can be meant: no connected product and nothing about one is older than that, so an earlier day is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which numbers, both included, a count or an amount can be meant."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Chain:
    """A field that is a step of the chain from customers to evidence: the record that has it is later than what it names, and follows from that.

    Traces lead over these fields alone; what else a record names, such as its owner, ties it to everything and explains nothing.
    """

    kinds: tuple[str, ...] = ()
    """Names of the kinds to which the field is such a step; empty for all that it may name."""


@cache
def _docstrings(module: str) -> dict[str, dict[str, str]]:
    """Returns the docstring of each field of each class in a module. A function of the source alone."""
    path = sys.modules[module].__file__
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(Path(path).read_text(encoding="utf-8")).body if path else ():
        if isinstance(node, ast.ClassDef):
            fields = found.setdefault(node.name, {})
            for field, after in pairwise(node.body):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(after, ast.Expr):
                    text = after.value.value if isinstance(after.value, ast.Constant) else None
                    if isinstance(text, str):
                        fields[field.target.id] = inspect.cleandoc(text)
    return found


class Part(BaseModel):
    """A group of fields inside a record. Unknown keys are refused; nothing can be changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    alone: ClassVar[str] = ""
    """Field that a group stands for where it is written as text alone, or ''."""
    is_file: ClassVar[bool] = False
    """Whether it is all that a file says, so that messages about its fields need not say whose they are."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Takes the docstring under each field as its description.

        Pydantic can do that too (`use_attribute_docstrings`), but reads and parses the file once for every class: half a second
        for ours. Here a file is parsed once.
        """
        for name, text in _docstrings(cls.__module__).get(cls.__name__, {}).items():
            if name in cls.model_fields:
                cls.model_fields[name].description = text


# What a field holds -------------------------------------------------------------------------------------------------

_DATE = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MOMENT = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-2][0-9]:[0-5][0-9])?\Z")
_COLOUR = re.compile(r"^#[0-9A-Fa-f]{6}\Z")
NO_COLOUR = "handbook_colour"
"""The error of a value that is no colour."""
_TRUE = frozenset({"yes", "true"})
_FALSE = frozenset({"no", "false"})
_LINK = re.compile(
    r"(?:\]\(\s*|^[ \t]{0,3}\[(?:[^\[\]\\]|\\[\s\S])++\]:\s*+)<([^<>\n]*+)>"  # in angle brackets, where blanks may stand
    r"|\]\(\s*<?\s*([^)\s>]*)|^[ \t]{0,3}\[(?:[^\[\]\\]|\\[\s\S])++\]:\s*+<?\s*+(\S+)"
    r"|<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>",
    re.MULTILINE,
)
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.\-]*):")


def refused_scheme(target: str) -> str:
    """Returns the scheme of a link that data may not hold (anything but https, mailto and relative), or ''.

    Character references and control characters are resolved first, as a browser would.
    """
    import html

    cleaned = re.sub(r"[\x00-\x20\x7f]", "", html.unescape(target))
    if cleaned.startswith("//"):
        return "//"
    found = _SCHEME.match(cleaned)
    if found is None or found[1].lower() in {"https", "mailto"}:
        return ""
    return found[1]


def links_in(prose: str) -> tuple[str, ...]:
    """Returns the targets of the links in a text, as they stand there."""
    if "](" not in prose and "]:" not in prose and "<" not in prose:  # as nearly every text
        return ()
    return tuple(next(group for group in (*found.groups(), "") if group is not None).strip() for found in _LINK.finditer(prose))


def some_text(value: Any) -> Any:
    """Returns a value that is text or empty. Raises PydanticCustomError for anything else, and for text without a character."""
    if value is None:
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("handbook_type", "text")
    if not value.strip():
        raise PydanticCustomError("handbook_empty", "text")
    return value


def _prose(value: Any) -> Any:
    value = some_text(value)
    if isinstance(value, str):
        for target in links_in(value):
            scheme = refused_scheme(target)
            if scheme:
                raise PydanticCustomError("handbook_link", "{target}", {"target": target})
    return value


def _date(value: Any) -> Any:
    if value is None:
        return value
    if isinstance(value, str) and _DATE.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("handbook_type", "date")


def _moment(value: Any) -> Any:
    if value is None:
        return value
    if isinstance(value, str) and _MOMENT.match(value):
        try:
            date.fromisoformat(value[:10])
        except ValueError:
            pass
        else:
            if value[11:13] <= "23":
                return value
    raise PydanticCustomError("handbook_type", "moment")


def _count(value: Any) -> Any:
    if value is None:
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,12}", value):
        return int(value)
    raise PydanticCustomError("handbook_type", "count")


def _number(value: Any) -> Any:
    if value is None:
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", value):
        return float(value)
    raise PydanticCustomError("handbook_type", "number")


def _yes_no(value: Any) -> Any:
    if value is None:
        return value
    if isinstance(value, str) and value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    raise PydanticCustomError("handbook_type", "yes or no")


def _colour(value: Any) -> Any:
    if value is not None and _COLOUR.match(some_text(value)):
        return value
    raise PydanticCustomError(NO_COLOUR, "colour")


def _listed(value: Any) -> Any:
    if value is None:
        return ()
    if isinstance(value, str):
        raise PydanticCustomError("handbook_type", "list")
    return value


Plain = Annotated[str, BeforeValidator(some_text), Mark("plain")]
"""One line of text, shown as typed."""
Prose = Annotated[str, BeforeValidator(_prose), Mark("prose")]
"""Text with paragraphs, lists, emphasis, code and links (https, mailto, relative); HTML shows as typed."""
FileName = Annotated[str, BeforeValidator(some_text), Mark("file")]
"""Path of a file in the product's folder `files/`, with forward slashes."""
Colour = Annotated[str | None, BeforeValidator(_colour), Mark("plain")]
"""A colour, `#0b5563`. Without its quotes it is a comment, so an empty one is wrong although it may be left out."""
Date = Annotated[date, BeforeValidator(_date)]
"""A day, `2026-11-16`. A field takes one of the next three, which say what the day means."""
Moment = Annotated[str, BeforeValidator(_moment), Mark("moment")]
"""A day, or a day and a time of day in UTC: `2026-10-02 14:30`. A field takes one of the two that say what it means."""
DateDone = Annotated[Date, Tense(done=True)]
"""A day on which something was done."""
DateSet = Annotated[Date, Tense(done=False)]
"""A day that was set for something, which may lie behind or ahead."""
DateOfLaw = Annotated[Date, Tense(done=False, earliest="1800-01-01")]
"""A day from which a rule binds; rules are older than products."""
MomentDone = Annotated[Moment, Tense(done=True)]
"""A moment at which something was done."""
MomentSet = Annotated[Moment, Tense(done=False)]
"""A moment that was set for something, which may lie behind or ahead."""
Count = Annotated[int, BeforeValidator(_count)]
"""A whole number, zero or more. A field says between which bounds it can be meant, `Annotated[Count, Bounds(1, 120)]`."""
Number = Annotated[float, BeforeValidator(_number)]
"""A number, zero or more; unit in the field's description, and bounds as for `Count`."""
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
"""`yes` or `no`."""

T = TypeVar("T")
Many = Annotated[tuple[T, ...], BeforeValidator(_listed)]
"""A list, one entry a line."""
Chained = Annotated[T, Chain()]
"""A field that is a step of the chain, to whatever it names."""


def expected() -> Any:
    """Returns a field that may be left out while drafting; an empty one is a gap."""
    return Field(default=None, json_schema_extra={EXPECTED: True})


def expected_list() -> Any:
    """Returns a list field that may be empty while drafting; an empty one is a gap."""
    return Field(default=(), json_schema_extra={EXPECTED: True})


# References ---------------------------------------------------------------------------------------------------------

EntryId = Annotated[str, BeforeValidator(some_text), Mark("entry")]
"""An entry of a reference document: `PR.PS-02`, `8259A:SU-2`."""
SubcategoryId = Annotated[str, BeforeValidator(some_text), Mark("entry", levels=("CSF",))]
"""A CSF 2.0 Subcategory: `PR.PS-02`."""
BaselineId = Annotated[str, BeforeValidator(some_text), Mark("entry", levels=("8259A", "8259B"))]
"""An element of IR 8259A or an action of IR 8259B: `8259A:SU-2`."""
QuestionId = Annotated[str, BeforeValidator(some_text), Mark("question")]
"""A question of an activity: `Q2-03`."""
FieldName = Annotated[str, BeforeValidator(some_text), Mark("field")]
"""A field of the record in which it stands, by its key."""
DimensionName = Annotated[str, BeforeValidator(some_text), Mark("dimension")]
"""A dimension of impact: one of the six, or one that the risk criteria add."""
AnyId = Annotated[str, BeforeValidator(some_text), Mark("record")]
"""Any record."""
