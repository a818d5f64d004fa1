"""The data format, made from the schema: every file, its records, every field with its type and meaning."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.languages.said import t
from handbook.schema.assessment import Assessment
from handbook.schema.exemption import Exemption
from handbook.schema.fields import Part
from handbook.schema.file_top import FileTop
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.marks import is_expected, part_of
from handbook.schema.product_file import ProductFile, Site
from handbook.schema.record import COMMON, Kind, Record, Reference
from handbook.schema.shared_file import SaidOfShared, SharedFile
from handbook.schema.words import type_in_words


@dataclass(frozen=True, slots=True)
class FieldFormat:
    """A field as an author sees it."""

    name: str
    type: str
    """In words: `text`, `list of NEED-…`, `one of: a and b`."""
    needed: str
    """`always`, `for release` or `optional`."""
    meaning: str
    part: str = ""
    """Name of the group of fields that it holds."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together: a record of a kind, or a part of records."""

    name: str
    about: str
    fields: tuple[FieldFormat, ...]
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class DataFormat:
    """Everything an author may write."""

    common: Group
    above: Group
    """What may stand above the records of a file."""
    rules: Group
    """An entry of `rules.yaml`."""
    assessments: Group
    """An entry of `assessments.yaml`."""
    inheriting: Group
    """What `product.yaml` says of shared records."""
    shared: Group
    """What `shared.yaml` says."""
    kinds: tuple[Group, ...]
    parts: tuple[Group, ...]


def data_format() -> DataFormat:
    """Returns the format of a product's YAML."""
    common = Group(t("Every record"), t("Fields that every record has."), _fields(Record))
    kinds = tuple(Group(kind.singular, kind.about, _fields(MODELS[name], leave_out=COMMON), kind) for name, kind in KINDS.items())
    parts: dict[str, Group] = {}
    above = Group(t("Above the records"), t("Said once at the top of a file, with the list of records under the key `records`."), _fields(FileTop))
    rules = Group(t("Exemption"), t("An entry of the list in `rules.yaml`, in the product's folder."), _fields(Exemption))
    of_shared = frozenset(ProductFile.model_fields) - {"inherits", "overrides", "leaves_out"}
    keys = t("Keys of `product.yaml`, beside `format`, `site` and `product`.")
    inheriting = Group(t("Shared records"), keys, _fields(ProductFile, leave_out=of_shared))
    shared = Group(t("Folder of shared records"), t("All of `shared.yaml`, which marks a folder as one of shared records."), _fields(SharedFile))
    models: tuple[type[Part], ...] = (Reference, Site, FileTop, SaidOfShared, *MODELS.values())
    for model in models:
        _collect(model, parts)
    assessments = Group(t("Assessment"), t("An entry of the list in `assessments.yaml`, in the product's folder: an assessor's words."), _fields(Assessment))
    return DataFormat(common, above, rules, assessments, inheriting, shared, kinds, tuple(parts[name] for name in sorted(parts)))


def _collect(model: type[Part], parts: dict[str, Group]) -> None:
    if not issubclass(model, Record) and model.__name__ not in parts:
        about = (model.__doc__ or "").split("\n")[0]
        parts[model.__name__] = Group(model.__name__, about, _fields(model))
    for info in model.model_fields.values():
        part = part_of(info.annotation)
        if part is not None and part.__name__ not in parts:
            _collect(part, parts)


def _fields(model: type[Part], leave_out: frozenset[str] = frozenset()) -> tuple[FieldFormat, ...]:
    found = []
    for name, info in model.model_fields.items():
        if name in leave_out:
            continue
        needed = "always" if info.is_required() else "for release" if is_expected(info) else "optional"
        part = part_of(info.annotation)
        words = type_in_words(info.annotation, info.metadata)
        found.append(FieldFormat(name, words, needed, t(info.description or ""), part.__name__ if part else ""))
    return tuple(found)
