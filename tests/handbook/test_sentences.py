"""Sentences of findings stand in one place, each is told somewhere with exactly its values, and a whole product can be told in another language."""

from __future__ import annotations

import ast
import re
import shutil
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.checks import run_checks
from handbook.findings.codes import CODES
from handbook.findings.messages import ENGLISH, Listed, Sentence, both, either, first_of, one_to_next, say
from handbook.findings.messages.meanings import CONDITIONS, MEANINGS
from handbook.pipeline import load
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.words import shape_in_words

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for path in (ROOT / "handbook").rglob("*.py") if "messages" not in path.parts)
BY_OTHERS = {"part.or", "part.and", "part.to", "part.comma", "part.and-others", "part.day", "part.figure"}
"""Names that `Listed` uses, and those for days and numbers."""
SHOUTED = {name: re.sub(r"\{[^}]*\}|[^{]", lambda part: part[0] if len(part[0]) > 1 else part[0].upper(), words) for name, words in ENGLISH.items()}
"""A made-up language: English in capitals."""


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Returns all that a module says, itself first, parsed and walked through once for all tests."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module", autouse=True)
def _trees() -> Iterator[None]:
    """Forgets them after the last test of this module."""
    yield
    for kept in (nodes_of, calls, words_taken):
        kept.cache_clear()


@cache
def calls(*names: str) -> tuple[tuple[str, ast.Call], ...]:
    """Returns each call of a function or method of these names in the package, with where it stands."""
    found = ((path, node) for path in MODULES for node in nodes_of(path) if isinstance(node, ast.Call) and called(node) in names)
    return tuple((f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node) for path, node in found)


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""


@cache
def words_taken() -> dict[str, dict[str, int]]:
    """Returns the functions that take words of a finding, by name, with these parameters and the position of each among the arguments."""
    found: dict[str, dict[str, int]] = {}
    for path in MODULES:
        for node in nodes_of(path):
            if isinstance(node, ast.FunctionDef) and node.name != "__init__":
                arguments = [one for one in node.args.args if one.arg != "self"]
                places = {one.arg: at for at, one in enumerate(arguments) if one.annotation and "Words" in ast.unparse(one.annotation)}
                places |= {one.arg: 99 for one in node.args.kwonlyargs if one.annotation and "Words" in ast.unparse(one.annotation)}
                found[node.name] = found.get(node.name, {}) | places
    return {name: places for name, places in found.items() if places}


def constants(node: ast.expr) -> list[str]:
    """Returns the names among which an expression chooses; fails where it is anything but a text or a choice of texts."""
    if isinstance(node, ast.IfExp):
        return constants(node.body) + constants(node.orelse)
    assert isinstance(node, ast.Constant), ast.unparse(node)
    return [str(node.value)]


def told() -> Iterator[tuple[str, str, set[str]]]:
    """Yields each sentence that is told: where, its name, and the names of the values given."""
    for place, call in calls("say"):
        for name in constants(call.args[0]):
            yield place, name, {str(one.arg) for one in call.keywords}
    for place, call in calls("counted"):
        for name in constants(call.args[1]):
            for number in ("one", "many"):
                yield place, f"{name}.{number}", {str(one.arg) for one in call.keywords}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_every_sentence_that_is_told_is_there_and_every_sentence_is_told() -> None:
    names = {name for _, name, _ in told()}
    assert names - set(ENGLISH) == set()
    assert set(ENGLISH) - names - BY_OTHERS == set()


def test_no_name_stands_twice_among_the_topics() -> None:
    names = []
    for path in (ROOT / "handbook" / "findings" / "messages").glob("*.py"):
        names += re.findall(r'^    "([a-z0-9.-]+)": ', path.read_text(encoding="utf-8").partition("ENGLISH: Mapping[str, str] = {\n")[2], re.MULTILINE)
    assert sorted(names) == sorted(ENGLISH)


def test_a_sentence_is_told_with_exactly_its_values() -> None:
    wrong = [(place, name, sorted(given ^ fields(ENGLISH[name]))) for place, name, given in told() if name in ENGLISH and given != fields(ENGLISH[name])]
    assert wrong == []


def test_no_module_but_those_of_the_messages_holds_a_sentence_of_a_finding() -> None:
    sentences = []
    for path in MODULES:
        for function in nodes_of(path):
            if isinstance(function, (ast.FunctionDef, ast.Module)):
                sentences += [f"{path.name}:{node.lineno}: {ast.unparse(node)[:80]}" for node in handed_in(function) if holds_a_sentence(node)]
    assert sentences == []


def handed_in(function: ast.FunctionDef | ast.Module) -> Iterator[ast.expr]:
    """Yields what a function tells or puts into what it tells: what it hands to others as words, what its own variables of that name hold, what it returns."""
    names, nodes = set(), tuple(ast.walk(function))
    for node in nodes:
        if isinstance(node, ast.Call):
            places = words_taken().get(called(node), {})
            for argument in [node.args[at] for at in places.values() if at < len(node.args)] + [one.value for one in node.keywords if one.arg in places]:
                names.add(argument.id if isinstance(argument, ast.Name) else "")
                yield argument
            if called(node) in ("say", "counted"):
                yield from (one.value for one in node.keywords)
            if called(node) in ("either", "both", "first_of", "one_to_next"):
                yield from node.args
    for node in nodes:
        if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id in names for target in node.targets):
            yield node.value
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and node.target.id in names:
            yield node.value
        if isinstance(node, ast.AnnAssign) and node.value is not None and "Words" in ast.unparse(node.annotation):
            yield node.value
        if (
            isinstance(node, ast.Return)
            and isinstance(function, ast.FunctionDef)
            and function.returns
            and "Words" in ast.unparse(function.returns)
            and node.value
        ):
            yield node.value


def holds_a_sentence(node: ast.expr) -> bool:
    """Returns whether an expression puts words together: a text with a blank beside letters, or texts joined by one."""
    if isinstance(node, ast.Constant):
        return re.search(r"[a-z]{2} |[a-z] [a-z]", str(node.value)) is not None
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and re.search(r"[a-z]", str(part.value)) and " " in str(part.value) for part in node.values)
    if isinstance(node, ast.IfExp):
        return holds_a_sentence(node.body) or holds_a_sentence(node.orelse)
    if isinstance(node, ast.BinOp):
        return holds_a_sentence(node.left) or holds_a_sentence(node.right)
    if isinstance(node, ast.Call) and called(node) == "join" and isinstance(node.func, ast.Attribute):
        return re.search(r"[a-z]", ast.unparse(node.func.value)) is not None or any(map(holds_a_sentence, node.args))
    if isinstance(node, (ast.Tuple, ast.List)):
        return any(map(holds_a_sentence, node.elts))
    if isinstance(node, ast.Dict):
        return any(map(holds_a_sentence, node.values))
    if isinstance(node, (ast.ListComp, ast.GeneratorExp)):
        return holds_a_sentence(node.elt)
    return holds_a_sentence(node.value) if isinstance(node, ast.Starred) else False


def test_things_are_listed_in_one_way() -> None:
    assert [str(both(*"abcd"[:number])) for number in range(5)] == ["", "a", "a and b", "a, b and c", "a, b, c and d"]
    assert [str(either(*"abcd"[:number])) for number in range(5)] == ["", "a", "a or b", "a, b or c", "a, b, c or d"]
    assert [str(first_of(2, "abcd"[:number])) for number in range(5)] == ["", "a", "a and b", "a, b, ...", "a, b, ..."]
    assert [str(one_to_next(*"abcd"[:number])) for number in range(5)] == ["", "a", "a to b", "a to b to c", "a to b to c to d"]
    assert str(both("{a}", say("part.a", noun="b"), either("c", "d"))) == "{a}, a b and c or d"
    assert first_of(2, "abc").in_language({"part.comma": "{last}; {first}", "part.and-others": "{things} usw."}) == "b; a usw."


def test_no_module_that_tells_findings_lists_things_in_a_way_of_its_own() -> None:
    own = []
    for path in MODULES:
        tells = any(isinstance(node, ast.ImportFrom) and node.module == "handbook.findings.messages" for node in nodes_of(path))
        if tells and "views" not in path.parts:
            own += [f"{path.name}:{node.lineno}: {ast.unparse(node)[:80]}" for node in nodes_of(path) if lists_things(node)]
    assert own == []


def lists_things(node: ast.AST) -> bool:
    """Returns whether an expression joins texts by a comma or by a word that stands between things."""
    separator = node.func.value if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join" else None
    return isinstance(separator, ast.Constant) and re.fullmatch(r",\s*|\s*(and|or)\s*", str(separator.value)) is not None


@pytest.mark.parametrize("form", [True, False])
def test_no_list_of_ids_reaches_a_reader_in_another_way(form: bool, tmp_path: Path, catalogues: Catalogues) -> None:
    loaded = load(many_cases(tmp_path, form=form), catalogues)
    told = [one.sentence for one in {*loaded.diagnostics, *run_checks(loaded.handbook)}]
    name = r"'?[A-Z0-9]{2,6}[-:.][A-Z0-9.-]*[0-9]'?"
    assert form or any(re.search(f"{name}, {name} and {name}", sentence) for sentence in told)
    assert [sentence for sentence in told if re.search(f"{name} (and|or) {name} (and|or) {name}|{name}, {name}(?!, | and| or|'|-)", sentence)] == []


def test_every_code_has_its_meaning_in_the_same_order() -> None:
    assert list(MEANINGS) == list(CODES)
    assert set(CONDITIONS) <= set(CODES)


@pytest.mark.parametrize("product", ["charger", "cases of rules", "cases of form"])
def test_a_whole_product_is_told_in_another_language(product: str, tmp_path: Path, catalogues: Catalogues) -> None:
    folder = ROOT / "tests" / "products" / "charger" if product == "charger" else many_cases(tmp_path, form=product.endswith("form"))
    loaded = load(folder, catalogues)
    found = {*loaded.diagnostics, *run_checks(loaded.handbook)}  # all rules, also those that say nothing until errors are mended
    assert len({one.code for one in found}) >= 15
    known = written_in(folder)
    assert [(one.code, text) for one in found for phrase in (one.told, one.right) for text in texts_of(phrase) if text not in known] == []
    for one in found:
        assert one.in_language(SHOUTED) != one.sentence
        assert one.in_language(SHOUTED).casefold() == one.sentence.casefold()


def many_cases(scratch: Path, *, form: bool) -> Path:
    """Returns the minimal product with as many of the cases, of form or of rules, as change no file that another of them changed."""
    folder = scratch / "product"
    shutil.copytree(ROOT / "tests" / "products" / "minimal", folder)
    taken: set[Path] = set()
    for case in sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/*/expected.txt")):
        files = {file.relative_to(case): file for file in case.rglob("*.yaml")}
        unread = case.parent.name in ("unknown-format", "yaml-syntax", "not-utf8", "too-deep")
        if CODES[case.parent.name].exemptable is not form and not taken & set(files) and not (unread and Path("product.yaml") in files):
            taken |= set(files)
            for name, file in files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, folder / name)
    return folder


def texts_of(phrase: object) -> Iterator[str]:
    """Yields the texts of several words that stand in a phrase beside what is looked up by name."""
    if isinstance(phrase, Sentence):
        for _, value in phrase.values:
            yield from texts_of(value)
    elif isinstance(phrase, Listed):
        for thing in phrase.things:
            yield from texts_of(thing)
    elif isinstance(phrase, str) and re.search(r"[a-z]{2} [a-z]{2}", phrase):
        yield re.sub(r"^'|(\.\.\.)?'$|^'\.\.\. ", "", phrase)


class Written(str):
    """All that an author, the catalogues and the schema say."""

    __slots__ = ()

    def __contains__(self, text: object) -> bool:
        return super().__contains__(folded(str(text)))


def written_in(folder: Path) -> Written:
    files = [*folder.rglob("*.yaml"), *(ROOT / "handbook" / "catalogs").rglob("*.yaml")]
    shapes = [shape_in_words(info.annotation, info.metadata) for model in MODELS.values() for info in model.model_fields.values()]
    schema = [info.description or "" for model in MODELS.values() for info in model.model_fields.values()]
    kinds = [kind.singular for kind in KINDS.values()]
    return Written("\n".join(folded(text) for text in (*(file.read_text(encoding="utf-8") for file in files), *shapes, *schema, *kinds)))


def folded(text: str) -> str:
    return " ".join(re.sub(r"\W", " ", text).split()).casefold()
