"""What a workbook changes in records that the product inherits: refused with the place where each stands, since others share it."""

from __future__ import annotations

from handbook.imports.found import Found
from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.schema.product_file import PRODUCT_FILE


def without_shared(found: Found, handbook: Handbook) -> Found:
    """Takes out of what was found whatever changes a shared record, and tells it at its cell; returns the same object.

    Nothing outside the product's folder is ever written. A row that is gone takes no shared record with it.
    """
    for record in [one for one in found.changes if one in handbook.items and handbook.items[one].shared]:
        changes, place = found.changes.pop(record), handbook.items[record].place("id")
        right = t(
            "change it there, for every product that inherits it; or give this product its own {record}, with its reason under 'overrides' in {product_file}",
            record=record,
            product_file=PRODUCT_FILE,
        )
        sentence = t("{record} is inherited and stands in {place}; {right}", record=record, place=f"{place.file}:{place.line}", right=right)
        addresses = (*(address for _, address in changes.fields), *(entry[2] for entry in changes.new_entries))
        for address in dict.fromkeys(addresses):
            found.tell("refused", address, sentence)
        for sheet in dict.fromkeys(sheet for _, sheet in changes.gone_entries):
            found.tell("note", f"'{sheet}'", t("an entry of {record} has no row any more and stays: {sentence}", record=record, sentence=sentence))
    for record in [one for one in found.gone if handbook.items[one].shared]:
        sheet, place = found.gone.pop(record), handbook.items[record].place("id")
        stays = t(
            "the row of {record} is not there any more; the record is inherited from {place} and stays", record=record, place=f"{place.file}:{place.line}"
        )
        found.tell("note", f"'{sheet}'", t("{stays}, unless it stands under 'leaves_out' in {product_file}", stays=stays, product_file=PRODUCT_FILE))
    return found
