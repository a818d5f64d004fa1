"""What waits on disk comes back as it was, whole or in pieces, and however much else waits meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from macros.site.waiting import PIECE, WaitingRoom


def test_pieces_come_back_as_one_although_others_wait_between_them() -> None:
    room = WaitingRoom()
    texts = []

    def pieces() -> Iterator[bytes]:
        for number in range(3):
            yield f"<{number}>".encode() * 10
            texts.append(str(room.data(0, 3)))

    first = room.wait("a\udc80b")
    waiting = room.keep(pieces())
    last = room.wait("last")
    assert bytes(waiting) == b"<0>" * 10 + b"<1>" * 10 + b"<2>" * 10
    assert (str(first), str(last)) == ("a\udc80b", "last")
    assert len(texts) == 3


def test_a_large_file_is_read_in_pieces_of_bounded_size() -> None:
    data = bytes(range(256)) * (PIECE // 100)
    pieces = list(WaitingRoom().keep(data).pieces())
    assert b"".join(pieces) == data
    assert max(map(len, pieces)) == PIECE
