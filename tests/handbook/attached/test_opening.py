"""Files that programs wrote: read as their own libraries wrote them, within limits, and told where they cannot be read."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from handbook.attached import opening
from handbook.attached.documents import Advisory, ListedPart, PartsList, ReportOfTests, Unusable
from handbook.attached.opening import opened, read
from handbook.catalogs.catalogue import Catalogues
from handbook.methods.attached import release_meant, unknown_parts
from handbook.model.loaded import Loaded
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.product import Release
from tests.support.building import ROOT


def test_a_report_that_pytest_wrote_is_read(tmp_path: Path) -> None:
    (tmp_path / "test_small.py").write_text(
        "import pytest\n\n\ndef test_VER_01_reads():\n    pass\n\n\n@pytest.mark.skip\ndef test_VER_02_refuses():\n    pass\n\n\n"
        "def test_VER_02_fails():\n    assert False\n\n\ndef test_names_a_property(record_property):\n    record_property('verifies', 'VER-03')\n",
        encoding="utf-8",
    )
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--junitxml=report.xml", "-p", "no:cacheprovider", "-c", "/dev/null", "."],
        cwd=tmp_path,
        check=False,
        capture_output=True,
    )
    report = read((tmp_path / "report.xml").read_bytes())
    assert isinstance(report, ReportOfTests)
    assert [(test.name.rpartition(".")[2], test.outcome, test.verifications) for test in report.tests] == [
        ("test_VER_01_reads", "passed", ("VER-01",)),
        ("test_VER_02_refuses", "skipped", ("VER-02",)),
        ("test_VER_02_fails", "failed", ("VER-02",)),
        ("test_names_a_property", "passed", ("VER-03",)),
    ]
    assert report.day is not None
    assert report.tool.startswith("pytest")


@pytest.mark.parametrize("form", ["json", "xml"])
def test_parts_lists_that_the_library_of_cyclonedx_wrote_are_read(form: str) -> None:
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.contact import OrganizationalEntity
    from cyclonedx.output import make_outputter
    from cyclonedx.schema import OutputFormat, SchemaVersion

    inside = Component(name="inside", version="1", bom_ref="i")
    parts = [Component(name="tinywire", version="0.4.1", supplier=OrganizationalEntity(name="The project"), components=[inside], bom_ref="t")]
    bom = Bom(components=parts)
    bom.metadata.component = Component(name="meter", version="1.4.0", type=ComponentType.FIRMWARE, bom_ref="m")
    bom.metadata.timestamp = datetime(2026, 2, 27, 8, 0, tzinfo=UTC)
    bom.register_dependency(bom.metadata.component, parts)
    written = make_outputter(bom, OutputFormat.JSON if form == "json" else OutputFormat.XML, SchemaVersion.V1_6).output_as_string()
    found = read(written.encode("utf-8"))
    assert isinstance(found, PartsList)
    assert (found.form, found.subject, found.version, found.day) == ("CycloneDX 1.6", "meter", "1.4.0", date(2026, 2, 27))
    assert found.parts == (ListedPart("tinywire", "0.4.1", "The project"), ListedPart("inside", "1", within=("tinywire",)))


def test_what_is_no_such_file_is_none_of_our_business(tmp_path: Path) -> None:
    for name, content in (
        ("a.json", b'{"any": 1}'),
        ("b.xml", b"<svg/>"),
        ("c.txt", b"<testsuites/>"),
        ("d.json", b"[1]"),
        ("e.xml", b"\xff\xfe<"),
        ("f.json", b""),
    ):
        (tmp_path / name).write_bytes(content)
    (tmp_path / "g.json").mkdir()
    assert opened(tmp_path, sorted(path.name for path in tmp_path.iterdir())) == {}
    assert opened(tmp_path, ["none.json"]) == {}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<testsuites><testsuite></testsuites>", "it is no XML from line 1, column"),
        (b"<testsuites/>", "it holds no test"),
        (b'<!DOCTYPE testsuites [<!ENTITY a "harmless">]><testsuites>&a;</testsuites>', "it has a document type"),
        (b"<testsuites>" + b"<testsuite>" * 60 + b"</testsuite>" * 60 + b"</testsuites>", "more than 50 inside each other"),
        (b'<?xml version="1.0" encoding="klingon"?><testsuites/>', "it is in an encoding that is not known"),
        (b'{"bomFormat": "CycloneDX", "components": [{"version": "1"}]}', "holds something without a name"),
        (b'{"bomFormat": "CycloneDX", "components": {}}', "is no list of components"),
        (b'{"bomFormat": "CycloneDX", ', "it is no JSON that can be read from line 1"),
        (b'{"bomFormat": "CycloneDX", "components": ' + b"[" * 100_000, "it is no JSON that can be read"),
        (b'{"spdxVersion": "SPDX-2.3", "packages": [{}]}', "holds something without a name"),
        (b'{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": 1}', "is no list of elements"),
        (b'{"@context": {"core": "https://spdx.org/rdf/Core/"}, "@graph": []}', "it is in a draft of SPDX 3"),
        (b'{"document": {"csaf_version": "2.0"}}', "'document.tracking.id' is missing"),
    ],
)
def test_a_file_of_such_a_form_that_cannot_be_read_says_why(content: bytes, why: str) -> None:
    found = read(content)
    assert isinstance(found, Unusable)
    assert why in str(found.why)


def test_files_are_read_up_to_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"bomFormat": "CycloneDX", "components": [{"name": "x" * 2_000}]}), encoding="utf-8")
    (tmp_path / "b.json").write_bytes((tmp_path / "a.json").read_bytes())
    monkeypatch.setattr(opening, "MOST_TOGETHER", 3_000)
    found = opened(tmp_path, ["a.json", "b.json"])
    assert isinstance(found["a.json"], PartsList)
    assert isinstance(found["b.json"], Unusable)
    monkeypatch.setattr(opening, "MOST_BYTES", 1_000)
    assert isinstance(opened(tmp_path, ["a.json"])["a.json"], Unusable)


@pytest.mark.slow
def test_an_advisory_of_ours_means_the_releases_that_the_case_states(example: Loaded, catalogues: Catalogues) -> None:
    """The formats that we write are read back: by id, and the files of the examples by version and words of the component's title."""
    from handbook.exports.advisories import document
    from handbook.exports.cases import published_cases

    handbook = example.handbook
    for case in published_cases(handbook):
        found = read(json.dumps(document(case, "csaf_security_advisory")).encode("utf-8"))
        assert isinstance(found, Advisory)
        assert {one.id for stated in found.stated if (one := release_meant(handbook, stated)) is not None} == {one.release for one in case.record.vex}
    for item in handbook.of(Vulnerability):
        found = handbook.attached.get(item.record.advisory or "")
        if isinstance(found, Advisory):
            assert all(release_meant(handbook, stated) is not None for stated in found.stated)


def test_lists_of_the_examples_hold_nothing_unknown_and_something_known(example: Loaded, pump: Loaded) -> None:
    for handbook in (example.handbook, pump.handbook):
        lists = [(item, found) for item in handbook.of(Release) if isinstance(found := handbook.attached.get(item.record.sbom or ""), PartsList)]
        assert lists
        for item, found in lists:
            assert unknown_parts(handbook, item, found) == ()
            alone = PartsList(found.form, found.subject, found.version, (*found.parts, ListedPart("nobody-knows-this")), found.day, found.tool)
            assert [line.name for line in unknown_parts(handbook, item, alone)] == ["nobody-knows-this"]


def test_the_page_of_a_record_tells_what_its_file_says() -> None:
    from handbook.pipeline import load
    from handbook.views.shared.derived import derived_fields

    minimal = load(ROOT / "tests" / "products" / "minimal").handbook
    views = {view.name: view for view in derived_fields(minimal, minimal.items["REL-01"])}
    assert views["file_says"].value.text == "1 parts of Tallowmeter meter firmware 1.4.0 (CycloneDX 1.6, without a day)"
