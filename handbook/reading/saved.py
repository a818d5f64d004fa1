"""Reads a saved `handbook.json`, as every build of a site writes it, back into the records that it holds.

Values become the texts that an author would have written, and go through the same checks of the schema. So a file that was saved before a
field was renamed says so, instead of being misread.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from handbook.findings.diagnostics import Diagnostic, Place
from handbook.findings.messages import say
from handbook.languages.said import Said, t
from handbook.model.item import Item
from handbook.model.statements import Departure, SharedFolder
from handbook.schema.kinds import KINDS, MODELS, PREFIXES
from handbook.schema.product_file import FORMAT
from handbook.schema.record import Visibility
from handbook.schema.shared_file import SaidOfShared
from handbook.schema.validate import validate
from handbook.schema.words import with_article
from handbook.source.disk import read_whole
from handbook.source.nodes import Document, Node, Scalar, Sequence
from handbook.source.nodes import Mapping as Keys

VERSION = 1
"""Version of the shape of `handbook.json` that can be read."""
MAXIMUM_BYTES = 64 * 1024 * 1024


class SavedError(ValueError):
    """The file is no saved handbook; the message is one sentence for the user."""

    def __init__(self, told: Said) -> None:
        super().__init__(told)
        self.told = told
        """The sentence, which can be said in another language."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a saved handbook holds."""

    items: tuple[Item, ...]
    as_of: str
    """The day for which it speaks, or ''."""
    language: str
    """Code of the language that its product names for its site, '' where it names none."""
    audience: Visibility
    """For whom it was made: `internal` where it does not say so, since it may then hold anything."""
    keeps_back: bool
    """Whether something is left out for that audience, or may be."""
    shared: tuple[SharedFolder, ...]
    """Folders of shared records that the product inherits."""
    overridden: Mapping[str, Departure]
    """Shared records in whose place the product has its own, by id; of each shared record, id and title are known."""
    not_taken: Mapping[str, Departure]
    """Shared records that it leaves out, likewise."""
    lost_kinds: frozenset[str]
    """Kinds of which a record could not be read."""
    diagnostics: tuple[Diagnostic, ...]


def is_saved(path: Path) -> bool:
    """Returns whether a file is a saved handbook of this version; its records are not looked at."""
    try:
        _opened(path)
    except SavedError:
        return False
    return True


def audience_of(path: Path) -> Visibility:
    """Returns for whom a saved handbook was made: `internal` where it does not say so, and where it is none, since it may then hold anything."""
    try:
        return _audience(_opened(path))
    except SavedError:
        return "internal"


def _audience(data: Mapping[str, Any]) -> Visibility:
    return next((one for one in get_args(Visibility) if one == data.get("audience")), "internal")


def _opened(path: Path) -> dict[str, Any]:
    """Returns what a saved handbook holds. Raises SavedError."""
    try:
        data = json.loads(read_whole(path, MAXIMUM_BYTES))
    except (OSError, ValueError, RecursionError):
        raise SavedError(t("'{file}' is no JSON that can be read; expected the file handbook.json that a build writes", file=path.as_posix())) from None
    if not isinstance(data, dict) or not isinstance(data.get("records"), list):
        raise SavedError(t("'{file}' is no saved handbook; expected the file handbook.json that a build writes", file=path.as_posix()))
    if data.get("handbook") != VERSION or str(data.get("format")) != FORMAT:
        raise SavedError(
            t(
                "'{file}' is of version {version} with format {format}; this version of the handbook reads version {right} with format {right_format}",
                file=path.as_posix(),
                version=str(data.get("handbook")),
                format=str(data.get("format")),
                right=str(VERSION),
                right_format=FORMAT,
            )
        )
    return data


def read_saved(path: Path) -> Saved:
    """Returns the records of a saved handbook. Raises SavedError where it is none, or one of another version."""
    data = _opened(path)
    items: list[Item] = []
    lost: set[str] = set()
    diagnostics: list[Diagnostic] = []
    overridden: dict[str, Departure] = {}
    for record in data["records"]:
        kind = record.get("kind") if isinstance(record, dict) else None
        if kind not in MODELS:
            raise SavedError(t("'{file}' holds a record of the unknown kind '{kind}'", file=path.as_posix(), kind=str(kind)))
        document = Document(path.name, _node(_fields(record)), is_clean=True)
        found = validate(MODELS[kind], document.root, document, with_article(KINDS[kind].singular))
        diagnostics += found.diagnostics
        if found.record is None:
            lost.add(kind)
        else:
            home = record.get("shared") if isinstance(record.get("shared"), dict) else {}
            folder, departure = str(home.get("folder") or ""), home.get("overridden")
            items.append(Item(found.record, document, found.node, _places(record.get("inherited")), found.left_out, shared="" if departure else folder))
            overridden |= _departure(departure, folder)
    product = data.get("product")
    stated = product if isinstance(product, dict) else {}
    audience = _audience(data)
    folders = [one for one in data.get("shared") or () if isinstance(one, dict)]
    return Saved(
        items=tuple(items),
        as_of=str(stated.get("as_of") or ""),
        language=str(stated.get("language") or ""),
        audience=audience,
        keeps_back=bool(data.get("keeps_back", audience != "internal")),
        shared=tuple(SharedFolder(str(one.get("folder")), str(one.get("title"))) for one in folders),
        overridden=overridden,
        not_taken={name: one for folder in folders for left in folder.get("left_out") or () for name, one in _departure(left, str(folder["folder"])).items()},
        lost_kinds=frozenset(lost),
        diagnostics=tuple(diagnostics),
    )


def _departure(stated: Any, folder: str) -> dict[str, Departure]:
    """Returns what a product decided about a shared record, by its id; nothing where that cannot be read."""
    if not isinstance(stated, dict):
        return {}
    name, title = str(stated.get("id")), str(stated.get("title"))
    kind = PREFIXES.get(name.partition("-")[0])
    document = Document("", _node({"record": name, **{key: stated.get(key) for key in ("because", "by", "on")}}))
    said = validate(SaidOfShared, document.root, document, say("part.the-file")).record
    if said is None or kind is None:
        return {}
    node = _node({"id": name, "title": title})
    record = validate(MODELS[kind.name], node, Document("", node), with_article(kind.singular)).record
    return {name: Departure(said, document, document.root, Item(record, Document("", node), node, shared=folder) if record else None)}


def _fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the fields of a record as its author wrote them."""
    cited = [one for one in record.get("references", ()) if one.get("field") == "references"]
    names = ("entry", "who", "scope", "strength", "relationship", "fit", "rationale")
    return {
        "id": record.get("id"),
        "title": record.get("title"),
        **record.get("fields", {}),
        "answers": record.get("answers", []),
        "references": [{name: one[name] for name in names if one.get(name) is not None} for one in cited],
    }


def _places(inherited: Any) -> dict[str, Place]:
    stated = inherited if isinstance(inherited, dict) else {}
    return {name: Place(str(where.get("file")), int(where.get("line", 1))) for name, where in stated.items()}


def _node(value: Any) -> Node:
    """Returns a value of JSON as the node that YAML with the same meaning would be."""
    if isinstance(value, str):
        return Scalar(1, 1, value)
    if isinstance(value, dict):
        return Keys(1, 1, {key: _node(one) for key, one in value.items()}, dict.fromkeys(value, (1, 1)))
    if isinstance(value, list):
        return Sequence(1, 1, [_node(one) for one in value])
    if isinstance(value, bool):
        return Scalar(1, 1, "yes" if value else "no")
    if isinstance(value, float):
        return Scalar(1, 1, f"{value:.6f}".rstrip("0").rstrip("."))
    return Scalar(1, 1, None if value is None else str(value))
