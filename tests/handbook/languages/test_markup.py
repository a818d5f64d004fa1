"""Words of templates: what is found, what is put in its place, and what a translation cannot do."""

from __future__ import annotations

import pytest

from handbook.languages.markup import messages, translated, without_marks


def found(source: str) -> list[str]:
    return [one.english for one in messages(source)]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>One sentence.</p>", ["One sentence."]),
        ("<p>{{ view.tied }} of {{ view.all }} are tied.</p>", ["{tied} of {all} are tied."]),
        ('<p>See <a href="{{ one|url }}">the list</a>, <em>all</em> of it.</p>', ["See <1>the list</1>, <em>all</em> of it."]),
        ('<p><span class="hb-chip">impacts {{ view.phase }}</span> <a class="hb-chip" href="x">Coverage</a></p>', ["impacts {phase}", "Coverage"]),
        ('<div aria-label="Who gives" class="not words"><img alt="A square"></div>', ["Who gives", "A square"]),
        ("{% if one %}Yes, {{ one }}{% else %}Nothing{% endif %}", ["Yes, {one}", "Nothing"]),
        ('{{ heading(2, _("What it says"), "record") }}', ["What it says"]),
        ("## Matrices {: #matrices }\n\n<p>{{ a.x }} and {{ b.x }}</p>", ["Matrices", "{x} and {x2}"]),
        ("<p><code>handbook check</code></p><pre>no words</pre>", ["no words"]),
        ("{# a remark #}{% set one = two %}<p>–</p>", []),
    ],
)
def test_a_sentence_is_what_stands_between_the_tags_of_a_block(source: str, words: list[str]) -> None:
    assert found(source) == words


def test_words_with_a_number_have_both_forms() -> None:
    (one,) = messages('{{ _n("{number} gap", "{number} gaps", count) }}')
    assert (one.english, one.many) == ("{number} gap", "{number} gaps")


def test_a_translation_may_move_places_and_tags() -> None:
    said = {"See <1>the list</1> of {x}.": "{x}: siehe <1>Liste</1>."}
    assert translated('<p>See <a href="u">the list</a> of {{ one.x }}.</p>', said.get) == '<p>{{ one.x }}: siehe <a href="u">Liste</a>.</p>'


@pytest.mark.parametrize("said", ["ohne Platz", "{x} {y}", "<1>{x}</1>", "<strong>{x}"])
def test_a_translation_with_other_places_leaves_the_english(said: str) -> None:
    assert translated("<p>{{ one.x }} is missing</p>", {"{x} is missing": said}.get) == '<p><span lang="en">{{ one.x }} is missing</span></p>'


def test_what_else_a_translation_holds_is_text() -> None:
    said = {"Words": '<script>{{ 7*7 }}</script> {% raw %} & "'}
    made = translated('<p title="Words">Words</p>', said.get)
    assert "<script>" not in made
    assert "{{" not in made
    assert "{%" not in made
    assert made.count("&lt;script&gt;") == 2
    assert '"' not in made.split('title="')[1].split('">')[0]


def test_english_without_a_translation_is_marked_in_texts_and_in_no_attribute() -> None:
    assert translated('<p title="Help">Words</p>', lambda _: None) == '<p title="Help"><span lang="en">Words</span></p>'
    assert translated("<title>Words {{ x }}</title>", lambda _: None) == "<title>Words {{ ( x )|said }}</title>"


def test_what_a_call_prints_inside_a_tag_is_said_there() -> None:
    assert translated('<a title="{{ view.help }}">x</a>', lambda _: None) == '<a title="{{ ( view.help )|said }}">x</a>'


def test_english_has_no_step_for_marked_words() -> None:
    assert without_marks('{{ _("Yes") if one else _("No") }}') == '{{ "Yes" if one else "No" }}'
