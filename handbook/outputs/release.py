"""What `handbook release` writes into a store: a site as an archive with the hash of each file, and what the release is."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from handbook.model.loaded import Loaded
from handbook.outputs import handbook_json
from handbook.outputs.findings import as_json
from handbook.reading.releases import ABOUT, ARCHIVE, BESIDE, FINDINGS, SUMS, sums_text

LEFT_OUT = ("404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz", ".well-known/")
"""What a host looks for at its root alone, and a release, which stands in a folder, must not have."""
DICTIONARY = 64 * 1024 * 1024
"""Bytes that the archive looks back for what it has said before, since pages repeat each other."""
VERSION = 1


def about(loaded: Loaded, name: str, day: str, revision: str, verdict: str, counts: Mapping[str, int]) -> dict[str, Any]:
    """Returns what a release is, as plain data: its name and day, by what it was judged, of which product and by which editions of documents."""
    data = handbook_json.as_json(loaded.handbook)
    return {
        "release": VERSION,
        "name": name,
        "day": day,
        "audience": loaded.handbook.audience,
        "revision": revision,
        "verdict": verdict,
        "findings": dict(counts),
        "records": len(data["records"]),
        **{key: data[key] for key in ("handbook", "format", "product", "editions")},
    }


def complete(site: Path, loaded: Loaded, about_it: Mapping[str, Any]) -> None:
    """Makes of a site that was built what is frozen: adds what the release is and its findings, and takes out what has no sense below a root."""
    findings = as_json.as_json(loaded.diagnostics, "", loaded.exempted)
    for name, data in ((ABOUT, about_it), (FINDINGS, findings)):
        (site / name).write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    for path in list(_paths(site)):
        if path in LEFT_OUT or path.startswith(tuple(one for one in LEFT_OUT if one.endswith("/"))):
            (site / path).unlink()


def pack(site: Path, target: Path) -> str:
    """Writes a site as a release into the folder `target`, and returns the hash of its list of hashes. Raises OSError.

    Names are in order, and no day, owner or mode goes in, so that the same site is the same archive under the same version of its compressor.
    """
    sums: dict[str, str] = {}
    target.mkdir(parents=True)
    filters = [{"id": _lzma().FILTER_LZMA2, "preset": 6, "dict_size": DICTIONARY}]
    with _lzma().LZMAFile(target / ARCHIVE, "w", filters=filters) as out, tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as packed:
        for path in _paths(site):
            member = tarfile.TarInfo(path)
            file = site / path
            member.size = file.stat().st_size
            with file.open("rb") as opened:
                packed.addfile(member, opened)
            sums[path] = hashlib.sha256(file.read_bytes()).hexdigest()
    for name in BESIDE:
        (target / name).write_bytes((site / name).read_bytes())
    text = sums_text(sums).encode("utf-8")
    (target / SUMS).write_bytes(text)
    return hashlib.sha256(text).hexdigest()


def _paths(site: Path) -> Iterator[str]:
    """Yields the files below a folder by their relative paths, in order."""
    yield from sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())


def _lzma() -> Any:
    """Returns the module that compresses, which a Python may be built without. Raises OSError."""
    try:
        import lzma
    except ImportError:
        raise OSError(0, "this Python was built without lzma, which packs releases") from None
    return lzma
