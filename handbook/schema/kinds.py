"""The closed list of kinds of records, and each kind by its name, by the prefix of its ids and by its file."""

from __future__ import annotations

from handbook.schema.record import Kind, Record
from handbook.schema.records import (
    after_sale,
    capabilities,
    channels,
    customers,
    every_activity,
    facts,
    flows,
    governance,
    information,
    means,
    needs,
    product,
    support,
)

_MODULES = (product, flows, facts, governance, customers, needs, means, capabilities, support, after_sale, channels, information, every_activity)


def _models() -> tuple[type[Record], ...]:
    found = []
    for module in _MODULES:
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Record) and value is not Record and value.__module__ == module.__name__:
                found.append(value)
    return tuple(found)


MODELS: dict[str, type[Record]] = {model.spec.name: model for model in _models()}
"""The model of each kind, by the kind's name."""
KINDS: dict[str, Kind] = {name: model.spec for name, model in MODELS.items()}
"""Each kind, by its name."""
KIND_ORDER: dict[str, int] = {name: position for position, name in enumerate(KINDS)}
"""Position of each kind in the order of the handbook, by its name."""
PREFIXES: dict[str, Kind] = {kind.prefix: kind for kind in KINDS.values()}
"""Each kind, by the prefix of its ids."""
FILES: dict[str, Kind] = {kind.file: kind for kind in KINDS.values()}
"""The kind whose records stand in a file, by the file's path."""


def of_activity(activity: int) -> tuple[Kind, ...]:
    """Returns the kinds of an activity (0 to 8, `PRODUCT_MODEL` or `EVERY_ACTIVITY`), in order."""
    return tuple(kind for kind in KINDS.values() if kind.activity == activity)


def kind_in(file: str) -> Kind | None:
    """Returns the kind whose records stand in a file, also where that lies in a folder of shared records (`../organisation/activity-0/roles.yaml`)."""
    return FILES.get("/".join(file.split("/")[-2:]) if file.startswith("../") else file)
