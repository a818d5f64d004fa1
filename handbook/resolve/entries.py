"""References to entries, questions and reference documents: why one leads nowhere, and where a withdrawn entry went."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.catalogs.catalogue import Catalogues, Found, Gone
from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import Words, both, either, first_of, say
from handbook.findings.nearest import clearly_nearest, nearest, same_form
from handbook.model.item import Item
from handbook.resolve.reference import SOMEWHERE, Nowhere, Reference

LISTED = 10
"""So many entries below one that is too broad are named, at most."""


NEAR = 5
"""Questions that a message names, at most: those of an activity are few, and a digit that is missing leaves some of them."""


def nowhere(reference: Reference) -> Nowhere:
    """Returns why a reference leads to no entry that its field takes."""
    catalogues, value, documents = reference.handbook.catalogues, reference.value, reference.mark.levels
    if catalogues.citable(value, documents):
        return SOMEWHERE
    found = catalogues.lookup(value)
    if found is None:
        close = catalogues.nearest(value, documents) or catalogues.nearest(value)
        message = say("unknown-reference.entry", found=quoted(value))
        return reference.wrong("unknown-reference", message, "" if close else _around(value, catalogues), suggestions=close)
    if isinstance(found, Gone):
        return reference.wrong("withdrawn-reference", _withdrawal(value, found), suggestions=_successors(found, catalogues))
    if documents and found.document.document not in documents:
        expected = say("wrong-document.right", documents=either(*(catalogues.documents[name].short for name in documents)))
        return reference.wrong("wrong-document", say("wrong-document", id=value, document=found.document.short), expected)
    return _too_broad(reference, found)


def no_question(reference: Reference) -> Nowhere:
    """Returns why a reference leads to no question of an activity."""
    questions = reference.handbook.catalogues.questions
    if reference.value in questions:
        return SOMEWHERE
    close = clearly_nearest(reference.value, questions, at_most=NEAR)
    expected: Words = "" if close else say("unknown-reference.question.right", question=next(iter(questions)))
    return reference.wrong("unknown-reference", say("unknown-reference.question", found=quoted(reference.value)), expected, suggestions=close)


def document_known(name: str | None, catalogues: Catalogues) -> bool:
    """Returns whether a scope decision's `document` is a reference document, or one that this handbook does not hold."""
    return name is None or name in catalogues.documents or not _documents_near(name, catalogues)


def no_document(item: Item, name: str, catalogues: Catalogues) -> Diagnostic:
    """Returns that no reference document has the name that a scope decision gives."""
    message = say("unknown-reference.document", found=quoted(name))
    return make("unknown-reference", item.place("document"), message, suggestions=_documents_near(name, catalogues), found=name, record=item.id)


def _around(value: str, catalogues: Catalogues) -> Words:
    around = catalogues.neighbours(value)
    return say("unknown-reference.entry.neighbours", entries=both(*around)) if around else say("unknown-reference.entry.right")


def _too_broad(reference: Reference, found: Found) -> Nowhere:
    below = tuple(choice for choice in reference.handbook.catalogues.choices((found.document.document,)) if choice.startswith(reference.value))
    level = found.document.cite[0]
    message = say("wrong-level", id=reference.value, level=found.entry.level, title=found.entry.title)
    one = say("part.an" if level[0] in "AEIOU" else "part.a", noun=level)
    return reference.wrong("wrong-level", message, say("wrong-level.right", level=one, entries=first_of(LISTED, below)))


def _documents_near(name: str, catalogues: Catalogues) -> tuple[str, ...]:
    known = {wording: document.document for document in catalogues.documents.values() for wording in (document.document, document.short)}
    near = same_form(name, known) or nearest(name, known)
    return tuple(dict.fromkeys(known[wording] for wording in near))


def _withdrawal(value: str, gone: Gone) -> Words:
    entry = gone.entry
    shown: Words = f"'{value}'" if value == gone.cited else say("part.now-written", found=value, id=gone.cited)
    if not entry.targets:
        return say("withdrawn-reference.without-successor", entry=shown, document=gone.document.short)
    successors = both(*entry.targets)
    return say("withdrawn-reference", entry=shown, document=gone.document.short, relation=_RELATIONS[entry.relation], successors=successors)


_RELATIONS: Mapping[str, Words] = {"moved to": say("part.moved-to"), "incorporated into": say("part.incorporated-into")}
"""How it is told what became of an entry."""


def _successors(gone: Gone, catalogues: Catalogues) -> tuple[str, ...]:
    citable = set(catalogues.choices((gone.document.document,)))
    return tuple(gone.document.prefix + target for target in gone.entry.targets if gone.document.prefix + target in citable)[:5]
