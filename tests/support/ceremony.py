"""How much of what is written says nothing about the product: who owns, assessed and reviews it, and who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from handbook.schema.kinds import FILES
from tests.support.written import records_in

FIELDS = frozenset({"status", "owner", "assessed_by", "reviewed_on", "review_by", "visibility"})
"""Fields of a record that are ceremony; the one line of its id is not."""
ABOVE = frozenset({"defaults", "sign_off"})
"""Keys above the records that are."""


@dataclass(frozen=True, slots=True)
class Ceremony:
    """Lines of a product's YAML, blank ones and comments left out."""

    records: int
    lines: int
    ceremony: int

    @property
    def share(self) -> float:
        """Returns the share of ceremony, from 0 to 1."""
        return self.ceremony / self.lines


def measured(folder: Path) -> Ceremony:
    """Returns the ceremony of the product in a folder."""
    records = lines = ceremony = 0
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        text = path.read_text(encoding="utf-8")
        written = {number for number, line in enumerate(text.split("\n")) if line.strip() and not line.lstrip().startswith("#")}
        lines += len(written)
        root = yaml.compose(text)
        nodes = [node for node, _ in records_in(name, text) if any(key.value == "id" for key, _ in node.value)] if name in FILES else []
        records += len(nodes)
        held = [(key, value) for node in nodes for key, value in node.value if key.value in FIELDS or key.value == "self_assessed"]
        held += [(key, value) for key, value in (root.value if isinstance(root, yaml.MappingNode) else ()) if key.value in ABOVE]
        ceremony += len({number for key, value in held for number in _lines(key, value)} & written)
    return Ceremony(records, lines, ceremony)


def _lines(key: yaml.Node, value: yaml.Node) -> range:
    """Returns the numbers of the lines of a key with its value, from 0."""
    block = not isinstance(value, yaml.ScalarNode) and not value.flow_style
    return range(key.start_mark.line, value.end_mark.line if block else value.end_mark.line + 1)
