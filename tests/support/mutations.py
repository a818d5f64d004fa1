"""The operators that spoil a valid product in one place: what goes, is renamed, is of another type or kind, stands twice or elsewhere."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import yaml

from tests.support.mutation import Mutation, Operator, edit, name_of, place_of, place_of_key, without
from tests.support.noise import noise
from tests.support.written import Book, chunks, dict_of, in_block, joined, kinds_of, last_line, position, records_in, replaced, spots_in

# Delete -----------------------------------------------------------------------------------------------------------------


def delete_field(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A key goes with its value."""
    for spot in book.spots():
        text = book.texts[spot.file]
        left = without(text, spot.parent, spot.position) if spot.key is not None else None
        if left is None:
            continue
        first, gone = spot.record.start_mark.line + 1, text.count("\n") - left.count("\n")
        claim: dict[str, Any] = {"span": (spot.file, first, max(first, last_line(text, spot.record) - gone))} if spot.is_expected else {}
        yield Mutation(operator="delete field", what=f"{spot.file}:{first} {name_of(spot.path)}", changes={spot.file: left}, **claim)


def delete_entry(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """An entry of a list goes; an id that nobody names any more may be a gap elsewhere."""
    for spot in book.spots():
        left = without(book.texts[spot.file], spot.parent, spot.position) if spot.key is None else None
        if left is not None:
            yield Mutation(operator="delete entry", what=f"{spot.file}:{spot.place[0]} {name_of(spot.path)}", changes={spot.file: left})


def delete_record(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A record goes: each field that named it says so, and an empty kind is a gap."""
    spots = book.every_spot
    for file, text in book.files():
        nodes = [node for node, _ in records_in(file, text)]
        if file == "product.yaml":
            continue
        for number, node in enumerate(nodes):
            before, pieces, after = chunks(text, yaml.SequenceNode("", nodes, nodes[0].start_mark, nodes[-1].end_mark, flow_style=False))
            left = "\n".join([*before, *(line for piece in pieces[:number] + pieces[number + 1 :] for line in piece), *after])
            gone = dict_of(node)["id"]
            named = tuple(place_of(spot)[0] for spot in spots if spot.scalar and spot.node.value == gone and spot.holds == "record" and spot.file != file)
            claim: dict[str, Any] = {"places": named, "codes": ("unknown-reference",)} if named else {}
            yield Mutation(operator="delete record", what=f"{file} {gone}", changes={file: left}, **claim)


def delete_file(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A file goes: each field that named one of its records says so."""
    spots = book.every_spot
    for file, text in book.files():
        gone = {dict_of(node)["id"] for node, _ in records_in(file, text) if "id" in dict_of(node)}
        named = tuple(place_of(spot)[0] for spot in spots if spot.scalar and spot.node.value in gone and spot.holds == "record" and spot.file != file)
        if file != "product.yaml" and named:
            yield Mutation(operator="delete file", what=file, changes={file: None}, places=named, codes=("unknown-reference",))
    if book.focus in ("", "product.yaml"):
        yield Mutation(operator="delete file", what="product.yaml", changes={"product.yaml": None}, places=(("product.yaml", 1, 1),), codes=("missing-file",))


def delete_line(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """Any line goes; what is left must read as it stands."""
    for file, text in book.files():
        lines = text.split("\n")
        for number in range(len(lines) - 1):
            yield Mutation(operator="delete line", what=f"{file}:{number + 1}", changes={file: "\n".join(lines[:number] + lines[number + 1 :])})


def truncate(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A file ends too early."""
    for file, text in book.files():
        for _ in range(4):
            end = rng.randrange(1, len(text))
            yield Mutation(operator="truncate", what=f"{file} after {end}", changes={file: text[:end]})


# Rename -----------------------------------------------------------------------------------------------------------------


def rename_key(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A key becomes another word: told at the key, with the right one among those that may stand there."""
    for spot in book.spots():
        if spot.key is None or spot.key.start_mark.line != spot.key.end_mark.line:
            continue
        text = replaced(book.texts[spot.file], spot.key, "zzqxjw")
        what = f"{spot.file}:{position(spot.key)[0]} {name_of(spot.path)}"
        yield Mutation(operator="rename key", what=what, changes={spot.file: text}, places=place_of_key(spot), codes=("unknown-key",), named=spot.key.value)


def rename_id(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A record gets an id that nobody names: each field that named it says so."""
    spots = book.every_spot
    for spot in book.spots():
        if spot.path == ("id",) and spot.file != "product.yaml":
            old = spot.node.value
            named = tuple(place_of(other)[0] for other in spots if other.scalar and other.node.value == old and other.holds == "record")
            claim: dict[str, Any] = {"places": named, "codes": ("unknown-reference",)} if named else {}
            yield edit("rename id", book, spot, f"{old.partition('-')[0]}-987", old, **claim)


# Retype -----------------------------------------------------------------------------------------------------------------

NOT_A = {
    "date": ("2026-02-30", "16/11/2026", "2026-13-01", "next spring", "2026-11-16T10:00:00Z", "20261116", "2026-1-2", "2026-11-31", "[2026-11-16]"),
    "moment": ("2026-02-30", "2026-11-16 25:00", "2026-11-16T10:00Z", "noon", "2026-11-16 9:00"),
    "number": ("five", "about 5", "-3", "1e3", "0x10", "1_000", "{a: 5}", "٣"),
    "yes-no": ("maybe", "1", "y", "ja", "on", "[yes]"),
    "word": ("purple elephant", "[draft]", "{a: b}"),
    "plain": ("[a, b]", "{a: b}", "''", "'   '"),
    "prose": ("[a, b]", "{a: b}", "''"),
    "record": ("[ROL-01, ROL-02]", "{id: ROL-01}", "''"),
    "entry": ("[PR.AA-01]", "{a: b}"),
    "file": ("[a]", "{a: b}"),
    "question": ("[Q0-01]", "{a: b}"),
}
TOLD = ("wrong-type", "unknown-value", "empty-text")


def retype(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A value becomes one of another type: told once, where it stands."""
    for spot in book.spots():
        if spot.path == ("id",) or spot.holds not in NOT_A:
            continue
        if spot.scalar:
            wrong = rng.choice(NOT_A[spot.holds])
            yield edit("retype", book, spot, wrong, f"{spot.node.value!r} -> {wrong}", places=place_of(spot), codes=TOLD, alone=True)


def retype_group(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A list or a group of keys becomes a text, or a text a list."""
    for spot in book.spots():
        text = book.texts[spot.file]
        if spot.key is None or not in_block(spot.node) or spot.info is None:
            continue
        before, pieces, after = chunks(text, spot.parent)
        column = spot.key.start_mark.column
        pieces[spot.position] = [" " * column + f"{spot.key.value}: one, two"]
        place = (spot.file, spot.key.start_mark.line + 1, column + len(spot.key.value) + 3)
        left = joined(text, spot.parent, before, pieces, after)
        what = f"{spot.file}:{place[1]} {name_of(spot.path)}"
        yield Mutation(operator="retype group", what=what, changes={spot.file: left}, places=(place,), codes=TOLD, alone=True)


def wrong_unit(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A number or a day gets a unit, another decimal mark, or another order."""
    for spot in book.spots():
        if not spot.scalar or spot.holds not in ("number", "date", "yes-no"):
            continue
        value = spot.node.value
        units = {
            "number": (f"{value} kg", f"{value} days", f"{value},5", f"{value}%", f"1'{value}", f"{value} 000"),
            "date": (
                "/".join(reversed(value.split("-"))),
                f"{value} UTC",
                f"{value} 10:00",
                ".".join(reversed(value.split("-"))),
                value[:7],
                f"week {value[5:7]}",
            ),
            "yes-no": (f"{value}, mostly", f"{value}!", f"not {value}"),
        }
        for wrong in units[spot.holds]:
            yield edit("wrong unit", book, spot, wrong, f"{value!r} -> {wrong}", places=place_of(spot), codes=TOLD, alone=True)


# Wrong kind -------------------------------------------------------------------------------------------------------------


def wrong_kind(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A field names a record of a kind that it cannot name."""
    ids = book.ids
    for spot in book.spots():
        allowed = kinds_of(spot.info)
        if spot.holds != "record" or not spot.scalar or not allowed:
            continue
        other = rng.choice([known for known, kind in ids.items() if kind not in allowed and known != dict_of(spot.record).get("id")])
        yield edit("wrong kind", book, spot, other, f"{spot.node.value} -> {other}", places=place_of(spot), codes=("wrong-kind",), alone=True)


def dangling(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A field names a record that is not there."""
    for spot in book.spots():
        if spot.holds == "record" and spot.scalar:
            wrong = f"{spot.node.value.partition('-')[0]}-987"
            yield edit("dangling", book, spot, wrong, f"{spot.node.value} -> {wrong}", places=place_of(spot), codes=("unknown-reference",), alone=True)


def swap_ids(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """Two records of different kinds swap their ids."""
    own = [spot for spot in book.every_spot if spot.path == ("id",) and spot.file != "product.yaml"]
    for spot in own:
        if book.focus not in ("", spot.file):
            continue
        other = rng.choice([one for one in own if one.file != spot.file])
        changes = {one.file: replaced(book.texts[one.file], one.node, new.node.value) for one, new in ((spot, other), (other, spot))}
        what = f"{spot.node.value} <-> {other.node.value}"
        yield Mutation(operator="swap ids", what=what, changes=changes, places=(*place_of(spot), *place_of(other)), codes=("wrong-kind",))


def wrong_file(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A record stands in the file of another kind."""
    for file, text in book.files():
        others = [other for other in book.texts if other not in (file, "product.yaml")]
        if file == "product.yaml":
            continue
        node, _ = rng.choice(records_in(file, text))
        lines = text.split("\n")[node.start_mark.line : last_line(text, node)]
        target = rng.choice(others)
        end = book.texts[target].rstrip("\n")
        place = (target, end.count("\n") + 2, 7)
        yield Mutation(
            operator="wrong file",
            what=f"{dict_of(node)['id']} in {target}",
            changes={target: "\n".join([end, *lines, ""])},
            places=(place,),
            codes=("wrong-kind",),
        )


# Duplicate --------------------------------------------------------------------------------------------------------------


def duplicate_key(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A key stands twice: told at the second."""
    for spot in book.spots():
        text = book.texts[spot.file]
        if spot.key is None or not in_block(spot.parent):
            continue
        before, pieces, after = chunks(text, spot.parent)
        again = pieces[spot.position]
        line = len(before) + sum(len(piece) for piece in pieces[: spot.position + 1]) + 1
        left = joined(text, spot.parent, before, [*pieces[: spot.position + 1], again, *pieces[spot.position + 1 :]], after)
        place = (spot.file, line, spot.key.start_mark.column + 1)
        what = f"{spot.file}:{line} {name_of(spot.path)}"
        yield Mutation(operator="duplicate key", what=what, changes={spot.file: left}, places=(place,), codes=("duplicate-key",), alone=True)


def duplicate_record(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """A record stands twice: told at the id of the second."""
    for file, text in book.files():
        if file == "product.yaml":
            continue
        for node, _ in records_in(file, text):
            lines = text.split("\n")
            end = last_line(text, node)
            place = (file, end + 1, 7)
            left = "\n".join([*lines[:end], *lines[node.start_mark.line : end], *lines[end:]])
            what = f"{file} {dict_of(node)['id']}"
            yield Mutation(operator="duplicate record", what=what, changes={file: left}, places=(place,), codes=("duplicate-id",), alone=True)


# Reorder ----------------------------------------------------------------------------------------------------------------


def reorder(book: Book, rng: random.Random) -> Iterator[Mutation]:
    """Records, the keys of a record or the entries of a list stand in another order: nothing to say."""
    for file, text in book.files():
        root = yaml.compose(text)
        nodes = [(root, "records")] if isinstance(root, yaml.SequenceNode) else [(root, "top")]
        nodes += [(node, f"keys of line {node.start_mark.line + 1}") for node, _ in records_in(file, text)]
        nodes += [(spot.node, name_of(spot.path)) for spot in spots_in(file, text)]
        for node, what in nodes:
            if in_block(node) and len(node.value) > 1:
                before, pieces, after = chunks(text, node)
                order = list(range(len(pieces)))
                while order == sorted(order):
                    rng.shuffle(order)
                left = joined(text, node, before, [pieces[number] for number in order], after)
                yield Mutation(operator="reorder", what=f"{file} {what}", changes={file: left}, same=True)


OPERATORS: tuple[Operator, ...] = (
    delete_field, delete_entry, delete_record, delete_file, delete_line, truncate, rename_key, rename_id, retype, retype_group, wrong_unit,
    wrong_kind, dangling, swap_ids, wrong_file, duplicate_key, duplicate_record, reorder, noise,
)  # fmt: skip
