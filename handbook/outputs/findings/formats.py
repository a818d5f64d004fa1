"""The closed list of formats in which findings are printed; one more is a module beside this one and a line here.

Whoever asks for the names of the formats, such as the parser of the command, imports none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from handbook.methods.release import Gate
    from handbook.model.loaded import Loaded


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which findings are printed."""

    name: str
    """The word by which it is asked for."""
    media_type: str
    holds: str
    """What it holds and for whom, in one sentence."""
    module: str
    """Name of the module in this package whose function `lines` writes it."""

    def lines(self, loaded: Loaded, product: Path, gate: Gate) -> Iterator[str]:
        """Yields the findings of the product in the folder `product` line by line; what `gate` refuses is marked where the format can say so."""
        module = import_module(f"handbook.outputs.findings.{self.module}")
        return cast("Iterator[str]", module.lines(loaded, product, gate))


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("text", "text/plain", "One line for each finding, for people and editors, with the errors last and the numbers beneath.", "as_text"),
        Format("json", "application/json", "All parts of each finding apart, for programs.", "as_json"),
        Format("sarif", "application/sarif+json", "A log of SARIF 2.1.0, for code scanning and viewers.", "sarif"),
        Format("github", "text/plain", "Workflow commands, by which GitHub Actions shows each finding on its line of the pull request.", "github"),
    )
}
"""The formats by name, the one for people first."""
