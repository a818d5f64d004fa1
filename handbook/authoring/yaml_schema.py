"""JSON Schema for each YAML file of a product, for editors: names, descriptions, examples and closed lists while typing.

A schema accepts whatever the check accepts; what needs more than one file to decide stays with the check. It is draft 7, which
every editor reads. What several files share stands in one file.

Three habits of editors are minded. An editor inserts a single `examples`, `default` or `const` as a value, where it then stands as if it had
been meant: so examples stand in words alone. It shows the title of a schema once for each of its alternatives: so a field that may be left
empty has several types instead of alternatives. And it lists all of a closed list in its message: so a long list is a pattern with a message
of its own, whose alternatives, the last of which takes anything, are there to be completed and explained.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable
from typing import Any, TypeAlias, get_args

from handbook.catalogs.catalogue import Catalogues
from handbook.findings.codes import CODES
from handbook.schema.assessment import ASSESSMENTS_FILE, Assessment
from handbook.schema.exemption import RULES_FILE, Exemption
from handbook.schema.fields import Mark, Part
from handbook.schema.file_top import RECORDS, FileTop
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.marks import closed_list, is_expected, is_many, mark_of, part_of
from handbook.schema.product_file import FORMAT, PRODUCT_FILE, ProductFile
from handbook.schema.record import Record, Reference, may_be_withheld
from handbook.schema.scales import Dimension
from handbook.schema.shared_file import SHARED_FILE, SharedFile
from handbook.schema.words import type_in_words

Schema: TypeAlias = dict[str, Any]

COMMON_FILE = "common.schema.json"
"""What several files share."""
_DRAFT = "http://json-schema.org/draft-07/schema#"
_ANYTHING: Schema = {}
_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S", "patternErrorMessage": "Expected some text."}
"""Whatever stands unquoted in YAML is text to the check, so `5` and `yes` are texts here too."""
_NAMED: dict[str, Schema] = {
    "moment": {
        "type": "string",
        "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-2][0-9]:[0-5][0-9])?$",
        "patternErrorMessage": "Expected a day, or a day and a time: year-month-day hour:minute.",
    },
    "date": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "patternErrorMessage": "Expected a day, written year-month-day."},
    "int": {"type": ["string", "integer"], "minimum": 0, "pattern": "^[0-9]{1,12}$", "patternErrorMessage": "Expected a whole number."},
    "float": {
        "type": ["string", "number"],
        "minimum": 0,
        "pattern": r"^[0-9]{1,12}(\.[0-9]{1,6})?$",
        "patternErrorMessage": "Expected a number, with a point before decimals.",
    },
    "bool": {
        "type": ["string", "boolean"],
        "pattern": "^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$",
        "patternErrorMessage": "Expected yes or no.",
    },
}
"""Schemas of types that are the same wherever they stand."""


def schema_file(yaml_file: str) -> str:
    """Returns the path of the schema of a file of the product, relative to the schemas' folder."""
    return f"{yaml_file.removesuffix('.yaml')}.schema.json"


def header(yaml_file: str, schemas: str) -> str:
    """Returns the comment by which an editor finds the schema of a YAML file.

    `schemas` is the schemas' folder as seen from the product's folder, with forward slashes.
    """
    up = "../" * yaml_file.count("/")
    return f"# yaml-language-server: $schema={posixpath.join(up + schemas, schema_file(yaml_file))}"


def schemas(catalogues: Catalogues) -> dict[str, str]:
    """Returns the text of each schema by its path relative to the schemas' folder."""
    made: dict[str, Schema] = {COMMON_FILE: {}}
    shared: set[str] = set()
    for name, kind in KINDS.items():
        maker = _Maker(posixpath.relpath(COMMON_FILE, posixpath.dirname(kind.file) or "."), shared)
        if kind.file == PRODUCT_FILE:
            made[schema_file(kind.file)] = _product(maker)
        else:
            item, top = maker.part(MODELS[name]), maker.part(FileTop)["properties"]
            item["description"] = kind.about
            made[schema_file(kind.file)] = {
                "$schema": _DRAFT,
                "title": kind.plural,
                "description": f"{kind.about} Each record starts with '- id: {kind.prefix}-01'.",
                "type": ["array", "object", "null"],
                "items": {"$ref": "#/definitions/record"},
                "properties": {
                    **top,
                    RECORDS: {
                        "description": "The records, below what is said for all of them.",
                        "type": ["array", "null"],
                        "items": {"$ref": "#/definitions/record"},
                    },
                },
                "additionalProperties": False,
                "if": {"type": "object"},
                "then": {"anyOf": [{"required": [RECORDS]}, {"required": ["none"]}]},
                "definitions": {"record": item},
            }
    made[schema_file(RULES_FILE)] = _rules(shared)
    made[schema_file(SHARED_FILE)] = _shared_folder(shared)
    made[schema_file(ASSESSMENTS_FILE)] = _assessments(shared)
    made[COMMON_FILE] = _common(catalogues, shared)
    return {path: json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for path, schema in made.items()}


def _assessments(shared: set[str]) -> Schema:
    """Returns the schema of `assessments.yaml`."""
    item = _Maker(COMMON_FILE, shared).part(Assessment)
    item["required"] = [name for name, info in Assessment.model_fields.items() if info.is_required()]
    about = "What an assessor says of the product's requirements. Each entry starts with '- requirement:'."
    return {"$schema": _DRAFT, "title": "Assessments", "description": about, "type": ["array", "null"], "items": item}


def _shared_folder(shared: set[str]) -> Schema:
    """Returns the schema of `shared.yaml`."""
    made = _Maker(COMMON_FILE, shared).part(SharedFile)
    made["properties"]["format"] = {"description": SharedFile.model_fields["format"].description, "enum": [FORMAT, int(FORMAT)]}
    return {"$schema": _DRAFT, "title": "A folder of shared records", **made, "required": ["format", "title"]}


def _rules(shared: set[str]) -> Schema:
    """Returns the schema of `rules.yaml`; every key but two is needed, since an exemption without its reason is none."""
    item = _Maker(COMMON_FILE, shared).part(Exemption)
    item["required"] = [name for name, info in Exemption.model_fields.items() if info.is_required()]
    rule = item["properties"]["rule"]
    item["properties"]["rule"] = {**{key: rule[key] for key in ("title", "description", "markdownDescription") if key in rule}, "$ref": "#/definitions/rule"}
    codes = [_explained(name, "", code.meaning) for name, code in CODES.items() if code.exemptable]
    rules = _closed(codes, "A rule from which a product may exempt.", "No rule that may be exempt has this code; it stands in brackets after a finding.")
    about = "What the product decides about the rules by which it is checked. Each entry starts with '- rule:'."
    return {"$schema": _DRAFT, "title": "Exemptions", "description": about, "type": ["array", "null"], "items": item, "definitions": {"rule": rules}}


def _product(maker: _Maker) -> Schema:
    top = maker.part(FileTop)["properties"]
    properties: Schema = {}
    for name, info in ProductFile.model_fields.items():
        if is_many(info.annotation) and name not in top:
            properties[name] = maker.field(name, ProductFile)
            continue
        part = part_of(info.annotation)
        words: list[Any] = [FORMAT, int(FORMAT)] if name == "format" else [*closed_list(info.annotation), None]
        properties[name] = top[name] if name in top else {"description": info.description, **({"anyOf": [maker.part(part)]} if part else {"enum": words})}
    return {
        "$schema": _DRAFT,
        "title": "The product as a whole",
        "type": "object",
        "properties": properties,
        "required": ["format", "product"],
        "additionalProperties": False,
    }


def _common(catalogues: Catalogues, shared: set[str]) -> Schema:
    """Returns what several files share: what they name of it, with all that this names in turn."""
    maker = _Maker("", shared)
    reference = maker.part(Reference)
    questions = [_explained(name, "", f"Activity {number}: {question.text}") for name, (number, question) in catalogues.questions.items()]
    definitions: Schema = {
        "question": _closed(questions, "A question of an activity.", "No activity has this question; Q2-01 would be the first one of Activity 2.")
    }
    for name in sorted(one for one in shared if one.partition("-")[0] == "entry"):
        documents = tuple(name.split("-")[1:])
        choices = catalogues.choices(documents)
        message = f"Nothing that can be cited here has this id; {choices[0]} would be one, and 'handbook check' names what is near."
        definitions[name] = _closed([_entry(catalogues, cited) for cited in choices], "An entry of a reference document.", message)
    definitions["dimension"] = {
        **_or_empty(_TEXT),
        "description": "A dimension of impact: one of every product's, or one that the risk criteria add.",
        "anyOf": [*(_explained(word, "", "Every product is rated in it.") for word in get_args(Dimension)), _ANYTHING],
    }
    return {"$schema": _DRAFT, "title": "What the files of a product share", "definitions": {**definitions, **_NAMED, "reference": reference}}


def _entry(catalogues: Catalogues, cited: str) -> Schema:
    found = catalogues.entries[cited]
    path = " / ".join(one.entry.title for one in (*catalogues.above(found), found))
    reading = catalogues.readings.get(cited)
    return _explained(cited, found.entry.title, f"{found.document.short}: {path}.{f' {reading.reading}' if reading else ''}")


def _closed(choices: list[Schema], about: str, message: str) -> Schema:
    """Returns the schema of a long closed list, in which a word that is not there draws a short message; it may be left empty."""
    words = [choice["const"] for choice in choices]
    return {"description": about, "type": ["string", "null"], "pattern": f"^{_one_of(words)}$", "patternErrorMessage": message, "anyOf": [*choices, _ANYTHING]}


def _one_of(words: Iterable[str]) -> str:
    """Returns a pattern that takes these words alone, with what they begin with in common written once."""
    ends: dict[str, list[str]] = {}
    for word in words:
        ends.setdefault(word[:1], []).append(word[1:])
    parts = []
    for first, rests in ends.items():
        while first and len({rest[:1] for rest in rests}) == 1 and rests[0]:
            first, rests = first + rests[0][0], [rest[1:] for rest in rests]
        escaped = re.sub(r"([.*+?^$(){}|\[\]\\])", r"\\\1", first)
        parts.append(escaped if rests == [""] or not first else f"{escaped}{_one_of(rests)}")
    return parts[0] if len(parts) == 1 else f"({'|'.join(parts)})"


def _explained(word: str, title: str, text: str) -> Schema:
    """Returns one word of a closed list with what an editor shows beside it."""
    return {"const": word, **({"title": title} if title else {}), **_help(text)}


class _Maker:
    """Makes the schemas of one file; `common` is the path to the file of shared definitions, empty inside it, and `shared` takes their names."""

    def __init__(self, common: str, shared: set[str]) -> None:
        self._common = common
        self._names = shared

    def part(self, model: type[Part]) -> Schema:
        """Returns the schema of a record or of a group of fields."""
        fields = model.model_fields
        # A key that a record must have is an error; one that a part lacks is a gap, and a draft may have gaps.
        required = [name for name, info in fields.items() if info.is_required() and issubclass(model, Record)]
        schema: Schema = {
            "type": "object",
            "properties": {name: self.field(name, model) for name in fields},
            "additionalProperties": False,
        }
        return {**schema, "required": required} if required else schema

    def field(self, name: str, model: type[Part]) -> Schema:
        """Returns the schema of a field."""
        info = model.model_fields[name]
        text = info.description or ""
        words = type_in_words(info.annotation, info.metadata)
        expected = "Needed for a release. " if is_expected(info) else ""
        schema: Schema = {"title": name, **_help(f"{text}\n\n{expected}{words[0].upper()}{words[1:]}.".strip())}
        mark = mark_of(info.annotation, info.metadata)
        value = self._value(info.annotation, mark)
        if mark is not None and mark.meaning == "field" and issubclass(model, Record):
            value = {"enum": [*may_be_withheld(model)]}
        if name == "id" and issubclass(model, Record):
            value = {"type": "string", "pattern": f"^{model.spec.prefix}-[0-9]{{2,4}}$"}
        if is_many(info.annotation):
            return {**schema, "type": ["array", "null"], "items": value}
        return {**schema, **(value if info.is_required() else _or_empty(value))}

    def _value(self, annotation: Any, mark: Mark | None) -> Schema:
        """Returns the schema of one value: of the field itself, or of an entry of the list that it holds."""
        words = closed_list(annotation)
        if words:
            return {"enum": [*words, *(int(word) for word in words if word.isdigit())]}
        part = part_of(annotation)
        if part is Reference and self._common:
            return self._shared("reference")
        if part is not None and part.alone:
            info = part.model_fields[part.alone]
            return {"anyOf": [self._value(info.annotation, mark_of(info.annotation, info.metadata)), self.part(part)]}
        if part is not None:
            return self.part(part)
        if mark is not None and mark.meaning == "record":
            prefixes = "|".join(KINDS[kind].prefix for kind in mark.kinds) if mark.kinds else "[A-Z]{3,4}"
            return {"type": "string", "pattern": f"^({prefixes})-[0-9]{{2,4}}$"}
        if mark is not None and mark.meaning == "entry":
            return self._shared("-".join(("entry", *mark.levels)))
        if mark is not None and mark.meaning in ("question", "dimension"):
            return self._shared(mark.meaning)
        if mark is not None:
            return _NAMED.get(mark.meaning, _TEXT)
        return next((_NAMED[name] for name in ("date", "int", "float", "bool") if name in str(annotation)), _TEXT)

    def _shared(self, name: str) -> Schema:
        self._names.add(name)
        return {"$ref": f"{self._common}#/definitions/{name}"}


def _help(text: str) -> Schema:
    """Returns what an editor shows of a schema; one that knows Markdown takes it so, and would else show its signs."""
    return {"description": text, **({"markdownDescription": text} if "`" in text else {})}


def _or_empty(value: Schema) -> Schema:
    """Returns the schema of a value that may be left empty, with one more word or type; what is shared allows it already."""
    if "enum" in value:
        return {**value, "enum": [*value["enum"], None]}
    if "type" in value:
        return {**value, "type": [*([value["type"]] if isinstance(value["type"], str) else value["type"]), "null"]}
    return value
