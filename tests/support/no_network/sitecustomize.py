"""Put first on PYTHONPATH, this makes every attempt to reach another host an error."""

import socket
from typing import Any

_connect = socket.socket.connect


def _refuse(self: socket.socket, address: Any) -> None:
    if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
        raise RuntimeError(f"network access to {address}")
    return _connect(self, address)


def _no_names(*arguments: Any, **words: Any) -> Any:
    raise RuntimeError(f"name look-up of {arguments[0]}")


socket.socket.connect = _refuse  # type: ignore[method-assign,assignment]
socket.getaddrinfo = _no_names
