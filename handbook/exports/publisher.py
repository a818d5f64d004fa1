"""Who publishes an export: the maker by name and by the address that stands for it, and whether the host is the maker's own."""

from __future__ import annotations

from handbook.audience.seen import seen
from handbook.model.handbook import Handbook
from handbook.schema.records.product import Disclosure


def disclosure_of(handbook: Handbook) -> Disclosure:
    """Returns what the product says of where finders of weaknesses turn to; empty where it says nothing."""
    stated = handbook.product.disclosure if handbook.product else None
    return stated or Disclosure()


def seed(handbook: Handbook) -> str:
    """Returns the words that tell this product's UUIDs from those of others: the maker's address, or its name, and the product's."""
    return f"{disclosure_of(handbook).namespace or handbook.maker}\n{handbook.name}"


def own_host(handbook: Handbook) -> str:
    """Returns the address of the host on which the site stands, without a slash at its end, or '' where the host is not the maker's own."""
    return (disclosure_of(handbook).host or "").rstrip("/")


def for_anybody(handbook: Handbook) -> Handbook:
    """Returns the handbook as the public sees it: what customers and their tools get is made of nothing else."""
    return seen(handbook, "public")
