"""How a kind of records stands in a product: there, missing, said to be empty, not asked, or not said.

That nothing was asked and that there is nothing are different answers, and an assessor must see which it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from handbook.audience.unsaid import NOT_PUBLISHED
from handbook.languages.said import UNTOLD, t
from handbook.model.handbook import Handbook
from handbook.schema.kinds import KINDS
from handbook.schema.product_file import Depth
from handbook.schema.record import Kind

Stands = Literal["there", "missing", "none", "not asked", "not said", "not published"]
"""There are records; one is due and missing; somebody says that there is none; the depth does not ask; nobody has said anything; those who read this
are shown none."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a kind stands, and who says so where somebody does."""

    stands: Stands
    said_by: str = ""
    """Id of the role that says that there is none."""
    said_on: date | None = None
    why: str = ""

    @property
    def words(self) -> str:
        """Returns the standing of a kind without records as a sentence; '' where there are records."""
        return {
            "there": "",
            "missing": t("None yet."),
            "none": self._none,
            "not asked": t("Not asked in the minimum for a small team, and not looked for."),
            "not said": t("None is recorded, and nobody has said that there is none."),
            "not published": t("None is published."),
        }[self.stands]

    @property
    def _none(self) -> str:
        """Returns who says since when that there is none, and why."""
        who = self.said_by if self.said_by and self.said_by != NOT_PUBLISHED else ""
        said = t("None, said by {who} on {day}", who=who, day=self.said_on) if who else t("None, said on {day}", day=self.said_on)
        return t("{said}: {reason}.", UNTOLD, said=said, reason=self.why.rstrip(".")) if self.why else t("{said}.", UNTOLD, said=said)


def must_have(kind: Kind, depth: Depth) -> bool:
    """Returns whether every product of this depth must have a record of the kind."""
    return kind.needed == "always" or (kind.needed == "in full depth" and depth == "full")


def standing_of(handbook: Handbook, kind: str) -> Standing:
    """Returns how the kind of this name stands: what records, a word that there are none, and the product's depth say of it."""
    if handbook.of_kind(kind):
        return Standing("there")
    stated = handbook.none_said.get(kind)
    if stated is not None:
        return Standing("none", stated.said.by, stated.said.on, stated.said.why or "")
    if handbook.keeps_back:
        return Standing("not published")
    if must_have(KINDS[kind], handbook.depth):
        return Standing("missing")
    return Standing("not asked" if handbook.depth == "minimum" else "not said")


def is_unanswered(handbook: Handbook, question_id: str) -> bool:
    """Returns whether a question is asked of the product and no record answers it."""
    return handbook.asks(handbook.catalogues.questions[question_id][1]) and not handbook.answers_to(question_id)
