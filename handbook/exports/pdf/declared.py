"""What every format of PDF has in common: it is set from a document of nodes, on the paper that was chosen, where Typst is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handbook.exports.format import Account, Choice, Format
from handbook.exports.pdf.nodes import Document
from handbook.exports.pdf.typesetting import PAPERS, missing, typeset, values_of
from handbook.model.handbook import Handbook

Drawn = Callable[[Handbook, Mapping[str, str]], Document]
"""Makes the document of a handbook as it was chosen: its paper, its revision, and what else the format lets choose."""
CHECKED = "It is tagged by the rules of PDF/UA-1, as far as Typst and our tests check them; no other validator has looked."


def pdf_format(
    document: Drawn, *, name: str, title: str, file: str, about: str, read_by: tuple[str, ...], loses: str, account: Account, choices: tuple[Choice, ...] = ()
) -> Format:
    """Returns the format whose file is set from what `document` makes; its paper may be chosen, and `choices` besides."""

    def make_as(handbook: Handbook, chosen: Mapping[str, str]) -> bytes:
        """Returns the file as it was chosen, on A4 where nothing else was."""
        return typeset(document(handbook, chosen), chosen.get("paper", "a4"))

    return Format(
        name=name,
        title=title,
        file=file,
        media_type="application/pdf",
        about=about,
        read_by=read_by,
        loses=f"{loses} {CHECKED}",
        account=account,
        make=lambda handbook: make_as(handbook, {}),
        make_as=make_as,
        choices=(Choice("paper", "size of paper", lambda _: tuple(PAPERS)), *choices),
        draft=lambda handbook: values_of(document(handbook, {})),
        lacks=lambda _: missing(),
        on_request=True,
    )
