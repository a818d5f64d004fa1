"""Sentences on shared records: folders that a product inherits, records that it overrides or leaves out."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # The folder
    "inherits-refused.form": "{found} is no path from the product's folder",
    "inherits-refused.form.right": "a relative path with forward slashes, such as '../organisation'",
    "inherits-refused.outside": "{found} lies outside the repository, or leads out of it",
    "inherits-refused.outside.right": "a folder of shared records inside the repository",
    "inherits-refused.hidden": "{found} is hidden, or leads to a hidden folder",
    "inherits-refused.hidden.right": "a folder whose name begins with no full stop",
    "inherits-refused.nested": "{found} holds the product's folder, or lies in it",
    "inherits-refused.nested.right": "a folder of shared records beside it",
    "inherits-refused.missing": "there is no folder {found}",
    "inherits-refused.missing.right": "the path of a folder of shared records, seen from the product's folder",
    "inherits-refused.product": "{found} holds {file}: it is a product, and no folder of shared records",
    "inherits-refused.product.right": "a folder beside it, with the records that both products have",
    "inherits-refused.unmarked": "{found} holds no {file}, so that nobody has said that its records are shared",
    "inherits-refused.unmarked.right": "that file in it, with 'format' and 'title'",
    "inherits-refused.twice": "{found} is the folder {first}, which stands in the list already",
    "inherits-refused.twice.right": "each folder once",
    "wrong-type.shared-file": "the file holds no keys",
    "wrong-type.shared-file.right": "'format' and 'title'",
    "part.the-shared-records": "the folder of shared records",
    "unread-file.shared": "a folder of shared records has no '{file}', so nothing reads it",
    "unread-file.shared.right": "it in the folder of a product",
    "missing-file.shared": "the folder holds shared records and no product, so there is nothing to check by itself",
    "missing-file.shared.right": "the folder of a product that inherits it",
    # Ids
    "duplicate-id.inherited": "the id '{id}' is that of a record which the product inherits, in {file}, line {line}",
    "duplicate-id.inherited.right": "an id of its own, such as {free}; or {id} under 'overrides' in product.yaml, with the reason",
    # Departures
    "override-idle": "no folder that the product inherits has a record {found}",
    "override-idle.right": "the id of a record that stands in one of them",
    "override-idle.unwritten": "the product overrides {id} and has no record of that id",
    "override-idle.unwritten.right": "the product's own {id} in {file}; or the entry under 'leaves_out'",
    "override-idle.written": "the product leaves out {id} and has a record of that id, in {file}, line {line}",
    "override-idle.written.right": "the entry under 'overrides'",
    "override-idle.twice": "{id} stands in these lists already, in line {line}",
    "override-idle.twice.right": "it once",
    "override-same": "{id} says the same as the shared record that it overrides, in {file}, line {line}",
    "override-same.right": "the record and its entry under 'overrides' gone",
    # What shared records name
    "shared-reference": "the shared record {id} names {target}, which only this product has",
    "shared-reference.right": "a shared record, so that each product that inherits {id} has it",
    "shared-reference.later": "the shared record {id} names {target} of {folder}, which stands behind its own folder in 'inherits'",
    "shared-reference.later.right": "that folder before its own; a folder may name records of those before it",
    "shared-reference.file": "the shared record {id} names a file, {found}, and a folder of shared records has none",
    "shared-reference.file.right": "an address where it can be read; or an override, with the file among those of the product",
    "shared-reference.left-out": "{id} is left out, and shared records name it: {records}",
    "shared-reference.left-out.right": "an override of {id}; or these left out or overridden too",
    "unknown-reference.left-out": "{id} is a shared record that the product leaves out, in {file}, line {line}",
    "unknown-reference.signed-left-out": "{id} is a shared record that the product leaves out",
    "unknown-reference.signed-left-out.right": "a sign-off without it",
    "unknown-reference.left-out.right": "another record; or {id} no longer left out",
}
