"""What an editor with yaml-language-server makes of the schemas: messages, words to choose from, help."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from handbook.authoring.yaml_schema import header
from handbook.catalogs.catalogue import Catalogues
from handbook.schema.kinds import FILES
from tests.support.building import ROOT
from tests.support.example import PUBLISHED
from tests.support.language_server import LanguageServer

pytestmark = pytest.mark.tools


@pytest.fixture(scope="module")
def server() -> Any:
    with LanguageServer(ROOT) as started:
        yield started


class TestEditor:
    """What an editor with yaml-language-server shows."""

    NEEDS = ROOT / "worked_example" / "activity-2" / "needs.yaml"
    TEXT = f"{header('activity-2/needs.yaml', '../schemas')}\n- id: NEED-91\n  title: A need\n  statement: Text.\n  references:\n    - entry: \n"

    @pytest.mark.parametrize("product", PUBLISHED, ids=lambda path: path.name)
    def test_examples_draw_no_message(self, server: LanguageServer, product: Path) -> None:
        drawn = {}
        for name in FILES:
            if (product / name).exists():
                drawn[name] = server.opened(product / name)
                server.closed(product / name)
        assert {name: found for name, found in drawn.items() if found} == {}

    def test_mistakes_are_underlined_on_their_line(self, server: LanguageServer) -> None:
        text = self.TEXT.replace("statement:", "statment:").replace("- entry: ", "- entry: PR.PS-99")
        drawn = server.opened(self.NEEDS, text)
        server.closed(self.NEEDS)
        assert [message for message in drawn if message.startswith("4: ") and "statment" in message]
        assert [message for message in drawn if message.startswith("6: ")]

    def test_csf_ids_are_completed_with_their_names(self, server: LanguageServer, catalogues: Catalogues) -> None:
        server.opened(self.NEEDS, self.TEXT)
        offered = server.completed(self.NEEDS, 5, len("    - entry: "))
        server.closed(self.NEEDS)
        assert set(catalogues.choices()) <= set(offered)
        assert all(catalogues.entries[cited].entry.title in offered[cited] for cited in catalogues.choices())

    def test_keys_and_words_are_completed(self, server: LanguageServer) -> None:
        server.opened(self.NEEDS, self.TEXT + "  nature: \n  \n")
        assert {"need", "goal"} <= set(server.completed(self.NEEDS, 6, len("  nature: ")))
        assert {"noticed_by", "customers", "owner"} <= set(server.completed(self.NEEDS, 7, 2))
        server.closed(self.NEEDS)

    def test_help_is_shown_for_fields_and_entries(self, server: LanguageServer) -> None:
        server.opened(self.NEEDS, self.TEXT.replace("- entry: ", "- entry: PR.PS-01"))
        assert "In the customer's own words" in server.hovered(self.NEEDS, 3, 4)
        assert "Platform Security" in server.hovered(self.NEEDS, 5, len("    - entry: PR"))
        server.closed(self.NEEDS)

    def test_a_word_that_a_long_list_does_not_hold_draws_a_short_message(self, server: LanguageServer) -> None:
        drawn = server.opened(self.NEEDS, self.TEXT.replace("- entry: ", "- entry: PR.PS-99").replace("  statement:", "  answers: [Q2-99]\n  statement:"))
        server.closed(self.NEEDS)
        assert [message[:3] for message in drawn] == ["4: ", "7: "]
        assert all(len(message) < 150 for message in drawn)

    @pytest.mark.parametrize("key", ["owner", "reviewed_on", "review_by", "title", "id", "statement", "status", "visibility", "key", "notes", "none"])
    def test_no_sample_is_inserted_as_a_value(self, server: LanguageServer, key: str) -> None:
        server.opened(self.NEEDS, f"{header('activity-2/needs.yaml', '../schemas')}\n- id: NEED-91\n  title: A need\n  {key}: \n")
        offered = set(server.completed(self.NEEDS, 3, len(f"  {key}: ")))
        server.closed(self.NEEDS)
        words = {"status": ["not assessed", "draft", "assessed"], "visibility": ["public", "assessor", "internal"], "key": ["key", "wish"]}
        assert offered - {"null", "true", "false"} == set(words.get(key, []))

    def test_no_key_brings_a_value_with_it(self, server: LanguageServer) -> None:
        """In a record, in a part of one, and in the file of the product, where numbers and yes or no stand too."""
        inserted = {}
        product = ROOT / "worked_example" / "product.yaml"
        for path, text, line, column in (
            (self.NEEDS, f"{header('activity-2/needs.yaml', '../schemas')}\n- id: NEED-91\n  title: A need\n  \n", 3, 2),
            (self.NEEDS, self.TEXT.replace("- entry: ", "- entry: PR.PS-01\n      "), 6, 6),
            (product, f"{header('product.yaml', '../schemas')}\nformat: 1\nproduct:\n  id: PRD-01\n  title: A\n  \n", 5, 2),
            (product, f"{header('product.yaml', '../schemas')}\nformat: 1\nsite:\n  \n", 3, 2),
        ):
            server.opened(path, text)
            inserted |= {(path.name, line, key): value for key, value in server.inserted(path, line, column).items()}
            server.closed(path)
        assert len(inserted) > 40
        brought = {place: value for place, value in inserted.items() if value.partition(":")[2].replace("$1", "").replace("${1}", "").strip(" \n-")}
        assert {place: value for place, value in brought.items() if not value.partition(":")[2].lstrip().startswith(("- ", "\n"))} == {}
        assert not any(re.search(r"\$\{\d+:", value) for value in inserted.values()), inserted

    def test_help_says_each_thing_once(self, server: LanguageServer) -> None:
        text = self.TEXT.replace("- entry: ", "- entry: PR.PS-01").replace(
            "  title:", "  status: draft\n  owner: ROL-02\n  reviewed_on: 2026-10-02\n  nature: need\n  title:"
        )
        server.opened(self.NEEDS, text)
        shown = {line.split(":")[0].strip(" -"): server.hovered(self.NEEDS, number, 7) for number, line in enumerate(text.splitlines()) if number}
        keys = {line.split(":")[0].strip(" -"): server.hovered(self.NEEDS, number, 3) for number, line in enumerate(text.splitlines()) if number > 1}
        server.closed(self.NEEDS)
        assert {key for key, words in (shown | keys).items() if "||" in words} == set()
        for key in ("status", "owner", "reviewed_on", "nature", "title", "statement"):
            assert keys[key].splitlines()[0].replace("\\", "") == f"#### {key}", key
        assert "Example: `ROL-02`." in keys["owner"]
        assert shown["entry"].startswith("#### ")
