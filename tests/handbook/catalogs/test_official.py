"""Importing NIST's wording: a whole file is taken, and anything else is refused with one sentence and changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.catalogs.official import FILE, ImportRefusedError, read_published, store, stored
from handbook.commands.cli import main


def text_of(entry_id: str) -> str:
    return f"Wording of {entry_id} for tests"


def oscal(catalogues: Catalogues, edition: str = "1.0.0", **metadata: Any) -> dict[str, Any]:
    """Returns a catalogue of the shape of NIST's, with made-up words: Functions are groups with an `overview`, all else are controls with a
    `statement`. What CSF 2.0 withdrew stands among the rest: in the first edition with no mark, and Categories with a statement without words."""
    document = catalogues.documents["CSF"]
    gone = {entry.id: entry for entry in document.withdrawn}
    places: dict[str, list[str]] = {}
    for entry in document.entries:
        places.setdefault(entry.parent or "", []).append(entry.id)
    for entry_id in sorted(gone):
        above = entry_id.rpartition("-" if "-" in entry_id else ".")[0]
        places.setdefault(above, []).append(entry_id)

    def node(entry_id: str) -> dict[str, Any]:
        level = "subcategory" if "-" in entry_id else "category" if "." in entry_id else "function"
        name = "overview" if level == "function" else "statement"
        words: dict[str, Any] = {"id": f"{entry_id}_{name}", "name": name, "prose": text_of(entry_id)}
        props = [{"name": "sort-id", "value": "00001"}, {"name": "label", "value": entry_id}]
        made: dict[str, Any] = {"id": entry_id, "class": level, "title": entry_id, "props": props, "parts": [words]}
        below = [node(one) for one in places.get(entry_id, ())]
        if entry_id in gone:
            if level == "category":
                del words["prose"]
            if edition != "1.0.0":
                props.append({"name": "status", "value": "withdrawn"})
                made["links"] = [{"href": target, "rel": "moved_to"} for target in gone[entry_id].targets]
        elif level == "subcategory":
            made["parts"].append({"id": f"{entry_id}.001", "name": "example", "ns": "https://csrc.nist.gov/ns/csf", "prose": "no"})
        return {**made, "controls": below} if level != "subcategory" else made

    described = {
        "title": "NIST Cybersecurity Framework 2.0",
        "version": edition,
        "oscal-version": "v1.1.3",
        "props": [
            {"name": "framework-identifier", "ns": "https://csrc.nist.gov/ns/cprt", "value": "CSF"},
            {"name": "framework-version-identifier", "ns": "https://csrc.nist.gov/ns/cprt", "value": "CSF_2_0_0"},
        ],
        **metadata,
    }
    return {"catalog": {"uuid": "00000000-0000-4000-8000-000000000000", "metadata": described, "groups": [node(top) for top in places[""]], "back-matter": {}}}


def later(catalogues: Catalogues) -> dict[str, Any]:
    return oscal(catalogues, "1.2.0", title="Electronic Version of NIST Cybersecurity Framework 2.0")


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


@pytest.mark.parametrize("make", [oscal, later, export])
def test_a_whole_file_is_taken(catalogues: Catalogues, tmp_path: Path, make: Any) -> None:
    imported = read_published(write(tmp_path, make(catalogues)), catalogues)
    assert len(imported.texts) == 134
    assert imported.texts["PR.PS-02"] == text_of("PR.PS-02")
    assert all(words == text_of(entry_id) for entry_id, words in imported.texts.items())
    assert imported.missing == ()
    assert imported.extra == ()
    assert len(imported.withdrawn) == (0 if make is export else 91)
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


def entry_of(content: dict[str, Any], entry_id: str) -> dict[str, Any]:
    """Returns one entry of an OSCAL catalogue, to be changed in place."""
    waiting = list(content["catalog"]["groups"])
    while waiting:
        entry: dict[str, Any] = waiting.pop()
        if entry["id"] == entry_id:
            return entry
        waiting += entry.get("controls", [])
    raise KeyError(entry_id)


@pytest.mark.parametrize("prose", [None, "", "  ", 7, ["Words"], {"text": "Words"}])
@pytest.mark.parametrize("entry_id", ["GV", "PR.AA", "PR.AA-01"])
def test_an_entry_without_words_is_missing_and_said_to_be(
    catalogues: Catalogues, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], entry_id: str, prose: Any
) -> None:
    """`null`, a number or a list is no wording, and is not made one."""
    monkeypatch.chdir(tmp_path)
    content = oscal(catalogues)
    entry_of(content, entry_id)["parts"][0]["prose"] = prose
    exported = export(catalogues)
    next(one for one in exported["response"]["elements"]["elements"] if one["element_identifier"] == entry_id)["text"] = prose
    for made in (content, exported):
        assert main(["catalog", "import", str(write(tmp_path, made))]) == 0
        said = capsys.readouterr().out
        assert "133 entries of CSF 2.0 read." in said
        assert f"1 missing, since the file has no words for what it lists: {entry_id}\n" in said
        assert entry_id not in stored(tmp_path)
        assert len(stored(tmp_path)) == 133


def test_a_group_without_its_part_or_without_the_key_prose_is_missing(catalogues: Catalogues, tmp_path: Path) -> None:
    content = oscal(catalogues)
    del entry_of(content, "GV")["parts"]
    del entry_of(content, "DE")["parts"][0]["prose"]
    imported = read_published(write(tmp_path, content), catalogues)
    assert imported.missing == ("GV", "DE")
    assert imported.wordless == ("GV", "DE")


def test_a_file_whose_functions_alone_have_words_is_refused(catalogues: Catalogues, tmp_path: Path) -> None:
    content = oscal(catalogues)
    for entry in catalogues.documents["CSF"].entries:
        if entry.parent is not None:
            entry_of(content, entry.id)["parts"][0]["prose"] = ""
    with pytest.raises(ImportRefusedError, match="holds words for 6 of the 134 entries"):
        read_published(write(tmp_path, content), catalogues)


def test_an_entry_twice_with_different_words_is_refused_and_with_the_same_is_one(catalogues: Catalogues, tmp_path: Path) -> None:
    content = export(catalogues)
    elements = content["response"]["elements"]["elements"]
    elements.append({**elements[0], "text": None})
    elements.append(dict(elements[0]))
    assert read_published(write(tmp_path, content), catalogues).missing == ()
    elements.append({**elements[0], "text": "Something else"})
    with pytest.raises(ImportRefusedError, match="the entry GV twice"):
        read_published(write(tmp_path, content), catalogues)


def test_what_the_file_marks_as_withdrawn_is_not_taken(catalogues: Catalogues, tmp_path: Path) -> None:
    content = later(catalogues)
    entry_of(content, "PR.PS-02")["props"].append({"name": "status", "value": "withdrawn"})
    imported = read_published(write(tmp_path, content), catalogues)
    assert imported.missing == ("PR.PS-02",)
    assert "PR.PS-02" in imported.withdrawn


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
    for content in ("", "[]", '{"texts": []}', '{"texts": {"GV": 1}}', '{"texts": {"GV": ""}}'):
        (tmp_path / FILE).write_text(content, encoding="utf-8")
        assert stored(tmp_path) == {}
