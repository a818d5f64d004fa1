#!/bin/sh
# cyclonedx-bom 7.5.0: of a lock file, the hashes stand on a reference and not on the component, a marker stands in prose alone, and no edge is told.
#
# The guess was that `cyclonedx-py requirements` of a lock file with hashes gives components with `hashes`, that what is meant for another system is left out or
# marked, and that who asks for whom, which uv writes as "# via", becomes an edge. The hashes of all files of a package stand together on one
# `externalReferences` entry of type `distribution`, so that a tool that looks at `components[].hashes` finds none. A package for Windows is listed like any other,
# its marker told in `description` alone. No component depends on any. Nothing of it is against the specification. Seen on 2026-11-30:
#
#   colorama: hashes None, on its reference 2, properties None, marker in the description   edges: 0
#
# Exits with 0 while the tool does so, and with 1 once it does something else. Needs Python 3.11 or later and a package index.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check cyclonedx-bom==7.5.0
cat > "$folder/requirements.lock" <<'LOCK'
click==8.1.8 \
    --hash=sha256:63c132bbbed01578a06712a2d1f497bb62d9c1c0d329b7903a866228027263b2
colorama==0.4.6 ; sys_platform == 'win32' \
    --hash=sha256:08695f5cb7ed6e0531a20572697297273c47b8cae5a63ffc6d6ed5c201be6e44 \
    --hash=sha256:4f1d9991f5acc0ca119f9d443620b77f9d6b33703e51011c16baf57afb285fc6
    # via click
LOCK
"$folder/venv/bin/cyclonedx-py" requirements "$folder/requirements.lock" --output-reproducible -o "$folder/bill.json"
cat > "$folder/show.py" <<'PYTHON'
import json
import sys

bill = json.load(open(sys.argv[1], encoding="utf-8"))
part = next(one for one in bill["components"] if one["name"] == "colorama")
on_reference = [len(one.get("hashes", [])) for one in part["externalReferences"]]
edges = sum(len(one.get("dependsOn", [])) for one in bill["dependencies"])
seen = (part.get("hashes"), on_reference, part.get("properties"), "win32" in part["description"], edges)
print(f"colorama: hashes {seen[0]}, on its references {seen[1]}, properties {seen[2]}, marker in the description: {seen[3]}   edges: {edges}")
sys.exit(seen != (None, [2], None, True, 0))
PYTHON
"$folder/venv/bin/python" "$folder/show.py" "$folder/bill.json"
