"""View of a call in the product's page: what the product is, what is in it, what is outside."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.languages.said import day, t
from handbook.methods.standing import Standing, standing_of
from handbook.model.handbook import Handbook
from handbook.schema.kinds import of_activity
from handbook.schema.record import PRODUCT_MODEL
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.shared.links import LinkView, record_link
from handbook.views.shared.values import FieldView, fields_of


@dataclass(frozen=True, slots=True)
class ModelKind:
    """One kind of the product model with its records."""

    plural: str
    about: str
    links: tuple[LinkView, ...]
    more: int
    register: Address
    standing: Standing
    """Whether there are any, and what is said where there are none."""


@dataclass(frozen=True, slots=True)
class ProductView:
    """The product in one page."""

    title: str
    maker: str
    as_of: str
    link: LinkView | None
    fields: tuple[FieldView, ...]
    kinds: tuple[ModelKind, ...]
    changes: Address | None = None
    """Where it says what changed since the previous release, where there is one."""
    releases: Address | None = None
    """Where all releases of the handbook are listed, where there are any."""


SHOWN = 12


def product_view(handbook: Handbook, *, tells_changes: bool = False, lists_releases: bool = False) -> ProductView:
    """Returns what the product is; of a product that could not be read, an empty view. The last two tell which pages the site has."""
    product = handbook.product
    kinds = []
    for kind in of_activity(PRODUCT_MODEL):
        if kind.name == "product":
            continue
        items = handbook.of_kind(kind.name)
        links = tuple(record_link(item) for item in items[:SHOWN])
        kinds.append(ModelKind(kind.plural, kind.about, links, len(items) - len(links), addresses.of_kind(handbook, kind), standing_of(handbook, kind.name)))
    if product is None:
        return ProductView(t("the product"), t("its maker"), "", None, (), tuple(kinds))
    return ProductView(
        title=product.title,
        maker=handbook.maker or t("its maker"),
        as_of=day(product.as_of) if product.as_of else "",
        link=record_link(handbook.items[product.id]),
        fields=fields_of(handbook, product),
        kinds=tuple(kinds),
        changes=addresses.CHANGES if tells_changes else None,
        releases=addresses.RELEASES if lists_releases else None,
    )
