"""Ids of entries as tokens of OSCAL, which begin with a letter or `_`: one rule, which can be turned round.

Letters and digits of ASCII, `.` and `-` stay as they are. Any other character becomes `_x`, its number in hexadecimal, and `_`. What then begins with
neither a letter nor such a character gets one `_` in front. So `PR.PS-02` stays, `5.1-2A` becomes `_5.1-2A`, and `a b` becomes `a_x20_b`.
"""

from __future__ import annotations

import re

_OTHER = re.compile(r"[^A-Za-z0-9.\-]")
_WRITTEN = re.compile(r"_x([0-9A-F]+)_")


def token(entry_id: str) -> str:
    """Returns the token of an id. No two ids have the same."""
    written = _OTHER.sub(lambda found: f"_x{ord(found[0]):X}_", entry_id)
    return written if written[:1].isalpha() or written.startswith("_x") else f"_{written}"


def entry_id(of_token: str) -> str:
    """Returns the id of which `token` made a token."""
    written = of_token[1:] if of_token.startswith("_") and not of_token.startswith("_x") else of_token
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), written)
