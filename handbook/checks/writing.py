"""Slips in texts that remain texts: a stray quote, a sentence twice, an end inside a sentence, marks that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from handbook.checks.english import last_items, sentences
from handbook.checks.every_text import Said, Text, folded_texts, found_in_texts, of_site, said_by, texts_of
from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, quoted
from handbook.findings.messages import both, say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.kinds import PREFIXES
from handbook.source.nodes import Mapping, Node, Scalar, Sequence

WORDS_OF_A_DOUBLE = 5
"""Shorter sentences, such as `It is free.`, may stand twice in a text."""
ALIKE_NEEDED = 3
"""Texts that must end in a full stop before one that does not looks cut off."""
ALIKE_SHARE = 0.9
"""The share of them."""
WORDS_OF_A_SENTENCE = 8
"""Words from which a text looks like a sentence although no other of its field is there to compare it with."""

_ENDS = tuple(".!?…:)]}>\"'”’»|")
_UNFINISHED = re.compile(r"(?:,|\(|\b(?:the|an|and|or|nor|its|their|our|your))\s*\Z")
_NO_ITEM_ENDS = re.compile(r"(?:\b(?:a|but|by|each|every|from|if|into|no|of|than|to|when|which|with)|[^\w)\]}>'\"”’»%°`])\Z", re.IGNORECASE)
"""In what no item of a list ends that is whole and has no full stop."""
_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"(?<![\w.@/-])[^\W\d_]{2,}\Z")
_INFLECTED = frozenset({"s", "es", "d", "ed", "r", "er", "ers", "ing", "ly", "y", "al", "n"})
"""What may follow a whole word, so that it is no half of the other."""
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_DASHED = re.compile(rf"(?<![\w.:-])[A-Z0-9][A-Za-z0-9.:]*(?:-[A-Za-z0-9.:]+)*[{_DASHES}][0-9]+[a-z]*(?![\w])")
_TO_HYPHEN = dict.fromkeys(map(ord, _DASHES), "-")
_UNSEEN = re.compile("[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffd\U000e0000-\U000e007f]")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
"""Marks of direction that a text in Arabic or Hebrew may need."""
_QUOTES = '"“”„«»'


def quotes_in_pairs(handbook: Handbook) -> Iterator[Diagnostic]:
    """No text begins or ends with one half of a pair of quotes."""
    for said, stray in found_in_texts(handbook, _stray):
        message = say("stray-quote.begins" if stray == "begins" else "stray-quote.ends", field=said.name, text=quoted(said.text))
        yield said.finding("stray-quote", message, say("stray-quote.right"))


def no_sentence_twice(handbook: Handbook) -> Iterator[Diagnostic]:
    """No sentence stands twice in one text."""
    for said, doubles in found_in_texts(handbook, _doubles):
        for sentence in doubles:
            message = say("sentence-twice", field=said.name, sentence=quoted(sentence))
            yield said.finding("sentence-twice", message, say("sentence-twice.right"))


def nothing_cut_off(handbook: Handbook) -> Iterator[Diagnostic]:
    """No text ends in the middle of a sentence: none in a word that asks for more; the last of a file ends as those before it do, and in a whole word."""
    for said, end in found_in_texts(handbook, _unfinished):
        yield said.finding("cut-off", say("cut-off", field=said.name, end=end), say("cut-off.right"))
    for said in _last_of_files(handbook):
        if _ends(said.text) or _unfinished(said.text):
            continue
        beside = (item for item in handbook.records() if item.document.file == said.item.document.file)
        of_file = [one for item in beside for one in said_by(item) if not _unfinished(one.text)]
        if (_others_end(said, of_file) and not _ends_in_a_list(said)) or _half_a_word(said, handbook):
            yield said.finding("cut-off", say("cut-off.file", field=said.name, end=_end(said.text)), say("cut-off.file.right"))


def _last_of_files(handbook: Handbook) -> Iterator[Said]:
    """Yields the last text of each file, of those whose last record ends in a text."""
    last = {item.document.file: item for item in handbook.records()}
    for item in handbook.records():
        if item is last[item.document.file]:
            yield from (Said(text, prose, path, item) for path, prose, text in item.alone(_texts_at_the_end))


def _texts_at_the_end(item: Item) -> tuple[Text, ...]:
    """Returns the text with which a record ends; nothing where it ends in something else, such as an id or a day."""
    end = _last_scalar(item.node)
    return tuple(one for one in texts_of(item) if (place := item.place(*one[0])) and (place.line, place.column) == end)


def ids_with_hyphens(handbook: Handbook) -> Iterator[Diagnostic]:
    """An id in a text is written with a hyphen, not with a dash that looks like one."""
    for said, dashed in found_in_texts(handbook, _dashed):
        for found in dashed:
            meant = found.translate(_TO_HYPHEN)
            prefix = meant.partition("-")[0]
            if meant in handbook.items or meant in handbook.catalogues.entries or (prefix in PREFIXES and re.fullmatch(r"[A-Z]{3,4}-[0-9]{2,4}", meant)):
                message = say("id-with-dash", field=said.name, found=quoted(found))
                yield said.finding("id-with-dash", message, suggestions=(meant,), found=found)


def nothing_unseen(handbook: Handbook) -> Iterator[Diagnostic]:
    """No text holds a character that nobody sees, beyond what its script needs."""
    for said, unseen in found_in_texts(handbook, _unseen):
        message = say("unseen-character", field=said.name, characters=both(*unseen))
        yield said.finding("unseen-character", message, say("unseen-character.right"), found=" ".join(unseen))


def _doubles(text: str) -> list[str]:
    """Returns the sentences of a text that stand in it before."""
    seen: set[str] = set()
    found = []
    for paragraph in text.split("\n\n"):
        for sentence in sentences(" ".join(paragraph.split())):
            if sentence in seen and len(sentence.split()) >= WORDS_OF_A_DOUBLE:
                found.append(sentence)
            seen.add(sentence)
    return found


def _unfinished(text: str) -> str:
    """Returns the end of a text of several words that asks for more, or ''."""
    return _end(text) if _UNFINISHED.search(text[-40:]) and len(text.split()) > 1 else ""


def _dashed(text: str) -> list[str]:
    """Returns what in a text looks like an id and is written with a dash."""
    return _DASHED.findall(text)


def _unseen(text: str) -> tuple[str, ...]:
    """Returns the characters of a text that nobody sees and its script does not need, each once, as `U+200B`."""
    return tuple(dict.fromkeys(f"U+{ord(found[0]):04X}" for found in _UNSEEN.finditer(text) if not _needed(text, found.start())))


def _stray(text: str) -> str:
    """Returns `begins` or `ends` where a text does so with a quote that has no other half, or ''."""
    text = text.strip()
    if sum(text.count(quote) for quote in _QUOTES) % 2:
        if text[-1] in _QUOTES and not text[-2:-1].isdigit():  # after a figure the mark means inches
            return "ends"
        if text[0] in _QUOTES:
            return "begins"
    if text[-1] in "'’" and not re.search(r"(?:^|[\s(\[])['‘]", text) and text[-2:-1] not in ("s", "'", "’"):
        return "ends"
    return "begins" if text[0] in "'‘" and not re.search(r"['’](?:$|\W)", text[1:]) and not re.match(r"['‘’]\w{1,4}\b", text) else ""


def _others_end(said: Said, of_file: list[Said]) -> bool:
    """Returns whether the texts of the same field in other records of the file end as sentences do; where these are few, its prose."""
    fields = [part for part in said.path if isinstance(part, str)]
    same = [one for one in of_file if one.item is not said.item and [part for part in one.path if isinstance(part, str)] == fields]
    if len(same) < ALIKE_NEEDED and said.prose and len(said.text.split()) >= WORDS_OF_A_SENTENCE:
        same = [one for one in of_file if one is not said and one.prose]
    return len(same) >= ALIKE_NEEDED and sum(_ends(one.text) for one in same) >= ALIKE_SHARE * len(same)


def _ends_in_a_list(said: Said) -> bool:
    """Returns whether a prose text ends in a list, all of whose items, two at least, end without a full stop and not in the middle of a sentence."""
    items = last_items(said.text) if said.prose else []
    return len(items) > 1 and not any(_NO_ITEM_ENDS.search(item.rstrip("*_")) for item in items)


def _ends(text: str) -> bool:
    """Returns whether a text ends as sentences do, marks of emphasis and code apart."""
    bare = text.rstrip()
    return bare.rstrip("*_`").endswith(_ENDS) or bare.endswith("`")


def _half_a_word(said: Said, handbook: Handbook) -> bool:
    """Returns whether a text ends in letters that stand nowhere else in the product as a word, inflected or not, and that begin a longer word of it."""
    found = _LAST_WORD.search(said.text)
    if found is None:
        return False
    last = found[0].casefold()
    begun = False
    of_records = (one for item in handbook.records() if last in folded_texts(item) for one in said_by(item))
    for other in chain(of_records, of_site(handbook)):
        if last not in other.text.casefold():
            continue
        for word in _WORD.findall(other.text if other != said else other.text[: found.start()]):
            folded = word.casefold()
            if folded == last or (folded.startswith(last) and folded[len(last) :] in _INFLECTED):
                return False
            begun = begun or folded.startswith(last)
    return begun


def _end(text: str) -> str:
    return quoted("... " + " ".join(text.split()[-4:])[-40:])


def _last_scalar(node: Node) -> tuple[int, int]:
    """Returns where the last text within a node starts."""
    children = node.items.values() if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else ()
    own = (node.line, node.column) if isinstance(node, Scalar) and node.text is not None else (0, 0)
    return max((own, *map(_last_scalar, children)))


def _needed(text: str, at: int) -> bool:
    """Returns whether an unseen character does what its script needs: joins, or turns the direction of a text that has another."""
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if mark in "\u200c\u200d":
        return bool(before and after) and ord(before) > 0x58F and ord(after) > 0x58F
    if mark in _TURNING:
        return any(unicodedata.bidirectional(one) in ("R", "AL") and one not in _TURNING for one in text)
    return mark >= "\U000e0000" and "\U0001f3f4" in text[:at]


CHECKS = (
    Check(quotes_in_pairs, minds="its record"),
    Check(no_sentence_twice, minds="its record"),
    Check(nothing_cut_off, minds="its record"),
    Check(ids_with_hyphens, minds="its record"),
    Check(nothing_unseen, minds="its record"),
)
