"""The handbook as an audience sees it: what is left out, what is said in its place, and that nothing planted is left anywhere."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema_rs
import pytest

from handbook.audience.seen import seen
from handbook.catalogs.catalogue import Catalogues
from handbook.compare.telling import Asked
from handbook.exports.registry import formats
from handbook.findings.diagnostics import Severity
from handbook.methods.matrices import matrices
from handbook.methods.standing import standing_of
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.outputs.diff.as_markdown import lines
from handbook.outputs.handbook_json import as_json, schema_text
from handbook.pipeline import for_audience, load
from handbook.schema.record import Visibility
from handbook.views.page_spec import Shown
from handbook.views.pages.record import record_view
from handbook.views.site_map import site_map
from tests.conftest import MINIMAL, WriteProduct
from tests.support.handbooks import with_record
from tests.support.planted import Planted, found_in, planted


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, catalogues: Catalogues) -> Planted:
    return planted(tmp_path_factory.mktemp("kept") / "product", catalogues)


@pytest.fixture(scope="module")
def kept_for_assessors(tmp_path_factory: pytest.TempPathFactory, catalogues: Catalogues) -> Planted:
    return planted(tmp_path_factory.mktemp("assessors") / "product", catalogues, "assessor")


def told(loaded: Loaded) -> dict[str, bytes]:
    """Returns all that is made of a product without a site generator: data, exports, the title and the view of every page, findings."""
    handbook, shown = loaded.handbook, Shown(loaded, "product")
    found = {"json": json.dumps(as_json(handbook)).encode(), "files": repr((handbook.attachments, handbook.pages, handbook.page_files)).encode()}
    found |= {form.file: (form.draft or form.make)(handbook) for form in formats() if not form.lacks(handbook)}  # of a PDF what it is made of
    found |= {path: repr((page.title, page.description, page.search_words(), page.make())).encode() for path, page in site_map(shown).pages.items()}
    return found | {"findings": repr([(one.sentence, one.found, one.suggestions, one.records) for one in loaded.diagnostics]).encode()}


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["public", "assessor"])
def test_nothing_internal_is_left_for_others(kept: Planted, audience: Visibility, catalogues: Catalogues) -> None:
    loaded = load(kept.folder, catalogues)
    assert [one for one in loaded.diagnostics if one.severity is Severity.ERROR] == []
    assert found_in(told(for_audience(loaded, audience, kept.folder)), kept.strings) == {}


@pytest.mark.slow
def test_what_assessors_may_read_is_there_for_them_and_for_nobody_else(kept_for_assessors: Planted, catalogues: Catalogues) -> None:
    loaded = load(kept_for_assessors.folder, catalogues)
    known = {where: string for where, string in kept_for_assessors.strings.items() if where.split()[0] not in ("comment", "content")}
    for_them = found_in(told(for_audience(loaded, "assessor", kept_for_assessors.folder)), known)
    whole = found_in(told(loaded), known)
    not_named = {
        where for where in whole.keys() - for_them.keys() if not where.startswith(("name of report", "name of the previous release", "title in the prev"))
    }
    assert len(whole) > 300
    assert not_named == set()
    assert found_in(told(for_audience(loaded, "public", kept_for_assessors.folder)), kept_for_assessors.strings) == {}


def test_with_everything_it_is_the_same_handbook(minimal: Handbook) -> None:
    assert seen(minimal, "internal") is minimal
    public = seen(minimal, "public")
    assert (public.audience, public.keeps_back) == ("public", False)
    assert dict(public.items) == dict(minimal.items)
    assert seen(minimal, "public") is public
    assert seen(public, "public") is public
    assert seen(public, "internal") is public  # what is left out does not come back


def test_links_to_what_is_left_out_vanish_from_lists_and_read_as_not_published_alone(minimal: Handbook) -> None:
    handbook = with_record(minimal, "RSK-01", visibility="internal")
    before, public = handbook.items, seen(handbook, "public")
    naming = [name for name in public.items if before[name].record is not public.items[name].record]
    assert naming
    assert "RSK-01" not in public.items
    assert not any("RSK-01" in repr(public.items[name].record) for name in public.items)
    treatment = next(item for item in public.records() if getattr(before[item.id].record, "risk", None) == "RSK-01")
    assert treatment.record.model_dump()["risk"] == "not published"
    assert public.links_from(treatment.id, "risk") == ()


def test_a_required_link_to_what_is_left_out_is_shown_as_not_published(minimal: Handbook) -> None:
    handbook = with_record(minimal, "RSK-01", visibility="internal")
    loaded = for_audience(Loaded(handbook, ()), "public")
    treatment = next(item for item in loaded.handbook.records() if getattr(item.record, "risk", None) == "not published")
    view = record_view(Shown(loaded, "product"), treatment)
    field = next(one for one in view.fields if one.name == "risk")
    assert (field.value.text, field.gap) == ("not published", False)


def test_a_field_that_is_kept_back_is_no_gap_and_one_that_is_empty_is_one(minimal: Handbook) -> None:
    handbook = with_record(minimal, "ROL-01", internal_only=("duties",))
    loaded = for_audience(Loaded(handbook, ()), "public")
    fields = {one.name: one for one in record_view(Shown(loaded, "product"), loaded.handbook.items["ROL-01"]).fields}
    assert (fields["duties"].value.text, fields["duties"].gap) == ("not published", False)
    empty = with_record(minimal, "ROL-01", duties=None, internal_only=("duties",))
    loaded = for_audience(Loaded(empty, ()), "public")
    fields = {one.name: one for one in record_view(Shown(loaded, "product"), loaded.handbook.items["ROL-01"]).fields}
    assert fields["duties"].gap


def test_whoever_sees_all_sees_which_fields_are_kept_from_whom(minimal: Handbook) -> None:
    handbook = with_record(minimal, "ROL-01", internal_only=("duties",), assessor_only=("notes",))
    view = record_view(Shown(Loaded(handbook, ()), "product"), handbook.items["ROL-01"])
    assert set(view.kept) == {("duties", "internal"), ("notes", "assessor")}
    assert next(one for one in view.fields if one.name == "duties").kept_for == "internal"


@pytest.mark.slow
def test_nothing_is_called_missing_that_is_only_left_out(minimal: Handbook, catalogues: Catalogues) -> None:
    """Whatever kind is kept back of a product without a finding, those who see the rest are told of none, and no matrix shows a gap."""
    loaded = load(MINIMAL, catalogues)
    assert loaded.diagnostics == ()
    for record in {item.kind.name: item.id for item in loaded.handbook.records()}.values():
        handbook = with_record(loaded.handbook, record, visibility="internal")
        for_them = for_audience(replace(loaded, handbook=handbook), "public")
        assert for_them.diagnostics == (), record
        assert [hole for matrix in matrices(for_them) for hole in matrix.holes] == [], record


def test_a_gap_that_everybody_can_see_is_told_to_everybody(product: WriteProduct, catalogues: Catalogues) -> None:
    needs = (MINIMAL / "activity-2/needs.yaml").read_text(encoding="utf-8") + "- id: NEED-77\n  title: Nobody delivers it\n"
    kept = "- id: NEED-78\n  title: Nobody may know it\n  visibility: internal\n"
    loaded = load(product(**{"activity-2/needs.yaml": needs + kept}), catalogues)
    public = for_audience(loaded, "public")
    assert {one.record for one in loaded.diagnostics if one.code == "need-without-means"} == {"NEED-77", "NEED-78"}
    assert {one.record for one in public.diagnostics if one.code == "need-without-means"} == {"NEED-77"}
    assert "NEED-78" not in repr(public.diagnostics)


def test_a_file_with_an_error_is_left_out_for_others(product: WriteProduct, catalogues: Catalogues) -> None:
    roles = (MINIMAL / "activity-0/roles.yaml").read_text(encoding="utf-8").replace("  people: 1\n", "  people: one\n", 1)
    public = for_audience(load(product(**{"activity-0/roles.yaml": roles}), catalogues), "public")
    assert public.handbook.of_kind("role") == ()
    assert public.handbook.of_kind("need")


def test_nothing_is_left_for_others_where_what_holds_for_all_files_cannot_be_read(product: WriteProduct, catalogues: Catalogues) -> None:
    wrong_above = (MINIMAL / "product.yaml").read_text(encoding="utf-8") + "defaults:\n  visibility: intern\n"
    loaded = load(product(**{"product.yaml": wrong_above}), catalogues)
    assert loaded.handbook.items
    assert for_audience(loaded, "public").handbook.items == {}


def test_an_attachment_is_published_by_what_is_published_where_anything_is_kept_back(minimal: Handbook) -> None:
    minimal = replace(minimal, attachments=(*minimal.attachments, "nobody-names-it.txt"))
    naming = [item for item in minimal.records() if any(mark.meaning == "file" for _, mark, _ in item.marked)]
    assert minimal.attachments
    assert seen(minimal, "public").attachments == minimal.attachments
    handbook = with_record(minimal, "POL-01", visibility="internal")
    assert seen(handbook, "public").attachments == minimal.attachments[:-1]
    for item in naming:
        handbook = with_record(handbook, item.id, visibility="internal")
    assert seen(handbook, "public").attachments == ()


def test_a_previous_release_is_compared_where_it_holds_no_more_than_its_reader_may_see(product: WriteProduct, catalogues: Catalogues) -> None:
    said = (MINIMAL / "product.yaml").read_text(encoding="utf-8").replace("site:\n", "site:\n  previous: old.json\n", 1)
    folder = product(**{"product.yaml": said, "files/old.json": "{}"})
    whole = load(MINIMAL, catalogues)
    kept = with_record(whole.handbook, "ROL-01", notes="Kept back.", internal_only=("notes",))
    for saved, audience, shown in ((kept, "internal", False), (seen(kept, "public"), "public", True), (seen(kept, "assessor"), "public", False)):
        old = as_json(saved)
        old["records"][0]["title"] = "Another name"
        (folder / "files" / "old.json").write_text(json.dumps(old), encoding="utf-8")
        public = for_audience(load(folder, catalogues), "public", folder)
        assert (public.handbook.site.previous is not None) is shown, audience
        difference = Shown(public, "product", product=folder).since_previous
        assert (difference is not None) is shown
        assert ("old.json" in public.handbook.attachments) is shown


def test_what_was_public_and_is_kept_back_now_is_not_told_as_gone(product: WriteProduct, catalogues: Catalogues) -> None:
    said = (MINIMAL / "product.yaml").read_text(encoding="utf-8").replace("site:\n", "site:\n  previous: old.json\n", 1)
    roles = (MINIMAL / "activity-0/roles.yaml").read_text(encoding="utf-8") + "- id: ROL-77\n  title: Was known\n"
    folder = product(**{"product.yaml": said, "activity-0/roles.yaml": roles, "files/old.json": "{}"})
    (folder / "files" / "old.json").write_text(json.dumps(as_json(seen(load(folder, catalogues).handbook, "public"))), encoding="utf-8")
    (folder / "activity-0/roles.yaml").write_text(roles + "  visibility: internal\n", encoding="utf-8")
    difference = Shown(for_audience(load(folder, catalogues), "public", folder), "product", product=folder).since_previous
    assert difference is not None
    assert difference.is_empty
    assert "Was known" not in "\n".join(lines(difference, Asked()))


def test_an_exemption_that_is_kept_back_leaves_no_gap_behind(product: WriteProduct, catalogues: Catalogues) -> None:
    needs = (MINIMAL / "activity-2/needs.yaml").read_text(encoding="utf-8") + "- id: NEED-77\n  title: Nobody delivers it\n"
    reason = "  reason: A customer pays for it.\n  decided_by: ROL-01\n  review_by: 2027-01-01\n"
    rules = f"- rule: need-without-means\n  record: NEED-77\n{reason}"
    loaded = load(product(**{"activity-2/needs.yaml": needs, "rules.yaml": f"{rules}  visibility: internal\n"}), catalogues)
    assert len(loaded.exempted) == 1
    public = for_audience(loaded, "public")
    assert (public.rulings, public.exempted) == ((), ())
    assert not [hole for matrix in matrices(public) for hole in matrix.holes if hole.rule == "need-without-means"]


@pytest.mark.slow
def test_what_is_left_is_data_of_the_published_shape(kept: Planted, catalogues: Catalogues) -> None:
    schema = json.loads(schema_text())
    loaded = load(kept.folder, catalogues)
    for audience in ("public", "assessor", "internal"):
        jsonschema_rs.validate(schema, as_json(for_audience(loaded, audience, kept.folder).handbook))  # type: ignore[arg-type]


def test_who_says_that_there_is_none_is_not_named_where_nobody_may_know_the_role(product: WriteProduct, catalogues: Catalogues) -> None:
    roles = (MINIMAL / "activity-0/roles.yaml").read_text(encoding="utf-8") + "- id: ROL-77\n  title: One\n  visibility: internal\n"
    none = "none:\n  by: ROL-77\n  on: 2026-05-04\n  why: ROL-77 and ROL-01 looked.\n"
    whole = load(product(**{"activity-0/roles.yaml": roles, "activity-6/reports.yaml": none}), catalogues).handbook
    assert standing_of(whole, "report").words == "None, said by ROL-77 on 2026-05-04: ROL-77 and ROL-01 looked."
    public = seen(whole, "public")
    assert standing_of(public, "report").words == "None, said on 2026-05-04: (not published) and ROL-01 looked."
    assert standing_of(public, "incident").words == "None is published."


def test_what_an_assessor_says_is_for_assessors_and_the_maker(product: WriteProduct, catalogues: Catalogues) -> None:
    said = "- {{requirement: 8259A:SU-2, on: {on}, verdict: not satisfied, question: 'Why not {on}?', by: A. Assessor, day: 2026-01-05}}\n"
    files = {"assessments.yaml": said.format(on="COM-01") + said.format(on="COM-02")}
    handbook = load(product(**files), catalogues).handbook
    assert [one.said.on for one in handbook.assessments] == ["COM-01", "COM-02"]
    assert seen(handbook, "public").assessments == ()
    assert seen(handbook, "assessor").assessments == handbook.assessments
    kept = with_record(handbook, "COM-02", visibility="internal")
    assert [one.said.on for one in seen(kept, "assessor").assessments] == ["COM-01"]
