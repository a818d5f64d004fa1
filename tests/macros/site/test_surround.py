"""What surrounds a page: running text that no product can break out of, the nine activities, the revision of the source."""

from __future__ import annotations

import dataclasses
import re
import subprocess
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.reading.source_revision import revision
from handbook.views.page_spec import Shown
from handbook.views.pages.activity import sequence
from macros.render.prose import Target, linked
from macros.site.publication import Publication
from macros.site.style_sheets import running_text
from macros.site.surround import footer, stepper


def named(handbook: Handbook, name: str) -> Handbook:
    return dataclasses.replace(handbook, site=handbook.site.model_copy(update={"name": name}))


@pytest.mark.parametrize("name", ['a"; } body { display: none', "a\\", "a\n} b {", "</style><script>", "é 😀"])
def test_running_text_is_one_string_whatever_the_site_is_called(minimal: Handbook, name: str) -> None:
    style = running_text(named(minimal, name), "abc")
    found = re.fullmatch(r'@page \{ @bottom-left \{ content: "((?:[A-Za-z0-9 .,:|()-]|\\[0-9a-f]+ )*)"; \} \}\n', style)
    assert found, style
    told = re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), found[1])
    assert told.startswith(" ".join(name.split()))
    assert told.endswith("source abc")


def test_footer_names_the_revision_only_where_there_is_one(minimal: Handbook) -> None:
    assert "Source revision 0123abcd." in footer(minimal, "0123abcd")
    assert "revision" not in footer(minimal)


def test_the_sequence_knows_guidance_from_example_and_no_other_page(catalogues: Catalogues) -> None:
    guidance = sequence(catalogues, "activities/3/index.md")
    example = sequence(catalogues, "activities/8/product.md")
    assert guidance is not None
    assert example is not None
    assert (guidance.number, guidance.on_example, example.number, example.on_example) == (3, False, 8, True)
    assert [[step.id for step in phase.steps] for phase in guidance.phases] == [["0", "1", "2", "3", "4", "5"], ["6", "7", "8"]]
    assert [phase.name for phase in guidance.phases] == ["pre-market", "post-market"]
    assert {step.address.page for phase in example.phases for step in phase.steps} == {f"activities/{number}/product.md" for number in range(9)}
    assert sequence(catalogues, "activities/index.md") is None


def test_a_page_of_no_activity_has_no_stepper(pump: Loaded) -> None:
    assert stepper(Publication(Shown(pump, "worked_example")), "glossary.md", "glossary/") == ""


def test_an_id_in_running_text_carries_what_its_card_shows() -> None:
    target = Target.of("../need-03/", 'Title "with" <marks>', "Need or goal", "assessed")
    assert str(linked("NEED-03", {"NEED-03": target}.get)) == (
        '<a href="../need-03/" class="hb-ref hb-mention" data-title="Title &#34;with&#34; &lt;marks&gt;" data-kind="Need or goal" data-status="assessed">NEED-03</a>'
    )


def test_revision_is_the_commit_and_says_when_files_differ_from_it(tmp_path: Path) -> None:
    assert revision(tmp_path / "nowhere") == ""
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@maker.example"]
    subprocess.run([*git, "init", "-q"], check=True)
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    subprocess.run([*git, "add", "a.txt"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "first"], check=True)
    subprocess.run([*git, "tag", "v1-2"], check=True)
    commit = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    assert revision(tmp_path) == commit[:12]
    (tmp_path / "a.txt").write_text("other", encoding="utf-8")
    assert revision(tmp_path) == f"{commit[:12]} with changes that are not committed"
