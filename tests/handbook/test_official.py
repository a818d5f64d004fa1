"""Importing NIST's wording: a whole file is taken, and anything else is refused with one sentence and changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handbook.catalog import Catalogues
from handbook.cli import main
from handbook.official import FILE, ImportRefusedError, read_published, store, stored


def text_of(entry_id: str) -> str:
    return f"Wording of {entry_id} for tests"


def oscal(catalogues: Catalogues, **metadata: Any) -> dict[str, Any]:
    document = catalogues.documents["CSF"]

    def node(entry_id: str, below: list[dict[str, Any]]) -> dict[str, Any]:
        return {"id": entry_id, "parts": [{"name": "statement", "prose": text_of(entry_id)}, {"name": "example", "prose": "no"}], "controls": below}

    gone = [node(entry.id, []) for entry in document.withdrawn]
    groups = [
        node(top.id, [node(mid.id, [node(low.id, []) for low in document.entries if low.parent == mid.id]) for mid in document.entries if mid.parent == top.id])
        for top in document.entries
        if top.parent is None
    ]
    described = {"title": "NIST Cybersecurity Framework 2.0", "props": [{"name": "framework-version-identifier", "value": "CSF_2_0_0"}], **metadata}
    return {"catalog": {"metadata": described, "groups": groups + gone}}


def export(catalogues: Catalogues, version: str = "CSF_2_0_0") -> dict[str, Any]:
    elements = [
        {"doc_identifier": version, "element_identifier": entry.id, "element_type": entry.level.lower(), "title": "", "text": text_of(entry.id)}
        for entry in catalogues.documents["CSF"].entries
    ]
    return {"response": {"elements": {"documents": [], "elements": elements}}}


def write(folder: Path, content: Any) -> Path:
    path = folder / "published.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("make", [oscal, export])
def test_a_whole_file_is_taken(catalogues: Catalogues, tmp_path: Path, make: Any) -> None:
    imported = read_published(write(tmp_path, make(catalogues)), catalogues)
    assert len(imported.texts) == 134
    assert imported.texts["PR.PS-02"] == text_of("PR.PS-02")
    assert imported.missing == ()
    assert imported.extra == ()
    assert len(imported.withdrawn) == (91 if make is oscal else 0)
    store(imported, tmp_path)
    assert stored(tmp_path) == dict(imported.texts)


def test_missing_and_extra_entries_are_reported(catalogues: Catalogues, tmp_path: Path) -> None:
    content = export(catalogues)
    elements = content["response"]["elements"]["elements"]
    elements[:] = [element for element in elements if element["element_identifier"] != "PR.PS-02"]
    elements.append({**elements[0], "element_identifier": "ZZ.ZZ-99"})
    imported = read_published(write(tmp_path, content), catalogues)
    assert imported.missing == ("PR.PS-02",)
    assert imported.extra == ("ZZ.ZZ-99",)


def damaged(catalogues: Catalogues) -> dict[str, Any]:
    whole = json.dumps(oscal(catalogues))
    small = oscal(catalogues)
    small["catalog"]["groups"] = small["catalog"]["groups"][:3]
    return {
        "empty": "",
        "cut off": whole[: len(whole) // 2],
        "not json": "id,title\nGV,Govern\n",
        "html": "<!doctype html><html></html>",
        "a list": "[]",
        "a number": "42",
        "null": "null",
        "another shape": '{"a": 1}',
        "deep": "[" * 100_000,
        "another catalogue": oscal(catalogues, title="NIST SP 800-53 Revision 5", props=[]),
        "version 1.1 by title": oscal(catalogues, title="Cybersecurity Framework 1.1", props=[]),
        "version 1.1 by property": oscal(catalogues, props=[{"name": "framework-version-identifier", "value": "CSF_1_1_0"}]),
        "export of 1.1": export(catalogues, "CSF_1_1_0"),
        "export without entries": {"response": {"elements": {"elements": []}}},
        "export of strings": {"elements": ["GV", "ID"]},
        "three functions": small,
        "no groups": {"catalog": {"metadata": {"title": "NIST Cybersecurity Framework 2.0"}}},
        "groups of another type": {"catalog": {"metadata": {"title": "NIST Cybersecurity Framework 2.0"}, "groups": {"GV": 1}}},
        "metadata of another type": {"catalog": {"metadata": [], "groups": []}},
        "catalog of another type": {"catalog": "CSF 2.0"},
    }


def test_twenty_damaged_or_foreign_files_are_each_refused_in_one_sentence(
    catalogues: Catalogues, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    cases = damaged(catalogues)
    assert len(cases) == 20
    for name, content in cases.items():
        path = write(tmp_path, content)
        with pytest.raises(ImportRefusedError):
            read_published(path, catalogues)
        assert main(["catalog", "import", str(path)]) == 1
        said = capsys.readouterr()
        assert said.err.startswith("Nothing was imported: "), name
        assert said.err.count("\n") == 1, name
        assert not (tmp_path / FILE).exists()


def test_a_binary_file_a_folder_and_a_missing_file_are_refused(catalogues: Catalogues, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "b.json", tmp_path, tmp_path / "nowhere.json"):
        with pytest.raises(ImportRefusedError):
            read_published(path, catalogues)


def test_a_damaged_store_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir()
    for content in ("", "[]", '{"texts": []}', '{"texts": {"GV": 1}}'):
        (tmp_path / FILE).write_text(content, encoding="utf-8")
        assert stored(tmp_path) == {}
