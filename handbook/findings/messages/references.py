"""Sentences of resolving: ids, and references that lead nowhere."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # Standing facts
    "unknown-fact": "'{field}' of {id} names the standing fact {name}, and there is none of that name",
    "unknown-fact.right": "the name of a fact, or a new one with 'name: {name}'",
    "fact-name.form": "the name {name} of {id} cannot stand in a text",
    "fact-name.form.right": "small letters and digits, with hyphens between",
    "fact-name.taken": "{id} has the name {name}, and so has {other}",
    "fact-name.taken.right": "a name of its own",
    "part.or": "{first} or {last}",
    "part.and": "{first} and {last}",
    "part.to": "{first} to {last}",
    "part.comma": "{first}, {last}",
    "part.and-others": "{things}, ...",
    "part.day": "{year}-{month}-{day}",
    "part.figure": "1,234.5",
    "part.more-keys": "more",
    "part.a": "a {noun}",
    "part.an": "an {noun}",
    "part.titled": "{id} ({title})",
    "part.expected": "expected {what}",
    "part.meant": "did you mean {suggestions}?",
    # Ids
    "duplicate-id": "the id '{id}' is taken by a record in {file}, line {line}",
    "duplicate-id.right": "an id of its own",
    "malformed-id": "{found} is not an id",
    "malformed-id.right": "{prefix}, a hyphen and two to four digits, such as {prefix}-01",
    "wrong-kind.id": "'{id}' is {owner}, and this is {kind}",
    "wrong-kind.id.right": "{prefix}, a hyphen and two to four digits",
    "part.id-of-kind": "an id of {kind}",
    "part.id-of-no-kind": "an id of no kind",
    # References to records
    "self-reference": "{id} names itself",
    "self-reference.right": "another record",
    "wrong-kind": "'{id}' is {kind} ({title})",
    "wrong-kind.elsewhere": "{kinds}; {kind} stands in {fields}",
    "wrong-kind.would-be": "'{id}' would be {kind}",
    "unknown-reference": "there is no {found}",
    "unknown-reference.one-each": "one id in each entry",
    "part.id-of-a-record": "the id of a record",
    "part.id-that-starts": "an id that starts with {prefixes}",
    "part.kind-and-prefix": "{kind} ({prefix}-…)",
    # References to entries and questions
    "unknown-reference.entry": "no reference document has an entry {found}",
    "unknown-reference.entry.neighbours": "one of {entries}",
    "unknown-reference.entry.right": "an entry such as PR.PS-02 or 8259A:SU-2",
    "withdrawn-reference": "{entry} was withdrawn from {document}: {relation} {successors}",
    "withdrawn-reference.without-successor": "{entry} was withdrawn from {document} and names no successor",
    "part.moved-to": "moved to",
    "part.incorporated-into": "incorporated into",
    "part.now-written": "'{found}' (now written {id})",
    "wrong-document": "'{id}' is an entry of {document}",
    "wrong-document.right": "an entry of {documents}",
    "wrong-level": "'{id}' is a {level} ({title})",
    "wrong-level.right": "{level}: {entries}",
    "unknown-reference.question": "there is no question {found}",
    "unknown-reference.question.right": "a question of an activity, such as {question}",
    "unknown-reference.document": "no reference document is called {found}",
    # Files and links in prose
    "missing-attachment": "there is no file {file}",
    "missing-attachment.right": "a file in the product's folder files/",
    "missing-attachment.link": "a link leads to {target}",
    "missing-attachment.link.right": "'files/' and the path of an attachment, or a link to another site",
}
