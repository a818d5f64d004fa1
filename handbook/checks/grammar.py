"""Help for rules that read texts: which sentence promises support, of what, and for how long.

A promise has two words that stand together: one for what is promised (updates, fixes, support, spare parts; or that something works or
stays available), and a limit in time (until a day, for so many years, without end). A duration alone is none: logs kept for two
years promise nothing. How long is in days only for deadlines, so days and weeks are no limits here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from handbook.checks.english import Written, sentences, written_in

LONGEST = 1000
"""Characters of a sentence that are read together, so that no text takes long; nobody writes longer ones."""

NEAR = 80
"""Characters before and behind a word that say what it is."""

Anchor = Literal["purchase", "first sale", "last sale", "manufacture", "day"]
"""From when a number of years counts."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Until when something is promised."""

    words: str
    start: int
    end: int
    until: Written | None = None
    months: int = 0
    anchor: Anchor = "purchase"
    anchored_on: Written | None = None
    """For `day`: from which day the months count."""

    @property
    def runs_out(self) -> bool:
        """Returns whether it says that something is over after so many years, as in `five years after purchase there are no updates`."""
        return bool(self.months) and " after " in self.words

    @property
    def endless(self) -> bool:
        """Returns whether it names no end at all."""
        return self.until is None and not self.months


@dataclass(frozen=True, slots=True)
class Promise:
    """What a sentence promises until when."""

    words: str
    """The part of the sentence in which what is promised, of what and until when stand."""
    limit: Limit
    covers: frozenset[str]
    """`security fixes`, `functions`, `backend`, `spares`; `support` where the text says no more than that; `use` where something works or is there."""
    at_least: bool
    goes_on: bool = False
    """Whether it is a further limit in a sentence that has named one already."""


_SUPPORT = re.compile(
    r"(?P<fixes>\b(?:updat(?:es?|ed)|upgrades?|(?:bug\s?)?fix(?:es|ed)?|patch(?:es|ed)?)\b)"
    r"|(?P<spares>\b(?:spares?|(?:spare|replacement)\s++parts?|we\s++(?:exchange|replace|swap))\b)"
    r"|(?P<support>\b(?:support(?:ed)?|maintained|maintenance|looked?\s++after"
    r"|(?:kept|keeps?|stays?|remains?)\s++(?:\w+\s++){0,3}?(?:safe|secure|up[ -]to[ -]date))\b)",
    re.IGNORECASE,
)
_USE = re.compile(
    r"\b(?:is|are|be|stays?|remains?|keeps?|kept)\s++(?:\w+\s++)?(?:available|online|running|in\s++operation|usable|working|reachable)\b"
    r"|\b(?:works?|runs?|operates?|goes\s++on|go\s++on)\b",
    re.IGNORECASE,
)
_FUNCTIONS = re.compile(r"\b(?:functions?|features?|functionality)\b", re.IGNORECASE)
_OF_SOMETHING_ELSE = re.compile(
    r"\s++(?:history|logs?|records?|notices?|messages?|desk|line|hotline|calls?|cases?|tickets?|requests?|teams?|staff|e?-?mails?|channels?|hours|chat|windows?"
    r"|servers?|files?|images?|contracts?|plans?|pages?|forms?|person|people|agreements?|numbers?|address(?:es)?|reports?)\b",
    re.IGNORECASE,
)
_ABOUT_IT = re.compile(
    r"\b(?:logs?|history|lists?|records?|results?|numbers?|notices?|cop(?:y|ies)|proofs?|signatures?|texts?|news)\s++(?:of|on|about)\s++(?:\w+\s++){0,3}$",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:no|not|never|without|cannot|neither|nor|\w+n't)\s++(?:\w+\s++){0,2}$", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:after|when|once|before|beyond|past|following)\b[^,;:.]{0,120}?\b(?:support|updates?|fixes|maintenance)\b"
    r"[^,;:.]{0,120}?\b(?:ha(?:s|ve)\s++ended|ends?|ended|is\s++over|are\s++over|stops?|stopped|over)\b"
    r"|\b(?:after|beyond|past|following)\s++(?:the\s++)?(?:end\s++of\s++)?(?:\w+\s++){0,2}(?:support|updates)\b(?:\s++period)?",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r";|,\s++(?:(?:and|but|or|while|so)\s++)?(?:\w+\s++){1,3}?"
    r"(?:keeps?|kept|holds?|stores?|stays?|remains?|is|are|was|were|will|can|has|have|may|must)\b",
    re.IGNORECASE,
)

_TO_TWENTY = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_NUMBERS = {word: number for number, word in enumerate(_TO_TWENTY.split(), 1)} | {
    "a": 1, "an": 1, "twenty-four": 24, "twenty-five": 25, "thirty": 30, "thirty-six": 36, "forty": 40, "fifty": 50,
}  # fmt: skip
_COUNT = rf"(?P<number>[0-9]{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?:\s*\(\s*\w+\s*\))?"
_SPAN = re.compile(
    rf"(?P<before>\b(?:for|over|during)\s+)?(?P<least>(?:(?:at\s+least|a\s+minimum\s+of|no\s+less\s+than|the\s+next|the\s+first|another|a\s+further|up\s+to"
    rf"|about|a\s+full|full|a\s+period\s+of|a\s+total\s+of|more\s+than)\s+)*)\b{_COUNT}[\s-]+(?:full\s+|more\s+)?(?P<unit>years?|yrs?|months?|decades?)\b['’]?",
    re.IGNORECASE,
)
_NO_SPAN_BEFORE = re.compile(r"\b(?:within|in|every|each|once|twice|times|per|after|last|past|previous|and|,)\s++$", re.IGNORECASE)
_NO_SPAN_AFTER = re.compile(r"^\s*+(?:ago|ahead|before|earlier|old|later|in\s++advance|notice)\b", re.IGNORECASE)
_SPAN_AFTER = re.compile(r"^\s*+(?:of|from|after|since|following|as\s++of|counted|starting|beginning|worth)\b", re.IGNORECASE)
_SPAN_OPENS = re.compile(r"(?::|[–—-]|\bis|\bare|\blasts?|\bguaranteed?|\bminimum|\bperiod(?:\s++of)?)\s*+$", re.IGNORECASE)
_ANCHOR = re.compile(
    r"\s*+,?\s*+(?:counted\s++|starting\s++|beginning\s++|counting\s++)?(?:from|after|since|following|as\s++of|of|with|on)\s++(?P<what>[^.;:]{0,70})",
    re.IGNORECASE,
)
_ENDLESS = re.compile(
    r"\b(?:for\s*+ever|indefinitely|for\s++(?:its\s++(?:whole\s++)?)?life|(?:for|during|over|throughout)\s++(?:the\s++"
    r"|its\s++)?(?:entire\s++|whole\s++|full\s++)?"
    r"(?:life\s?time|life)(?:\s++of\b)?|as\s++long\s++as\s++(?:you|it|the\s++\w+)\s++(?:own|use|have|lives?|lasts?|works?|runs?"
    r"|is\s++in\s++use)|without\s++(?:any\s++)?(?:end|limit\s++of\s++time|time\s++limit)"
    r"|life\s?time(?=\s++(?:free\s++)?(?:security\s++|software\s++|firmware\s++)?(?:updates?|support|fixes|patches)))\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:\b(?:until|till|through|thru|up\s++to|not\s++before|no\s++earlier\s++than|to|to\s++at\s++least)|(?:[:|=]|\s[–—-]))\s*+"
    r"(?:(?:at\s++least|the|on|and\s++including|earliest|as\s++late\s++as|including|not\s++before|until)\s++)*$"
    r"|\b(?:ends?|ending|ended|expires?|stops?|stopped|ceases?|runs?\s++out|lasts?)\b(?:\s++(?!until|since|from)\w+){0,3}?\s++(?:on|in|at"
    r"|with|by)?\s*+(?:the\s++)?$"
    r"|\b(?:ends?|ending|expires?|date|day|end)\s*+(?:is|of\s++\w+\s++is|:)?\s*+$",
    re.IGNORECASE,
)
_OTHER_UNTIL = re.compile(
    r"\b(?:sold|made|built|produced|shipped|delivered|bought|offered|announced|accepted|kept|stored|open|closed|due)\s++(?:\w+\s++)?"
    r"(?:until|till|through|up\s++to|to)\s*+(?:the\s++)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(?:after|beyond|past|from)\s++(?:the\s++)?$", re.IGNORECASE)
_STOPS = re.compile(r"\b(?:no|not|never|without|stops?|ends?|ceases?|cannot|nor|\w+n't)\b", re.IGNORECASE)
_AND = re.compile(r"\s*+(?:\([^)]*\))?\s*+,?\s*+(?:and|or|,)\s++(?:on|until|to|in)?\s*+\Z", re.IGNORECASE)
_OPEN_LEAD = re.compile(r"\b(?:until|till|through|to|for)\b(?:\s++at\s++least)?\s*+:$", re.IGNORECASE)
_NOT_UNTIL = re.compile(r"\b(?:since|from|in|of|on|by|before|after|version)\s++(?:the\s++)?$", re.IGNORECASE)
_HEADED = re.compile(r"^[^.:]{2,80}(?::|\s[–—-])\s*+(?:(?:until|at\s++least|for)\s++)*$", re.IGNORECASE)
_SINCE_ONE = re.compile(r"\s*+(?:after|since|from|following)\b[^.,;]{0,30}\Z", re.IGNORECASE)
_DONE_WITH_IT = re.compile(
    r"\b(?:postpon\w+|delay\w*|paus\w+|defer\w*|skip\w*|test(?:ed|s)?|tried|stor(?:ed|es)|logg?(?:ed|s)|record(?:ed|s)|retain\w*|held\s++back)\b", re.IGNORECASE
)
"""What is done with updates for a while, which promises none."""
_EXCHANGED = re.compile(
    r"\b(we\s++(?:exchange|replace|swap))\s++(?:it|them|these|those)\b(?:\s++(?:for|by|with)\s++[^,;.]*?(?=\s++(?:at|free|until|till|for)\b))?", re.IGNORECASE
)
"""An exchange of what the sentence before is about; what is given for it is no subject."""
_SUBJECT = re.compile(r"[^:;,]*?(?=\s(?:is|are|was|were|can|cannot|has|have|will|may|must|do|does|gets?)\b)", re.IGNORECASE)
_AT_LEAST = re.compile(r"\b(?:at\s++least|not\s++before|no\s++earlier\s++than|minimum|or\s++(?:later|longer)|never\s++earlier|earliest)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\s*+,?\s*+(?:\((?P<brackets>[^)]*)\)|(?:for|on|of)\s++(?P<named>(?:(?!\band\b|,|;).)*))", re.IGNORECASE)


def promises_in(text: str, lead: str = "", *, on_support: bool = False) -> list[Promise]:
    """Returns the promises of one paragraph or item of a list.

    `lead` is the sentence before the list, which goes on in each item; `on_support` says that the whole text is about how long something is
    supported, so that `Hub: 31 December 2036` is a promise too.
    """
    found: list[Promise] = []
    lead = lead[-LONGEST:]
    subject = ""
    for sentence in (piece for one in sentences(text) for piece in _pieces(one)):
        said = _OVER.sub(lambda part: " " * len(part[0]), sentence)
        before, subject = subject, opening[0] if (opening := _SUBJECT.match(said)) else ""
        limits = _limits(said, bool(_OPEN_LEAD.search(lead)))
        if not limits:
            continue
        alone = _read(said)
        led = _read(f"{lead.rstrip(':')} {said}") if _SUPPORT.search(lead) else None
        at_least = bool(_AT_LEAST.search(said) or _AT_LEAST.search(lead))
        begin = 0
        for place, limit in enumerate(limits):
            behind = _BEHIND.match(said, limit.end)
            following = limits[place + 1].start if place + 1 < len(limits) else len(said)
            stop = following if place + 1 == len(limits) else min(behind.end() if behind else limit.end, following)
            words, begin = _EXCHANGED.sub(before.replace("\\", " ") + r" \1", said[begin:stop].strip()), stop
            covers = _covers(alone, limit)
            if not covers and led is not None:
                covers = _covers(led, _moved(limit, len(led.said) - len(said)))
            if not covers and on_support and _HEADED.match(said[: limit.start]):
                covers = frozenset({"use"})
            if covers:
                found.append(Promise(words, limit, covers, at_least, place > 0))
    return found


def _pieces(sentence: str) -> list[str]:
    return [sentence[start : start + LONGEST] for start in range(0, len(sentence), LONGEST)]


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence with the words of support in it that are no part of another word, and with words for use."""

    said: str
    support: tuple[re.Match[str], ...]
    use: tuple[re.Match[str], ...]
    functions: bool


def _read(said: str) -> _Read:
    support = [
        word for word in _SUPPORT.finditer(said)
        if not _OF_SOMETHING_ELSE.match(said, word.end()) and not _ABOUT_IT.search(said[max(0, word.start() - NEAR) : word.start()])
    ]  # fmt: skip
    return _Read(said, tuple(support), tuple(_USE.finditer(said)), bool(_FUNCTIONS.search(said)))


def _covers(read: _Read, limit: Limit) -> frozenset[str]:
    """Returns what is promised until a limit of a sentence; nothing where it is the limit of something else."""
    before = read.said[max(0, limit.start - NEAR) : limit.start]
    ends = limit.runs_out or bool(_AFTER.search(before))
    covers: set[str] = set()
    for word in read.support:
        if limit.months and (_SINCE_ONE.match(read.said, limit.end, word.start()) or _DONE_WITH_IT.search(before)):
            continue
        if not ends and _NEGATED.search(read.said[max(0, word.start() - NEAR) : word.start()]):
            continue
        if _linked(read.said, word, limit):
            covers.add({"fixes": "security fixes", "spares": "spares", "support": "support"}[word.lastgroup or "support"])
    if covers:
        return frozenset(covers | ({"functions"} if read.functions else set()))
    near = (word for word in read.use if word.end() <= limit.start <= word.end() + NEAR)
    return frozenset({"use"} if not limit.endless and any(_linked(read.said, word, limit) for word in near) else ())


def _linked(said: str, word: re.Match[str], limit: Limit) -> bool:
    """Returns whether nothing else is said between a word and a limit."""
    return not _BREAK.search(said[word.end() : limit.start] if word.end() <= limit.start else said[limit.end : word.start()])


def _limits(said: str, open_lead: bool) -> list[Limit]:
    """Returns the limits in time that a sentence names, in its order."""
    found: list[Limit] = []
    for day in written_in(said):
        before = said[max(0, day.start - NEAR) : day.start]
        after = _AFTER.search(before)
        listed = bool(found) and _AND.match(said, found[-1].end, day.start)
        if _OTHER_UNTIL.search(before):
            continue
        if (after and _STOPS.search(said)) or _UNTIL.search(before) or listed or (open_lead and not found and not _NOT_UNTIL.search(before)):
            found.append(Limit(said[day.start : day.end], day.start, day.end, until=day))
    days = tuple(written_in(said))
    for span in _SPAN.finditer(said):
        before, behind = said[max(0, span.start() - NEAR) : span.start()], said[span.end() : span.end() + NEAR]
        introduced = (
            span["before"] or span["least"] or _SPAN_AFTER.match(behind) or _SPAN_OPENS.search(before) or "-" in span[0] or _SUPPORT.match(behind.lstrip())
        )
        if not introduced or (not span["before"] and _NO_SPAN_BEFORE.search(before)) or _NO_SPAN_AFTER.match(behind):
            continue
        number = span["number"].lower()
        if number in ("a", "an") and not span["before"]:
            continue
        years = int(number) if number.isdigit() else _NUMBERS[number]
        months = years * (1 if span["unit"].lower().startswith("month") else 120 if span["unit"].lower().startswith("decade") else 12)
        anchor, on, end = _anchor(said, span.end(), days)
        found = [one for one in found if not span.end() <= one.start < end]
        found.append(Limit(" ".join(said[span.start() : end].split()), span.start(), end, months=months, anchor=anchor, anchored_on=on))
    found += [Limit(one[0], one.start(), one.end()) for one in _ENDLESS.finditer(said)]
    return sorted(found, key=lambda one: one.start)


def _anchor(said: str, start: int, days: tuple[Written, ...]) -> tuple[Anchor, Written | None, int]:
    """Returns from when a number of years counts, and where the words for that end."""
    found = _ANCHOR.match(said, start)
    if found is None:
        return "purchase", None, start
    what = found["what"].lower()
    on = next((day for day in days if found.start("what") <= day.start < found.end("what")), None)
    if on is not None:
        return "day", on, on.end
    for anchor, words in _ANCHORS:
        named = re.search(words, what)
        if named:
            return anchor, None, found.start("what") + named.end()
    return "purchase", None, start


_ANCHORS: tuple[tuple[Anchor, str], ...] = (
    (
        "last sale",
        r"\b(?:last|final)\s++(?:\w+\s++){0,2}(?:sale|unit|sold|delivery)|end\s++of\s++(?:its\s++|the\s++)?(?:sales?|production)"
        r"|discontinu\w+|no\s++longer\s++sold",
    ),
    ("first sale", r"\bfirst\s++(?:\w+\s++){0,2}(?:sale|unit|sold|delivery)|\blaunch\w*|\bplac\w+\s++on\s++the\s++market|\bmarket\s++introduction|\brelease\b"),
    ("manufacture", r"\bmanufactur\w+|\bproduction|\b(?:made|built)\b"),
    ("purchase", r"\b(?:purchase|buy|bought|sale|delivery|delivered|invoice|receipt|installation|installed|activation|hand-?over|commissioning|day\s++you)\b"),
)


def _moved(limit: Limit, by: int) -> Limit:
    return Limit(limit.words, limit.start + by, limit.end + by, limit.until, limit.months, limit.anchor, limit.anchored_on)
