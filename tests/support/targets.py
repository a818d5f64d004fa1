"""Pages of a product by what they show: which record or register a test looks at is read from the product."""

from __future__ import annotations

import re
from collections import Counter

from handbook.model.handbook import Handbook
from handbook.views import addresses

REGISTER = "registers/{}/"
"""The register of the kind with most records."""


def page_at(words: str, handbook: Handbook) -> str:
    """Returns the path that an address with a place in braces stands for: `records/{need}/` is the page of the first need.

    `registers/{}/` is the register of the kind with most records. Raises LookupError where the product has no record of the kind.
    """
    if words == REGISTER:
        (kind, _), *_ = Counter(item.kind.name for item in handbook.records()).most_common(1)
        return words.replace("{}", kind)
    named = re.fullmatch(r"records/\{([\w-]+)\}/", words)
    if named is None:
        return words
    found = handbook.of_kind(named[1])
    if not found:
        raise LookupError(f"the product has no {named[1]}")
    return addresses.of_item(found[0]).url
