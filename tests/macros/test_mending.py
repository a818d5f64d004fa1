"""Mends of the theme's templates."""

from __future__ import annotations

from pathlib import Path

import material
import pytest

from macros.mending import MENDS, mended

TEMPLATES = Path(material.__file__).parent / "templates"


@pytest.mark.parametrize(("template", "old", "new"), [(template, old, new) for template, mends in MENDS.items() for old, new in mends])
def test_the_theme_still_has_what_is_mended_once(template: str, old: str, new: str) -> None:
    source = (TEMPLATES / template).read_text(encoding="utf-8")
    assert source.count(old) == 1
    assert new in mended(source, template)


def test_other_templates_stay_as_they_are() -> None:
    assert mended("<script src=\"{{ 'assets/javascripts/bundle.", "partials/toc.html") == "<script src=\"{{ 'assets/javascripts/bundle."
