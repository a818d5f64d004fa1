#!/bin/sh
# spdx-tools 0.8.5: what its writer for SPDX 3 writes is no SPDX 3.0.1, and the project's own reader of 3.0.1 finds no package in it.
#
# SPDX 3.0.1 names the context https://spdx.org/rdf/3.0.1/spdx-context.jsonld, and a package has the type software_Package and a
# software_packageVersion. spdx-tools still writes a draft from before the release: a context spelt out, names like software:Package, no version of
# the standard that a reader could go by. Guessed: a package written by the one tool of the project is read by the other. Seen on 2026-11-30:
#
#   reading ended with KeyError
#   written: context spelt out, names the release 3.0.1: False, type software_Package: False   read by spdx-python-model: 0 packages
#
# Exits with 0 while spdx-tools does so, and with 1 once it does something else. Needs Python 3.11 or later and a package index.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check spdx-tools==0.8.5 spdx-python-model==0.0.6
cat > "$folder/show.py" <<'PYTHON'
import sys
from datetime import datetime
from pathlib import Path

from spdx_python_model.bindings import v3_0_1
from spdx_tools.spdx.model import Actor, ActorType, CreationInfo, Document, Package, Relationship, RelationshipType, SpdxNoAssertion
from spdx_tools.spdx3.bump_from_spdx2.spdx_document import bump_spdx_document
from spdx_tools.spdx3.writer.json_ld.json_ld_writer import write_payload

info = CreationInfo("SPDX-2.3", "SPDXRef-DOCUMENT", "one", "https://maker.example/one", [Actor(ActorType.TOOL, "by-hand-1")], datetime(2026, 2, 27))
package = Package("SPDXRef-one", "one", SpdxNoAssertion(), files_analyzed=False, version="1.0")
document = Document(info, [package], relationships=[Relationship("SPDXRef-DOCUMENT", RelationshipType.DESCRIBES, "SPDXRef-one")])
name = Path(sys.argv[1]) / "one"
write_payload(bump_spdx_document(document), str(name))
written = next(Path(sys.argv[1]).glob("one*")).read_bytes()
found = v3_0_1.SHACLObjectSet()
try:
    v3_0_1.JSONLDDeserializer().read(__import__("io").BytesIO(written), found)
    packages = sum(1 for _ in found.foreach_type(v3_0_1.software_Package))
except Exception as error:
    packages = 0
    print("reading ended with", type(error).__name__)
release, kind = b"rdf/3.0.1" in written, b'"software_Package"' in written
print(f"written: context spelt out, names the release 3.0.1: {release}, type software_Package: {kind}   read by spdx-python-model: {packages} packages")
sys.exit((release, kind, packages) != (False, False, 0))
PYTHON
"$folder/venv/bin/python" "$folder/show.py" "$folder" 2>/dev/null
