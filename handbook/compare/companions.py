"""Companions: other products of the repository that a site shows beside its own, each with notes on why their answers differ.

Which product shows which others is said in `mkdocs.yml`, under `extra.compare`; a product that is not named there is never shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handbook.audience.unsaid import Unsaid
from handbook.catalogs.catalogue import Catalogues
from handbook.findings.diagnostics import Severity, as_text
from handbook.findings.messages import both, say
from handbook.model.handbook import Handbook
from handbook.pipeline import for_audience, load
from handbook.schema.fields import Count, Many, Part, Prose
from handbook.schema.marks import with_texts
from handbook.schema.record import Visibility
from handbook.schema.validate import validate
from handbook.source.yaml_text import read


class Note(Part):
    """What differs in one activity, and why."""

    activity: Count
    """Number of the activity, 0 to 8."""
    differs: Prose
    """How the answers differ."""
    because: Prose
    """Which facts of the two products make them differ."""


class Notes(Part):
    """Why two products answer differently."""

    notes: Many[Note] = ()
    """One for each activity about which there is something to say."""


@dataclass(frozen=True, slots=True)
class Companion:
    """Another product that the site shows."""

    slug: str
    """Name of its folder; part of the addresses of its pages."""
    folder: str
    """Its folder, relative to `mkdocs.yml`."""
    handbook: Handbook
    notes: Mapping[int, Note] = field(default_factory=dict)
    """Why its answers differ, by the number of the activity."""

    @property
    def name(self) -> str:
        """Returns the title of the product, or the name of its folder where it has none."""
        return self.handbook.name or self.slug


class ComparisonError(ValueError):
    """What `extra.compare` asks for cannot be shown; the message is one sentence, or the findings line by line."""


def companions(
    root: Path, product: str, asked: Any, catalogues: Catalogues, audience: Visibility = "internal", left_out: frozenset[str] = frozenset()
) -> tuple[Companion, ...]:
    """Returns the products that are to be shown beside `product`, each as the `audience` sees it; `left_out` are the records of `product` that it does not.

    `asked` is the value of `extra.compare`: for each product's folder a list of others, each a folder, or a mapping of `product`
    to a folder and `notes` to a file that says why they differ. Raises ComparisonError.
    """
    if asked is None:
        return ()
    if not isinstance(asked, Mapping) or not all(isinstance(others, list) for others in asked.values()):
        raise ComparisonError("'compare' in mkdocs.yml is not understood; expected, for a product's folder, a list of other products' folders")
    found = []
    for other in asked.get(product, ()):
        folder = other.get("product") if isinstance(other, Mapping) else other
        notes = other.get("notes") if isinstance(other, Mapping) else None
        if not isinstance(folder, str) or not (notes is None or isinstance(notes, str)):
            raise ComparisonError(f"'compare' in mkdocs.yml names something for '{product}' that is no folder; expected 'product:' and perhaps 'notes:'")
        companion, wrong = _companion(root, folder.strip("/"), notes, catalogues, audience, left_out)
        if wrong:
            raise ComparisonError("\n".join(wrong))
        found.append(companion)
    return tuple(found)


def _companion(
    root: Path, folder: str, file: str | None, catalogues: Catalogues, audience: Visibility, left_out: frozenset[str]
) -> tuple[Companion, list[str]]:
    """Returns the product in a folder with the notes in a file, and what is wrong with either, line by line."""
    loaded = load(root / folder, catalogues)
    wrong = [as_text(finding, folder) for finding in loaded.diagnostics if finding.severity is Severity.ERROR]
    notes: dict[int, Note] = {}
    if file and not wrong:
        notes, wrong = _notes(root, file, catalogues)
    seen = for_audience(loaded, audience)
    unsaid = Unsaid(seen.left_out | left_out, {})
    told = {number: with_texts(note, lambda _, text: unsaid.without_ids(text)) for number, note in notes.items()}
    return Companion(Path(folder).name, folder, seen.handbook, told), wrong


def _notes(root: Path, name: str, catalogues: Catalogues) -> tuple[dict[int, Note], list[str]]:
    """Returns the notes in a file by the number of the activity that each is about, and what is wrong with them, line by line."""
    document, diagnostics = read(root / name, name)
    stated: Notes | None = None
    if document is not None:
        found = validate(Notes, document.root, document, say("part.the-comparison"))
        stated, diagnostics = found.record, [*diagnostics, *found.diagnostics]
    if diagnostics or stated is None:
        return {}, [as_text(finding) for finding in diagnostics]
    numbers = [note.activity for note in stated.notes]
    known = [activity.number for activity in catalogues.activities.activities]
    wrong = sorted({number for number in numbers if number not in known or numbers.count(number) > 1})
    if wrong:
        return {}, [f"{name}: the activities {both(*wrong)} stand there twice or do not exist; expected each of 0 to 8 at most once"]
    return {note.activity: note for note in stated.notes}, []
