"""References of a record to its own fields: why one names none that may be left out for some readers."""

from __future__ import annotations

from handbook.findings.diagnostics import make, quoted
from handbook.findings.messages import Words, both, say
from handbook.findings.nearest import nearest
from handbook.resolve.reference import SOMEWHERE, Nowhere, Reference
from handbook.schema.record import may_be_withheld
from handbook.schema.words import with_article


def nowhere(reference: Reference) -> Nowhere:
    """Returns why a text names no field of its record that may be left out; nothing where it does."""
    model, value = type(reference.item.record), reference.value
    possible = may_be_withheld(model)
    if value in possible:
        return SOMEWHERE
    if value in model.model_fields:
        message = say("unknown-value.needed-field", field=quoted(value), owner=reference.item.id)
        return Nowhere(
            False, (make("unknown-value", reference.place, message, say("unknown-value.needed-field.right"), found=value, record=reference.item.id),)
        )
    close = nearest(value, possible)
    expected: Words = "" if close else say("expected.one-of", names=both(*possible))
    message = say("unknown-value.no-field", kind=with_article(reference.item.kind.singular), found=quoted(value))
    return Nowhere(False, (make("unknown-value", reference.place, message, expected, suggestions=close, found=value, record=reference.item.id),))
