"""The shape of a record's id, as `NEED-03`: an upper-case prefix that tells its kind, a hyphen and a number."""

from __future__ import annotations

import re

RECORD_ID = re.compile(r"^([A-Z]{3,4})-([0-9]{2,4})\Z")
"""Prefix of the kind, a hyphen, two to four digits."""
RECORD_ID_IN_TEXT = re.compile(r"(?<![\w.:-])[A-Z]{3,4}-[0-9]{2,4}(?![\w-])")
"""The same, as a word of a text."""
