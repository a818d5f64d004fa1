"""The publisher's own wording of the CSF 2.0: imported by the user from NIST's file, held against our entries, never shipped.

Two kinds of file are read: the catalogue in OSCAL JSON, and the JSON export of NIST's reference tool. Both are U.S. Government
works. What is imported is kept in one local file, which every build shows next to this handbook's own reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.catalogs.catalogue import LOCAL_DOCUMENT, Catalogues
from handbook.source.disk import NotAFileError, TooLargeError, read_whole

FILE = Path("official") / "csf-2.0.json"
"""Where the wording is kept, relative to the folder of `mkdocs.yml`; ignored by git upstream."""
EXPECTED_VERSION = "CSF_2_0_0"
MAXIMUM_BYTES = 32 * 1024 * 1024
_ID = re.compile(r"^[A-Z]{2}(\.[A-Z]{2}(-[0-9]{2})?)?\Z")


class ImportRefusedError(ValueError):
    """The file is something else, truncated, or another version; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file held, compared with the catalogue."""

    texts: Mapping[str, str]
    """Wording of every entry that the catalogue has and the file has words for, by id."""
    missing: tuple[str, ...]
    """Entries of the catalogue for which the file has no words."""
    wordless: tuple[str, ...]
    """Those of the missing that stand in the file all the same: without words, or marked as withdrawn."""
    extra: tuple[str, ...]
    """Ids in the file that are neither current nor withdrawn."""
    withdrawn: tuple[str, ...]
    """Ids in the file that CSF 2.0 has withdrawn, or that the file marks so; their text is not taken."""


@dataclass(frozen=True, slots=True)
class _Found:
    """One entry of a file."""

    id: str
    words: str
    """Empty where the file has none."""
    withdrawn: bool = False
    """Whether the file says so; the first edition of the OSCAL catalogue does not, for any entry."""


def read_published(path: Path, catalogues: Catalogues) -> Imported:
    """Returns the wording in NIST's file at `path`. Raises ImportRefusedError for anything that is not the CSF 2.0."""
    data = _json(path)
    document = catalogues.documents[LOCAL_DOCUMENT]
    current = {entry.id for entry in document.entries}
    found: dict[str, str] = {}
    withdrawn = {entry.id for entry in document.withdrawn}
    for entry in _entries(data):
        before = found.get(entry.id, "")
        if before and entry.words and before != entry.words:
            raise ImportRefusedError(f"the file has the entry {entry.id} twice, with different words, so it is not NIST's as published")
        found[entry.id] = before or entry.words
        if entry.withdrawn:
            withdrawn.add(entry.id)
    texts = {entry_id: words for entry_id, words in found.items() if words and entry_id in current - withdrawn}
    missing = tuple(entry.id for entry in document.entries if entry.id not in texts)
    if len(missing) > len(current) // 10:
        raise ImportRefusedError(f"the file holds words for {len(texts)} of the {len(current)} entries of CSF 2.0; it is truncated or not the whole framework")
    wordless = tuple(entry_id for entry_id in missing if entry_id in found)
    extra = tuple(sorted(set(found) - current - withdrawn))
    return Imported(texts, missing, wordless, extra, tuple(sorted(set(found) & withdrawn)))


def store(imported: Imported, root: Path) -> Path:
    """Writes the wording to the local file below `root` and returns its path."""
    target = root / FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    content = {"document": LOCAL_DOCUMENT, "source": "NIST, U.S. Government work", "texts": dict(sorted(imported.texts.items()))}
    target.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return target


def stored(root: Path) -> dict[str, str]:
    """Returns the wording kept below `root`, by id; empty where none was imported or the file is damaged."""
    try:
        content = json.loads(read_whole(root / FILE, MAXIMUM_BYTES).decode("utf-8"))
        texts = content["texts"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return {key: value for key, value in texts.items() if isinstance(value, str) and value.strip()} if isinstance(texts, dict) else {}


def _json(path: Path) -> Any:
    try:
        text = read_whole(path, MAXIMUM_BYTES).decode("utf-8-sig")
    except NotAFileError as error:
        raise ImportRefusedError(f"'{path.name}' is {error}, not a file") from None
    except TooLargeError:
        raise ImportRefusedError(f"'{path.name}' is larger than {MAXIMUM_BYTES // 1024 // 1024} MiB, and NIST's file is not") from None
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise ImportRefusedError(f"'{path.name}' cannot be read: {reason}") from None
    except UnicodeDecodeError:
        raise ImportRefusedError(f"'{path.name}' is not UTF-8 text, so it is not NIST's JSON file") from None
    try:
        return json.loads(text)
    except RecursionError:
        raise ImportRefusedError(f"'{path.name}' is nested too deeply to be NIST's JSON file") from None
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise ImportRefusedError(f"'{path.name}' is not complete JSON: it breaks off or goes wrong in line {line}") from None


def _entries(data: Any) -> Iterator[_Found]:
    if isinstance(data, dict) and isinstance(data.get("catalog"), dict):
        yield from _oscal(data["catalog"])
        return
    export = data
    for key in ("response", "elements"):
        if isinstance(export, dict) and isinstance(export.get(key), dict):
            export = export[key]
    if isinstance(export, dict) and isinstance(export.get("elements"), list):
        yield from _export(export["elements"])
        return
    raise ImportRefusedError("the file is neither an OSCAL catalogue nor an export of NIST's reference tool")


def _oscal(catalog: dict[str, Any]) -> Iterator[_Found]:
    """Yields the entries of an OSCAL catalogue, withdrawn ones included: Categories and Subcategories have their words in a part `statement`,
    Functions in a part `overview`."""
    metadata = catalog.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    title = str(metadata.get("title", ""))
    stated = {prop.get("value") for prop in _dicts(metadata.get("props")) if prop.get("name") == "framework-version-identifier"}
    if "cybersecurity framework" not in title.lower():
        raise ImportRefusedError(f"the OSCAL catalogue is '{title[:80]}', not the Cybersecurity Framework")
    if (stated and stated != {EXPECTED_VERSION}) or (not stated and "2.0" not in title):
        version = ", ".join(sorted(str(one) for one in stated)) or title[:80]
        raise ImportRefusedError(f"the OSCAL catalogue is {version}, and this handbook follows CSF 2.0")
    open_groups = list(_dicts(catalog.get("groups")))
    while open_groups:
        entry = open_groups.pop()
        open_groups.extend(_dicts(entry.get("groups")))
        open_groups.extend(_dicts(entry.get("controls")))
        entry_id = str(entry.get("id", ""))
        if _ID.match(entry_id):
            gone = any(prop.get("name") == "status" and prop.get("value") == "withdrawn" for prop in _dicts(entry.get("props")))
            yield _Found(entry_id, _part(entry, "statement") or _part(entry, "overview"), gone)


def _part(entry: dict[str, Any], name: str) -> str:
    """Returns the words of all parts of that name; empty where there is none, or none has words."""
    return " ".join(filter(None, (_words(part.get("prose")) for part in _dicts(entry.get("parts")) if part.get("name") == name)))


def _words(value: Any) -> str:
    """Returns a text without the space around it; empty where the value is none, such as `null`."""
    return value.strip() if isinstance(value, str) else ""


def _export(elements: list[Any]) -> Iterator[_Found]:
    wanted = [element for element in _dicts(elements) if str(element.get("element_type", "")) in ("function", "category", "subcategory")]
    versions = {str(element.get("doc_identifier")) for element in wanted if element.get("doc_identifier")}
    if not wanted:
        raise ImportRefusedError("the export holds no Functions, Categories or Subcategories")
    if versions and EXPECTED_VERSION not in versions:
        raise ImportRefusedError(f"the export is of {', '.join(sorted(versions))[:80]}, and this handbook follows CSF 2.0")
    for element in wanted:
        entry_id = str(element.get("element_identifier", ""))
        if _ID.match(entry_id) and str(element.get("doc_identifier", EXPECTED_VERSION)) == EXPECTED_VERSION:
            yield _Found(entry_id, _words(element.get("text")))


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
