"""Findings where people work: SARIF, annotations of GitHub Actions, and the check that runs again."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from handbook.commands.cli import main
from handbook.findings.codes import CODES
from handbook.findings.diagnostics import Place, as_text, in_order, make, quoted
from handbook.outputs.findings.github import as_annotations
from handbook.outputs.findings.sarif import as_sarif
from handbook.pipeline import load
from tests.conftest import MINIMAL, WriteProduct
from tests.support.building import ROOT

SCHEMA = json.loads((ROOT / "tests" / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
BROKEN = "- id: NEED-01\n  titel: 'Spät; 100 %, a: b'\n  status: drafft\n"


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["check", *words])
    return code, capsys.readouterr().out


def test_sarif_of_every_code_passes_the_official_schema() -> None:
    findings = [make(code, Place("activity-2/needs.yaml", 3, 5), f"a finding of {code}") for code in CODES]
    log = as_sarif(in_order([*findings, make("missing-folder", Place(""), "nothing there")]), "my products/pump")
    jsonschema_rs.validator_for(SCHEMA).validate(log)
    run = log["runs"][0]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == set(CODES)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("my%20products/pump")


def test_sarif_schema_refuses_what_is_no_sarif() -> None:
    log: dict[str, Any] = as_sarif([], "x")
    log["runs"][0]["results"] = [{"text": "no message"}]
    assert not jsonschema_rs.validator_for(SCHEMA).is_valid(log)


def test_sarif_says_where_each_finding_is(product: WriteProduct, capsys: pytest.CaptureFixture[str]) -> None:
    folder = product(**{"activity-2/needs.yaml": BROKEN})
    code, out = printed(capsys, "--product", str(folder), "--format", "sarif")
    log = json.loads(out)
    jsonschema_rs.validator_for(SCHEMA).validate(log)
    expected = [(finding.code, finding.place.line, finding.place.column) for finding in load(folder).diagnostics if finding.place.file]
    regions = [(one["ruleId"], one["locations"][0]["physicalLocation"].get("region")) for one in log["runs"][0]["results"]]
    assert [(rule, region["startLine"], region["startColumn"]) for rule, region in regions if region] == expected
    assert code == 1
    assert expected


def test_a_finding_keeps_its_fingerprint_when_lines_move(product: WriteProduct) -> None:
    folder = product(**{"activity-2/needs.yaml": BROKEN})
    before = as_sarif(load(folder).diagnostics, "p")["runs"][0]["results"]
    (folder / "activity-2" / "needs.yaml").write_text("# a comment\n\n" + BROKEN, encoding="utf-8")
    after = as_sarif(load(folder).diagnostics, "p")["runs"][0]["results"]
    assert [one["partialFingerprints"] for one in before] == [one["partialFingerprints"] for one in after]
    assert before != after


def test_annotations_land_on_the_line_and_the_most_severe_come_first(
    product: WriteProduct, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = product(**{"activity-2/needs.yaml": BROKEN})
    monkeypatch.chdir(folder.parent)
    code, out = printed(capsys, "--product", folder.name, "--format", "github")
    lines = out.splitlines()
    assert code == 1
    assert "::error file=product/activity-2/needs.yaml,line=2,col=3,title=unknown-key::" in out
    assert "did you mean 'title'?" in out
    commands = [line.split(" ")[0] for line in lines]
    assert commands == sorted(commands, key=["::error", "::warning", "::notice"].index)


def test_annotations_escape_what_would_end_them() -> None:
    finding = make("unknown-key", Place("a,b:c\n.yaml", 1, 1), "100 % of\nthe::text, all")
    assert list(as_annotations([finding], "")) == ["::error file=a%2Cb%3Ac%0A.yaml,line=1,col=1,title=unknown-key::100 %25 of the::text, all"]


def test_a_finding_is_one_line_that_steers_no_terminal() -> None:
    finding = make("unknown-reference", Place("a\x1b[2J\n.yaml", 1, 1), f"there is no {quoted('x' * 90)}", suggestions=("\u202eROL\x1b[31m\u200b",))
    written = as_text(finding)
    assert written.isprintable()
    assert written == ("a\\u001b[2J .yaml:1:1: error: there is no '" + "x" * 57 + "...'; did you mean '\\u202eROL\\u001b[31m\\u200b'? [unknown-reference]")


def test_what_stops_a_release_is_an_error_in_every_format(product: WriteProduct, capsys: pytest.CaptureFixture[str]) -> None:
    folder = product()
    (folder / "activity-5" / "plans.yaml").unlink()
    _, draft = printed(capsys, "--product", str(folder), "--format", "github")
    code, release = printed(capsys, "--product", str(folder), "--format", "github", "--release", "--today", "2026-11-16")
    assert "::notice" in draft
    assert "::error" not in draft
    assert "::error" in release
    assert code == 1
    _, sarif = printed(capsys, "--product", str(folder), "--format", "sarif", "--release", "--today", "2026-11-16")
    assert "error" in {one["level"] for one in json.loads(sarif)["runs"][0]["results"]}


def test_output_goes_into_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "found.sarif"
    assert printed(capsys, "--product", str(MINIMAL), "--format", "sarif", "--output", str(target)) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert main(["check", "--product", str(MINIMAL), "--output", str(tmp_path)]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_watching_goes_with_text_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--product", str(MINIMAL), "--watch", "--format", "json"]) == 2
    assert "--watch prints text" in capsys.readouterr().err


@pytest.mark.slow
def test_watching_checks_again_when_a_file_is_saved(product: WriteProduct) -> None:
    folder = product()
    process = subprocess.Popen(
        [sys.executable, "-m", "handbook", "check", "--watch", "--product", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    given_up = threading.Timer(60, process.kill)
    given_up.start()
    assert process.stdout is not None

    def until_waiting() -> str:
        lines = []
        for line in process.stdout or ():
            lines.append(line)
            if line.startswith("Waiting"):
                break
        return "".join(lines)

    try:
        assert "0 errors, 0 gaps" in until_waiting()
        broken = folder / "activity-2" / "needs.yaml"
        right = broken.read_text(encoding="utf-8")
        broken.write_text(BROKEN, encoding="utf-8")
        assert "did you mean 'title'?" in until_waiting()
        broken.write_text(right, encoding="utf-8")
        assert "0 errors, 0 gaps" in until_waiting()
    finally:
        given_up.cancel()
        process.kill()
        process.communicate()


def uris(out: str) -> set[str]:
    log = json.loads(out)
    jsonschema_rs.validator_for(SCHEMA, validate_formats=True).validate(log)
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"] for one in log["runs"][0]["results"]]
    assert all(place.get("uriBaseId") == "%SRCROOT%" for place in places)
    return {place["uri"] for place in places}


@pytest.mark.slow
@pytest.mark.parametrize("mark", [".git", "mkdocs.yml", ".git as a file"])
@pytest.mark.parametrize("here", [".", "sub/folder", "my products", "my products/p3", "my products/p3/activity-2"])
def test_paths_for_forges_begin_at_the_top_of_the_repository_wherever_one_stands(
    product: WriteProduct, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, mark: str, here: str
) -> None:
    (tmp_path / "my products").mkdir()
    (tmp_path / "sub" / "folder").mkdir(parents=True)
    folder = product(**{"activity-2/needs.yaml": BROKEN}).rename(tmp_path / "my products" / "p3")
    if mark == ".git":
        (tmp_path / ".git").mkdir()
        (folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    else:
        (tmp_path / mark.partition(" ")[0]).write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path / here)
    _, sarif = printed(capsys, "--product", os.path.relpath(folder), "--format", "sarif")
    assert "my%20products/p3/activity-2/needs.yaml" in uris(sarif)
    assert all(uri.startswith("my%20products/p3/") for uri in uris(sarif))
    assert json.loads(sarif)["runs"][0]["automationDetails"]["id"] == "handbook/my products/p3"
    _, github = printed(capsys, "--product", os.path.relpath(folder), "--format", "github")
    assert "::error file=my products/p3/activity-2/needs.yaml,line=2" in github


def test_a_product_that_is_its_own_repository_has_paths_without_a_folder(
    product: WriteProduct, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = product(**{"activity-2/needs.yaml": BROKEN})
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder.parent)
    assert "activity-2/needs.yaml" in uris(printed(capsys, "--product", "product", "--format", "sarif")[1])
    assert "file=activity-2/needs.yaml," in printed(capsys, "--product", "product", "--format", "github")[1]


def test_a_link_inside_the_repository_counts_as_what_it_leads_to(
    product: WriteProduct, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    product(**{"activity-2/needs.yaml": BROKEN})
    (tmp_path / "repository" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repository")
    try:
        (tmp_path / "repository" / "out").symlink_to(tmp_path / "product", target_is_directory=True)
    except OSError:
        pytest.skip("links are not to be had here")
    assert "out/activity-2/needs.yaml" in uris(printed(capsys, "--product", "out", "--format", "sarif")[1])
    shutil.copytree(tmp_path / "product", tmp_path / "repository" / "real")
    (tmp_path / "repository" / "in").symlink_to("real", target_is_directory=True)
    assert "real/activity-2/needs.yaml" in uris(printed(capsys, "--product", "in", "--format", "sarif")[1])


def test_sarif_leads_to_the_page_of_codes_where_its_address_is_known(
    product: WriteProduct, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    product(**{"activity-2/needs.yaml": BROKEN})
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_url: !ENV [SITE, '']\nrepo_url: !ENV [REPOSITORY, '']\n", encoding="utf-8")

    def driver(**environment: str) -> dict[str, Any]:
        for name in ("SITE", "REPOSITORY"):
            monkeypatch.setenv(name, environment.get(name, ""))
        out = printed(capsys, "--product", "product", "--format", "sarif")[1]
        uris(out)
        found: dict[str, Any] = json.loads(out)["runs"][0]["tool"]["driver"]
        return found

    page = "https://maker.example/handbook/contributing/diagnostics/"
    known = driver(SITE="https://maker.example/handbook", REPOSITORY="https://forge.example/maker/handbook")
    assert known["informationUri"] == page
    assert {rule["helpUri"] for rule in known["rules"]} == {f"{page}#{rule['id']}" for rule in known["rules"]}
    assert {rule["name"] for rule in known["rules"]} >= {"UnknownKey", "UnknownValue"}
    assert driver(REPOSITORY="https://forge.example/maker/handbook")["informationUri"] == "https://forge.example/maker/handbook"
    main_file = tmp_path / "product" / "product.yaml"
    text = main_file.read_text(encoding="utf-8")
    assert text.count("\nsite:\n") == 1
    main_file.write_text(text.replace("\nsite:\n", "\nsite:\n  presented_as: our product\n"), encoding="utf-8")  # leaves out the page of codes
    own = driver(SITE="https://maker.example/handbook", REPOSITORY="https://forge.example/maker/handbook")
    assert own["informationUri"] == "https://forge.example/maker/handbook"
    assert all("helpUri" not in rule for rule in own["rules"])
    unknown = driver()
    assert "informationUri" not in unknown
    assert all("helpUri" not in rule and rule["name"] for rule in unknown["rules"])
