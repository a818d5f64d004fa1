"""The format `security.txt`: where whoever finds a weakness turns to, by RFC 9116."""

from __future__ import annotations

from datetime import timedelta

from handbook.exports.format import Format, some
from handbook.exports.formats.csaf import PROVIDER
from handbook.exports.formats.csaf import lacks as lacks_advisories
from handbook.exports.publisher import disclosure_of, own_host
from handbook.model.handbook import Handbook

WELL_KNOWN = ".well-known/security.txt"
"""Path below a host at which it is looked for (RFC 9116, Section 3)."""


def make(handbook: Handbook) -> bytes:
    """Returns the file; it names its own address, and that of the advisories, only where the site stands on the maker's own host."""
    stated, host = disclosure_of(handbook), own_host(handbook)
    assert stated.valid_until is not None  # `lacks` has asked for it
    fields = [
        *(("Contact", one) for one in stated.contacts),
        ("Expires", f"{stated.valid_until + timedelta(days=1)}T00:00:00Z"),
        ("Encryption", stated.encryption),
        ("Acknowledgments", stated.acknowledgments),
        ("Preferred-Languages", ", ".join(_one_line(one) for one in stated.languages)),
        ("Canonical", f"{host}/{WELL_KNOWN}" if host else None),
        ("Policy", stated.policy),
        ("CSAF", f"{host}/.well-known/csaf/{PROVIDER}" if host and not lacks_advisories(handbook) else None),
    ]
    return "".join(f"{name}: {value}\n" for name, value in fields if value).encode()


def lacks(handbook: Handbook) -> str:
    """Returns what of a product the format cannot do without and does not find, in a sentence, or ''."""
    stated = disclosure_of(handbook)
    if stated.contacts and stated.valid_until:
        return ""
    return "product.yaml names no 'contacts', or no 'valid_until', under 'disclosure'; RFC 9116 asks for both."


def _one_line(text: str) -> str:
    return " ".join(text.split())


FORMAT = Format(
    name="security.txt",
    title="Contact for finders (security.txt)",
    file="security.txt",
    media_type="text/plain; charset=utf-8",
    about="For whoever finds a weakness: where reports are taken, in which languages, by which rules, until when.",
    read_by=("people", "readers of RFC 9116"),
    loses="It is not signed.",
    account=some(carried={"product": ("disclosure",)}, reduced={"product": ("maker",), "vulnerability": ("vex", "published_on")}),
    make=make,
    lacks=lacks,
)
