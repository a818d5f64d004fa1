"""Stores of releases: names, the list, hashes that fit, and what is told of a store that is not what was released."""

from __future__ import annotations

import hashlib
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.outputs.release import pack
from handbook.reading.releases import (
    ARCHIVE,
    LIST,
    SUMS,
    Frozen,
    ReleaseError,
    changed,
    data_of,
    files_of,
    list_text,
    name_problem,
    problems,
    read_list,
    sums_of,
)  # fmt: skip

FILES = {"handbook.json": '{"records": []}', "findings.json": "{}", "release.json": "{}", "index.html": "<p>One", "records/need-01/index.html": "<p>Two"}


def released(store: Path, name: str, day: str = "2026-05-11", **files: str) -> Frozen:
    """Puts a release with these files into a store, and into its list."""
    site = store.parent / f"site-{name}"
    for path, text in {**FILES, **files}.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    one = Frozen(name, day, "public", pack(site, store / name))
    (store / LIST).write_text(list_text((*read_list(store), one)), encoding="utf-8")
    return one


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "releases"
    released(folder, "1.0")
    released(folder, "1.1", "2026-06-01", **{"index.html": "<p>Three"})
    return folder


def test_what_was_packed_comes_back_to_the_byte_and_is_as_it_was_released(store: Path) -> None:
    one, two = read_list(store)
    assert dict(files_of(store, one)) == {path: text.encode() for path, text in FILES.items()}
    assert sums_of(store, one) == {path: hashlib.sha256(text.encode()).hexdigest() for path, text in FILES.items()}
    assert dict(files_of(store, two))["index.html"] == b"<p>Three"
    assert data_of(store, one) == {"records": []}
    assert list(problems(store)) == []


def test_the_same_site_is_the_same_archive(tmp_path: Path) -> None:
    released(tmp_path / "one" / "releases", "1.0")
    released(tmp_path / "two" / "releases", "1.0")
    assert (tmp_path / "one" / "releases" / "1.0" / ARCHIVE).read_bytes() == (tmp_path / "two" / "releases" / "1.0" / ARCHIVE).read_bytes()


@pytest.mark.parametrize("name", ["2.4", "2026-spring", "v1_0", "A", "1" * 40])
def test_good_names(name: str) -> None:
    assert name_problem(name, ()) == ""


@pytest.mark.parametrize("name", ["", ".", "..", "a..b", "-1", "1.", "a b", "a/b", "a\\b", "ä", "1" * 41, "<b>", "a\n"])
def test_names_that_no_address_or_folder_can_have_everywhere(name: str) -> None:
    assert "expected 1 to 40 letters" in name_problem(name, ())


def test_names_that_are_taken(store: Path) -> None:
    there = read_list(store)
    assert name_problem("1.1", there) == "there is a release 1.1, of 2026-06-01, and no release is ever made again; expected a new name"
    assert "there is a release RC1" in name_problem("rc1", (replace(there[0], name="RC1"),))
    assert "the site uses it otherwise" in name_problem("Versions.json", ())


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda store: (store / "1.0" / "index.html").parent.joinpath(SUMS).write_text("", encoding="utf-8"), "its hash differs from the one that releases.json has of 1.0"),
        (lambda store: (store / "1.0" / ARCHIVE).write_bytes((store / "1.1" / ARCHIVE).read_bytes()), "'index.html' differs from its hash"),
        (lambda store: (store / "1.0" / ARCHIVE).write_bytes((store / "1.0" / ARCHIVE).read_bytes()[:-100]), "cannot be read"),
        (lambda store: (store / "1.0" / ARCHIVE).write_bytes(b"no archive"), "cannot be read"),
        (lambda store: (store / "1.0" / ARCHIVE).unlink(), "cannot be read"),
        (lambda store: (store / "1.0" / "handbook.json").write_text("{}", encoding="utf-8"), "'handbook.json' is not what was released"),
        (lambda store: (store / "1.0" / "findings.json").unlink(), "findings.json' is not what was released"),
        (lambda store: (store / "3.0").mkdir(), "is a folder of no release"),
        (lambda store: (store / LIST).write_text("[]", encoding="utf-8"), "no list of releases of version 1"),
        (lambda store: (store / LIST).write_text("{", encoding="utf-8"), "cannot be read as JSON"),
    ],
)  # fmt: skip
def test_each_harm_to_a_store_is_told(store: Path, harm: object, told: str) -> None:
    assert callable(harm)
    harm(store)
    found = list(problems(store))
    assert len(found) == 1
    assert told in found[0].replace(f"{store.as_posix()}/1.0/", "")


def test_a_list_that_was_written_by_hand_is_told_by_its_entry(store: Path) -> None:
    data = json.loads((store / LIST).read_text(encoding="utf-8"))
    for change, told in (
        ({"day": 20260511}, "entry 1 lacks 'day'"), ({"colour": "red"}, "entry 1 cannot have 'colour'"), ({"name": "../x"}, "cannot be the name"),
        ({"day": "2026-02-30"}, "audience, status or day of 1.0 is none"), ({"status": "gone"}, "audience, status or day"),
    ):  # fmt: skip
        spoilt = {**data, "entries": [{**data["entries"][0], **change}, data["entries"][1]]}
        (store / LIST).write_text(json.dumps(spoilt), encoding="utf-8")
        with pytest.raises(ReleaseError, match=told.replace("(", r"\(")):
            read_list(store)


def test_an_archive_never_writes_beside_its_release(tmp_path: Path) -> None:
    """A list of hashes that names a path outside is refused, although its own hash fits."""
    store = tmp_path / "releases"
    one = released(store, "1.0")
    text = (store / "1.0" / SUMS).read_text(encoding="utf-8") + f"{'0' * 64}  ../../evil\n"
    (store / "1.0" / SUMS).write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(ReleaseError, match="no hash and path below the release"):
        list(files_of(store, replace(one, sha256=hashlib.sha256(text.encode()).hexdigest())))


def test_withdrawing_and_redacting(store: Path) -> None:
    there = read_list(store)
    gone = changed(there, "1.0", "withdrawn", "2026-07-01", "It  promised\ntoo much.")
    assert (gone[0].status, gone[0].on, gone[0].reason) == ("withdrawn", "2026-07-01", "It promised too much.")
    assert gone[1] == there[1]
    assert changed(gone, "1.0", "redacted", "2026-07-02", "More.")[0].is_redacted
    for before, name, day, reason, told in (
        (there, "9", "2026-07-01", "Why.", "there is no release '9'; expected one of 1.0, 1.1"),
        ((), "9", "2026-07-01", "Why.", "none has been made yet"),
        (there, "1.0", "2026-07-01", " ", "no reason is given"),
        (there, "1.0", "2026-05-10", "Why.", "which is after 2026-05-10"),
        (gone, "1.0", "2026-07-03", "Why.", "is withdrawn already, since 2026-07-01: It promised too much."),
    ):
        with pytest.raises(ReleaseError, match=told):
            changed(before, name, "withdrawn", day, reason)


def test_a_list_that_was_rewritten_is_held_against_the_history(store: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@maker.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], cwd=store, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "Two releases")
    before = read_list(store)
    (store / LIST).write_text(list_text(changed(before, "1.0", "withdrawn", "2026-07-01", "Why.")), encoding="utf-8")
    git("commit", "-q", "-a", "-m", "Withdrawn")
    assert list(problems(store)) == []
    assert ["does not have 1.0 as it was committed" in one for one in _after(store, before)] == [True]  # withdrawn no more
    made_again = replace(released(store.parent / "other", "1.1", **{"index.html": "<p>Otherwise"}), day="2026-06-01")
    for name in (ARCHIVE, SUMS):
        (store / "1.1" / name).write_bytes((store.parent / "other" / "1.1" / name).read_bytes())
    withdrawn = changed(before, "1.0", "withdrawn", "2026-07-01", "Why.")[0]
    assert ["does not have 1.1 as it was committed" in one for one in _after(store, (withdrawn, made_again))] == [True]


def _after(store: Path, releases: tuple[Frozen, ...]) -> list[str]:
    (store / LIST).write_text(list_text(releases), encoding="utf-8")
    return list(problems(store))
