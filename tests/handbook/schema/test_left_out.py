"""A record that was read from clean YAML without a finding says all that its node holds: nothing has to be looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.reading.file_tops import opened
from handbook.schema.kinds import FILES, MODELS
from handbook.schema.product_file import PRODUCT_FILE
from handbook.schema.validate import _left_out, validate
from handbook.schema.words import with_article
from handbook.source.yaml_text import read
from tests.conftest import MINIMAL
from tests.support.example import EXAMPLE, SECOND


@pytest.mark.parametrize("folder", [EXAMPLE, SECOND, MINIMAL], ids=lambda folder: folder.name)
def test_nothing_of_clean_records_is_left_out(folder: Path) -> None:
    number = 0
    for name, kind in FILES.items():
        document = read(folder / name, name)[0] if name != PRODUCT_FILE and (folder / name).is_file() else None
        listed = opened(document, kind).records if document is not None and document.is_clean else None
        for node in listed.items if document is not None and listed is not None else ():
            found = validate(MODELS[kind.name], node, document, with_article(kind.singular))
            assert found.record is not None
            assert not _left_out(found.record, found.node), found.record.id
            number += 1
    assert number > 50
