#!/bin/sh
# cyclonedx-python-lib 11.12.0: the strict validator takes a reference that leads to nothing, and two components of one bom-ref.
#
# CycloneDX says of bom-ref that every one within a bill of materials must be unique, and of a reference that it leads to such an identifier. The
# validator whose name says that it is strict holds a document against the JSON Schema, which cannot tell either. So a statement about a release
# that is not in the list passes. Guessed: strict finds both. Seen on 2026-11-29:
#
#   reference to nothing: valid   one bom-ref twice: valid   dependency of nothing: valid   unknown key: refused
#
# Exits with 0 while the library does so, and with 1 once it does something else. Needs Python 3.11 or later and a package index.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check 'cyclonedx-python-lib[json-validation]==11.12.0'
cat > "$folder/show.py" <<'PYTHON'
import json
import sys
from importlib.metadata import version

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

SMALL = {"type": "library", "name": "small", "bom-ref": "small"}
HEAD = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1}
CASES = {
    "reference to nothing": {"components": [SMALL], "vulnerabilities": [{"id": "X-1", "affects": [{"ref": "not-there"}]}]},
    "one bom-ref twice": {"components": [SMALL, {**SMALL, "name": "other"}]},
    "dependency of nothing": {"components": [SMALL], "dependencies": [{"ref": "not-there", "dependsOn": ["nor-there"]}]},
    "unknown key": {"components": [{**SMALL, "unknown": "key"}]},
}
validator = JsonStrictValidator(SchemaVersion.V1_6)
seen = {name: "refused" if validator.validate_str(json.dumps({**HEAD, **case})) else "valid" for name, case in CASES.items()}
print(f"cyclonedx-python-lib {version('cyclonedx-python-lib')}:", "   ".join(f"{name}: {value}" for name, value in seen.items()))
sys.exit(list(seen.values()) != ["valid", "valid", "valid", "refused"])
PYTHON
"$folder/venv/bin/python" "$folder/show.py"
