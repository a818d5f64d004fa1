"""JSON Schema for each YAML file of a product, for editors: names, descriptions, examples and closed lists while typing.

A schema accepts whatever the check accepts; what needs more than one file to decide stays with the check. It is draft 7, which
every editor reads. What several files share stands in one file, so that each entry of a reference document is written once.
"""

from __future__ import annotations

import json
import posixpath
import re
from typing import Any, TypeAlias, get_args

from handbook.catalog import Catalogues
from handbook.codes import CODES
from handbook.file_tops import IN_PRODUCT
from handbook.load import FORMAT, PRODUCT_FILE
from handbook.model import Depth, Site
from handbook.schema.exemption import RULES_FILE, Exemption
from handbook.schema.fields import EXPECTED, Mark, Part
from handbook.schema.file_top import RECORDS, FileTop
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.marks import closed_list, is_many, mark_of, part_of
from handbook.schema.record import Record, Reference
from handbook.schema.words import type_in_words

Schema: TypeAlias = dict[str, Any]

COMMON_FILE = "common.schema.json"
"""What several files share."""
SCHEMA_FOLDER = "schemas"
"""Folder at the top of the repository in which the schemas stand."""
_DRAFT = "http://json-schema.org/draft-07/schema#"
_EXAMPLE = re.compile(r"\s*Example: `([^`]+)`\.?")
_EMPTY: Schema = {"type": "null"}
_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""Whatever stands unquoted in YAML is text to the check, so `5` and `yes` are texts here too."""
_NAMED: dict[str, Schema] = {
    "moment": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-2][0-9]:[0-5][0-9])?$"},
    "date": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "int": {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]{1,12}$"}]},
    "float": {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^[0-9]{1,12}(\.[0-9]{1,6})?$"}]},
    "bool": {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^([Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$"}]},
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
    made = {COMMON_FILE: _common(catalogues)}
    for name, kind in KINDS.items():
        maker = _Maker(posixpath.relpath(COMMON_FILE, posixpath.dirname(kind.file) or "."))
        if kind.file == PRODUCT_FILE:
            made[schema_file(kind.file)] = _product(maker, MODELS[name])
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
                "anyOf": [{"type": ["array", "null"]}, {"required": [RECORDS]}, {"required": ["none"]}],
                "definitions": {"record": item},
            }
    made[schema_file(RULES_FILE)] = _rules()
    return {path: json.dumps(schema, indent=1, ensure_ascii=False) + "\n" for path, schema in made.items()}


def _rules() -> Schema:
    """Returns the schema of `rules.yaml`; every key but two is needed, since an exemption without its reason is none."""
    item = _Maker(COMMON_FILE).part(Exemption)
    item["required"] = [name for name, info in Exemption.model_fields.items() if info.is_required()]
    item["properties"]["rule"] = {**item["properties"]["rule"], "enum": [name for name, code in CODES.items() if code.exemptable]}
    about = "What the product decides about the rules by which it is checked. Each entry starts with '- rule:'."
    return {"$schema": _DRAFT, "title": "Exemptions", "description": about, "type": ["array", "null"], "items": item}


def _product(maker: _Maker, model: type[Part]) -> Schema:
    properties = {
        "format": {"description": "Format of the YAML.", "enum": [FORMAT, int(FORMAT)]},
        "depth": {
            "description": "How much is asked: all questions, or those of the minimum for a small team.",
            "enum": [*get_args(Depth), None],
        },
        **{name: field for name, field in maker.part(FileTop)["properties"].items() if name in IN_PRODUCT},
        "site": {"description": "How the product's handbook presents itself.", "anyOf": [maker.part(Site)]},
        "product": {"description": "The product as a whole.", "anyOf": [maker.part(model)]},
    }
    return {
        "$schema": _DRAFT,
        "title": "The product as a whole",
        "type": "object",
        "properties": properties,
        "required": ["format", "product"],
        "additionalProperties": False,
    }


def _common(catalogues: Catalogues) -> Schema:
    maker = _Maker("")
    questions = [_explained(name, "", f"Activity {number}: {question.text}") for name, (number, question) in catalogues.questions.items()]
    definitions: Schema = {"question": {"anyOf": questions}}
    for document in catalogues.documents.values():
        choices = []
        for cited in catalogues.choices((document.document,)):
            found = catalogues.entries[cited]
            path = " / ".join(one.entry.title for one in (*catalogues.above(found), found))
            reading = catalogues.readings.get(cited)
            choices.append(_explained(cited, found.entry.title, f"{path}. {reading.reading}" if reading else path))
        definitions[f"entry-{document.document}"] = {"title": document.short, "anyOf": choices}
    definitions["entry"] = {"anyOf": [{"$ref": f"#/definitions/entry-{name}"} for name in catalogues.documents]}
    for name, schema in _NAMED.items():
        definitions[name] = schema
    definitions["reference"] = maker.part(Reference)
    return {"$schema": _DRAFT, "title": "What the files of a product share", "definitions": definitions}


def _explained(word: str, title: str, text: str) -> Schema:
    """Returns one word of a closed list with what an editor shows beside it."""
    return {"const": word, **({"title": title} if title else {}), "description": text}


class _Maker:
    """Makes the schemas of one file; `common` is the path to the file of shared definitions, empty inside it."""

    def __init__(self, common: str) -> None:
        self._common = common

    def part(self, model: type[Part]) -> Schema:
        """Returns the schema of a record or of a group of fields."""
        fields = model.model_fields
        # A key that a record must have is an error; one that a part lacks is a gap, and a draft may have gaps.
        required = [name for name, info in fields.items() if info.is_required() and issubclass(model, Record)]
        schema: Schema = {
            "type": "object",
            "properties": {name: self._field(name, model) for name in fields},
            "additionalProperties": False,
        }
        return {**schema, "required": required} if required else schema

    def _field(self, name: str, model: type[Part]) -> Schema:
        info = model.model_fields[name]
        extra = info.json_schema_extra
        text = info.description or ""
        words = type_in_words(info.annotation, info.metadata)
        expected = "Needed for a release. " if isinstance(extra, dict) and extra.get(EXPECTED) else ""
        schema: Schema = {"title": name, "description": f"{_EXAMPLE.sub('', text)}\n\n{expected}{words[0].upper()}{words[1:]}.".strip()}
        examples = _EXAMPLE.findall(text)
        if examples:
            schema["examples"] = examples
        value = self._value(info.annotation, mark_of(info.annotation, info.metadata))
        if name == "id" and issubclass(model, Record):
            value = {"type": "string", "pattern": f"^{model.spec.prefix}-[0-9]{{2,4}}$"}
        if is_many(info.annotation):
            return {**schema, "type": ["array", "null"], "items": value}
        if info.is_required():
            return {**schema, **value}
        return {**schema, "anyOf": [value, _EMPTY]}

    def _value(self, annotation: Any, mark: Mark | None) -> Schema:
        """Returns the schema of one value: of the field itself, or of an entry of the list that it holds."""
        words = closed_list(annotation)
        if words:
            return {"enum": [*words, *(int(word) for word in words if word.isdigit())]}
        part = part_of(annotation)
        if part is Reference and self._common:
            return self._shared("reference")
        if part is not None:
            return self.part(part)
        if mark is not None and mark.meaning == "record":
            prefixes = "|".join(KINDS[kind].prefix for kind in mark.kinds) if mark.kinds else "[A-Z]{3,4}"
            return {"type": "string", "pattern": f"^({prefixes})-[0-9]{{2,4}}$"}
        if mark is not None and mark.meaning == "entry":
            return {"anyOf": [self._shared(f"entry-{level}") for level in mark.levels]} if mark.levels else self._shared("entry")
        if mark is not None and mark.meaning in ("question", "moment"):
            return self._shared(mark.meaning)
        return next((self._shared(name) for name in ("date", "int", "float", "bool") if name in str(annotation)), _TEXT) if mark is None else _TEXT

    def _shared(self, name: str) -> Schema:
        return {"$ref": f"{self._common}#/definitions/{name}"}
