#!/bin/sh
# Zensical 0.0.73: addresses in HTML within Markdown are taken for files beside the page's source, and are written anew; MkDocs leaves them alone.
#
# The guess was that HTML within Markdown stays as it was typed, as under MkDocs, since a page that is moved over has addresses there that are right for
# the place of the built page. Zensical reads them as paths from the folder of the Markdown file instead. In `sub/two.md`, which stands at
# `sub/two/`, `href="../three/"` becomes `../../three/`, which leads elsewhere. An address that ends in `.md` becomes that of a page even where only
# a file of that name is published, and a warning that "page does not exist" leaves the exit code at 0. So whoever hands over HTML with addresses that are
# right already must hide them until the site is built. Seen on 2026-11-30:
#
#   zensical 0.0.73   ../three/: '../../three/'   ../files/one.md: '../../files/one/'   exit 0
#   mkdocs 1.6.1      ../three/: '../three/'      ../files/one.md: '../files/one.md'
#
# Exits with 0 while both do so, and with 1 once one does something else. Needs Python 3.11 or later and a package index.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check zensical==0.0.73 mkdocs==1.6.1
mkdir -p "$folder/docs/sub"
echo '# Home' > "$folder/docs/index.md"
echo '# Three' > "$folder/docs/sub/three.md"
printf '# Two\n\n<a href="../three/">three</a>\n\n<a href="../files/one.md">one</a>\n' > "$folder/docs/sub/two.md"
printf 'site_name: Small\ntheme:\n  name: material\n  font: false\n' > "$folder/zensical.yml"
printf 'site_name: Small\nsite_dir: mkdocs\n' > "$folder/mkdocs.yml"
cd "$folder"
code=0
"$folder/venv/bin/zensical" build -f zensical.yml > "$folder/told" 2>&1 || code=$?
NO_MKDOCS_2_WARNING=1 "$folder/venv/bin/mkdocs" -q build -f mkdocs.yml
cat > "$folder/show.py" <<'PYTHON'
import re
import sys
from pathlib import Path

seen = {}
for name in ("site", "mkdocs"):
    html = Path(name, "sub", "two", "index.html").read_text(encoding="utf-8")
    seen[name] = re.findall(r'<a href="([^"]*)">(?:three|one)</a>', html)
warned = "page does not exist" in Path("told").read_text(encoding="utf-8")
print(f"zensical: {seen['site']}, exit {sys.argv[1]}, warned: {warned}   mkdocs: {seen['mkdocs']}")
wanted = {"site": ["../../three/", "../../files/one/"], "mkdocs": ["../three/", "../files/one.md"]}
sys.exit(seen != wanted or sys.argv[1] != "0" or not warned)
PYTHON
"$folder/venv/bin/python" "$folder/show.py" "$code"
