"""What was typed into a cell as the text that a file would have: days, numbers, yes and no, lists, however a program took them."""

from __future__ import annotations

import re
from datetime import date, datetime

from handbook.exports.origin import shown
from handbook.imports.workbook import Typed

_FOR_YES = "yes true wahr ja vrai oui verdadero sí si vero sì waar verdadeiro sim prawda tak sant sand sann tosi pravda igaz doğru истина"
"""What programs and people write for yes in languages of Europe, in lower case; and below for no."""
_FOR_NO = "no false falsch nein faux non falso onwaar nee não fałsz nie falskt nej falsk usann nei epätosi nepravda hamis yanlış ложь"
YES, NO = frozenset(_FOR_YES.split()), frozenset(_FOR_NO.split())
_ESCAPED = re.compile(r"\\([n\\])")


def as_text(value: Typed) -> str:
    """Returns the text of what was typed, as an export would have written it: days as 2026-11-16, numbers without needless decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        has_time = bool(value.hour or value.minute or value.second)
        return value.strftime("%Y-%m-%d %H:%M") if has_time else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return shown(value) if isinstance(value, (int, float)) else value


def as_yes_or_no(text: str) -> str:
    """Returns `yes` or `no` for a word that means it, and any other text as it is."""
    word = text.strip().lower()
    return "yes" if word in YES else "no" if word in NO else text


def as_list(text: str) -> list[str]:
    r"""Returns the entries of a list that stands in a cell, one a line; `\n` and `\\` inside an entry are a line break and a backslash."""
    entries = (_ESCAPED.sub(lambda found: "\n" if found[1] == "n" else "\\", entry) for entry in text.split("\n"))
    return [entry for entry in (entry.strip(" \t\r\u00a0") if "\n" not in entry else entry for entry in entries) if entry.strip()]
