"""Which countries a text names, by a list of their names, so that a law can be held against where the product is sold.

A country that is not in the list is no country to this module, and a rule that asks here stays silent about it.
"""

from __future__ import annotations

import re

UNION = frozenset(
    {
        "Austria", "Belgium", "Bulgaria", "Croatia", "Cyprus", "Czechia", "Denmark", "Estonia", "Finland", "France", "Germany", "Greece", "Hungary",
        "Ireland", "Italy", "Latvia", "Lithuania", "Luxembourg", "Malta", "Netherlands", "Poland", "Portugal", "Romania", "Slovakia", "Slovenia",
        "Spain", "Sweden",
    }
)  # fmt: skip
"""Members of the European Union."""
ECONOMIC_AREA = UNION | {"Iceland", "Liechtenstein", "Norway"}
"""Members of the European Economic Area, where product law of the Union holds once it is taken over."""
OTHERS = frozenset(
    {
        "Argentina", "Australia", "Brazil", "Canada", "Chile", "China", "India", "Israel", "Japan", "Mexico", "New Zealand", "Serbia", "Singapore",
        "South Africa", "South Korea", "Switzerland", "Taiwan", "Turkey", "Ukraine", "United Kingdom", "United States",
    }
)  # fmt: skip
"""Further countries that the module knows."""

_EVERYWHERE = ECONOMIC_AREA | OTHERS
_WORDS = {
    "European Union": UNION,
    "EU": UNION,
    "European Economic Area": ECONOMIC_AREA,
    "EEA": ECONOMIC_AREA,
    "Europe": ECONOMIC_AREA | {"Switzerland", "United Kingdom"},
    "Worldwide": _EVERYWHERE,
    "worldwide": _EVERYWHERE,
    "Czech Republic": frozenset({"Czechia"}),
    "Türkiye": frozenset({"Turkey"}),
    "Korea": frozenset({"South Korea"}),
    **dict.fromkeys(("UK", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"), frozenset({"United Kingdom"})),
    **dict.fromkeys(("USA", "US", "U.S.", "US states", "California", "Oregon"), frozenset({"United States"})),
    **{name: frozenset({name}) for name in _EVERYWHERE},
}
"""Countries by the words that name them, in the letter case in which they name a place."""
_PATTERN = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(_WORDS, key=lambda word: (-len(word), word))))


def countries(*texts: str | None) -> frozenset[str]:
    """Returns the countries that the texts name, a union by its members; empty where they name none that is known."""
    found = (_WORDS[match[0]] for text in texts if text for match in _PATTERN.finditer(text))
    return frozenset().union(*found)
