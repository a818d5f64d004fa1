"""The matrices of telling: each text against the customers who read it, and each record that must be told against the texts."""

from __future__ import annotations

from functools import partial

from handbook.languages.said import t
from handbook.methods.matrices.cells import Cell, Group, Head, Hole, Later, Matrix, Row, ids, lacking, linked, not_asked, seen
from handbook.methods.telling import IN_TIME, Due, all_due, is_told, lacks_text, reaches_nobody, readers_of
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.channels import Audience
from handbook.schema.records.customers import Customer
from handbook.schema.records.information import InformationItem

TEXT_RULES = ("item-not-received", "customer-not-told")
DUE_RULES = ("means-not-told", "assumption-not-told", "acceptance-not-told", "deviation-not-told")
RULES = (*TEXT_RULES, *DUE_RULES)


def texts_matrix(handbook: Handbook) -> Matrix:
    """Returns a row for each information item; the columns are its audiences and then the customers, of whom each reads some."""
    customers = handbook.of(Customer)
    texts = handbook.of(InformationItem)
    rows = [Row(Head(text.id), Later(partial(_by_customers, handbook, text))) for text in texts]
    rows.append(Row(Head(t("Any text"), "step"), Later(partial(_of_any_text, handbook))))
    about = t(
        "A row is a text that somebody is told; the columns are the customers. A cell names the audiences by which it reaches them. "
        "The last row says whether a customer is told anything."
    )
    columns = (Head(t("Audiences"), "step"), *(Head(one.id) for one in customers))
    return Matrix(
        "texts", t("Customers and what they are told"), about, t("Text"), columns, (Group("", tuple(rows)),), TEXT_RULES,
        (t("who is told what"), "communication", t("customer information")),
    )  # fmt: skip


def due_matrix(handbook: Handbook) -> Matrix:
    """Returns a row for each record that must be told; the columns say in which texts, whether in time, and to which customers."""
    rows = tuple(Row(Head(due.item.id), Later(partial(_told, handbook, due))) for due in all_due(handbook))
    about = t(
        "A row is a record that customers must be told of: means outside the product and those left to the customer, assumptions about people, "
        "what customers bear, deviations that must be told."
    )
    return Matrix(
        "must-be-told", t("What must be told"), about, t("Record"),
        tuple(Head(one, "step") for one in (t("In a text"), t("In time"), t("Reaches"))), (Group("", rows),),
        DUE_RULES, ("untold", "disclosure"),
    )  # fmt: skip


def _by_customers(handbook: Handbook, text: Item[InformationItem]) -> tuple[Cell, ...]:
    return (_audiences(handbook, text), *(_reads(handbook, text, one) for one in handbook.of(Customer)))


def _of_any_text(handbook: Handbook) -> tuple[Cell, ...]:
    return (not_asked(), *(_any(handbook, one) for one in handbook.of(Customer)))


def _audiences(handbook: Handbook, text: Item[InformationItem]) -> Cell:
    audiences = handbook.targets(text.id, "audiences", Audience)
    empty = [one.id for one in audiences if reaches_nobody(one)]
    if empty:
        return lacking(t("nobody belongs to {listed}", listed=", ".join(empty)), [Hole("item-not-received", one) for one in empty], ids(audiences))
    return linked(handbook, text, "audiences", t("no audience"))


def _reads(handbook: Handbook, text: Item[InformationItem], customer: Item[Customer]) -> Cell:
    readers = readers_of(handbook, text, customer)
    if readers:
        return seen(handbook, ids(readers), t("told"))
    return _excluded(customer) if customer.record.scope == "excluded" else not_asked(t("not for them"))


def _any(handbook: Handbook, customer: Item[Customer]) -> Cell:
    if customer.record.scope == "excluded":
        return _excluded(customer)
    if lacks_text(handbook, customer):
        return lacking(t("told nothing"), [Hole("customer-not-told", customer.id)])
    return seen(handbook, [customer.id], t("told")) if customer.record.scope == "in scope" else not_asked(t("scope not said"))


def _excluded(customer: Item[Customer]) -> Cell:
    return Cell("not applicable", (customer.id,), t("excluded"))


def _readers(handbook: Handbook) -> dict[str, list[str]]:
    """Returns the customers whom each text reaches."""
    customers = handbook.of(Customer)
    return {text.id: [one.id for one in customers if readers_of(handbook, text, one)] for text in handbook.of(InformationItem)}


def _told(handbook: Handbook, due: Due) -> tuple[Cell, ...]:
    texts = handbook.sources(due.item.id, InformationItem, "discloses")
    hole = Hole(due.rule, due.item.id)
    in_text = seen(handbook, ids(texts)) if texts else lacking(t("no text"), [hole])
    if not due.in_time:
        in_time = not_asked(t("no moment asked"))
    elif is_told(handbook, due):
        in_time = seen(handbook, ids(one for one in texts if IN_TIME & set(one.record.moments)))
    else:
        in_time = lacking(t("not before purchase, nor at set-up"), [hole])
    reached = [customer for text in texts for customer in handbook.once(_readers)[text.id]]
    return in_text, in_time, seen(handbook, reached) if reached else not_asked(t("not reached") if not texts else t("no customer"))
