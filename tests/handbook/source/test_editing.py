"""A value of a YAML file changes where it stands; what cannot be changed so is refused."""

from __future__ import annotations

import pytest

from handbook.source.editing import Change, EditRefusedError, Path, added, edited, removed

TEXT = """\
# Above all.
- id: A-01  # its name
  title: "Quoted"   # so it is
  flow: [one, two]  # in brackets
  list:
    - one
    # between
    - two
  text: >-
    Folded over
    two lines.

  group: {level: M, reason: 'It''s so'}
# Between the two.
- id: A-02
  literal: |
    first

    last
  parts:
    - kind: x
      why: y
    - kind: z
"""


def after(path: Path, value: object, record: int = 0, orders: tuple[tuple[str, ...], ...] = ()) -> str:
    return edited(TEXT, {(record,): [Change(path, value, orders)]})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("record", "path", "value", "old", "new"),
    [
        (0, ("title",), "New: #1", '"Quoted"', '"New: #1"'),
        (0, ("title",), None, '  title: "Quoted"   # so it is\n', "  title:   # so it is\n"),
        (0, ("flow",), ["one", "three"], "[one, two]", "[one, three]"),
        (0, ("flow",), ["zero, or so", "one", "two"], "[one, two]", "['zero, or so', one, two]"),
        (0, ("flow",), ["two"], "[one, two]", "[two]"),
        (0, ("list",), ["one", "2", "two"], "    - one\n", "    - one\n    - 2\n"),
        (0, ("list",), ["one", "two", "three"], "    - two\n", "    - two\n    - three\n"),
        (0, ("list",), ["uno", "two"], "- one\n", "- uno\n"),
        (0, ("text",), "One line.\nAnother.", "    Folded over\n    two lines.\n", "    One line.\n\n    Another.\n"),
        (0, ("text",), None, "  text: >-\n    Folded over\n    two lines.\n", ""),
        (0, ("group", "reason"), "that's it", "'It''s so'", "'that''s it'"),
        (0, ("group", "source"), "a, b", "'It''s so'}", "'It''s so', source: 'a, b'}"),
        (0, ("group", "level"), None, "{level: M, reason", "{reason"),
        (1, ("literal",), "first\n\nlast\n\n  indented\n", "    last\n", "    last\n\n      indented\n"),
        (1, ("parts", 0, "kind"), None, "    - kind: x\n      why: y\n", "    - why: y\n"),
        (1, ("parts", 1), None, "    - kind: z\n", ""),
        (1, ("parts", 2), {"kind": "w", "why": "two\nlines"}, "    - kind: z\n", "    - kind: z\n    - kind: w\n      why: |-\n        two\n        lines\n"),
        (1, ("parts", 1, "why"), "~", "    - kind: z\n", "    - kind: z\n      why: '~'\n"),
    ],
)
def test_a_value_changes_where_it_stands(record: int, path: Path, value: object, old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    assert after(path, value, record) == TEXT.replace(old, new)


def test_a_new_key_stands_where_the_order_of_fields_has_it() -> None:
    order = (("id", "title", "status", "flow", "list"),)
    assert after(("status",), "draft", orders=order) == TEXT.replace("# so it is\n", "# so it is\n  status: draft\n")
    assert after(("late",), ["a", "b: c"], record=1, orders=order) == f"{TEXT}  late:\n    - a\n    - 'b: c'\n"


def test_records_come_and_go_as_a_whole() -> None:
    assert added(TEXT, (), [{"id": "A-03", "list": ["x"]}]) == f"{TEXT}- id: A-03\n  list:\n    - x\n"
    assert removed(TEXT, (1,)) == TEXT[: TEXT.index("- id: A-02")]
    assert added("# nothing yet\n", (), [{"id": "A-01"}]) == "# nothing yet\n- id: A-01\n"
    assert added("defaults:\n  owner: ROL-01\n", ("records",), [{"id": "A-01"}]) == "defaults:\n  owner: ROL-01\nrecords:\n  - id: A-01\n"


@pytest.mark.parametrize("path", [("list",)])
def test_a_comment_inside_of_what_would_go_is_not_lost(path: Path) -> None:
    with pytest.raises(EditRefusedError, match="a comment stands inside of it"):
        after(path, None)


def test_line_ends_of_windows_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert edited(text, {(0,): [Change(("list",), ["one", "two", "three"])]}) == text.replace("- two\r\n", "- two\r\n    - three\r\n")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "~",
        "null",
        " led",
        "trailed ",
        "a\n",
        "\n\n",
        "- x",
        "# x",
        "x: y",
        "'",
        '"',
        "\t",
        "\x07",
        "\u2028",
        "é",
        "[",
        "{",
        "@",
        "%",
        "!x",
        "&x",
        "*x",
        "|",
        ">",
        "?",
    ],
)
@pytest.mark.parametrize("path", [("title",), ("flow",), ("list", 0), ("text",), ("group", "reason"), ("new",)])
def test_whatever_a_text_is_it_is_read_as_it_was_written(value: str, path: Path) -> None:
    import yaml

    typed: object = [value, "x"] if path == ("flow",) else value
    found = yaml.load(after(path, typed), Loader=yaml.BaseLoader)[0]
    for step in path:
        found = found[step]
    assert found == typed
