"""A translated page is read in place of the English one, at its address; an English page in a site of another language says that it is English."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from handbook.languages.language import load_language, our_folder
from macros.mkdocs.translating import is_guidance, marked, stand_in

ROOT = Path(__file__).parents[3]


def site(tmp_path: Path) -> tuple[Files, MkDocsConfig]:
    config = MkDocsConfig()
    config.load_dict({"site_name": "A", "docs_dir": str(ROOT / "docs"), "site_dir": str(tmp_path / "site")})
    names = ("activities/0/index.md", "activities/3/index.md")
    return Files([File(name, str(ROOT / "docs"), str(tmp_path / "site"), use_directory_urls=True) for name in names]), config


def test_a_page_is_read_from_its_translation_at_the_same_address(tmp_path: Path) -> None:
    files, config = site(tmp_path)
    stand_in(files, load_language("en"), tmp_path, config)
    assert files.src_uris["activities/0/index.md"].content_string == (ROOT / "docs" / "activities" / "0" / "index.md").read_text(encoding="utf-8")
    stand_in(files, load_language("de"), tmp_path, config)
    translated, english = files.src_uris["activities/0/index.md"], files.src_uris["activities/3/index.md"]
    folder = our_folder("de")
    assert folder is not None
    assert translated.content_string == (folder / "guidance" / "activities" / "0" / "index.md").read_text(encoding="utf-8")
    assert translated.url == "activities/0/"
    assert [is_guidance(one, config) for one in (translated, english)] == [False, True]


def test_only_an_english_page_of_another_language_is_marked(tmp_path: Path) -> None:
    files, config = site(tmp_path)
    german = load_language("de")
    stand_in(files, german, tmp_path, config)
    translated, english = files.src_uris["activities/0/index.md"], files.src_uris["activities/3/index.md"]
    text = "<h1>Aktivität 3</h1>\n<p>words</p>"
    assert marked(text, english, config, german) == '<h1>Aktivität 3</h1><div lang="en">\n<p>words</p>\n</div>'
    assert marked("<p>words</p>", english, config, german) == '<div lang="en"><p>words</p>\n</div>'
    assert marked(text, translated, config, german) == text
    assert marked(text, english, config, load_language("en")) == text
