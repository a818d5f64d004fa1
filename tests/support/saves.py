"""Saves of an author, drawn at random: values, records, ids, guidance, templates, attachments, what breaks a file and what mends it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

Change = Callable[[str], str]


@dataclass
class Author:
    """Somebody who edits a product, and the pages and templates of the handbook around it."""

    root: Path
    product: Path
    chance: random.Random
    saved: int = 0
    broken: dict[Path, str] = field(default_factory=dict)
    """Files that cannot be read at the moment, with what they said before."""
    made: list[str] = field(default_factory=list)
    """Records that were added and not deleted."""

    def save(self) -> str:
        """Saves something and returns what it was. The state may have errors; nothing stays broken for long."""
        self.saved += 1
        kinds = (self._value, self._value, self._note, self._add, self._delete, self._rename, self._guidance, self._title, self._template, self._attach)
        kind = self._mend if self.broken and self.chance.random() < 0.5 else self.chance.choice((*kinds, self._break, self._product, self._sheet))
        return kind() or self._value()

    def mend(self) -> None:
        """Makes readable again whatever is not."""
        while self.broken:
            self._mend()

    def _value(self) -> str:
        file = self._file()
        return self._edit(file, self._nth(r"(?m)^  title: .*$", lambda found: f"{found} {self.saved}"), "a title")

    def _note(self) -> str:
        return self._edit(self._file(), self._nth(r"(?m)^  title: .*$", lambda found: f"{found}\n  notes: Note number {self.saved}."), "a note")

    def _add(self) -> str:
        record = f"NEED-{200 + self.saved}"
        self.made.append(record)
        added = f"- id: {record}\n  title: A need that is new {self.saved}\n  status: draft\n"
        return self._edit(self.product / "activity-2/needs.yaml", lambda text: text.rstrip("\n") + "\n" + added, "a new record")

    def _delete(self) -> str:
        if not self.made:
            return ""
        record = self.made.pop(self.chance.randrange(len(self.made)))
        block = re.compile(rf"(?m)^- id: {record}\n(?:  .*\n)+")
        return self._edit(self.product / "activity-2/needs.yaml", lambda text: block.sub("", text), f"{record} is gone")

    def _rename(self) -> str:
        file = self._file()
        ids = re.findall(r"(?m)^- id: ([A-Z]{3,4})-([0-9]{2,4})$", file.read_text(encoding="utf-8"))
        if not ids:
            return ""
        prefix, number = self.chance.choice(ids)
        old, new = f"{prefix}-{number}", f"{prefix}-{int(number) % 100 + 300 + self.saved % 100}"
        everywhere = self.chance.random() < 0.7
        for one in [*self.product.rglob("*.yaml")] if everywhere else [file]:
            text = one.read_text(encoding="utf-8")
            changed = re.sub(rf"\b{old}\b", new, text)
            if changed != text:
                one.write_text(changed, encoding="utf-8")
        self.made = [new if one == old else one for one in self.made]
        return f"{old} is {new}{'' if everywhere else ', in its own file'}"

    def _guidance(self) -> str:
        page = self.chance.choice(sorted((self.root / "docs").rglob("*.md")))
        return self._edit(page, lambda text: f"{text.rstrip()}\n\nA sentence that was added as number {self.saved}.\n", "guidance")

    def _title(self) -> str:
        page = self.chance.choice(sorted((self.root / "docs/activities").rglob("*.md")))
        return self._edit(page, self._nth(r"(?m)^title: .*$", lambda found: f"{found} {self.saved}"), "a title of the guidance")

    def _template(self) -> str:
        template = self.chance.choice(sorted((self.root / "macros/templates").rglob("record*.html")))
        return self._edit(template, lambda text: f"{text.rstrip()}\n<p>Number {self.saved}</p>\n", "a template")

    def _attach(self) -> str:
        file = self.product / "files" / f"note-{self.chance.randrange(3)}.txt"
        if file.exists() and self.chance.random() < 0.4:
            file.unlink()
            return "an attachment is gone"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"Number {self.saved}", encoding="utf-8")
        return "an attachment"

    def _break(self) -> str:
        file = self._file()
        self.broken[file] = file.read_text(encoding="utf-8")
        return self._edit(file, lambda text: f"{text.rstrip()}\n  title: [\n", "a broken file")

    def _mend(self) -> str:
        file = self.chance.choice(sorted(self.broken))
        file.write_text(self.broken.pop(file), encoding="utf-8")
        return f"{file.relative_to(self.product)} is mended"

    def _product(self) -> str:
        day = date(2026, 11, 16) + timedelta(days=self.saved)
        change = self.chance.choice(
            (
                self._nth(r"(?m)^  name: .*$", lambda _: f"  name: Handbook number {self.saved}"),
                self._nth(r"(?m)^  as_of: .*$", lambda _: f"  as_of: {day}"),
                self._nth(r"(?m)^  title: .*$", lambda _: f"  title: Product number {self.saved}"),
                self._nth(r"(?m)^  name: .*$", lambda found: f"{found}\n  tagline: Number {self.saved}"),
            )
        )
        return self._edit(self.product / "product.yaml", change, "the product")

    def _sheet(self) -> str:
        return self._edit(self.root / "docs/assets/handbook.css", lambda text: f"{text}\n.hb-number-{self.saved} {{ color: inherit; }}\n", "a style sheet")

    def _file(self) -> Path:
        files = sorted(path for path in self.product.rglob("*.yaml") if path.name not in ("product.yaml", "rules.yaml") and path not in self.broken)
        return self.chance.choice(files)

    def _nth(self, pattern: str, change: Change) -> Change:
        """Returns a change of one match of a pattern, chosen by chance; of none where there is none."""

        def changed(text: str) -> str:
            found = [*re.finditer(pattern, text)]
            if not found:
                return text
            one = self.chance.choice(found)
            return text[: one.start()] + change(one[0]) + text[one.end() :]

        return changed

    def _edit(self, file: Path, change: Change, what: str) -> str:
        """Saves a file as it is changed, and returns what was done; '' where nothing changes."""
        text = file.read_text(encoding="utf-8")
        changed = change(text)
        if changed == text:
            return ""
        file.write_text(changed, encoding="utf-8")
        return f"{what} in {file.relative_to(self.root)}"
