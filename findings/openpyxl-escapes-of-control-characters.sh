#!/bin/sh
# openpyxl 3.1.5: control characters of a workbook arrive as their escapes, although one escape of the same kind is undone.
#
# A cell of a workbook holds a control character as _x0007_, and those very signs, where somebody typed them, as _x005F_x0007_ (ECMA-376, Part 1, ST_Xstring).
# XlsxWriter writes both so, and LibreOffice and python-calamine read both back. openpyxl undoes the second and not the first, so that the two
# texts, which differ, are read as one; a carriage return, as Windows ends its lines with, becomes seven signs. Guessed: texts come back as they were
# written. Seen on 2026-11-29:
#
#   bell: 'a_x0007_b'   typed: 'a_x0007_b'   line end of Windows: 'a_x000D_\nb'   read by python-calamine: as written
#
# Exits with 0 while openpyxl does so, and with 1 once it does something else. Needs Python 3.11 or later and a package index.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1 python-calamine==0.9.1
cat > "$folder/show.py" <<'PYTHON'
import sys

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

TEXTS = {"bell": "a\x07b", "typed": "a_x0007_b", "line end of Windows": "a\r\nb"}
path = sys.argv[1]
with xlsxwriter.Workbook(path) as book:
    sheet = book.add_worksheet()
    for row, text in enumerate(TEXTS.values()):
        sheet.write_string(row, 0, text)
seen = dict(zip(TEXTS, (row[0].value for row in openpyxl.load_workbook(path).active.iter_rows()), strict=True))
other = [row[0] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]
print(f"openpyxl {openpyxl.__version__}:", "   ".join(f"{name}: {value!r}" for name, value in seen.items()))
print("read by python-calamine:", "as written" if other == list(TEXTS.values()) else other)
sys.exit(list(seen.values()) != ["a_x0007_b", "a_x0007_b", "a_x000D_\nb"] or other != list(TEXTS.values()))
PYTHON
"$folder/venv/bin/python" "$folder/show.py" "$folder/small.xlsx"
