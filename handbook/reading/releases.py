"""The frozen releases of a handbook: their list, the hash of each file, and the files themselves, each held against its hash.

A store is a folder with one list, `releases.json`, and a folder for each release: `SHA256SUMS` names every file of its site with its hash,
`site.tar.xz` holds them, and three of them lie beside it to be read without unpacking. The list has the hash of each `SHA256SUMS`, so
that one line fixes every byte.
"""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, get_args

from handbook.reading.environment import RELEASES_VARIABLE
from handbook.reading.git import RevisionError, versions_of
from handbook.schema.record import Visibility
from handbook.source.disk import read_whole

FOLDER = "releases"
"""The store in a product's folder, and the folder of a site below which the releases are published."""
LIST = "releases.json"
SUMS = "SHA256SUMS"
ARCHIVE = "site.tar.xz"
ABOUT = "release.json"
FINDINGS = "findings.json"
DATA = "handbook.json"
BESIDE = (ABOUT, FINDINGS, DATA)
"""Files of a release that lie beside its archive too."""
VERSION = 1
"""Version of the shape of the list."""
FIXED = ("name", "day", "audience", "sha256")
"""What of an entry never changes."""
MAXIMUM_BYTES = 64 * 1024 * 1024
"""A larger file of a release is refused."""
MAXIMUM_FILES = 200_000
_NAME = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z._-]{0,38}[0-9A-Za-z])?")
_SUM = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<path>[^\n]+)")


class ReleaseError(ValueError):
    """A release cannot be made, read or changed as was asked; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A release as the list has it."""

    name: str
    day: str
    audience: Visibility
    """For whom its pages were made."""
    sha256: str
    """Hash of its `SHA256SUMS`."""
    revision: str = ""
    verdict: str = ""
    """What it was judged by, in one line."""
    status: str = "released"
    """`released`, `withdrawn` or `redacted`."""
    on: str = ""
    """Day on which it was withdrawn or redacted."""
    reason: str = ""

    @property
    def is_redacted(self) -> bool:
        return self.status == "redacted"


def store_of(product: Path, environment: Mapping[str, str]) -> Path:
    """Returns the folder that holds the releases of a product: what the variable `HANDBOOK_RELEASES` names, else `releases` in the product's folder."""
    return Path(environment.get(RELEASES_VARIABLE) or product / FOLDER)


def read_list(store: Path) -> tuple[Frozen, ...]:
    """Returns the releases of a store in the order in which they were made; none where there is no list. Raises ReleaseError."""
    file = store / LIST
    if not file.exists():
        return ()
    try:
        return _entries(json.loads(read_whole(file, MAXIMUM_BYTES)), file.as_posix())
    except (OSError, ValueError, RecursionError) as error:
        if isinstance(error, ReleaseError):
            raise
        raise ReleaseError(f"'{file.as_posix()}' cannot be read as JSON; expected the list that 'handbook release' writes") from None


def list_text(releases: tuple[Frozen, ...]) -> str:
    """Returns the text of the list."""
    entries = [{name: value for name, value in asdict(one).items() if value or name in FIXED} for one in releases]
    return json.dumps({"releases": VERSION, "entries": entries}, indent=1, ensure_ascii=False) + "\n"


def _entries(data: Any, file: str) -> tuple[Frozen, ...]:
    if not isinstance(data, dict) or data.get("releases") != VERSION or not isinstance(data.get("entries"), list):
        raise ReleaseError(f"'{file}' is no list of releases of version {VERSION}; expected the list that 'handbook release' writes")
    known = {field.name for field in fields(Frozen)}
    found: list[Frozen] = []
    for number, entry in enumerate(data["entries"], 1):
        said = entry if isinstance(entry, dict) else {}
        lacking = [name for name in FIXED if not isinstance(said.get(name), str)]
        strange = sorted(set(said) - known) or [name for name, value in said.items() if not isinstance(value, str)]
        if lacking or strange:
            raise ReleaseError(
                f"'{file}': entry {number} {'lacks' if lacking else 'cannot have'} '{(lacking or strange)[0]}'; expected what 'handbook release' wrote"
            )
        one = Frozen(**said)
        problem = name_problem(one.name, found)
        if problem:
            raise ReleaseError(f"'{file}': {problem}")
        if one.audience not in get_args(Visibility) or one.status not in ("released", "withdrawn", "redacted") or not is_day(one.day):
            raise ReleaseError(f"'{file}': audience, status or day of {one.name} is none; expected what 'handbook release' wrote")
        found.append(one)
    return tuple(found)


def is_day(text: str) -> bool:
    """Returns whether a text is a day that exists, written year-month-day."""
    try:
        return len(text) == len("2026-11-16") and bool(date.fromisoformat(text))
    except ValueError:
        return False


def name_problem(name: str, there: tuple[Frozen, ...] | list[Frozen]) -> str:
    """Returns in a sentence why a release cannot have this name beside those that are there, or ''.

    Names are parts of addresses, and of paths on systems that do not tell capital letters apart.
    """
    if not _NAME.fullmatch(name) or ".." in name:
        return (
            f"'{name}' cannot be the name of a release; expected 1 to 40 letters, digits, points, hyphens and underscores, "
            "with a letter or a digit at both ends, such as 2.4"
        )
    if name.casefold() in ("current", "index.html", "versions.json"):
        return f"'{name}' cannot be the name of a release, since the site uses it otherwise; expected a name such as 2.4"
    same = next((one for one in there if one.name.casefold() == name.casefold()), None)
    return f"there is a release {same.name}, of {same.day}, and no release is ever made again; expected a new name" if same else ""


def find(releases: tuple[Frozen, ...], name: str) -> Frozen:
    """Returns the release of that name. Raises ReleaseError."""
    for one in releases:
        if one.name == name:
            return one
    known = ", ".join(one.name for one in releases)
    raise ReleaseError(f"there is no release '{name}'; {f'expected one of {known}' if known else 'none has been made yet'}")


def changed(releases: tuple[Frozen, ...], name: str, status: str, on: str, reason: str) -> tuple[Frozen, ...]:
    """Returns the list after a release was withdrawn or redacted. Raises ReleaseError for what is not there, is so already, or lies before its release."""
    one = find(releases, name)
    if one.status in (status, "redacted"):
        raise ReleaseError(f"{name} is {one.status} already, since {one.on}: {one.reason}")
    if not reason.strip():
        raise ReleaseError(f"no reason is given; expected --reason with a sentence that readers of {name} are shown")
    if on < one.day:
        raise ReleaseError(f"{name} was released on {one.day}, which is after {on}; expected --today with a later day")
    new = replace(one, status=status, on=on, reason=" ".join(reason.split()))
    return tuple(new if known is one else known for known in releases)


def sums_text(sums: Mapping[str, str]) -> str:
    """Returns the hashes of files in the form that `sha256sum --check` reads, in order of their paths."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums))


def sums_of(store: Path, release: Frozen) -> dict[str, str]:
    """Returns the hash of each file of a release by its path, once the list of hashes fits the hash of its own. Raises ReleaseError."""
    file = store / release.name / SUMS
    try:
        data = read_whole(file, MAXIMUM_BYTES)
    except OSError:
        raise ReleaseError(f"'{file.as_posix()}' cannot be read, which has the hashes of release {release.name}") from None
    if hashlib.sha256(data).hexdigest() != release.sha256:
        raise ReleaseError(f"'{file.as_posix()}' is not what was released: its hash differs from the one that {LIST} has of {release.name}")
    found: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").splitlines():
        one = _SUM.fullmatch(line)
        if one is None or not _is_safe(one["path"]) or len(found) >= MAXIMUM_FILES:
            raise ReleaseError(f"'{file.as_posix()}' has a line that is no hash and path below the release: {line[:80]!r}")
        found[one["path"]] = one["hash"]
    return found


def files_of(store: Path, release: Frozen) -> Iterator[tuple[str, bytes]]:
    """Yields each file of a release with its bytes, once they fit their hash. Raises ReleaseError at the first that does not, and for one that is missing."""
    sums = sums_of(store, release)
    archive = store / release.name / ARCHIVE
    missing = set(sums)
    try:
        with tarfile.open(archive, "r:xz") as packed:
            for member in packed:
                inside = packed.extractfile(member) if member.isfile() and member.size <= MAXIMUM_BYTES else None
                data = inside.read() if inside else b""
                if inside is None or member.name not in missing or hashlib.sha256(data).hexdigest() != sums[member.name]:
                    raise ReleaseError(f"'{archive.as_posix()}' is not what was released: '{member.name}' differs from its hash in {SUMS}, or has none")
                missing.remove(member.name)
                yield member.name, data
    except (OSError, EOFError, tarfile.TarError) as error:
        raise ReleaseError(f"'{archive.as_posix()}' cannot be read: {str(error).lower() or 'it is cut off'}") from None
    if missing:
        raise ReleaseError(f"'{archive.as_posix()}' is not what was released: it lacks '{min(missing)}', which {SUMS} names")


def data_of(store: Path, release: Frozen) -> dict[str, Any]:
    """Returns what the `handbook.json` of a release holds, once it fits its hash. Raises ReleaseError."""
    file = store / release.name / DATA
    try:
        data = read_whole(file, MAXIMUM_BYTES)
    except OSError:
        raise ReleaseError(f"'{file.as_posix()}' cannot be read") from None
    if hashlib.sha256(data).hexdigest() != sums_of(store, release).get(DATA):
        raise ReleaseError(f"'{file.as_posix()}' is not what was released: it differs from its hash in {SUMS}")
    found = json.loads(data)
    return found if isinstance(found, dict) else {}


def problems(store: Path) -> Iterator[str]:
    """Yields a sentence for everything by which a store is not what was released: a hash that does not fit, what is missing, what nobody listed.

    The list itself is held against every state of it that its git repository has.
    """
    try:
        releases = read_list(store)
    except ReleaseError as error:
        yield str(error)
        return
    named = {one.name for one in releases}
    if store.is_dir():
        for entry in sorted(store.iterdir()):
            if entry.is_dir() and not entry.name.startswith(".") and entry.name not in named:
                yield f"'{entry.as_posix()}' is a folder of no release in {LIST}"
    for one in releases:
        yield from _wrong(store, one)
    yield from _rewritten(store, {one.name: one for one in releases})


def _wrong(store: Path, release: Frozen) -> Iterator[str]:
    try:
        sums = sums_of(store, release)
        if release.is_redacted:
            left = [name for name in (ARCHIVE, *BESIDE) if (store / release.name / name).exists()]
            if left:
                yield f"'{(store / release.name / left[0]).as_posix()}' is still there, although {release.name} is redacted"
            return
        for _ in files_of(store, release):
            pass
    except ReleaseError as error:
        yield str(error)
        return
    for name in BESIDE:
        file = store / release.name / name
        if name in sums and (not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != sums[name]):
            yield f"'{file.as_posix()}' is not what was released: it is missing, or differs from its hash in {SUMS}"


def _rewritten(store: Path, now: Mapping[str, Frozen]) -> Iterator[str]:
    """Yields a sentence for each release that an earlier commit has in the list, and that is gone from it, other than it was, or no longer redacted."""
    told: set[str] = set()
    try:
        states = list(versions_of(store / LIST))
    except RevisionError:
        return
    for commit, text in states:
        try:
            before = _entries(json.loads(text), f"{LIST} at {commit[:12]}")
        except ValueError:
            continue
        for one in before:
            here = now.get(one.name)
            same = here is not None and all(getattr(here, name) == getattr(one, name) for name in FIXED)
            kept = here is not None and (one.status == "released" or here.status in (one.status, "redacted"))
            if one.name not in told and not (same and kept):
                told.add(one.name)
                yield f"{LIST} does not have {one.name} as it was committed at {commit[:12]}: what was released is never taken out or made again"


def _is_safe(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and path == "/".join(parts) and not any(part == ".." or "\\" in part or ":" in part for part in parts)
