"""The search index of a built site as the theme would have written it: a published site has words in its place, and the texts apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

INDEX = "search/search_index.json"


def index_of(site: Path) -> dict[str, Any]:
    """Returns settings and sections of a site's search index, each section with its text."""
    index: dict[str, Any] = json.loads((site / INDEX).read_text(encoding="utf-8"))
    held = index["docs"]
    if isinstance(held, list):
        return index
    pieces = [json.loads((site / "search" / "texts" / f"{number}.json").read_text(encoding="utf-8")) for number in range(len(held["pieces"]))]
    texts = [pair for piece in pieces for pair in piece]
    assert held["pieces"] == [sum(map(len, pieces[:number])) for number in range(len(pieces))]
    found, page = [], ""
    for number, short in enumerate(held["locations"]):
        location = page + short if short.startswith("#") else short.removeprefix(" ")
        page = location.partition("#")[0]
        section = {"location": location, "title": held["titles"][number], "text": texts[number][1]}
        assert texts[number][0] == location
        assert held["lengths"][number] == len(section["text"])
        if held["tagged"][number] != -1:
            section["tags"] = held["tags"][held["tagged"][number]]
        if str(number) in held["boosts"]:
            section["boost"] = held["boosts"][str(number)]
        found.append(section)
    return {"config": index["config"], "docs": found}


def entries_of(site: Path) -> list[dict[str, Any]]:
    """Returns the sections of a site's search index, each with its text."""
    entries: list[dict[str, Any]] = index_of(site)["docs"]
    return entries
