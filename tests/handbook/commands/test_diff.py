"""The command `diff`: what it compares, in which forms, how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handbook.authoring import migration
from handbook.commands.cli import main
from handbook.outputs.diff.as_markdown import LONGEST, MARKER, escaped
from handbook.outputs.handbook_json import as_json
from tests.handbook.compare.test_difference import repository

__all__ = ["repository"]
USERS = "product/activity-1/users.yaml"


def diff(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(["diff", *words, "--product", "product"])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def change(repository: Path, text: str = "- id: USR-01\n  title: Somebody else\n") -> None:
    (repository / USERS).write_text(text, encoding="utf-8")


@pytest.mark.slow
def test_a_revision_is_compared_with_the_folder_as_it_stands_and_nothing_is_checked_out(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(capsys, "--exit-code")[0] == 0
    change(repository)
    before = sorted(path.as_posix() for path in repository.rglob("*") if ".git" not in path.parts)
    code, out, _ = diff(capsys, "v1")
    assert code == 0
    assert out.startswith("product at v1 → product\n0 added, 0 removed, 0 renamed, 1 changed")
    assert "  * USR-01  Somebody else" in out
    assert diff(capsys, "v1:product", "--exit-code")[0] == 1
    assert sorted(path.as_posix() for path in repository.rglob("*") if ".git" not in path.parts) == before


def test_two_revisions_and_two_folders_and_a_saved_handbook(repository: Path, capsys: pytest.CaptureFixture[str], minimal) -> None:  # type: ignore[no-untyped-def]
    assert "0 changed" in diff(capsys, "v1", "HEAD")[1]
    assert "0 changed" in diff(capsys, "product", "product")[1]
    saved = repository / "before.json"
    saved.write_text(json.dumps(as_json(minimal)), encoding="utf-8")
    change(repository)
    assert "1 changed" in diff(capsys, "before.json")[1]


def test_an_attachment_that_differs_from_the_revision_is_told(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = next(path for path in (repository / "product" / "files").rglob("*") if path.is_file())
    file.write_text("other", encoding="utf-8")
    assert "holds something else" in diff(capsys, "v1")[1]


@pytest.mark.slow
def test_it_is_written_to_a_file_where_one_is_named(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(repository)
    code, out, _ = diff(capsys, "v1", "--format", "markdown", "--output", "new/changed.md")
    assert (code, out) == (0, "")
    assert (repository / "new" / "changed.md").read_text(encoding="utf-8").startswith(MARKER)
    assert diff(capsys, "v1", "--output", "product/product.yaml/x")[0] == 2


def test_json_holds_all_of_it(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(repository)
    found = json.loads(diff(capsys, "v1", "--format", "json")[1])
    (one,) = found["records"]["changed"]
    assert (one["id"], one["file"], one["line"]) == ("USR-01", "activity-1/users.yaml", 1)
    assert all(set(field) >= {"path", "shape", "before", "after"} for field in one["fields"])
    assert found["review_again"]
    assert json.loads(diff(capsys, "v1", "--format", "json", "--only", "risk")[1])["records"]["changed"] == []


def test_markdown_acts_on_nothing_that_the_product_says(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "@everyone <script>x</script> #12 [a](https://b.example) `c` **d** | e"
    change(repository, f'- id: USR-01\n  title: "{hostile}"\n')
    out = diff(capsys, "v1", "--format", "markdown")[1]
    assert out.startswith(f"{MARKER}\n")
    for acted_on in ("@everyone", "<script", "](", "https:", "**d**", "`c`"):
        assert acted_on not in out, acted_on
    assert "&#35;\N{WORD JOINER}12" in out
    assert escaped("a_b") == "a&#95;b"


@pytest.mark.slow
def test_a_comment_is_never_longer_than_a_forge_takes(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "word " * 400
    change(repository, "".join(f"- id: USR-{number}\n  title: {number} and its own title\n  description: {number} {words}\n" for number in range(100, 400)))
    out = diff(capsys, "v1", "--format", "markdown")[1]
    assert len(out) <= LONGEST + 500
    short = [f"- id: USR-{number}\n  title: A title of its own, {number}, and long enough to fill a line of a comment\n" for number in range(1000, 4000)]
    change(repository, "".join(short))
    assert len(diff(capsys, "v1", "--format", "markdown")[1]) <= LONGEST + 500


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing"], "'nothing' is neither a folder, nor a saved handbook.json, nor a revision"),
        (["v1:elsewhere"], "there is no folder 'elsewhere' at 'v1'"),
        (["v1", "--within", "x"], "--within is 'x'; expected a number of links, or all"),
        (["v1", "--only", "risc"], "'risc' is no kind of record; did you mean risk?"),
        (["product/product.yaml"], "is no JSON that can be read"),
        (["product/files"], "'product/files' holds no product.yaml"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(repository: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    code, out, err = diff(capsys, *words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.slow
def test_an_older_format_is_migrated_in_memory_and_an_unknown_one_is_a_sentence(
    repository: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = repository / "old"
    (repository / "product").rename(old)
    product = (old / "product.yaml").read_text(encoding="utf-8")
    (old / "product.yaml").write_text(product.replace("format: 1", "format: 0"), encoding="utf-8")
    assert "old cannot be compared: the product is written in format '0'" in diff(capsys, "old", "v1:product")[2]
    users = (old / "activity-1" / "users.yaml").read_text(encoding="utf-8")
    (old / "activity-1" / "users.yaml").write_text(users.replace("relation:", "part:"), encoding="utf-8")

    def stepped(folder: Path) -> migration.Migration:
        files = {"activity-1/users.yaml": users, "product.yaml": product}
        return migration.Migration(0, 1, (), files, (), ())

    monkeypatch.setattr(migration, "migration", stepped)
    assert "0 changed" in diff(capsys, "old", "v1:product")[1]
    assert "part:" in (old / "activity-1" / "users.yaml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_what_one_side_keeps_back_is_told_of_neither(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = "- id: USR-01\n  title: Somebody else\n  notes: Told to {fact:secret-name} alone.\n  internal_only: [notes]\n"
    change(repository, f"{kept}- id: USR-77\n  title: Kept back\n  visibility: internal\n")
    whole = diff(capsys, "v1")[1]
    assert "Kept back" in whole
    assert "secret-name" in whole
    for words in (("--format", "text"), ("--format", "markdown"), ("--format", "json")):
        public = diff(capsys, "v1", "--audience", "public", *words)[1]
        assert "Somebody else" in public
        assert not [one for one in ("USR-77", "Kept back", "secret-name", "alone") if one in public], words
    (repository / USERS).write_text(kept.replace("  notes: Told to {fact:secret-name} alone.\n", ""), encoding="utf-8")
    assert diff(capsys, "v1", "--audience", "publik")[0::2] == (2, "handbook diff: --audience is 'publik', which is no audience; did you mean public?\n")
