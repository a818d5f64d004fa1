#!/bin/sh
# LibreOffice Calc 7.4.7.2 (Debian 12): a workbook whose sheets repeat rows and columns on each printed page opens in a time that grows with the
# square of its sheets. With rows alone, or columns alone, it does not.
#
# Each sheet of the workbook has one cell. The two repetitions of a sheet stand in one name (_xlnm.Print_Titles, ECMA-376, Part 1, 18.2.5). Calc sets the
# one and then the other (setTitleColumns and setTitleRows, seen in a debugger), and after each divides all sheets of the workbook into pages anew, each to
# its last row, for as long as they share a page style. That is skipped where the sheet before repeated the same, which is never so between the two.
# Guessed: what sheets repeat costs nothing to speak of. Seen on 2026-11-30, in seconds of processor time without those of an empty workbook:
#
#   20 sheets: rows 0.2, columns -0.2, both 2.5   40 sheets: rows 0.6, columns 1.0, both 12.7
#
# Exits with 0 while Calc does so, and with 1 once it does something else. Needs Python 3.11 or later, a package index, and LibreOffice as `soffice`.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check XlsxWriter==3.3.1
cat > "$folder/show.py" <<'PYTHON'
import resource
import subprocess
import sys
from pathlib import Path

import xlsxwriter

folder = Path(sys.argv[1])
print(subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout.strip())


def seconds(sheets, *repeated):
    path = folder / f"{sheets}-{'-'.join(repeated)}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for number in range(sheets):
            sheet = book.add_worksheet(f"S{number}")
            sheet.write_string(0, 0, "x")
            if "rows" in repeated:
                sheet.repeat_rows(0)
            if "columns" in repeated:
                sheet.repeat_columns(0)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    words = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "ods", "--outdir", str(folder / "out"), str(path)]
    subprocess.run(words, check=True, capture_output=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


seconds(1)  # makes the profile
found = {}
for sheets in (20, 40):
    none = seconds(sheets)
    found[sheets] = {name: seconds(sheets, *repeated) - none for name, repeated in {"rows": ["rows"], "columns": ["columns"], "both": ["rows", "columns"]}.items()}
print("   ".join(f"{sheets} sheets: " + ", ".join(f"{name} {took:.1f}" for name, took in taken.items()) for sheets, taken in found.items()))
as_seen = found[40]["both"] > 3 * found[20]["both"] > 0 and found[40]["both"] > 5 * max(found[40]["rows"], found[40]["columns"], 0.2)
sys.exit(not as_seen)
PYTHON
"$folder/venv/bin/python" "$folder/show.py" "$folder"
