"""Words that know their English: a text in English, and what another language makes of it."""

from __future__ import annotations

import copy
import json
import pickle
from dataclasses import replace
from datetime import date

from handbook.languages.language import Language, load_language
from handbook.languages.said import ENGLISH, Said, day, figure, in_language, joined, n, t, told, word

SPOKEN = replace(
    Language(code="xx"),
    interface={"{count} of {all}": "{all}, davon {count}", ("value", "open"): "offen", "a": "A", ("verb", "open"): "öffnen"},
    plurals={"{number} gap": ("{number} Lücke", "{number} Lücken")},
)


def test_in_english_it_is_a_text() -> None:
    said = t("{count} of {all}", count=1, all=2)
    assert said == "1 of 2"
    assert isinstance(said, str)
    assert json.dumps(said) == '"1 of 2"'
    assert told(said, ENGLISH) == "1 of 2"
    assert type(str(said)) is str
    assert copy.deepcopy(said) == pickle.loads(pickle.dumps(said)) == said


def test_another_language_has_its_own_order_and_numbers() -> None:
    assert told(t("{count} of {all}", count=1, all=2), SPOKEN) == "2, davon 1"
    assert [told(n("{number} gap", "{number} gaps", number), SPOKEN) for number in (0, 1, 2)] == ["0 Lücken", "1 Lücke", "2 Lücken"]


def test_a_context_tells_equals_apart() -> None:
    assert (told(word("open"), SPOKEN), told(t("open", "verb"), SPOKEN)) == ("offen", "öffnen")


def test_values_are_said_too_and_texts_of_the_product_are_not() -> None:
    assert told(joined(", ", [t("a"), "a", word("open")]), SPOKEN) == "A, a, offen"


def test_english_that_lacks_a_translation_is_known_as_such() -> None:
    assert in_language(t("unknown"), SPOKEN) == ("unknown", False)
    assert in_language(joined(" ", [t("a"), t("unknown")]), SPOKEN) == ("A unknown", False)
    assert in_language("a text of the product", SPOKEN) == ("a text of the product", True)


def test_days_and_numbers_are_written_as_the_language_does() -> None:
    german = load_language("de")
    assert (told(day(date(2026, 11, 16)), german), told(figure(1234.5), german)) == ("16.11.2026", "1234,5")
    assert (day(date(2026, 11, 16)), figure(2.0)) == ("2026-11-16", "2")


def test_a_word_that_was_made_already_stays() -> None:
    said = t("a")
    assert word(said) is said
    assert isinstance(word("x"), Said)
