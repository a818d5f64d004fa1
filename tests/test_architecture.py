"""Rules about the code and the content, as tests."""

from __future__ import annotations

import ast
import inspect
import os
import re
import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook import ROOMS
from handbook.catalogs.catalogue import Catalogues
from handbook.findings.codes import CODES
from handbook.schema.kinds import FILES, KINDS, MODELS, PREFIXES
from handbook.schema.record import COMMON
from handbook.views.pages.rooms import as_markdown, rooms
from handbook.views.shared import derived, derived_tables

ROOT = Path(__file__).parents[1]
LAYERS = (*ROOMS, "__main__")
MODULES = sorted(path for folder in ("handbook", "macros", "hooks") for path in (ROOT / folder).rglob("*.py"))
TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py") if "node_modules" not in path.parts)
LONGEST = 300
"""Lines of a module, at most."""
PRODUCT_WORDS = re.compile(r"dovrin|ellerquist|thrumwell|ostrevik", re.IGNORECASE)
RECORD_IDS = re.compile(rf"\b(?:{'|'.join(PREFIXES)})-[0-9]{{2}}\b")


@pytest.fixture(scope="module")
def trees() -> dict[Path, ast.Module]:
    """What each module says, parsed once for all tests that walk through it."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in (*MODULES, *TESTS)}


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_the_model_knows_no_site_generator_and_imports_in_one_direction(trees: dict[Path, ast.Module]) -> None:
    wrong = []
    for path in (path for path in MODULES if path.is_relative_to(ROOT / "handbook")):
        found = list(imports(trees[path]))
        wrong += [(path, name) for name in found if name.split(".")[0] in ("mkdocs", "jinja2", "markupsafe", "macros", "hooks", "markdown")]
        room = path.relative_to(ROOT / "handbook").with_suffix("").parts[0]
        if room != "__init__":
            inside = [name for name in found if name.startswith("handbook.")]
            wrong += [(path, name) for name in inside if LAYERS.index(name.split(".")[1]) > LAYERS.index(room)]
    assert wrong == []


def test_templates_and_docs_hold_no_fact_of_the_product() -> None:
    for folder, pattern in (("docs", "*.md"), ("macros", "*.*"), ("handbook", "*.*"), ("hooks", "*.py")):
        for path in (ROOT / folder).rglob(pattern):
            if path.suffix in (".md", ".html", ".py", ".yaml", ".css"):
                found = PRODUCT_WORDS.findall(path.read_text(encoding="utf-8"))
                assert not found, path


def test_guidance_names_no_record() -> None:
    for path in [*(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "activities").rglob("*.md")]:
        prose = re.sub(r"`[^`]*`", "", path.read_text(encoding="utf-8"))
        assert not RECORD_IDS.findall(prose), path


def test_every_module_says_what_it_is_for_and_stays_small(trees: dict[Path, ast.Module]) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in trees}
    assert len(texts) > 700
    silent = [path for path, text in texts.items() if (text or path in MODULES) and not ast.get_docstring(trees[path])]  # packages of tests are empty
    assert silent == []
    assert [path for path, text in texts.items() if len(text.splitlines()) > LONGEST] == []


def test_every_public_class_and_every_public_function_that_takes_something_has_a_docstring(trees: dict[Path, ast.Module]) -> None:
    """Of one that takes nothing, the name says what it returns; a docstring that repeats it says nothing more."""
    inherited = {"on_any_event"}  # of watchdog, which says it
    silent = []
    for path in MODULES:
        for node in ast.walk(trees[path]):
            if any(isinstance(one, ast.Name) and one.id == "overload" for one in getattr(node, "decorator_list", ())):
                continue  # the function itself, below, says what it does
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_") and node.name not in inherited:
                says = ast.get_docstring(node) or (isinstance(node, ast.FunctionDef) and not takes_something(node))
                silent += [] if says else [f"{node.name}: {path}:{node.lineno}"]
    assert silent == []


def takes_something(node: ast.FunctionDef) -> bool:
    given = node.args
    names = [one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg)))]
    return bool(set(names) - {"self", "cls"})


def test_modules_keep_no_state(trees: dict[Path, ast.Module]) -> None:
    for path in MODULES:
        for node in trees[path].body:
            if isinstance(node, (ast.Assign, ast.AnnAssign)):
                names = node.targets if isinstance(node, ast.Assign) else [node.target]
                for name in names:
                    if isinstance(name, ast.Name) and isinstance(node.value, (ast.List, ast.Dict, ast.Set)):
                        assert name.id.isupper() or name.id.lstrip("_").isupper() or name.id == "__all__", f"{path}: {name.id}"
        assert "global " not in re.sub(r'""".*?"""', "", path.read_text(encoding="utf-8"), flags=re.DOTALL), path


def test_the_collector_is_switched_off_in_one_place_which_switches_it_on_again() -> None:
    assert [path.relative_to(ROOT).as_posix() for path in MODULES if "gc.disable(" in path.read_text(encoding="utf-8")] == ["handbook/pipeline.py"]


def test_kinds_have_unique_prefixes_and_files_and_a_register() -> None:
    assert len(PREFIXES) == len(KINDS) == len(FILES)
    assert [name for name, kind in KINDS.items() if not kind.columns] == ["product"]
    sources = (inspect.getsource(module) for module in (derived, derived_tables))
    named = {node.value for source in sources for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    for name, kind in KINDS.items():
        assert set(kind.columns) <= set(MODELS[name].model_fields) | named, name


def test_every_field_of_every_kind_tells_its_meaning() -> None:
    silent = {f"{name}.{field}" for name, model in MODELS.items() for field, info in model.model_fields.items() if field not in COMMON and not info.description}
    assert silent == set()


def test_docs_and_catalogue_agree_on_the_activities(catalogues: Catalogues) -> None:
    for activity in catalogues.activities.activities:
        page = (ROOT / "docs" / "activities" / str(activity.number) / "index.md").read_text(encoding="utf-8")
        assert f"# Activity {activity.number}: {activity.title}" in page
        for call in (f"activity_header({activity.number})", f"questions({activity.number})", f"activity_references({activity.number})"):
            assert call in page
        assert f"example({activity.number})" in (ROOT / "docs" / "activities" / str(activity.number) / "product.md").read_text(encoding="utf-8")


def test_codes_are_told_in_words_with_examples() -> None:
    for code in CODES.values():
        assert re.fullmatch(r"[a-z0-9-]+", code.name)
        assert code.meaning.endswith(".")
        assert code.wrong != code.right


def test_no_sentence_of_the_guidance_is_longer_than_forty_words() -> None:
    long = []
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = re.sub(r"(?s)^---.*?---|<svg.*?</svg>|```.*?```|\{\{.*?\}\}|`[^`]*`", " ", path.read_text(encoding="utf-8"))
        for block in re.split(r"\n\s*\n|\n\s*[-*|>\d]|\|", text):
            for sentence in re.split(r"(?<=[.!?:;])\s", " ".join(block.split())):
                if len(sentence.split()) > 40:
                    long.append((path.name, sentence[:80]))
    assert long == []


def test_every_package_is_in_what_is_installed() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"])
    there = {path.parent.relative_to(ROOT).as_posix().replace("/", ".") for folder in ("handbook", "macros") for path in (ROOT / folder).rglob("__init__.py")}
    assert listed == there


def test_every_module_is_on_the_map_once_and_says_in_one_line_what_it_is_for() -> None:
    found = rooms(ROOT)
    assert [room.name for room in found][:2] == ["handbook/findings/", "handbook/languages/"]
    listed = [module.path for room in found for module in room.modules] + [room.name for room in found if not room.modules]
    heads = {f"{room.name}__init__.py" for room in found if room.name.endswith("/")}
    there = {path.relative_to(ROOT).as_posix() for path in MODULES} - heads - {"handbook/__init__.py", "handbook/__main__.py"}
    assert sorted(name for name in listed if name.endswith(".py")) == sorted(there)
    assert "| `codes` | The closed list of" in as_markdown(found)
    for room in found:
        for module in room.modules:
            assert 20 < len(module.does) <= 130, module


@pytest.mark.skipif(os.name != "posix", reason="files have no bit here that says whether they may be run")
def test_whatever_is_run_by_its_name_may_be_run() -> None:
    scripts = [ROOT / ".ci" / "run", *(ROOT / "findings").glob("*")]
    assert len(scripts) > 10
    assert [path.name for path in scripts if not path.read_bytes().startswith(b"#!") or not path.stat().st_mode & stat.S_IXUSR] == []
