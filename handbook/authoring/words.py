"""Every word of the site that can be translated: from templates, scripts, menus, the schema and the code of views.

`handbook languages --update` writes them into the catalogues.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import yaml

from handbook.catalogs.catalogue import load_catalogues
from handbook.catalogs.wording import CATALOGUE
from handbook.exports.format import FORMAT
from handbook.exports.registry import formats
from handbook.findings.diagnostics import Severity
from handbook.languages.catalogue import Key
from handbook.languages.markup import messages
from handbook.languages.message import Message
from handbook.languages.said import VALUE
from handbook.methods.chain import End
from handbook.methods.impact import DOES
from handbook.methods.matrices.cells import State
from handbook.methods.release import Gate
from handbook.methods.risk import DIMENSIONS, SCALES
from handbook.methods.risk import WORDS as LEVEL_WORDS
from handbook.methods.threats import STRIDE
from handbook.schema.assessment import Verdict
from handbook.schema.change import IMPLIED, RUNS
from handbook.schema.fields import Part
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.marks import closed_list, part_of
from handbook.schema.product_file import Presented
from handbook.schema.record import Record, Reference
from handbook.views.pages.crosswalk import STATES as CROSSWALK_STATES
from handbook.views.pages.risk_criteria import SCALE
from handbook.views.shared.words import label

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ("macros/templates", "macros/theme")
SCRIPTS = "docs/assets"
CODE = ("handbook", "macros")
MENU = "menu"
"""Context of titles of menus."""
FACTORS = ("attempt", "success", "impact", *DIMENSIONS)
PROFILE_STATES = ("at target", "gap open", "not assessed", "no row")
_SCRIPTED = re.compile(r'\b(?:t\("(?P<words>[^"]*)"|n\("(?P<one>[^"]*)", "(?P<many>[^"]*)")')


def words(root: Path = ROOT) -> tuple[Message, ...]:
    """Returns all words of the site, each once, in the order of their places: those that readers see most come first."""
    found: dict[Key, Message] = {}
    for message in (
        *_of_menus(root),
        *_of_pages(root),
        *_of_lists(),
        *_of_the_schema(),
        *_of_templates(root),
        *_of_code(root),
        *_of_formats(),
        *_of_scripts(root),
    ):
        key = (message.context, message.english) if message.context else message.english
        found.setdefault(key, message)
    return tuple(found.values())


LISTED: tuple[tuple[str, ...], ...] = (
    tuple(LEVEL_WORDS.values()), get_args(State), get_args(Presented), ("the worked example",), CROSSWALK_STATES, ("answered, with a deviation", "answered"),
    tuple(gate.value for gate in Gate), tuple(severity.value for severity in Severity), ("before treatment", "after treatment"), FACTORS, get_args(End),
    PROFILE_STATES, get_args(Verdict), ("defer", "scheduled", "out-of-cycle", "immediate"), ("technical", "manual"), ("always", "for release", "optional"),
    STRIDE, ("beyond STRIDE",), ("not published", "not assessed", "direct", "met elsewhere"), ("added", "removed", "renamed", "changed"),
    ("met, with a deviation", "deviation", "set aside", "cited", "not answered"),
    ("released", "withdrawn", "redacted"),
)  # fmt: skip
"""Words of closed lists that no field of a record holds."""


def _of_lists() -> Iterator[Message]:
    for listed in LISTED:
        yield from (Message(str(word), context=VALUE, place="list") for word in listed)
    catalogues = load_catalogues()
    for document in catalogues.documents.values():
        levels = [*(one.level for one in document.entries), *(one.level for one in document.withdrawn)]
        yield from (Message(level, context=VALUE, place=document.document) for level in dict.fromkeys(levels))
    for activity in catalogues.activities.activities:
        yield Message(activity.phase, context=VALUE, place="ir-8259r1.yaml")
        said = (activity.title, activity.origin, activity.purpose, *activity.inputs, *activity.outputs)
        yield from (Message(str(text), context=CATALOGUE, place="ir-8259r1.yaml") for text in said)
    yield from (
        Message(str(one.what), context=CATALOGUE, place="ir-8259r1.yaml") for activity in catalogues.activities.activities for one in activity.passes_on
    )
    yield from (Message(meaning, context=SCALE, place="risk method") for meanings in SCALES.values() for meaning in meanings)
    for kind in KINDS.values():
        yield from (Message(str(label(name)), place=f"schema: {kind.name}") for name in kind.columns)
    for runs in RUNS.values():
        yield from (Message(words, context=DOES, place="schema: change") for words in (runs.words, runs.turned) if words)
    yield from (Message(words, context=DOES, place="schema: change") for _, words in IMPLIED.values())
    yield from (Message(title, context=MENU, place="navigation") for title in ("Second example", "More examples", "Our own pages"))
    yield from (Message(scheme["toggle"]["name"], context=MENU, place="mkdocs.base.yml") for scheme in _configuration(ROOT)["theme"]["palette"])


def _of_formats() -> Iterator[Message]:
    for form in formats():
        said = (form.title, form.about, form.loses, *form.read_by, *(choice.about for choice in form.choices))
        yield from (Message(str(text), context=FORMAT, place=form.name) for text in said if text)


def _of_templates(root: Path) -> Iterator[Message]:
    for folder in TEMPLATES:
        for path in sorted((root / folder).rglob("*.html")):
            for one in messages(path.read_text(encoding="utf-8")):
                yield Message(one.english, one.many, one.context, path.name)


def _of_code(root: Path) -> Iterator[Message]:
    """Yields the literals in calls of `t` and `n`."""
    for folder in CODE:
        for path in sorted((root / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if "handbook.languages.said import" not in text:
                continue
            place = path.relative_to(root).as_posix()
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("t", "n"):
                    yield from _called(node, place)


def _called(node: ast.Call, place: str) -> Iterator[Message]:
    """Yields what a call says, where it says it in a literal."""
    told = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    context = next((one.value.value for one in node.keywords if one.arg == "context" and isinstance(one.value, ast.Constant)), "")
    if any(isinstance(one, ast.Name) and one.id == "UNTOLD" for one in node.args):
        return  # nothing to translate but the values
    if told and isinstance(node.func, ast.Name):
        yield Message(told[0], told[1] if node.func.id == "n" else "", str(context) or (told[1] if node.func.id == "t" and len(told) > 1 else ""), place)


def _of_scripts(root: Path) -> Iterator[Message]:
    for path in sorted((root / SCRIPTS).glob("*.js")):
        for found in _SCRIPTED.finditer(path.read_text(encoding="utf-8")):
            yield Message(found["words"] or found["one"], found["many"] or "", SCRIPT, path.name)


SCRIPT = "script"
"""Context of the words of scripts."""


def _of_menus(root: Path) -> Iterator[Message]:
    """Yields the titles of menus, then titles and descriptions of pages but those about the handbook itself."""
    yield from (Message(title, context=MENU, place="mkdocs.base.yml") for title in _titles(_configuration(root)["nav"]))


def _of_pages(root: Path) -> Iterator[Message]:
    """Yields titles and descriptions of pages, but of those about the handbook itself."""
    for path in sorted((root / "docs").rglob("*.md")):
        place = path.relative_to(root / "docs").as_posix()
        head = _HEAD.match(path.read_text(encoding="utf-8"))
        stated = yaml.safe_load(head[1]) if head and not place.startswith(ABOUT_THE_HANDBOOK) else {}
        yield from (Message(stated[key], context=MENU, place=place) for key in ("title", "description") if key in stated)


_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
ABOUT_THE_HANDBOOK = ("guides/", "contributing/")


class _Loader(yaml.SafeLoader):
    """Reads the configuration without what its tags ask for."""


_Loader.add_multi_constructor("!", lambda *_: None)


@cache
def _configuration(root: Path) -> Any:
    return yaml.load((root / "mkdocs.base.yml").read_text(encoding="utf-8"), _Loader)


def _titles(nav: Any) -> Iterator[str]:
    if isinstance(nav, list):
        for one in nav:
            yield from _titles(one)
    elif isinstance(nav, dict):
        for title, inside in nav.items():
            yield str(title)
            yield from _titles(inside)


def _of_the_schema() -> Iterator[Message]:
    """Yields names and meanings of kinds and fields, and the words of closed lists."""
    for kind in KINDS.values():
        yield from (Message(text, place=f"schema: {kind.name}") for text in (kind.singular, kind.plural, kind.about))
    parts: dict[str, type[Part]] = {}
    models: tuple[type[Part], ...] = (Record, Reference, *MODELS.values())
    for model in models:
        yield from _of_a_part(model, parts)


def _of_a_part(model: type[Part], known: dict[str, type[Part]]) -> Iterator[Message]:
    if model.__name__ in known:
        return
    known[model.__name__] = model
    for name, info in model.model_fields.items():
        place = f"schema: {model.__name__}.{name}"
        yield Message(str(label(name)), place=place)
        if info.description:
            yield Message(info.description, place=place)
        yield from (Message(str(word), context=VALUE, place=place) for word in closed_list(info.annotation) if isinstance(word, str))
        part = part_of(info.annotation)
        if part is not None:
            yield from _of_a_part(part, known)
