"""Help for rules that read texts: of which components, revisions and parts a sentence speaks, by the words of their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from handbook.model.handbook import Handbook
from handbook.schema.records.product import Component, Entity, HardwareOrSoftwarePart

_CUT = re.compile(r"(?:[(:,;/]|\s[–—-]\s|\b(?:for|in|of|with|on|at|by|to|under|from|and|without)\b).*$", re.IGNORECASE)
_KINDS = {
    "backend": r"(?:our|the|your|cloud|online)\s+services?|cloud|servers?|backend",
    "companion application": r"apps?|applications?",
    "gateway": r"gateways?|devices?|units?|hardware",
    "device": r"devices?|units?|appliances?|hardware",
}
"""How customers name a component by its kind, where its title is not said."""
_WHOLE = r"products?|systems?|everything|all\s+(?:parts|components)"
_PART = re.compile(
    r"\b(?:operating\s+systems?|chips?|modules?|librar(?:y|ies)|runtimes?|certificates?|secure\s+elements?|kernels?|modems?|processors?|bootloaders?)\b",
    re.IGNORECASE,
)
_SUPPLIER = re.compile(
    r"\b(?:makers?|manufacturers?|suppliers?|vendors?)\s+of\b|\b(?:its|their)\s+(?:own\s+)?(?:makers?|manufacturers?|suppliers?|vendors?)\b"
    r"|\b\w+\s+(?:maker|manufacturer|supplier|vendor)(?:'s|’s|s'|s’)",
    re.IGNORECASE,
)
_OWNED = re.compile(r"(?:'s|’s|s'|s’)\s")
_OWNER = re.compile(r"\b(?:of|in|inside)\s+(?:the|your|our|each|every)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Of what a piece of text speaks."""

    components: frozenset[str] = frozenset()
    revisions: frozenset[str] = frozenset()
    part: bool = False
    """Whether it speaks of something inside a component, or of somebody who supplies it, and of the component only as what holds it."""


@dataclass(frozen=True)
class Subjects:
    """The names by which a product's components, revisions and suppliers are known."""

    names: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    """Longest first, so that `phone app` is not taken for any app."""
    fallback: tuple[tuple[re.Pattern[str], frozenset[str]], ...]
    """Words that count where no name is found: other words of titles."""
    revisions: tuple[tuple[re.Pattern[str], str], ...]
    suppliers: tuple[re.Pattern[str], ...]
    heads: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        """Returns what is equal for the same names: whoever keeps what a text speaks of knows by it whether that still holds."""
        patterns = [(one.pattern, *sorted(ids)) for one, ids in (*self.names, (_PART, ()), *self.fallback)]
        others = [(one.pattern, name) for one, name in self.revisions], [one.pattern for one in self.suppliers]
        return sha256(repr((patterns, others, sorted((head, sorted(ids)) for head, ids in self.heads.items()))).encode()).hexdigest()

    def spoken_of(self, text: str) -> Spoken:
        """Returns of what a piece of text speaks, as far as its words tell."""
        taken = [found.span() for found in _PART.finditer(text)]
        of_parts = len(taken)
        components: set[str] = set()
        owned = 0
        for pattern, ids in self.names:
            for found in pattern.finditer(text):
                if not any(start < found.end() and found.start() < end for start, end in taken):
                    taken.append(found.span())
                    components |= ids
                    owned += bool(_OWNED.match(text, found.end()) or _OWNER.search(text[: found.start()]))
        if not components:
            for pattern, ids in self.fallback:
                if pattern.search(text):
                    components |= ids
        if not components:
            words = re.findall(r"[a-z]{3,}", text.lower())
            components = {one for word in words for head, ids in self.heads.items() if head.endswith(word) for one in ids}
        revisions = {name for pattern, name in self.revisions if pattern.search(text)}
        supplied = _SUPPLIER.search(text) or any(pattern.search(text) for pattern in self.suppliers)
        part = bool(supplied or (of_parts and of_parts + owned == len(taken)))
        return Spoken(frozenset(components), frozenset(revisions), part)


def subjects_of(handbook: Handbook) -> Subjects:
    """Returns the names of a product's components, of their revisions and of suppliers."""
    named: dict[str, set[str]] = {}
    other: dict[str, set[str]] = {}
    heads: dict[str, set[str]] = {}
    components = [(item.id, item.record) for item in handbook.of(Component)]
    for identity, component in components:
        phrase = _phrase(component.title)
        if phrase:
            named.setdefault(_pattern(phrase), set()).add(identity)
            named.setdefault(_pattern(phrase[-1:]), set()).add(identity)
            heads.setdefault(phrase[-1].lower(), set()).add(identity)
            for word in phrase[:-1]:
                other.setdefault(_pattern([word]), set()).add(identity)
        words = _KINDS.get(component.component_kind or "")
        if words:
            named.setdefault(words, set()).add(identity)
    whole = {identity for identity, component in components if component.component_kind in ("device", "gateway")} or {identity for identity, _ in components}
    of_product = [word for word in _phrase(handbook.name) if len(word) > 3 and _pattern([word]) not in named]
    for words in (_WHOLE, *(_pattern([word]) for word in of_product)):
        named.setdefault(words, set()).update(whole)
    revisions = {revision.name for _, component in components for revision in component.revisions}
    maker = handbook.product.maker if handbook.product else None
    others = [item.record for item in handbook.of(Entity) if item.id != maker]
    parts = [item.record for item in handbook.of(HardwareOrSoftwarePart)]
    return Subjects(
        _compiled(named),
        _compiled(other),
        tuple((re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE), name) for name in sorted(revisions)),
        tuple(re.compile(rf"(?<!\w){re.escape(one.title)}(?!\w)", re.IGNORECASE) for one in (*others, *parts)),
        {head: frozenset(ids) for head, ids in heads.items()},
    )


def _phrase(title: str) -> list[str]:
    """Returns the words that name something in a title: those before a bracket, a comma or a preposition, without numbers."""
    return [word for word in re.findall(r"[^\W\d_](?:[\w-]*[^\W_])?", _CUT.sub("", title)) if not re.search(r"[0-9]", word)]


def _pattern(words: Iterable[str]) -> str:
    return r"[\s-]+".join(re.escape(word.lower()) for word in words) + r"(?:s|es)?"


def _compiled(named: dict[str, set[str]]) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    by_length = sorted(named, key=lambda words: (-len(words.split("+")), -len(words), words))
    return tuple((re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), frozenset(named[words])) for words in by_length)
