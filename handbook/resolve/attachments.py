"""References to attachments, and links in prose: why one leads to no file of the product."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import unquote

from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import Words, say
from handbook.findings.nearest import nearest_files
from handbook.model.item import Item
from handbook.reading.folder import ATTACHMENTS
from handbook.resolve.reference import SOMEWHERE, Nowhere, Reference
from handbook.schema.fields import links_in


def nowhere(reference: Reference) -> Nowhere:
    """Returns that there is no attachment of this name."""
    attachments, value = reference.handbook.attachments, reference.value
    if value in attachments or reference.item.shared:  # of a shared record, another rule tells it
        return SOMEWHERE
    message = say("missing-attachment", file=quoted(f"files/{value}"))
    close = nearest_files(value, attachments, ATTACHMENTS)
    return Nowhere(False, (_missing(reference, message, say("missing-attachment.right"), close, value),))


def dead_links(reference: Reference) -> Nowhere:
    """Returns a finding for each relative link in prose that leads to no attachment; links to other sites are not followed."""
    attachments = reference.handbook.attachments
    return Nowhere(
        False, tuple(_dead_link(reference, one) for one in links_in(reference.value) if _is_dead(one, attachments) and not is_of_product(reference.item, one))
    )


def is_of_product(item: Item, target: str) -> bool:
    """Returns whether a link of a shared record leads to a file of the product, which another rule tells."""
    return bool(item.shared) and target.startswith(f"{ATTACHMENTS}/")


def _is_dead(target: str, attachments: Collection[str]) -> bool:
    if not target or target.startswith("#") or target.lower().startswith(("https:", "mailto:")):
        return False
    name = target.removeprefix("files/").partition("#")[0]
    return not target.startswith("files/") or (name not in attachments and unquote(name) not in attachments)


def _dead_link(reference: Reference, target: str) -> Diagnostic:
    close = tuple(f"files/{name}" for name in nearest_files(target.removeprefix("files/"), reference.handbook.attachments, ATTACHMENTS))
    message = say("missing-attachment.link", target=quoted(target))
    return _missing(reference, message, say("missing-attachment.link.right"), close, target)


def _missing(reference: Reference, message: Words, expected: Words, close: tuple[str, ...], found: str) -> Diagnostic:
    return make("missing-attachment", reference.place, message, expected, suggestions=close, found=found, record=reference.item.id)
