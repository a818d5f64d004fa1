"""Publishing: a product's folder, read and reported, becomes what one build publishes. No site generator is needed for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handbook.audience.levels import UnknownAudienceError, audience_asked, sees
from handbook.catalogs.catalogue import load_catalogues
from handbook.catalogs.official import stored
from handbook.compare.companions import ComparisonError, companions
from handbook.languages.language import UnknownLanguageError
from handbook.layout.graphviz import find_engine, place
from handbook.methods.release import UnknownDayError, gate_asked, given_day
from handbook.pipeline import for_audience, load
from handbook.reading.configuration import ConfigurationError, read_configuration
from handbook.reading.environment import FROZEN_DAY_VARIABLE, FROZEN_VARIABLE
from handbook.reading.releases import Frozen, ReleaseError, is_day, name_problem, read_list, store_of
from handbook.reading.shelf import Shelf
from handbook.reading.source_revision import last_changes, revision
from handbook.reading.speaking import language_asked, spoken_in
from handbook.schema.record import Visibility
from handbook.views.diagrams import all_graphs
from handbook.views.page_spec import Shown
from macros.site.publication import Publication
from macros.site.releases import asked_for
from macros.site.report import Report, report, report_of_audience, report_of_layout
from macros.site.repository import Repository, relative


class UnpublishableError(ValueError):
    """What is asked for cannot be published; the message says what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the configuration of a site asks for, besides the product."""

    compare: Any = None
    """Which products stand beside which, as `extra.compare` says."""
    revision: str = ""
    """Revision of the source in words; asked of git where it is empty."""
    repository: str = ""
    """Address of the repository in a forge, or empty."""
    edit_path: str = ""
    """What stands after that address where a page is edited, or empty."""
    pdf: bool = False
    """Whether the site has the files that are made on request alone."""
    releases: Any = None
    """Which frozen releases the site has, as `extra.releases` says."""


def publish(
    configuration: Path, environment: Mapping[str, str], asked: Asked, tell: Callable[[Report], None], *, serving: bool, shelf: Shelf | None = None
) -> Publication:
    """Returns what is published of the product that a configuration file or else the environment names.

    Findings are told before anything else is made of the product, and `tell` may raise to end the build. What is on the `shelf` of a build before
    is not read again where it is the same. Raises UnpublishableError.
    """
    root = configuration.parent
    try:
        folder = root / read_configuration(configuration, environment).product
        within = relative(folder, root)
        catalogues = load_catalogues(stored(root))
        shelf = shelf or Shelf()
        source = (asked.repository or asked.edit_path) if relative(folder.resolve(), root.resolve()) else ""
        loaded = load(folder, catalogues, given_day(environment), shelf, source if source.startswith(("https://", "http://")) else "")
        audience = audience_asked(environment, loaded.handbook.site, serving=serving)
        loaded = spoken_in(loaded, language_asked(environment, loaded.handbook.site, folder))
        tell(report(loaded, within or folder.as_posix(), gate_asked(environment), serving=serving))
        seen = for_audience(loaded, audience, folder)
        tell(report_of_audience(loaded.handbook, seen.handbook))
        beside = companions(root, within, asked.compare, catalogues, audience, seen.left_out)
        store = store_of(folder, environment)
        releases = tuple(one for one in read_list(store) if sees(audience, one.audience))
        shown = Shown(seen, within or folder.name, beside, folder, releases, store, asked_for(asked.releases, store), frozen_as(environment, audience))
    except (ConfigurationError, UnknownDayError, UnknownAudienceError, UnknownLanguageError, ComparisonError, ReleaseError) as error:
        raise UnpublishableError(str(error)) from None
    layout = place(seen.handbook.once(all_graphs), find_engine())
    tell(report_of_layout(layout))
    repository = Repository(root, folder, asked.repository, "" if shown.frozen else asked.edit_path)
    changes = {} if serving else last_changes(root)
    stated = asked.revision or revision(root)
    return Publication(shown, layout, stated, repository, served=serving, shelf=shelf, pdf=asked.pdf, changes=changes)


def frozen_as(environment: Mapping[str, str], audience: Visibility) -> Frozen | None:
    """Returns the release that a build is made for, with name and day alone, as `handbook release` says, or None. Raises ReleaseError."""
    name, day = environment.get(FROZEN_VARIABLE, ""), environment.get(FROZEN_DAY_VARIABLE, "")
    if not name:
        return None
    problem = name_problem(name, ()) or ("" if is_day(day) else f"{FROZEN_DAY_VARIABLE} is '{day}'; expected the day of release {name}, such as 2026-11-16")
    if problem:
        raise ReleaseError(problem)
    return Frozen(name, day, audience, "")


def tell_terminal(told: Report) -> None:
    """Prints what a command without MkDocs has to tell. Raises UnpublishableError where it ends there."""
    for _, sentence in told.messages:
        print(sentence, file=sys.stderr)
    if told.refusal:
        raise UnpublishableError(told.refusal)


def republish(before: Publication, environment: Mapping[str, str], stated_revision: str, tell: Callable[[Report], None]) -> Publication:
    """Returns what is published after a file of the product was saved, while all else stayed as it was.

    Catalogues, products beside it and, where it draws the same, the layout are those of `before`. Raises UnpublishableError.
    """
    folder, root = before.repository.product, before.repository.root
    try:
        loaded = load(folder, before.handbook.catalogues, given_day(environment), before.shelf, before.handbook.repository)
        tell(report(loaded, before.shown.folder, gate_asked(environment), serving=True))
        loaded = for_audience(loaded, audience_asked(environment, loaded.handbook.site, serving=True), folder)
        loaded = spoken_in(loaded, language_asked(environment, loaded.handbook.site, folder))
    except (UnknownDayError, UnknownAudienceError, UnknownLanguageError) as error:
        raise UnpublishableError(str(error)) from None
    graphs = loaded.handbook.once(all_graphs)
    layout = before.layout if graphs == before.handbook.once(all_graphs) else place(graphs, find_engine())
    shown = replace(before.shown, loaded=loaded)
    return Publication(
        shown, layout, stated_revision or revision(root), before.repository, served=True, shelf=before.shelf, pdf=before.pdf
    )  # fmt: skip
