"""Sentences of reading: the folder of a product, its files, and what stands at the top of a file."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    # The folder
    "missing-folder": "the product folder '{folder}' does not exist",
    "missing-folder.no-folder": "the product folder '{folder}' is not a folder",
    "missing-folder.right": "a folder that holds {file}",
    "unread-file": "nothing reads '{file}'",
    "unread-file.right": "one of the names in the data format",
    "unread-file.translation.right": "'messages.po', 'interface.po' or a page under 'guidance/' in '{folder}', such as 'languages/de/messages.po'",
    "same-address": "'{file}' and '{other}' would be published at one address, {address}",
    "same-address.right": "another name for one of them",
    # What cannot be read
    "unreadable-file.folder": "the folder cannot be read: {reason}",
    "unreadable-file.folder.right": "a folder that may be read",
    "unreadable-file.name": "the name {name} is not UTF-8",
    "unreadable-file.name.right": "a name that every system can write",
    "unreadable-file": "'{file}' cannot be read: {reason}",
    "unreadable-file.right": "a file that may be read",
    "part.permission-denied": "permission denied",
    "unreadable-file.irregular": "'{file}' is no regular file",
    "unreadable-file.irregular.right": "a file or a folder",
    "unreadable-file.saved": "'{file}' is no saved handbook of this version",
    "unreadable-file.saved.right": "the file handbook.json that a build wrote",
    # Links
    "unreadable-file.link-in-link": "'{file}' is a link to a folder inside a folder that is a link itself",
    "unreadable-file.link-in-link.right": "a copy of the folder",
    "unreadable-file.link-above": "'{file}' is a link to a folder that holds the link",
    "unreadable-file.link-above.right": "no link to a folder above it",
    "unreadable-file.dead-link": "'{file}' is a link that leads nowhere: {reason}",
    "unreadable-file.dead-link.right": "a link to a file of the product, or a copy",
    "outside-link": "'{file}' is a link that leads out of the product's folder",
    "outside-link.hidden": "'{file}' is a link that leads to a hidden file",
    "outside-link.right": "a copy of what it leads to",
    # The product's file
    "wrong-type.product-file": "the file holds no keys",
    "wrong-type.product-file.right": "'format', 'product' and 'site'",
    "unknown-format": "{whose} is written in format '{found}', and this version of the handbook reads format {known}",
    "unknown-format.unsaid": "{whose} does not say in which format it is written, and this version of the handbook reads format {known}",
    "expected.format": "'format: {known}'",
    "expected.colour": "a colour in quotes, such as '#0b5563'",
    # The top of a file of records
    "wrong-type.text-at-top": "the file holds text at its top",
    "wrong-type.keys-at-top": "the file holds keys and values at its top",
    "wrong-type.keys-at-top.right": "a list of records: each starts with '- id: {prefix}-01'; or the list under '{key}', with {keys} above it",
    "wrong-type.records": "'{key}' is no list",
    "expected.list-of-records": "a list of records: each starts with '- id: {prefix}-01'",
    "expected.list-under": "'{key}:' and the list below it",
    "none-contradicts": "the file says that there is no record of the kind '{kind}', and holds {count}",
    "none-contradicts.right": "the records, or 'none'",
    # Translations
    "translation-unread": "the translation cannot be read here: {reason}",
    "translation-unread.right": "a PO file as gettext defines it, each text in double quotes",
    "translation-unread.header": "its head is wrong ({reason})",
    "translation-unread.places": "the translation of {name} and its English differ in their places for values: {places}",
    "translation-unread.places.right": "{places}, each as it stands",
    "part.no-places": "no place for a value",
    # Sign-offs
    "sign-off-contradicts": "{id} says {field} '{stated}', and the sign-off that covers it says '{signed}'",
    "sign-off-contradicts.right": "one of the two",
    "sign-off-contradicts.earlier": "{id} is covered by another sign-off already, by {role} on {day}",
    "sign-off-contradicts.earlier.right": "the later one alone",
    "sign-off-contradicts.twice": "{id} is covered twice by one sign-off",
    "sign-off-contradicts.twice.right": "it once",
    "wrong-kind.no-role": "'{id}' is of the kind '{kind}' ({title})",
    "wrong-kind.no-role.right": "a role (ROL-…)",
    "wrong-kind.other-file": "{id} stands in {file}",
    "wrong-kind.other-file.right": "a sign-off at the top of that file, or in product.yaml",
}
