"""Help for rules that read texts: English as authors write it, in sentences, with days in figures and in words."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = rf"(?P<{{}}>{'|'.join(f'{month[:3]}(?:{month[3:]})?' if len(month) > 3 else month for month in MONTHS)}|sept)\.?"
_DAY = r"(?:the\s+)?(?P<{}>[0-3]?[0-9])(?:st|nd|rd|th)?"
_EDGE = r"(?<![\w/-])"
_SHARE = r"(?:(?:the\s+)?(?P<part>end|close|middle|mid|beginning|start)(?:\s+of\s+|[\s-]))?"

_SHORT = "|".join((*(month[:3] for month in MONTHS), "sept"))
_ABBREVIATED = re.compile(
    rf"(?:\b(?:e\.g|i\.e|etc|approx|max|min|vs|cf|ca|no|nos|art|sec|fig|vol|ed|resp|dr|mr|ms|prof|st|{_SHORT})|\b[a-z])\.$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(?<=[.!?])[\"'”’)*_]*\s+(?=[\"'“‘(*_\[`]*[^\Wa-z_])")
_MARKUP = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`")
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|[0-9]{1,3}[.)])[ \t]+")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t]+")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or an item of a list, on one line and without marks of emphasis."""

    text: str
    lead: str = ""
    """For an item: what the sentence before the list says, where it ends in a colon."""


@dataclass(frozen=True, slots=True)
class Written:
    """A day, a month or a year as it stands in a text."""

    first: date
    last: date
    """First and last day that a reader may take it for; the same for an exact day."""
    start: int
    end: int

    @property
    def exact(self) -> bool:
        """Returns whether it names one day."""
        return self.first == self.last


def blocks(prose: str) -> Iterator[Block]:
    """Yields the paragraphs and the items of lists of a prose text."""
    lead, item = "", False
    lines: list[str] = []

    def _made() -> Block:
        text = " ".join(_MARKUP.sub("", _LINK.sub(r"\1", " ".join(lines))).split())
        return Block(text, lead if item else "")

    for line in [*prose.splitlines(), ""]:
        opens = _ITEM.match(line)
        if (not line.strip() or opens or _HEADING.match(line)) and lines:
            block = _made()
            yield block
            if not item:
                lead = sentences(block.text)[-1] if block.text.endswith(":") else ""
            lines, item = [], False
        if line.strip():
            if not lines:
                item = opens is not None
                if not item:
                    lead = ""
            lines.append(line[opens.end() :] if opens else _HEADING.sub("", line))


def last_items(prose: str) -> list[str]:
    """Returns the items of the list that a prose text ends in, as far as they are indented like the last; none where it ends in no list."""
    items: list[tuple[int, list[str]]] = []
    after_gap = False
    for line in prose.splitlines():
        opens = _ITEM.match(line)
        if opens:
            items.append((len(line) - len(line.lstrip()), [line[opens.end() :]]))
        elif line.strip() and (not items or (after_gap and not line[0].isspace()) or _HEADING.match(line)):
            items = []
        elif line.strip():
            items[-1][1].append(line)
        after_gap = not line.strip()
    return [" ".join(" ".join(lines).split()) for indent, lines in items if indent == items[-1][0]]


def sentences(text: str) -> list[str]:
    """Returns the sentences of a text on one line; abbreviations do not end one."""
    found: list[str] = []
    start = 0
    for gap in _BETWEEN.finditer(text):
        if not _ABBREVIATED.search(text[max(start, gap.start() - 8) : gap.start()]):
            found.append(text[start : gap.end()].strip())
            start = gap.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def days_in(text: str) -> set[str]:
    """Returns the exact days that a text names, as year-month-day; written in figures or with the month in English words."""
    return {one.first.isoformat() for one in written_in(text) if one.exact}


def written_in(text: str) -> list[Written]:
    """Returns the days, months and years that a text names, in the order of the text; longer forms are taken first."""
    if not _YEAR.search(text):
        return []
    found: list[Written] = []

    def _taken(match: re.Match[str]) -> str:
        reading = _reading({name: value for name, value in match.groupdict().items() if value is not None})
        if reading is not None:
            found.append(Written(*reading, match.start(), match.end()))
        return match[0] if reading is None else " " * len(match[0])

    for pattern in _FORMS:
        text = pattern.sub(_taken, text)
    return sorted(found, key=lambda one: one.start)


_YEAR = re.compile(r"[0-9]{4}")
"""What every form holds."""
_FORMS = tuple(
    re.compile(_EDGE + form, re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])",
        r"(?P<year>[0-9]{4})/(?P<number>[0-9]{2})/(?P<day>[0-9]{2})(?![0-9])",
        r"(?P<one>[0-3]?[0-9])\s?[./]\s?(?P<two>[0-3]?[0-9])\s?[./]\s?(?P<year>[0-9]{4})(?![0-9])",
        rf"{_DAY.format('day')}\s+(?:of\s+)?{_MONTH.format('month')},?\s+(?P<year>[0-9]{{4}})(?![0-9])",
        rf"{_MONTH.format('month')}\s+{_DAY.format('day')},?\s+(?P<year>[0-9]{{4}})(?![0-9])",
        rf"{_SHARE}{_MONTH.format('month')},?\s+(?P<year>[0-9]{{4}})(?![0-9])",
        r"(?P<number>0[1-9]|1[0-2])/(?P<year>[0-9]{4})(?![0-9])",
        r"(?P<year>20[0-9]{2})-(?P<number>0[1-9]|1[0-2])(?![0-9-])",
        r"(?P<quarter>q[1-4]|(?:the\s+)?(?:first|second|third|fourth|last)\s+quarter(?:\s+of)?)\s+(?P<year>[0-9]{4})(?![0-9])",
        rf"{_SHARE}(?:the\s+)?(?:year\s+)?(?P<year>(?:19|20|21)[0-9]{{2}})(?![\w/-]|[.:][0-9]|\s*(?:%|units?\b|sensors?\b|hubs?\b|hours?\b|entries\b))",
    )
)
_QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


def _reading(parts: dict[str, str]) -> tuple[date, date] | None:
    """Returns first and last day that what was found can mean, or None where there is no such day."""
    year = int(parts["year"])
    try:
        if "one" in parts:  # day and month, in either order: where both can be, the later one is what a reader may count on
            pairs = ((int(parts["one"]), int(parts["two"])), (int(parts["two"]), int(parts["one"])))
            days = [date(year, month, day) for day, month in pairs if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]]
            return (min(days), max(days)) if days else None
        if "quarter" in parts:
            word = parts["quarter"].lower().removeprefix("the ").split()[0]
            month = 3 * _QUARTERS[word]
            return date(year, month - 2, 1), _month_end(year, month)
        month = (
            MONTHS.index(next(name for name in MONTHS if name.startswith(parts["month"].lower()[:3]))) + 1 if "month" in parts else int(parts.get("number", 0))
        )
        if "day" in parts:
            day = date(year, month, int(parts["day"]))
            return day, day
        first, last = (date(year, month, 1), _month_end(year, month)) if month else (date(year, 1, 1), date(year, 12, 31))
    except ValueError:
        return None
    share = parts.get("part", "").lower()
    if share in ("end", "close"):
        return last, last
    if share in ("beginning", "start"):
        return first, first
    if share:
        middle = first.replace(day=15) if month else date(year, 6, 30)
        return middle, middle
    return first, last


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
