"""The format `markdown`: a file for each activity with all that the product's records say in it, for a firm's own repository."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handbook.exports.format import Format, whole
from handbook.exports.markdown_text import plain, record
from handbook.exports.packing import archive
from handbook.languages.said import UNTOLD, Said, t
from handbook.model.handbook import Handbook
from handbook.schema.kinds import of_activity
from handbook.views.addresses import register_name
from handbook.views.shared.words import activity_name


def parts(handbook: Handbook) -> Mapping[str, bytes]:
    """Returns the files, those without a record left out."""
    return {f"{register_name(group)}.md": text(handbook, group).encode() for group in handbook.catalogues.groups if _has_records(handbook, group)}


def make(handbook: Handbook) -> bytes:
    """Returns all of them in one archive."""
    return archive(parts(handbook))


def text(handbook: Handbook, group: int) -> str:
    """Returns the records of an activity, of the product model, or of what every activity uses."""
    return "\n\n".join(_blocks(handbook, group)) + "\n"


def title(handbook: Handbook, group: int) -> Said:
    """Returns the name of an activity with its title."""
    activity = handbook.catalogues.by_number.get(group)
    name = activity_name(group)
    return t("{activity}: {title}", UNTOLD, activity=name, title=activity.title) if activity else name


def _has_records(handbook: Handbook, group: int) -> bool:
    return any(handbook.of_kind(kind.name) for kind in of_activity(group))


def _blocks(handbook: Handbook, group: int) -> Iterator[str]:
    yield f"# {plain(handbook.says(title(handbook, group)))}"
    name = plain(handbook.name)
    product = t("{product} as of {day}", product=name, day=handbook.today) if handbook.today else name
    yield handbook.says(t("{product}. Made from the records of the handbook; changes belong there.", product=product))
    for kind in of_activity(group):
        items = handbook.of_kind(kind.name)
        if items:
            yield f"## {plain(handbook.says(kind.plural))}"
            yield handbook.says(kind.about)
            for item in items:
                yield from record(item, 3, handbook.says)


FORMAT = Format(
    name="markdown",
    title="Activities, filled in (Markdown)",
    file="markdown.zip",
    media_type="application/zip",
    about="For a firm's own repository or wiki: a file for each activity with every record and every field.",
    read_by=("markdown-it", "forges and wikis that take CommonMark"),
    loses="White space inside one-line texts becomes single spaces; emphasis, lists and code of prose stay, headings and HTML in it show as typed.",
    account=whole(),
    make=make,
    parts=parts,
)
