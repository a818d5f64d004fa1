"""The format `csaf`: for each published case an advisory and its status alone, by CSAF 2.0, in the folders of a provider."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from handbook.exports.advisories import Profile, document, path_of, publisher
from handbook.exports.cases import Case, published_cases
from handbook.exports.format import Format, some
from handbook.exports.packing import archive, as_json
from handbook.exports.publisher import disclosure_of, own_host
from handbook.model.handbook import Handbook

PROFILES: tuple[Profile, ...] = ("csaf_security_advisory", "csaf_vex")
WHITE = "white"
"""The folder of what may be passed on without limits."""
PROVIDER = "provider-metadata.json"


def parts(handbook: Handbook) -> Mapping[str, bytes]:
    """Returns the documents, each with its hashes, the lists of all, and on the maker's own host what says who provides them."""
    documents = {path_of(case, profile): (case, as_json(document(case, profile))) for case in told(handbook) for profile in PROFILES}
    found: dict[str, bytes] = {}
    for path, (_, content) in documents.items():
        found[path] = content
        for name in ("sha256", "sha512"):
            found[f"{path}.{name}"] = f"{hashlib.new(name, content).hexdigest()}  {path.rpartition('/')[2]}\n".encode()
    below = {path.removeprefix(f"{WHITE}/"): case.revised or case.published for path, (case, _) in documents.items()}
    found[f"{WHITE}/index.txt"] = "".join(f"{path}\n" for path in sorted(below)).encode()
    found[f"{WHITE}/changes.csv"] = "".join(
        f'"{path}","{day}"\n' for path, day in sorted(below.items(), key=lambda one: (one[1], one[0]), reverse=True)
    ).encode()
    host = own_host(handbook)
    if host:
        found[PROVIDER] = as_json(_provider(next(iter(documents.values()))[0], host, max(below.values())))
    return found


def make(handbook: Handbook) -> bytes:
    """Returns all of them in one archive."""
    return archive(parts(handbook))


def lacks(handbook: Handbook) -> str:
    """Returns what of a product the format cannot do without and does not find, in a sentence, or ''."""
    if not handbook.maker or not disclosure_of(handbook).namespace:
        return "product.yaml names no 'maker', or no 'namespace' under 'disclosure', by which an advisory says who publishes it."
    return "" if told(handbook) else "No vulnerability that anybody may read has a day under 'published_on' and the status of a release under 'vex'."


def told(handbook: Handbook) -> tuple[Case, ...]:
    """Returns the published cases that state how at least one release stands."""
    return tuple(case for case in published_cases(handbook) if case.statements)


def _provider(case: Case, host: str, updated: str) -> dict[str, object]:
    """Returns who provides the documents, from where (CSAF 2.0, Section 7.1)."""
    return {
        "canonical_url": f"{host}/.well-known/csaf/{PROVIDER}",
        "distributions": [{"directory_url": f"{host}/.well-known/csaf/{WHITE}/"}],
        "last_updated": updated,
        "list_on_CSAF_aggregators": True,
        "metadata_version": "2.0",
        "mirror_on_CSAF_aggregators": True,
        "publisher": publisher(case),
        "role": "csaf_provider",
    }


FORMAT = Format(
    name="csaf",
    title="Advisories (CSAF 2.0)",
    file="csaf.zip",
    media_type="application/zip",
    about="For customers' tools: an advisory and the status of each release, for every published case, in the folders that a provider serves.",
    read_by=("the CSAF validator of Secvisogram", "other readers of CSAF 2.0"),
    loses="CSAF 2.0 has no place for a vector of CVSS 4.0, which stands in a note; what happened when is left out; documents are not signed.",
    account=some(
        carried={
            "product": ("maker",), "entity": ("title",), "component": ("title",), "release": ("id", "title", "component", "version"),
            "vulnerability": ("id", "title", "known_as", "description", "weakness", "vex", "published_on"),
        },
        reduced={"vulnerability": ("severity", "reviewed_on"), "product": ("disclosure",)},
    ),
    make=make,
    parts=parts,
    opened=True,
    lacks=lacks,
)  # fmt: skip
