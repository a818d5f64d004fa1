"""Which files a new product folder gets: what its author asked for, what the depth needs, and what a question that is asked needs."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.catalogue import Catalogues
from handbook.catalogs.sectors import Sector
from handbook.methods.standing import must_have
from handbook.schema.kinds import KINDS
from handbook.schema.product_file import Depth
from handbook.schema.record import Kind

BESIDES = ("external-system", "safeguard", "supplier-rule", "coverage-note", "acceptance")
"""Kinds that the minimum needs although no product must have one: its questions and rules ask for what only they can say."""
ASKED_OF = {"key": ("Q5-05",), "scope-decision": ("Q4-03",), "review": ("Q6-06",)}
"""Kinds without a record of which a question cannot be answered: the minimum has their files where it asks one of these."""
BY_FILE = {kind.file.rpartition("/")[2].removesuffix(".yaml"): name for name, kind in KINDS.items()}
"""Each kind, by the name of its file."""
ON_REQUEST = tuple(file for file, kind in BY_FILE.items() if kind not in BESIDES and not must_have(KINDS[kind], "minimum"))
"""Names of the files that the minimum leaves out unless one of its questions asks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a new product folder is to be."""

    name: str | None = None
    """Name of the product, if known."""
    maker: str | None = None
    sectors: tuple[Sector, ...] = ()
    """Trades in which it is used; each adds what to ask there first."""
    depth: Depth = "full"
    kinds: frozenset[str] = frozenset()
    """Names of kinds that get a file although the depth does without."""
    inherits: tuple[str, ...] = ()
    """Folders of shared records that the product inherits, by their paths from its own."""
    inherited: frozenset[str] = frozenset()
    """Names of kinds of which it inherits records; no file is made for these unless it is wanted."""
    maker_id: str | None = None
    """Id of the manufacturer among the shared records."""
    schemas: str | None = None
    """Where the schemas for editors stand, as seen from the new folder, with forward slashes; None where there are none."""


OF_AN_ORGANISATION = ("entity", "role", "policy", "risk-criteria", "profile-entry", "safeguard", "supplier-rule")
"""Kinds that a new folder of shared records has files for: what a maker says of itself and of its suppliers, whatever the product."""


def is_written(kind: Kind, wanted: Wanted, catalogues: Catalogues) -> bool:
    """Returns whether a new folder has a file for a kind: where the depth needs it, where a question that is asked needs it, or where it is wanted."""
    if kind.name in wanted.inherited and kind.name not in wanted.kinds:
        return False
    needed = wanted.depth == "full" or kind.name in BESIDES or must_have(kind, "minimum")
    return needed or kind.name in wanted.kinds or bool(asked_of(kind, wanted, catalogues))


def asked_of(kind: Kind, wanted: Wanted, catalogues: Catalogues) -> tuple[str, ...]:
    """Returns the questions that are asked and that only records of a kind can answer."""
    return tuple(one for one in ASKED_OF.get(kind.name, ()) if wanted.depth == "full" or catalogues.questions[one][1].small_team)
