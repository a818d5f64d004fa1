"""What commands write: lines and texts below a folder, with word on the error stream where that fails."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_all(folder: Path, texts: Mapping[str, str], command: str) -> bool:
    """Writes texts below a folder by their relative paths; says on the error stream where that fails, and returns whether it worked."""
    try:
        for name, text in texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        print(f"handbook {command}: '{folder.as_posix()}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
        return False
    return True


def put(lines: Iterable[str], output: Path | None, command: str) -> bool:
    """Prints lines, or writes them to a file; says on the error stream where that fails, and returns whether it worked."""
    if output is None:
        for line in lines:
            print(line)
        return True
    return write_all(output.parent, {output.name: "".join(f"{line}\n" for line in lines)}, command)
