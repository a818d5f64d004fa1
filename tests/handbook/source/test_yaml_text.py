"""Source: text becomes nodes with positions, and nothing that a file holds can hurt."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from handbook.findings.diagnostics import Place
from handbook.source.nodes import Mapping, Scalar, Sequence, plain
from handbook.source.yaml_text import parse, read


def value(text: str) -> object:
    document, diagnostics = parse(text, "f.yaml")
    assert diagnostics == []
    assert document is not None
    return plain(document.root)


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in parse(text, "f.yaml")[1]]


def test_scalars_stay_the_authors_text() -> None:
    assert value("- on\n- 1.10\n- 2026-11-16\n- 0x1F\n- 'yes'\n- 012\n") == ["on", "1.10", "2026-11-16", "0x1F", "yes", "012"]


def test_empty_values_are_none_and_quoted_ones_are_text() -> None:
    assert value("a:\nb: ~\nc: null\nd: ''\ne: '~'\n") == {"a": None, "b": None, "c": None, "d": "", "e": "~"}


def test_places_count_from_one_and_columns_count_characters() -> None:
    document, _ = parse("- id: X\n  café 😀: [ü😀, second]\n", "f.yaml")
    assert document is not None
    assert document.place((0, "café 😀"), key=True) == Place("f.yaml", 2, 3)
    assert document.place((0, "café 😀")) == Place("f.yaml", 2, 11)
    assert document.place((0, "café 😀", 1)) == Place("f.yaml", 2, 16)


def test_place_of_something_missing_is_the_nearest_place_above_it() -> None:
    document, _ = parse("a:\n  b: c\n", "f.yaml")
    assert document is not None
    assert document.place(("a", "x", 3)) == Place("f.yaml", 2, 3)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(ending: str) -> None:
    document, _ = parse(f"a: 1{ending}b: 2{ending}", "f.yaml")
    assert document is not None
    assert document.place(("b",)) == Place("f.yaml", 2, 4)


def test_byte_order_mark_is_fine(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes(b"\xef\xbb\xbfa: 1\n")
    document, diagnostics = read(tmp_path / "f.yaml", "f.yaml")
    assert diagnostics == []
    assert document is not None
    assert document.place(("a",), key=True) == Place("f.yaml", 1, 1)


def test_place_of_a_byte_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes("a: 1\né: x".encode() + b"\xe9\n")
    _, diagnostics = read(tmp_path / "f.yaml", "f.yaml")
    assert [(d.code, d.place) for d in diagnostics] == [("not-utf8", Place("f.yaml", 2, 5))]


def test_duplicate_key_keeps_the_first_value() -> None:
    document, diagnostics = parse("a: 1\nb: 2\na: 3\n", "f.yaml")
    assert document is not None
    assert plain(document.root) == {"a": "1", "b": "2"}
    assert [(d.code, d.place) for d in diagnostics] == [("duplicate-key", Place("f.yaml", 3, 1))]


def test_features_that_hide_where_a_fact_stands_are_refused_one_by_one() -> None:
    assert codes("a: &x 1\nb: *x\nc: !!int 3\nd:\n  <<: {e: 1}\n") == ["yaml-feature"] * 4


def test_empty_file_is_an_empty_value() -> None:
    assert value("") is None
    assert value("# only a comment\n") is None


def test_shapes() -> None:
    document, _ = parse("a: [1]\n", "f.yaml")
    assert document is not None
    assert isinstance(document.root, Mapping)
    assert isinstance(document.root.items["a"], Sequence)
    assert isinstance(document.root.items["a"].items[0], Scalar)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 200_000,
        "\n".join("  " * depth + "a:" for depth in range(200)),
        "- " * 5_000 + "a",
        "a: &a [x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: &d [*c, *c, *c]\n" * 500,
        "\x00",
        "a: \ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
        "\x07",
        "? [a]: b\n: c\n",
        "%YAML 3.0\n---\na: 1\n",
        "a: 'unclosed",
        "\t- a",
        "!!python/object/apply:os.system ['true']",
    ],
    ids=range(13),
)
def test_nothing_that_a_file_holds_takes_long_or_raises(text: str) -> None:
    start = time.process_time()
    parse(text, "f.yaml")
    assert time.process_time() - start < 5


def test_nesting_of_fifty_is_read_and_of_fifty_one_refused() -> None:
    assert codes("[" * 50 + "]" * 50) == []
    assert codes("[" * 51 + "]" * 51) == ["too-deep"]


def test_large_file_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "f.yaml").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    start = time.process_time()
    document, diagnostics = read(tmp_path / "f.yaml", "f.yaml")
    assert document is None
    assert [d.code for d in diagnostics] == ["too-large"]
    assert time.process_time() - start < 1


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").mkdir()
    assert [d.code for d in read(tmp_path / "f.yaml", "f.yaml")[1]] == ["unreadable-file"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("title: Valve\n  #4711 of the plant\nnotes: a\n", [(2, 3)]),
        ("- id: A\n  title: Valve\n    #4711 of the plant\n  notes: a\n", [(3, 5)]),
        ("title: Valve\n  and pump\n  #4711\nnotes: a\n", [(3, 3)]),
        ("title: Valve\n\n  #4711 of the plant\n", [(3, 3)]),
        ("title: Valve # so\n  #4711 of the plant\n", [(2, 3)]),
        ("title: Valve\r\n  #4711 of the plant\r\nnotes: a\r\n", [(2, 3)]),
        ("- one\n  #two\n- three\n", [(2, 3)]),
        ("a: [one\n#two\n, three]\n", [(2, 1)]),
        ("notes:\n  #4711 of the plant\n", [(2, 3)]),
        ("title: Valve #12\n  #4711\n", [(1, 14), (2, 3)]),
    ],
)
def test_text_that_goes_on_behind_a_hash_on_the_next_line_is_told(text: str, places: list[tuple[int, int]]) -> None:
    found = parse(text, "f.yaml")[1]
    assert [(d.code, d.place.line, d.place.column) for d in found] == [("text-after-hash", *place) for place in places]


@pytest.mark.parametrize(
    "text",
    [
        "- id: A\n  title: Valve\n  #owner: ROL-01\n  notes: a\n",  # a key taken out for the time being
        "a:\n  b: c\n  #d: e\n#f: g\nh: i\n",
        "site:\n  #name: Valve\n  #logo: mark.svg\nnotes: a\n",
        "a:\n- one\n#two\n- three\n",
        "title: Valve\n  # so\n  ## so\nnotes: a\n",
        "notes: >-\n  Valve\n  #4711 of the plant\n",
        "notes: |\n  #4711 of the plant\n  #4712\n",
        'title: "Valve\n  #4711 of the plant"\n',
        "title: Valve\n#4711\nnotes: a\n",
        "#!first\n#second\na: b\n",
        "a: [one,\n  #two\n  three]\n",
    ],
)
def test_comments_that_could_be_no_text_are_not_told(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("text", ["a: b" + " " * 20_000 + "\n", "".join(" " * depth + "a:\n" for depth in range(400)), ("a: b" + " " * 200 + "\n") * 100])
def test_blanks_and_depth_take_no_longer_than_their_length(text: str) -> None:
    start = time.process_time()
    parse(text, "f.yaml")
    assert time.process_time() - start < 0.2
