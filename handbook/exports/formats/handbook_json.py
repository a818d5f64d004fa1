"""The format `json`: the whole resolved handbook as plain data, as `handbook.outputs` makes it for every site."""

from __future__ import annotations

from handbook.exports.format import Format, whole
from handbook.model.handbook import Handbook
from handbook.outputs import handbook_json


def make(handbook: Handbook) -> bytes:
    """Returns `handbook.json` with the addresses of pages on a site whose pages are folders."""
    return handbook_json.content(handbook, lambda address: address.url)


FORMAT = Format(
    name="json",
    title="Whole model (JSON)",
    file=handbook_json.FILE,
    media_type="application/json",
    about="For programs: every record with its links in both directions, its references, and the file and line it comes from.",
    read_by=("JSON Schema validators", "scripts"),
    loses="",
    account=whole(),
    make=make,
)
