"""A client of the YAML language server, as an editor has one: the Language Server Protocol over stdio, as far as tests need it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.support.tools import node, package


class LanguageServer:
    """One running server. Use as a context manager."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._number = 0
        self._version = 0
        self._kept: dict[str, list[Any]] = {}

    def __enter__(self) -> LanguageServer:
        program = package("yaml-language-server/out/server/src/server.js")
        self._process = subprocess.Popen([node(), str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._ask("initialize", {"processId": None, "rootUri": self._root.as_uri(), "capabilities": CAPABILITIES, "workspaceFolders": None})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": SETTINGS})
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def opened(self, path: Path, text: str | None = None) -> list[str]:
        """Opens a file, with another text than it has where one is given; returns the messages it draws, each with its line from 1."""
        uri = path.as_uri()
        content = path.read_text(encoding="utf-8") if text is None else text
        self._kept.pop(uri, None)
        self._version += 1  # the server keeps what it read of a file by its version
        self._tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": self._version, "text": content}})
        while uri not in self._kept:
            self._read()
        found = self._kept.pop(uri)
        return [f"{one['range']['start']['line'] + 1}: {one['message']}" for one in found]

    def closed(self, path: Path) -> None:
        """Closes a file."""
        uri = path.as_uri()
        self._kept.pop(uri, None)
        self._tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        while uri not in self._kept:  # the server takes its messages back
            self._read()

    def completed(self, path: Path, line: int, column: int) -> dict[str, str]:
        """Returns what may be typed at a place (from 0), each with its explanation."""
        answer = self._ask("textDocument/completion", _place(path, line, column))
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: _text(item.get("documentation")) for item in items}

    def inserted(self, path: Path, line: int, column: int) -> dict[str, str]:
        """Returns what would be inserted for each word that may be typed at a place (from 0)."""
        answer = self._ask("textDocument/completion", _place(path, line, column))
        items = answer["items"] if isinstance(answer, dict) else answer
        return {item["label"]: (item.get("textEdit") or {}).get("newText") or item.get("insertText") or item["label"] for item in items}

    def hovered(self, path: Path, line: int, column: int) -> str:
        """Returns what is shown when one points at a place (from 0)."""
        answer = self._ask("textDocument/hover", _place(path, line, column))
        return _text(answer["contents"]) if answer else ""

    def _ask(self, method: str, parameters: Any) -> Any:
        self._number += 1
        self._write({"jsonrpc": "2.0", "id": self._number, "method": method, "params": parameters})
        while True:
            message = self._read()
            if message.get("id") == self._number and "method" not in message:
                return message.get("result")

    def _tell(self, method: str, parameters: Any) -> None:
        self._write({"jsonrpc": "2.0", "method": method, "params": parameters})

    def _write(self, message: Any) -> None:
        assert self._process.stdin is not None
        body = json.dumps(message).encode("utf-8")
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> Any:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server has ended"
        message = json.loads(self._process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._kept[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:  # the server asks for its settings
            asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
            answer = [SETTINGS.get(item.get("section", ""), {}) for item in asked] or None
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": answer})
        return message


CAPABILITIES = {"textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}, "hover": {"contentFormat": ["markdown"]}}}
SETTINGS = {"yaml": {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}}
"""As in `.vscode/settings.json`: no schema is fetched from anywhere."""


def _place(path: Path, line: int, column: int) -> Any:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}


def _text(content: Any) -> str:
    if isinstance(content, dict):
        return str(content.get("value", ""))
    if isinstance(content, list):
        return "\n".join(_text(one) for one in content)
    return str(content or "")
