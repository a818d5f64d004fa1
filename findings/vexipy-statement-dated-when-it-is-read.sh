#!/bin/sh
# vexipy 0.3.0: a statement of OpenVEX without a time of its own is given the moment at which it is read.
#
# In OpenVEX 0.2.0 a statement without a timestamp has that of its document. This library, which reads and writes OpenVEX in Python, gives it the time of
# the clock instead: a document of January, read and written in November, then says that the maker stated it in November, and two readings
# differ. Its method to_json() besides writes keys without their @ (context, id), which OpenVEX does not know, unless it is told by_alias. Guessed: what
# is read and written is the same again. Seen on 2026-11-29:
#
#   document: 2026-01-01   statement: 2026-11-29 (the day of reading)   keys: context, id   by alias: @context, @id
#
# Exits with 0 while the library does so, and with 1 once it does something else. Needs Python 3.11 or later and a package index.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check vexipy==0.3.0
cat > "$folder/show.py" <<'PYTHON'
import json
import sys
from datetime import UTC, datetime
from importlib.metadata import version

from vexipy import Document

SMALL = {
    "@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://maker.example/vex-1", "author": "Maker", "timestamp": "2026-01-01T00:00:00Z", "version": 1,
    "statements": [{"vulnerability": {"name": "X-1"}, "products": [{"@id": "urn:maker:hub-1"}], "status": "fixed"}],
}
before = datetime.now(UTC)
read = Document.from_json(json.dumps(SMALL))
after = datetime.now(UTC)
plain, by_alias = json.loads(read.to_json()), json.loads(read.to_json(by_alias=True, exclude_none=True))
stated = datetime.fromisoformat(by_alias["statements"][0]["timestamp"])
print(f"vexipy {version('vexipy')}: document: {by_alias['timestamp']}   statement: {stated.isoformat()}   keys: {', '.join(list(plain)[:2])}",
      f"  by alias: {', '.join(list(by_alias)[:2])}")
sys.exit(not (before <= stated <= after and list(plain)[:2] == ["context", "id"] and list(by_alias)[:2] == ["@context", "@id"]))
PYTHON
"$folder/venv/bin/python" "$folder/show.py"
