#!/bin/sh
# PDFium (by pypdfium2 5.15.2): a hyphen that somebody typed is no hyphen in the text of a page where a line ends behind it.
#
# "self-assess" may be broken behind its hyphen, as any line breaker does. The page then holds the same sign as in "set-up", with the same entry in the
# font's ToUnicode table, and no marking of an artificial hyphen (ISO 32000-1, 14.8.2.2.3). PDFium hands out U+FFFE, or U+0002 by another of its calls, in its
# place. So whoever copies the text, indexes it or looks for the word misses it. Guessed: the text comes out as it was typed. Seen on 2026-11-30:
#
#   pypdfium2 5.15.2: 'We set-up it, self\ufffeassess it.'   pypdf 7.1.1: 'We set-up it, self- assess it.'
#
# Exits with 0 while PDFium does so, and with 1 once it does something else. Needs Python 3.11 or later and a package index.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check typst==0.15.2 pypdfium2==5.15.2 pypdf==7.1.1
cat > "$folder/show.py" <<'PYTHON'
import io
import sys

import pypdf
import pypdfium2
import typst

SOURCE = b"#set page(width: 60pt, height: 60pt, margin: 4pt)\n#set text(hyphenate: false)\nWe set-up it, self-assess it."
page = typst.compile(SOURCE, font_paths=typst.Fonts(include_system_fonts=False), timestamp=0)
seen = " ".join(pypdfium2.PdfDocument(page)[0].get_textpage().get_text_range().split())
other = " ".join(pypdf.PdfReader(io.BytesIO(page)).pages[0].extract_text().split())
print(f"pypdfium2 {pypdfium2.PYPDFIUM_INFO}: {seen!r}   pypdf {pypdf.__version__}: {other!r}")
sys.exit(seen != "We set-up it, self\ufffeassess it." or other != "We set-up it, self- assess it.")
PYTHON
"$folder/venv/bin/python" "$folder/show.py"
