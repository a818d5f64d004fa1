"""Load: a product's folder becomes a resolved handbook with everything that is wrong with it.

This is the one function that the command, the hook and the exports call. The stages behind it are `source` (text to
nodes), `schema` (nodes to records), `resolve` (references) and `checks` (rules).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import get_args

from handbook.catalogs.catalogue import Catalogues, load_catalogues
from handbook.checks import exemptions, run_checks
from handbook.checks.exemptions import read_rulings
from handbook.checks.registry import ABOVE
from handbook.checks.residue import facts_in, left, residue
from handbook.findings.diagnostics import Diagnostic, Place, in_order, make
from handbook.findings.messages import Words, either, say
from handbook.findings.nearest import nearest
from handbook.model.handbook import Handbook, Item, Loaded
from handbook.reading.file_tops import IN_PRODUCT, Top, applied, opened, said, top_of
from handbook.reading.folder import ATTACHMENTS, PAGES, Listing, is_folder, listing, pages_in
from handbook.resolve.files import attachments_near
from handbook.resolve.reference import Unread
from handbook.resolve.resolve import resolve
from handbook.schema.exemption import RULES_FILE
from handbook.schema.kinds import FILES, MODELS
from handbook.schema.product_file import Depth, Site
from handbook.schema.record import Kind
from handbook.schema.validate import validate
from handbook.schema.words import with_article
from handbook.source.nodes import Document, Mapping, Scalar, Sequence
from handbook.source.yaml_text import NEW_RECORD, read

FORMAT = "1"
"""The format of YAML that this version reads."""
PRODUCT_FILE = "product.yaml"

_COLOUR = re.compile(r"^#[0-9A-Fa-f]{6}\Z")


def load(folder: Path, catalogues: Catalogues | None = None, today: date | None = None) -> Loaded:
    """Returns the handbook in `folder`, as far as it can be resolved, and all diagnostics in order.

    `today` is the day against which staleness is judged, where it is not to be the product's `as_of`. Nothing is raised for whatever
    the folder holds; a folder that is not there is a diagnostic.
    """
    known = catalogues or load_catalogues()
    if not is_folder(folder):
        message = say("missing-folder.no-folder" if folder.is_file() else "missing-folder", folder=folder.name)
        return Loaded(_nothing(known), (make("missing-folder", Place(""), message, say("missing-folder.right", file=PRODUCT_FILE)),))
    diagnostics: list[Diagnostic] = []
    listed = listing(folder)
    names = listed.names
    diagnostics += [*listed.diagnostics, *_unread(names, listed.same)]
    misspelt = {finding.suggestions[0] for finding in diagnostics if finding.suggestions}
    attachments = listed.below(ATTACHMENTS)
    items: list[Item] = []
    unread_kinds: set[str] = set()
    unread_site: set[str] = set()
    tops: dict[str, Top] = {}
    mentions: dict[str, Place] = {}
    site = Site()
    depth: Depth = "full"
    for kind in (FILES[PRODUCT_FILE], *(kind for kind in FILES.values() if kind.file != PRODUCT_FILE)):
        if listed.has_lost(kind.file):
            unread_kinds.add(kind.name)
            if kind.file == PRODUCT_FILE:
                return Loaded(_nothing(known), in_order(diagnostics))
            continue
        if kind.file not in names and kind.file != PRODUCT_FILE and not is_folder(folder / kind.file):
            continue
        document, found_in_yaml = read(folder / kind.file, kind.file)
        diagnostics += [finding for finding in found_in_yaml if finding.code != "missing-file" or kind.file not in misspelt]
        if document is not None:
            asks_all = kind.name == "activity-log"  # a file of another kind that asks a question wins over it
            mentions = {**document.questions, **mentions} if asks_all else {**mentions, **document.questions}
        if document is None:
            unread_kinds.add(kind.name)
        elif kind.file == PRODUCT_FILE:
            first = _product(document, kind, attachments)
            diagnostics += first.diagnostics
            if first.refused:
                return Loaded(_nothing(known), in_order(_once(diagnostics, listed)))
            items += first.items
            tops |= first.tops
            site, depth = first.site, first.depth
            if not first.items:
                unread_kinds.add(kind.name)
            if not first.site_read:
                unread_site.add("site")
        else:
            file = opened(document, kind)
            tops |= {kind.file: file.top} if file.top else {}
            diagnostics += file.diagnostics
            records, found, lost = _records(document, kind, file.records)
            if lost or file.lost or any(_hides_records(finding) for finding in found_in_yaml):
                unread_kinds.add(kind.name)
            diagnostics += found
            items += records
    unread_kinds.update(FILES[name].name for name in misspelt if name in FILES and name not in names)
    beside = pages_in(folder, listed.below(PAGES))
    items, found = applied(items, tops)
    diagnostics += beside.diagnostics
    diagnostics += found
    resolved = resolve(items, site, known, Unread(frozenset(unread_kinds)), attachments, beside.pages)
    handbook = resolved.handbook
    kept = {id(item.node) for item in handbook.records()}
    unread_kinds.update(item.kind.name for item in items if id(item.node) not in kept)
    above = said(tops, FILES, handbook.items, unread_kinds)
    handbook = replace(handbook, depth=depth, given_day=today, none_said=above.none, mentions=mentions, page_files=beside.files)
    diagnostics += [*resolved.diagnostics, *above.diagnostics]
    unread = unread_kinds | unread_site | ({ABOVE} if not above.whole or FILES[PRODUCT_FILE].name in unread_kinds else set())
    diagnostics += run_checks(handbook, frozenset(unread), resolved.lost)
    facts = facts_in(handbook, folder)
    still = left(facts)
    diagnostics += residue(facts, still)
    rules = read_rulings(folder)
    weighed = exemptions.applied(rules, in_order(_once(diagnostics, listed)), handbook.items, handbook.today, whole=not unread)
    return Loaded(handbook, in_order((*weighed.diagnostics, *rules.diagnostics)), rules.rulings, weighed.exempted, len(facts), len(still))


def _once(diagnostics: list[Diagnostic], listed: Listing) -> list[Diagnostic]:
    """Returns the findings without those that miss an attachment which is there and could not be read, since that is told already."""
    return [one for one in diagnostics if one.code != "missing-attachment" or not listed.has_lost(f"{ATTACHMENTS}/{one.found.removeprefix(f'{ATTACHMENTS}/')}")]


def _unread(names: frozenset[str], same: tuple[frozenset[str], ...]) -> list[Diagnostic]:
    """Returns a diagnostic for every file that looks like one of YAML, by its ending or by the whole of its name, and whose name no kind has.

    `same` are the names of files that have several; one that is read under another name is not lost.
    """
    found: list[Diagnostic] = []
    elsewhere = frozenset(name for group in same if any(map(_is_read, group)) for name in group)
    for name in sorted(names - elsewhere):
        if _is_read(name):
            continue
        free = [file for file in (*FILES, RULES_FILE) if file not in names]
        if not name.lower().endswith((".yaml", ".yml")) and not nearest(name, free):
            found += _misspelt_folder(name, names, found)
            continue
        base = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        by_base = [file for file in FILES if file.rsplit("/", 1)[-1].rsplit(".", 1)[0].casefold() == base.casefold()]
        close = nearest(name, free) or tuple(by_base) or nearest(name, FILES)
        if not close:
            bases = {file.rsplit("/", 1)[-1].rsplit(".", 1)[0]: file for file in FILES}
            close = tuple(bases[match] for match in nearest(base, bases))
        expected: Words = "" if close else say("unread-file.right")
        found.append(make("unread-file", Place(name), say("unread-file", file=name), expected, suggestions=close, found=name))
    return found


def _is_read(name: str) -> bool:
    return name in FILES or name == RULES_FILE or name.split("/")[0] in (ATTACHMENTS, PAGES)


def _misspelt_folder(name: str, names: frozenset[str], told: list[Diagnostic]) -> list[Diagnostic]:
    """Returns a diagnostic where a file stands in what was meant to be the folder of attachments or pages; one for all its files."""
    folder, slash, rest = name.partition("/")
    missing = [known for known in (ATTACHMENTS, PAGES) if folder.casefold() == known or not any(other.startswith(f"{known}/") for other in names)]
    close = nearest(folder, missing) if slash else ()
    if not close or any(finding.place.file.startswith(f"{folder}/") for finding in told):
        return []
    return [make("unread-file", Place(name), say("unread-file", file=name), suggestions=tuple(f"{known}/{rest}" for known in close), found=name)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ProductFile:
    """What the product's file says."""

    items: tuple[Item, ...] = ()
    """The product, or nothing where it cannot be named."""
    site: Site = field(default_factory=Site)
    depth: Depth = "full"
    tops: dict[str, Top] = field(default_factory=dict)
    """What the file says above all records, by its name."""
    site_read: bool = True
    """Whether all of the site could be taken."""
    diagnostics: tuple[Diagnostic, ...]
    refused: bool = False
    """Whether the format is unknown, so that nothing else can be read."""


def _product(document: Document, kind: Kind, attachments: tuple[str, ...]) -> _ProductFile:
    root = document.root
    if not isinstance(root, Mapping):
        finding = make("wrong-type", document.place(), say("wrong-type.product-file"), say("wrong-type.product-file.right"))
        return _ProductFile(diagnostics=(finding,), refused=True)
    diagnostics = _misspelt_keys(document, root)
    stated = root.items.get("format")
    text = stated.text if isinstance(stated, Scalar) else None
    if stated is None:
        finding = make("missing-key", document.place(), say("missing-key.file", key="format"), say("expected.format", known=FORMAT))
        return _ProductFile(diagnostics=(*diagnostics, finding), refused=True)
    if text != FORMAT:
        message = say("unknown-format", found=text, known=FORMAT) if text else say("unknown-format.unsaid", known=FORMAT)
        finding = make("unknown-format", document.place(("format",)), message, say("expected.format", known=FORMAT), found=text or "")
        return _ProductFile(diagnostics=(*diagnostics, finding), refused=True)
    depth, found = _depth(document, root)
    top, wrong = top_of(document, root, everywhere=True)
    tops = {PRODUCT_FILE: top}
    diagnostics += [*found, *wrong]
    site, site_read = Site(), True
    if "site" in root.items:
        stated_site = validate(Site, root.items["site"], document, say("part.the-site"))
        root.items["site"] = stated_site.node
        site_read = stated_site.record is not None and not stated_site.left_out
        site = stated_site.record or site
        diagnostics += stated_site.diagnostics
        told = {finding.place for finding in stated_site.diagnostics}
        diagnostics += [finding for finding in _site(site, document, attachments) if finding.place not in told]
    if "product" not in root.items:
        diagnostics.append(make("missing-key", document.place(), say("missing-key.file", key="product"), say("missing-key.right", key="product")))
        return _ProductFile(site=site, depth=depth, tops=tops, site_read=site_read, diagnostics=tuple(diagnostics))
    node = root.items["product"]
    product = validate(MODELS[kind.name], node, document, say("part.the-product"))
    items = (Item(product.record, document, product.node, left_out=product.left_out),) if product.record else ()
    return _ProductFile(items=items, site=site, depth=depth, tops=tops, site_read=site_read, diagnostics=(*diagnostics, *product.diagnostics))


def _depth(document: Document, root: Mapping) -> tuple[Depth, list[Diagnostic]]:
    """Returns how much the product's handbook is asked, and what is wrong with the word for it."""
    stated = root.items.get("depth")
    if stated is None or (isinstance(stated, Scalar) and stated.text is None):
        return "full", []
    text = stated.text if isinstance(stated, Scalar) else None
    for known in get_args(Depth):
        if text == known:
            return known, []
    message = say("unknown-value.depth", found=text) if text else say("unknown-value.depth.no-word")
    close = nearest(text or "", get_args(Depth))
    expected = say("expected.one-of", names=", ".join(get_args(Depth)))
    finding = make("unknown-value", document.place(("depth",)), message, expected, suggestions=close, found=text or "")
    return "full", [finding]


def _misspelt_keys(document: Document, root: Mapping) -> list[Diagnostic]:
    """Returns a diagnostic for each key that the product's file does not have, and renames what was misspelt."""
    diagnostics = []
    keys = ("format", "depth", "product", "site", *IN_PRODUCT)
    for key in tuple(root.items):
        if key in keys:
            continue
        close = nearest(key, [known for known in keys if known not in root.items]) or nearest(key, keys)
        hint: Words = "" if close else either(*keys)
        place = document.place((key,), key=True)
        diagnostics.append(make("unknown-key", place, say("unknown-key.file", key=key), hint, suggestions=close, found=key))
        if close and close[0] not in root.items:
            root.items[close[0]] = root.items.pop(key)
            root.keys[close[0]] = root.keys.pop(key)
    return diagnostics


def _site(site: Site, document: Document, attachments: tuple[str, ...]) -> list[Diagnostic]:
    """Returns what is wrong with the site beyond the types of its fields: a logo that is not there, a colour that is none."""
    diagnostics = []
    if site.logo and site.logo not in attachments:
        close = attachments_near(site.logo, attachments)
        message, expected = say("missing-attachment", file=f"'files/{site.logo}'"), say("missing-attachment.right")
        diagnostics.append(make("missing-attachment", document.place(("site", "logo")), message, expected, suggestions=close, found=site.logo))
    for name in ("primary", "accent"):
        place = document.place(("site", "colours", name))
        value = getattr(site.colours, name, None)
        if value and not _COLOUR.match(value):
            diagnostics.append(make("wrong-type", place, say("wrong-type.colour", name=name, found=value), say("expected.colour"), found=value))
        elif value is None and place != document.place(("site", "colours")):
            field_of_site = say("part.field", field=f"colours.{name}", owner=say("part.the-site"))
            diagnostics.append(make("empty-text", place, say("empty-text", field=field_of_site), say("expected.colour")))
    return diagnostics


def _records(document: Document, kind: Kind, root: Sequence | None) -> tuple[list[Item], list[Diagnostic], bool]:
    """Returns the records of a list, what is wrong, and whether a record was lost."""
    items: list[Item] = []
    diagnostics: list[Diagnostic] = []
    nodes = root.items if root is not None else []
    for node in nodes:
        found = validate(MODELS[kind.name], node, document, with_article(kind.singular))
        diagnostics += found.diagnostics
        if found.record is not None:
            items.append(Item(found.record, document, found.node, left_out=found.left_out))
    return items, diagnostics, len(items) < len(nodes)


def _hides_records(finding: Diagnostic) -> bool:
    """Returns whether there may be records behind this finding about YAML: the rest of a file, or a record run into another."""
    return finding.code == "yaml-syntax" or (finding.code == "duplicate-key" and finding.found == NEW_RECORD)


def _nothing(catalogues: Catalogues) -> Handbook:
    return Handbook(site=Site(), items={}, catalogues=catalogues)
