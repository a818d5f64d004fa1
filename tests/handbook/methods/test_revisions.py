"""Whether two records share a hardware revision."""

from __future__ import annotations

from handbook.methods.revisions import share_revision


def test_revisions_overlap_unless_both_name_others() -> None:
    assert share_revision((), ("Rev B",))
    assert share_revision(("Rev A", "Rev B (from March)"), ("Rev B",))
    assert not share_revision(("Rev A",), ("Rev A-1",))
