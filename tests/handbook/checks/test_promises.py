"""Promises in texts for customers: what is read as one, of what it speaks, and what it is held against; and what is none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.checks.english import blocks, days_in, sentences, written_in
from handbook.checks.grammar import promises_in
from handbook.pipeline import load
from tests.conftest import MINIMAL

PROMISES = {
    "The box gets security updates until 31 December 2033.": "2033-12-31",
    "We support your charger until the end of 2040.": "2040-12-31",
    "Security fixes for ten years from purchase.": "120 months, purchase",
    "You get updates for 5 years.": "60 months, purchase",
    "Five years after purchase you get no more updates.": "60 months, purchase",
    "Updates are provided for a minimum of 60 months from the date of delivery.": "60 months, purchase",
    "Ten years of security updates.": "120 months, purchase",
    "10-year update guarantee.": "120 months, purchase",
    "Support ends on 31 March 2031.": "2031-03-31",
    "Support ends in 2033.": "2033-12-31",
    "Support period: 5 years.": "60 months, purchase",
    "There are no security updates after 31 December 2029.": "2029-12-31",
    "Until 31.12.2033 you receive fixes.": "2033-12-31",
    "We keep it up to date for ten (10) years after the last unit is sold.": "120 months, last sale",
    "Fixes come for eight years from manufacture.": "96 months, manufacture",
    "We promise fixes for 8 years from first sale (19 January 2026).": "96 months, day",
    "We promise fixes for eight years after launch.": "96 months, first sale",
    "Lifetime updates.": "no end",
    "Free updates for life.": "no end",
    "Security updates come for as long as you use it.": "no end",
    "Spare parts are held until June 2035.": "2035-06-30",
    "The cloud service stays available until 31 December 2033.": "2033-12-31",
    "The app works until 2030.": "2030-12-31",
    "Security updates: at least until December 31, 2031": "2031-12-31",
    "It is maintained through Q4 2033.": "2033-12-31",
    "Fixes will be delivered for a decade.": "120 months, purchase",
    "Security support lasts until 2033-12-31.": "2033-12-31",
    "End of support: 31 December 2031": "2031-12-31",
    "**Security updates** come until **31 December 2033**, free of charge.": "2033-12-31",
    "We keep the box secure until 31 December 2033.": "2033-12-31",
    "The box stays up to date until 2033.": "2033-12-31",
    "From purchase you get 10 years of free updates.": "120 months, purchase",
    "Support will end on 31 December 2033.": "2033-12-31",
    "You can rely on updates of the box until the last day of 2033.": "2033-12-31",
    "You will be looked after until the end of March 2032.": "2032-03-31",
    "Older boxes are not among these. We exchange them for new ones at no charge until 31 December 2033.": "2033-12-31",
    "Security updates until at least:\n\n- Hub: 31 December 2036\n": "2036-12-31",
}

NONE = (
    "We keep update logs for 2 years.",
    "The unit keeps logs for 2 years.",
    "Updates are signed, and logs are kept for two years.",
    "We read what you report after the support of your unit has ended, too, until 2038.",
    "After the end of support we keep your data for 2 years.",
    "The cell lasts 8 years.",
    "You replace the cell every two years.",
    "We replaced the lid in June 2026.",
    "If it breaks, we exchange it within 14 days.",
    "Support calls are recorded and kept for 3 months.",
    "If an update fails, the unit keeps the old version.",
    "Reset your PIN every 2 years.",
    "The list of updates is kept for five years.",
    "Your data is deleted after 13 months.",
    "Warranty: 2 years from purchase.",
    "Since 2 October 2026 the update is there.",
    "Version 3.1.2 with fixes was released on 2 October 2026.",
    "The update of 3 May 2026 closes the hole.",
    "You hear of the end of support 24 and 12 months ahead.",
    "Updates arrive within a month.",
    "Change the battery after 5 years.",
    "No updates were needed in 2025.",
    "Install updates within 12 months.",
    "The sensor was fixed in June 2026.",
    "Your data stays with us for two years after the last update.",
    "Each update is tested for two months.",
    "You can postpone updates for up to two months.",
    "We support open charging protocols since 2024.",
    "If support ends, the box goes on charging for years.",
    "We tell you 12 months before the date.",
    "It goes on by its local rules for as long as it lasts.",
)


def read(text: str) -> list[str]:
    """Returns the limits of the promises of a text, in short."""
    found = []
    for block in blocks(text):
        for promise in promises_in(block.text, block.lead):
            limit = promise.limit
            found.append("no end" if limit.endless else limit.until.last.isoformat() if limit.until else f"{limit.months} months, {limit.anchor}")
    return found


@pytest.mark.parametrize(("text", "limit"), PROMISES.items(), ids=PROMISES)
def test_a_promise_is_read_as_it_stands(text: str, limit: str) -> None:
    assert read(text) == [limit]


@pytest.mark.parametrize("text", NONE)
def test_what_promises_no_support_is_no_promise(text: str) -> None:
    assert read(text) == []


def test_two_promises_of_a_sentence_are_told_apart() -> None:
    promises = promises_in("The box gets updates until 31 December 2033 and the app until 2030.")
    assert [promise.words for promise in promises] == ["The box gets updates until 31 December 2033", "and the app until 2030."]


def test_an_exchange_is_of_what_the_sentence_before_is_about() -> None:
    (promise,) = promises_in("Sensors of Rev A-1 are left out: they move no valve. We exchange them for Rev B at no charge until 31 December 2026.")
    assert promise.words == "Sensors of Rev A-1 We exchange at no charge until 31 December 2026."
    assert promise.covers == {"spares"}


OLD = "Fixes come until 2031-12-31."
ALL_TERMS = ("    - TRM-01\n", "    - TRM-01\n    - TRM-02\n")
TERM_OF_THE_APP = "  ends: 2031-12-31\n  basis: One developer"

KEPT = (
    "The meter gets updates until 31 December 2031.",
    "Your device is supported until the end of 2031.",
    "Tallowmeter: security fixes until at least 31 December 2030.",
    "Fixes for meter and app until 31 December 2031.",
    "Fixes come until:\n\n    - Meter: 31 December 2031\n    - Reader app: 31 December 2031",
    "Updates of the app end on 31 December 2031.",
    "The meter's chip is supported by its maker until 31 December 2032.",
    "The supplier of the radio module ends its support on 31 December 2032.",
    "The meter's chip is supported by its maker for six years from purchase.",
    "The readings of the last 400 days stay in the meter for two years.",
)

BROKEN = {
    "The meter gets updates until 1 January 2032.": "promise-too-long",
    "Your Tallowmeter is supported until the end of 2033.": "promise-too-long",
    "Fixes come until 31 December 2033.": "promise-too-long",
    "Fixes come until:\n\n    - Reader app: 31 December 2031\n    - Meter: 31 December 2033": "promise-too-long",
    "Fixes for the app until 31 December 2031 and for the meter until the end of 2032.": "promise-too-long",
    "The meter is looked after for ever.": "promise-too-long",
    "You get fixes for ten years.": "promise-untied",
    "Spare parts until 31 December 2031.": "promise-untied",
    "Meters of 2024 are not among these. We exchange them for new ones until 31 December 2031.": "promise-untied",
    "The meter's chip is supported by its maker for seven years from purchase.": "promise-too-long",
    "The operating system of the meter gets updates until 2040.": "promise-untied",
    "The app gets updates until 31 December 2030.": "text-differs",
}


def codes(folder: Path, text: str, catalogues: Catalogues, app: str = "2031-12-31") -> set[str]:
    """Returns the codes of what is found where the leaflet of the minimal product says `text` and the app's term ends on `app`."""
    product = folder / "product"
    shutil.copytree(MINIMAL, product)
    leaflet, terms = product / "activity-8" / "information-items.yaml", product / "activity-5" / "support-terms.yaml"
    for path, old, new in ((leaflet, OLD, text), (leaflet, *ALL_TERMS), (terms, TERM_OF_THE_APP, TERM_OF_THE_APP.replace("2031-12-31", app))):
        written = path.read_text(encoding="utf-8")
        assert old in written
        path.write_text(written.replace(old, new, 1), encoding="utf-8")
    return {finding.code for finding in load(product, catalogues).diagnostics}


@pytest.mark.parametrize("text", KEPT)
def test_a_promise_that_is_kept_is_silent(tmp_path: Path, catalogues: Catalogues, text: str) -> None:
    assert codes(tmp_path, text, catalogues) == set()


@pytest.mark.parametrize(("text", "code"), BROKEN.items(), ids=BROKEN)
def test_a_promise_that_no_term_keeps_is_told(tmp_path: Path, catalogues: Catalogues, text: str, code: str) -> None:
    assert codes(tmp_path, text, catalogues) == {code}


@pytest.mark.parametrize("text", ["The meter gets updates until 31 December 2033.", "Your device is supported until the end of 2033."])
def test_the_term_of_another_component_keeps_nothing(tmp_path: Path, catalogues: Catalogues, text: str) -> None:
    assert codes(tmp_path, text, catalogues, app="2033-12-31") == {"promise-too-long"}


def test_days_are_read_in_figures_and_in_words() -> None:
    forms = (
        "2031-12-31", "31 December 2031", "31st of December, 2031", "December 31, 2031", "Dec. 31st, 2031", "31 Dec 2031",
        "31.12.2031", "31/12/2031", "12/31/2031", "2031/12/31", "the end of 2031", "end of December 2031", "the end of the year 2031",
    )  # fmt: skip
    for form in forms:
        assert days_in(f"until {form}.") == {"2031-12-31"}, form
    assert [(one.first.isoformat(), one.last.isoformat()) for one in written_in("June 2031 or 2033, by 01/02/2031")] == [
        ("2031-06-01", "2031-06-30"), ("2033-01-01", "2033-12-31"), ("2031-01-02", "2031-02-01"),
    ]  # fmt: skip
    assert days_in("EQ-2026-003, version 31.12.20311, 2000 hubs, 31 February 2031, 99/99/2031") == set()


def test_sentences_do_not_end_in_abbreviations() -> None:
    assert sentences("It ends, e.g. on Dec. 31 of a year. The next one (here).") == ["It ends, e.g. on Dec. 31 of a year.", "The next one (here)."]
