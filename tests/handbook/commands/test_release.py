"""The command `release` where it makes nothing: wrong calls, products that are not ready, names and days that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.commands.cli import main
from handbook.reading.releases import LIST, Frozen, list_text
from tests.conftest import MINIMAL, WriteProduct

BROKEN = "- id: NEED-01\n  titel: A need\n"


@pytest.fixture
def released(product: WriteProduct) -> Path:
    """A product with one release in its list."""
    folder = product()
    (folder / "releases").mkdir()
    (folder / "releases" / LIST).write_text(list_text((Frozen("1.0", "2026-05-11", "public", "0" * 64),)), encoding="utf-8")
    return folder


def told(capsys: pytest.CaptureFixture[str], product: Path, *words: str) -> tuple[int, str]:
    code = main(["release", "--product", str(product), *words])
    found = capsys.readouterr()
    return code, found.err + found.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "nothing is asked for; expected the name of a new release, or one of --list, --verify, --withdraw NAME and --redact NAME"),
        (("2.0", "--verify"), "verify and NAME are asked for at once"),
        (("1.0",), "there is a release 1.0, of 2026-05-11, and no release is ever made again; expected a new name"),
        (("2/0",), "'2/0' cannot be the name of a release; expected 1 to 40 letters"),
        (("2.0",), "an earlier release must be whole before another one is made"),
        (("--withdraw", "2.0", "--reason", "Why."), "there is no release '2.0'; expected one of 1.0"),
        (("--withdraw", "1.0"), "no reason is given; expected --reason with a sentence that readers of 1.0 are shown"),
        (("--redact", "1.0", "--reason", "Why.", "--today", "2026-05-10"), "1.0 was released on 2026-05-11, which is after 2026-05-10"),
        (("--redact", "1.0", "--reason", "Why.", "--today", "10 May"), "--today is '10 May'; expected a day that exists"),
    ],
)
def test_a_wrong_call_is_one_sentence(released: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str) -> None:
    before = (released / "releases" / LIST).read_bytes()
    code, said = told(capsys, released, *words)
    assert code == 2
    assert sentence in said
    assert (released / "releases" / LIST).read_bytes() == before


def test_a_product_with_errors_is_refused_even_as_a_draft(product: WriteProduct, capsys: pytest.CaptureFixture[str]) -> None:
    folder = product(**{"activity-2/needs.yaml": BROKEN})
    for words in (("1.0",), ("1.0", "--draft"), ("1.0", "--strict-release")):
        code, said = told(capsys, folder, *words)
        assert code == 1
        assert "not ready for" in said
        assert "--draft releases it all the same" not in said
    assert not (folder / "releases").exists()


def test_a_product_with_gaps_is_refused_unless_it_is_a_draft(product: WriteProduct, capsys: pytest.CaptureFixture[str]) -> None:
    said = (MINIMAL / "activity-1" / "assumptions.yaml").read_text(encoding="utf-8")
    folder = product(**{"activity-1/assumptions.yaml": said.replace("status: assessed", "status: draft")})
    code, said = told(capsys, folder, "1.0")
    assert code == 1
    assert "'handbook check --release' lists them, and --draft releases it all the same, and says so" in said


def test_options_that_contradict_each_other(product: WriteProduct, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, product(), "1.0", "--draft", "--strict-release")
    assert (code, said) == (2, "handbook release: --draft and --strict-release contradict each other; expected one of them\n")


def test_without_a_configuration_there_is_no_site_to_freeze(
    product: WriteProduct, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = product()
    monkeypatch.chdir(tmp_path)
    code, said = told(capsys, folder, "1.0")
    assert code == 2
    assert "there is no mkdocs.yml here" in said


def test_an_empty_store_verifies_and_lists_nothing(product: WriteProduct, capsys: pytest.CaptureFixture[str]) -> None:
    folder = product()
    assert told(capsys, folder, "--verify") == (0, f"no release in {(folder / 'releases').as_posix()}\n")
    assert told(capsys, folder, "--list") == (0, "")


def test_the_list_tells_what_became_of_a_release(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, released, "--withdraw", "1.0", "--reason", "Too much.", "--today", "2026-06-01")[0] == 0
    assert told(capsys, released, "--list") == (0, "1.0  2026-05-11  for the public  withdrawn on 2026-06-01: Too much.\n")
    code, said = told(capsys, released, "--verify")
    assert code == 1
    assert "SHA256SUMS' cannot be read, which has the hashes of release 1.0" in said
