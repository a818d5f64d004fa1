"""What a site offers for download: the exports with their paths, and what the page *Downloads* says of each."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from handbook.exports.format import Format, kinds_taken, own_fields
from handbook.exports.formats.csaf import FORMAT as ADVISORIES
from handbook.exports.formats.security_txt import FORMAT as CONTACT
from handbook.exports.formats.security_txt import WELL_KNOWN
from handbook.exports.publisher import own_host
from handbook.exports.registry import formats
from handbook.languages.said import joined, n, t
from handbook.model.handbook import Handbook
from handbook.outputs.registry import OUTPUTS
from handbook.schema.kinds import KINDS
from handbook.schema.record import Record
from handbook.views.shared.words import label

Content: TypeAlias = bytes | Iterator[bytes]
"""A file as a whole or, where it is large, piece by piece."""
FOLDER = "downloads/"
"""Where a site has them, below its root."""
UNITS = ((1_000_000, "MB"), (1_000, "kB"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a site has of formats that are made on request alone."""

    on_request: bool = False
    """Whether it has them."""
    revision: str = ""
    """Revision of the source, which they tell, in words."""


ON_REQUEST = t("This site was built without it, since making it takes seconds. The command below writes it; HANDBOOK_PDF=true puts it on a site.")
"""Stands where a site does not have the file of such a format."""


@dataclass(frozen=True, slots=True)
class KindTaken:
    """What becomes of the fields of a kind in a format, by their labels."""

    kind: str
    carried: tuple[str, ...]
    reduced: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DownloadView:
    """A format as the page shows it."""

    name: str
    title: str
    about: str
    read_by: str
    loses: str
    lacks: str
    """What the product must say first, where the file cannot be made, or that it is made on request; else ''."""
    choices: tuple[tuple[str, str, str], ...]
    """What may be chosen of it by the command: the option, what it is, and the values."""
    path: str
    """Path of the file below the root of the site."""
    file: str
    bytes: int
    """Its size, 0 where it cannot be made or was not."""
    size: str
    files: tuple[tuple[str, str, str], ...]
    """Files that the archive has and the site too: path below the root of the site, name, size."""
    is_whole: bool
    common: tuple[str, ...]
    """Fields of every kind that it carries of each kind that it takes, by their labels."""
    kinds: tuple[KindTaken, ...]
    left_out: tuple[str, ...]
    """Kinds of which it takes nothing."""


def downloads_view(handbook: Handbook, wanted: Wanted = Wanted(), *, sized: bool = True) -> tuple[DownloadView, ...]:
    """Returns every format as the page shows it; where it is to be `sized`, the files are made to tell their sizes."""
    return tuple(_view(handbook, form, wanted, sized=sized) for form in formats())


def path_of(form: Format) -> str:
    """Returns where a site has the file of a format, below its root."""
    return form.file if form.file in {output.file for output in OUTPUTS} else f"{FOLDER}{form.file}"


def site_files(handbook: Handbook, path: str | None = None, wanted: Wanted = Wanted()) -> Iterator[tuple[str, Content]]:
    """Yields the files that a site is given beyond its outputs, by their paths below its root; or the one at a path alone."""
    for form in formats():
        own = path_of(form)
        if not own.startswith(FOLDER) or (path is not None and path != own and not path.startswith((f"{FOLDER}{form.name}/", ".well-known/"))):
            continue
        if _lacking(handbook, form, wanted):
            continue
        yield from (found for found in _files(handbook, form, wanted) if path in (None, found[0]))


def _lacking(handbook: Handbook, form: Format, wanted: Wanted) -> str:
    """Returns why a site does not have the file of a format, in a sentence, or ''."""
    return form.lacks(handbook) or (ON_REQUEST if form.on_request and not wanted.on_request else "")


def _made(handbook: Handbook, form: Format, wanted: Wanted) -> Content:
    """Returns the file of a format, with the revision in it where it tells that; its size is noted once it is known."""
    if form.pieces:
        return _counted(form.pieces(handbook), handbook.once(_sizes), form.name)
    content = form.make_as(handbook, {"revision": wanted.revision}) if form.make_as else form.make(handbook)
    handbook.once(_sizes)[form.name] = len(content)
    return content


def _counted(pieces: Iterator[bytes], sizes: dict[str, int], name: str) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        yield piece
    sizes[name] = size


def _files(handbook: Handbook, form: Format, wanted: Wanted) -> Iterator[tuple[str, Content]]:
    content = _made(handbook, form, wanted)
    yield path_of(form), content
    if form.opened and form.parts:
        for name, content in handbook.once(form.parts).items():
            yield f"{FOLDER}{form.name}/{name}", content
            if form is ADVISORIES and own_host(handbook):
                yield f".well-known/csaf/{name}", content
    if form is CONTACT and own_host(handbook):
        yield WELL_KNOWN, content


def _view(handbook: Handbook, form: Format, wanted: Wanted, *, sized: bool) -> DownloadView:
    lacks = _lacking(handbook, form, wanted)
    sizes = handbook.once(_sizes)
    if sized and not lacks and form.name not in sizes:
        made = _made(handbook, form, wanted)
        if not isinstance(made, bytes):
            deque(made, maxlen=0)
    size = sizes.get(form.name, 0) if sized else 0
    opened = handbook.once(form.parts) if form.opened and form.parts and not lacks else {}
    taken = kinds_taken(form.account)
    everywhere = [name for name in Record.model_fields if taken and all(form.account[kind][name] == "carried" for kind in taken)]
    return DownloadView(
        name=form.name, title=form.title, about=form.about, read_by=joined(", ", form.read_by), loses=form.loses, lacks=lacks,
        choices=tuple((f"--{one.name}", one.about, ", ".join(one.values(handbook))) for one in form.choices),
        path=path_of(form), file=form.file, bytes=size, size=in_words(size) if size else "",
        files=tuple((f"{FOLDER}{form.name}/{name}", name, in_words(len(content))) for name, content in opened.items()),
        is_whole=form.is_whole,
        common=tuple(label(name) for name in everywhere),
        kinds=() if form.is_whole else tuple(_kind(form, kind) for kind in taken),
        left_out=tuple(KINDS[kind].plural for kind in form.account if kind not in taken),
    )  # fmt: skip


def _sizes(_: Handbook) -> dict[str, int]:
    """Returns where the sizes of the files of a handbook are noted by their formats as they are made, which are too large to be kept."""
    return {}


def _kind(form: Format, kind: str) -> KindTaken:
    fields = (tuple(label(name) for name in own_fields(form.account, kind, fate)) for fate in ("carried", "reduced", "left out"))
    return KindTaken(KINDS[kind].plural, *fields)


def in_words(size: int) -> str:
    """Returns a number of bytes in words of three digits: `434 kB`, `1.7 MB`."""
    for unit, name in UNITS:
        if size >= unit:
            return f"{size / unit:.1f} {name}" if size < 10 * unit else f"{size // unit} {name}"
    return n("{number} byte", "{number} bytes", size)
