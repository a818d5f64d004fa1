"""The resolved handbook, one frozen value: records, links and citations of a product, and what checks and views ask of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from typing import Any, TypeVar, cast, overload

from handbook.attached.documents import Attached
from handbook.catalogs.activities import Question
from handbook.catalogs.catalogue import Catalogues
from handbook.findings.diagnostics import Place
from handbook.languages.language import Language
from handbook.languages.said import ENGLISH, told
from handbook.model.item import Citation, Item, Link
from handbook.model.statements import Assessed, Departure, NoneStated, Ruling, SharedFolder
from handbook.model.ties import CITED, LEAVING, Arriving, Leaving, cited_by, leaving
from handbook.schema.fields import Mark
from handbook.schema.marks import Path
from handbook.schema.product_file import Depth, Presented, Site
from handbook.schema.record import ANSWERING, Record, Visibility
from handbook.schema.records.product import Product

T = TypeVar("T", bound=Record)
A = TypeVar("A")
K = TypeVar("K")


@dataclass(frozen=True)
class Handbook:
    """A product with everything it names looked up, and the catalogues.

    Links, citations and every index are derived from `items` when they are first asked for. So `dataclasses.replace(handbook, items=...)`
    leaves nothing stale.
    """

    site: Site
    items: Mapping[str, Item]
    """Every record, by id, in the order of kinds and then of the files."""
    catalogues: Catalogues
    meant: Mapping[str, str] = field(default_factory=dict)
    """For ids that are written wrong: the id that was meant, under which the record stands in `items`."""
    attachments: tuple[str, ...] = ()
    """Files in the product's folder `files/`, as paths relative to it."""
    pages: tuple[str, ...] = ()
    """The product's own Markdown pages, as paths relative to its folder `pages/`."""
    page_files: tuple[str, ...] = ()
    """Whatever else stands in that folder, such as pictures; it is published beside the pages."""
    depth: Depth = "full"
    """How much is asked: every question, or the minimum for a small team."""
    none_said: Mapping[str, NoneStated] = field(default_factory=dict)
    """For kinds without a record, by name: who says that there is none."""
    shared: tuple[SharedFolder, ...] = ()
    """Folders of shared records that the product inherits, in the order of `product.yaml`."""
    overridden: Mapping[str, Departure] = field(default_factory=dict)
    """Shared records in whose place the product has one of its own, by id."""
    not_taken: Mapping[str, Departure] = field(default_factory=dict)
    """Shared records that the product leaves out, by id."""
    given_day: date | None = None
    """The day that whoever called named as today; wins over the product's `as_of`."""
    attached: Mapping[str, Attached] = field(default_factory=dict)
    """What files that records name say, as paths relative to `files/`: reports of tests, parts lists, advisories."""
    assessments: tuple[Assessed, ...] = ()
    """What an assessor says of requirements: the assessor's words, apart from the maker's."""
    spared: Mapping[tuple[str, str], Ruling] = field(default_factory=dict)
    """What the product exempts from rules, by rule and by record or question; known once it is checked."""
    told: frozenset[tuple[str, str]] | None = None
    """Where something is kept from those who read this: what the rules tell them, by rule and by record or question; None where nothing is kept."""
    mentions: Mapping[str, Place] = field(default_factory=dict)
    """Where a comment of a file names a question of an activity: there an author looks for it."""

    page_texts: Mapping[str, str] = field(default_factory=dict)
    """What the product's own Markdown pages say, by their paths."""
    audience: Visibility = "internal"
    """Who reads this: what those may not read is not in it."""
    keeps_back: bool = False
    """Whether something is left out for those who read it."""
    language: Language = ENGLISH
    """In which the handbook itself speaks; words of the product stay as they are written."""
    repository: str = ""
    """Address at which others may see the product's YAML: that of its repository, or of where its files are edited; '' where none is stated."""

    @cached_property
    def product(self) -> Product | None:
        """Returns the product, or None where none could be read."""
        found = self._by_kind.get(Product.spec.name)
        return cast("Product", found[0].record) if found else None

    @cached_property
    def registry(self) -> str:
        """Returns a digest of which records there are, of what kind, and which ids are wrong: all that decides where a reference leads."""
        known = [f"{record_id}\0{item.kind.name}" for record_id, item in self.items.items()]
        return sha256("\0\0".join((*known, "", *(f"{wrong}\0{right}" for wrong, right in self.meant.items()))).encode()).hexdigest()

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Returns every link from one record to another, in the order of the records and of their fields; facts that texts name come last."""
        return tuple(link for leaving in self._forward.values() for link in leaving.links)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Returns every tie of a record to an entry: first what authors cite, then the classes of threats."""
        mark = self.catalogues.mark
        found = [item.kept(CITED, mark, partial(cited_by, item, self.catalogues)) for item in self.items.values()]
        return (*(one for cited, _ in found for one in cited), *(one for _, classes in found for one in classes))

    def named(self, item: Item, path: Path, mark: Mark, value: str) -> str | None:
        """Returns the id of the record that a field of `item` names, or None where it leads nowhere, to a wrong kind or to itself."""
        value = self.as_meant(mark, value)
        target = self.items.get(value)
        if target is None or (mark.kinds and target.kind.name not in mark.kinds):
            return None
        return None if value == item.id and path[0] not in ANSWERING else value  # a role may keep its own record true

    def as_meant(self, mark: Mark, value: str) -> str:
        """Returns the id that a record with the wrong id `value` was meant to have, where a field with this mark may name that record; else `value`."""
        right = self.meant.get(value)
        fits = right is not None and (not mark.kinds or self.items[right].kind.name in mark.kinds)
        return right if right is not None and fits and value not in self.items else value

    def says(self, words: object) -> str:
        """Returns words of the handbook in its language, for whoever needs to know how long they are."""
        return told(words, self.language)

    @property
    def today(self) -> date | None:
        """Returns the day against which staleness is judged, or None where none is named."""
        return self.given_day or (self.product.as_of if self.product else None)

    @property
    def name(self) -> str:
        """Returns the title of the product, or '' where none could be read."""
        return self.product.title if self.product else ""

    @property
    def maker(self) -> str:
        """Returns the title of the product's maker, or '' where none is named."""
        maker = self.record(self.product.maker) if self.product else None
        return maker.title if maker else ""

    @property
    def presented_as(self) -> Presented:
        """Returns what menus and headings call the product."""
        return self.site.presented_as or "worked example"

    @property
    def presented(self) -> str:
        """Returns the same as it stands in a sentence."""
        return "our product" if self.presented_as == "our product" else "the worked example"

    @property
    def shows_project_pages(self) -> bool:
        """Returns whether the site has the pages on how to make a handbook and how this one is built."""
        stated = self.site.project_pages
        return self.presented_as == "worked example" if stated is None else stated

    def shared_title(self, folder: str) -> str:
        """Returns what a folder of shared records calls itself."""
        return next((one.title for one in self.shared if one.folder == folder), folder)

    def asks(self, question: Question) -> bool:
        """Returns whether the product's depth asks a question."""
        return self.depth == "full" or question.small_team

    def once(self, ask: Callable[[Handbook], A]) -> A:
        """Returns what `ask` tells of this handbook; it is asked once, since nothing of a handbook changes."""
        told = self.__dict__.setdefault("_told", {})
        if ask not in told:
            told[ask] = ask(self)
        return cast("A", told[ask])

    def of(self, kind: type[T]) -> tuple[Item[T], ...]:
        """Returns the records of a kind, in the order of the file: `handbook.of(Risk)`."""
        return cast("tuple[Item[T], ...]", self.of_kind(kind.spec.name))

    def of_kind(self, name: str) -> tuple[Item, ...]:
        """Returns the records of the kind of this name, in the order of the file."""
        return self._by_kind.get(name, ())

    def records(self) -> Iterator[Item]:
        """Yields every record in the order of kinds."""
        yield from self.items.values()

    @overload
    def record(self, record_id: str | None) -> Record | None: ...
    @overload
    def record(self, record_id: str | None, kind: type[T]) -> T | None: ...
    def record(self, record_id: str | None, kind: type[Record] = Record) -> Record | None:
        """Returns the record of an id, or None where there is none of this `kind`."""
        item = self.items.get(record_id) if record_id else None
        return item.record if item and isinstance(item.record, kind) else None

    def links_from(self, record_id: str, field_name: str | None = None) -> tuple[Link, ...]:
        """Returns the links that a record makes, or those of one field."""
        leaving = self._forward.get(record_id)
        if leaving is None:
            return ()
        return leaving.links if field_name is None else leaving.by_field.get(field_name, ())

    def links_to(self, record_id: str, kind: str | None = None, field_name: str | None = None) -> tuple[Link, ...]:
        """Returns the links that name a record, or those from one kind or one field."""
        links = self._backward.get(record_id, ())
        if not links or (kind is None and field_name is None):
            return links
        if record_id not in self._sorted:
            self._sorted[record_id] = Arriving(links, self.items)
        return self._sorted[record_id].of(kind, field_name)

    @overload
    def sources(self, record_id: str, kind: str, field_name: str | None = None) -> tuple[Item, ...]: ...
    @overload
    def sources(self, record_id: str, kind: type[T], field_name: str | None = None) -> tuple[Item[T], ...]: ...
    def sources(self, record_id: str, kind: str | type[Record], field_name: str | None = None) -> tuple[Item, ...]:
        """Returns the records of a kind that name a record, each once."""
        found = dict.fromkeys(link.source for link in self.links_to(record_id, _name(kind), field_name))
        return tuple(self.items[source] for source in found)

    @overload
    def targets(self, record_id: str, field_name: str | None = None, kind: str | None = None) -> tuple[Item, ...]: ...
    @overload
    def targets(self, record_id: str, field_name: str | None, kind: type[T]) -> tuple[Item[T], ...]: ...
    def targets(self, record_id: str, field_name: str | None = None, kind: str | type[Record] | None = None) -> tuple[Item, ...]:
        """Returns the records that a record names, each once: those of one field, those of one kind."""
        found = dict.fromkeys(link.target for link in self.links_from(record_id, field_name))
        items = tuple(self.items[target] for target in found)
        name = None if kind is None else _name(kind)
        return items if name is None else tuple(item for item in items if item.kind.name == name)

    def answers_to(self, question_id: str) -> tuple[Item, ...]:
        """Returns the records that answer a question."""
        return tuple(self.items[source] for source in self._answers.get(question_id, ()))

    def citations_of(self, cited: str) -> tuple[Citation, ...]:
        """Returns the citations of an entry of a reference document."""
        return self._by_entry.get(cited, ())

    def citations_by(self, record_id: str) -> tuple[Citation, ...]:
        """Returns the entries of reference documents that a record bears on."""
        return self._cited.get(record_id, ())

    @cached_property
    def _forward(self) -> Mapping[str, Leaving]:
        known = self.registry
        return {item.id: item.kept(LEAVING, known, partial(leaving, item, self.named)) for item in self.items.values()}

    @cached_property
    def _backward(self) -> Mapping[str, tuple[Link, ...]]:
        return _grouped((link.target, link) for link in self.links)

    @cached_property
    def _sorted(self) -> dict[str, Arriving]:
        """Returns the links that name a record, sorted by kind and field, for those records that somebody has asked for so."""
        return {}

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Item, ...]]:
        return _grouped((item.kind.name, item) for item in self.items.values())

    @cached_property
    def _answers(self) -> Mapping[str, tuple[str, ...]]:
        known = self.catalogues.questions
        pairs = [(question, item.id) for item in self.items.values() for question in item.record.answers if question in known]
        return {question: tuple(dict.fromkeys(sources)) for question, sources in _grouped(pairs).items()}

    @cached_property
    def _by_entry(self) -> Mapping[str, tuple[Citation, ...]]:
        return _grouped((citation.entry.cited, citation) for citation in self.citations)

    @cached_property
    def _cited(self) -> Mapping[str, tuple[Citation, ...]]:
        return _grouped((citation.source, citation) for citation in self.citations)


def _name(kind: str | type[Record]) -> str:
    return kind if isinstance(kind, str) else kind.spec.name


def _grouped(pairs: Iterable[tuple[K, Any]]) -> dict[K, tuple[Any, ...]]:
    groups: dict[K, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}
