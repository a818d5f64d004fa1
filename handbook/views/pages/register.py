"""Page kind: registers, which are tables of all records of a kind, or of the small kinds of an activity."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import get_args

from handbook.findings.diagnostics import Place
from handbook.languages.said import retold, t
from handbook.methods.standing import Standing, standing_of
from handbook.methods.work_order import ordered
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.kinds import KINDS, MODELS, of_activity
from handbook.schema.marks import closed_list
from handbook.schema.record import Kind
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.page_spec import PageSpec, Shown
from handbook.views.shared.derived import OPTIONAL, derived_fields
from handbook.views.shared.links import LinkView, record_link
from handbook.views.shared.values import EMPTY, NOTHING_MORE, Value, value_of
from handbook.views.shared.words import activity_name, label

OWNER = "owner"
"""The field by which a register can be narrowed to the records of one role."""
LABELS = {"review_by": t("Look again")}
"""What a column is headed with, where the name of its field is not said so."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record in a register."""

    link: LinkView
    cells: tuple[Value, ...]
    gaps: int


@dataclass(frozen=True, slots=True)
class Column:
    """A field as a column of a register."""

    label: str
    sort: str = ""
    """`number` where the values are numbers with decimals, which are not in the order of their digits."""
    closed: bool = False
    """Whether the field holds words of a closed list, or yes or no, or who owns the record."""


@dataclass(frozen=True, slots=True)
class KindTable:
    """The register of one kind."""

    name: str
    plural: str
    prefix: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    file: str
    standing: Standing
    """Whether there are any, and what is said where there are none."""


@dataclass(frozen=True, slots=True)
class RegisterView:
    """A register page: one large kind, or the small kinds of an activity."""

    title: str
    about: str
    activity: str
    home: Address
    tables: tuple[KindTable, ...]


def pages(shown: Shown) -> Iterator[PageSpec]:
    """Yields the registers that the small kinds of an activity share, and then those that a kind has for itself."""
    handbook = shown.handbook
    for activity in handbook.catalogues.groups:
        if kinds := small_kinds(handbook, activity):
            make = partial(_made_for_activity, shown, activity)
            yield _page(addresses.of_register(activity), _title(activity), _about(kinds), kinds, make)
    for kind in KINDS.values():
        if addresses.has_own_register(handbook, kind):
            yield _page(addresses.of_own_register(kind), kind.plural, kind.about, (kind,), partial(_made_for_kind, shown, kind))


def _page(address: Address, title: str, about: str, kinds: tuple[Kind, ...], make: Callable[[], RegisterView]) -> PageSpec:
    words = (word for kind in kinds for word in (kind.plural, *kind.search, *(column.label for column in _columns(kind))))
    alone = len(kinds) == 1
    return PageSpec(
        path=address.page,
        title=t("Register: {title}", title=title),
        description=about,
        parent=addresses.of_home(kinds[0].activity).page,
        search_words=partial(tuple, dict.fromkeys(words)),
        source=Place(kinds[0].file) if alone else None,
        hide=("toc",) if alone else (),
        template="register.html",
        make=make,
    )


def _made_for_activity(shown: Shown, activity: int) -> RegisterView:
    return activity_register(shown.handbook, activity, shown.gaps)


def _made_for_kind(shown: Shown, kind: Kind) -> RegisterView:
    return kind_register(shown.handbook, kind, shown.gaps)


def kind_register(handbook: Handbook, kind: Kind, gaps: Mapping[str, int]) -> RegisterView:
    """Returns the register of one kind on a page of its own; `gaps` says how many gaps each record has, by its id."""
    home = addresses.of_home(kind.activity)
    return RegisterView(kind.plural, kind.about, activity_name(kind.activity), home, (_table(handbook, kind, gaps),))


def activity_register(handbook: Handbook, activity: int, gaps: Mapping[str, int]) -> RegisterView:
    """Returns the register that the small kinds of an activity share; `gaps` says how many gaps each record has, by its id."""
    kinds = small_kinds(handbook, activity)
    tables = tuple(_table(handbook, kind, gaps) for kind in kinds)
    return RegisterView(_title(activity), _about(kinds), activity_name(activity), addresses.of_home(activity), tables)


def small_kinds(handbook: Handbook, activity: int) -> tuple[Kind, ...]:
    """Returns the kinds of an activity that share a register."""
    return tuple(kind for kind in of_activity(activity) if not addresses.has_own_register(handbook, kind))


def _title(activity: int) -> str:
    return t("{activity_name}: further records", activity_name=activity_name(activity))


def _about(kinds: tuple[Kind, ...]) -> str:
    named = ", ".join(kind.plural[:1].lower() + kind.plural[1:] if kind.plural[1:2].islower() else kind.plural for kind in kinds)
    return t("Records of the kinds of which the product has fewer than {own_register}: {named}.", own_register=addresses.OWN_REGISTER, named=named)


def _table(handbook: Handbook, kind: Kind, gaps: Mapping[str, int]) -> KindTable:
    rows = tuple(_row(handbook, item, kind.columns, gaps) for item in ordered(handbook, kind.name, handbook.of_kind(kind.name)))
    return KindTable(kind.name, kind.plural, kind.prefix, kind.about, _columns(kind), rows, kind.file, standing_of(handbook, kind.name))


def _columns(kind: Kind) -> tuple[Column, ...]:
    return tuple(_column(kind, name) for name in kind.columns)


def _column(kind: Kind, name: str) -> Column:
    heading = LABELS.get(name) or retold(label(name), name.replace("_", " ").capitalize())
    info = MODELS[kind.name].model_fields.get(name)
    if info is None:
        return Column(heading)
    types = {getattr(one, "__origin__", one) for one in (info.annotation, *get_args(info.annotation))}
    return Column(heading, "number" if float in types else "", bool in types or name == OWNER or bool(closed_list(info.annotation)))


def _row(handbook: Handbook, item: Item, names: tuple[str, ...], gaps: Mapping[str, int]) -> Row:
    derived = {field.name: field.value for field in derived_fields(handbook, item)}
    cells = tuple(derived[name] if name in derived else _cell(handbook, item, name) for name in names)
    return Row(record_link(item), cells, gaps.get(item.id, 0))


def _cell(handbook: Handbook, item: Item, name: str) -> Value:
    if name in type(item.record).model_fields:
        return value_of(handbook, item.record, name)
    return NOTHING_MORE if name in OPTIONAL else EMPTY
