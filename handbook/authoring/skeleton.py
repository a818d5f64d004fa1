"""The skeleton: an empty product folder that says, file by file, what to write. Nothing in it is satisfied.

Every file holds the shape of its records as comments, made from the schema, so that it cannot fall behind it. Taking one
`# ` off each line makes a record without any error; what it lacks is then a gap. What is the same in every file stands once, in
the legend of the folder's README.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.authoring.yaml_schema import header
from handbook.catalogs.catalogue import Catalogues
from handbook.catalogs.sectors import Sector
from handbook.methods.standing import FULL_ONLY, SMALLEST
from handbook.schema.format import DataFormat, FieldFormat, Group, data_format
from handbook.schema.kinds import FILES, KINDS
from handbook.schema.product_file import FORMAT, PRODUCT_FILE, Depth
from handbook.schema.record import Kind

WIDTH = 118
"""Columns of a line of comment, at most."""
TO_WRITE = "TODO"
"""Stands where a title must be written; a placeholder, so a gap until then."""
BESIDES = ("external-system", "safeguard", "supplier-rule", "coverage-note", "acceptance")
"""Kinds that the minimum needs although no product must have one: its questions and rules ask for what only they can say."""
ASKED_OF = {"key": ("Q5-05",), "scope-decision": ("Q4-03",), "review": ("Q6-06",)}
"""Kinds without a record of which a question cannot be answered: the minimum has their files where it asks one of these."""
HANDS_ON = (
    "product", "role", "entity", "component", "external-system", "customer", "user", "use-case", "interface", "data-asset", "data-flow",
    "trust-zone", "threat", "risk", "need", "means", "capability", "verification", "information-item", "activity-log",
)  # fmt: skip
"""An order in which the first afternoon goes well: what the product is, whom it is for, what can go wrong, what is done about it.
Roles come early, since every record names its owner."""


HOW = "How a record is written, and the fields that every record may have: README.md of the product's folder."
"""Stands at the top of each file, in place of the legend."""
TOP_OF_A_FILE: tuple[str, ...] = ()
"""Lines of the legend on what may stand at the top of a file, above its records; the last one is empty."""
FLOW = (
    "- id: NEED-01",
    "  title: Nobody reads along",
    "  status: draft",
    "  owner: ROL-02",
    "  answers: [Q2-05]",
    "  customers: [CUS-01, CUS-02]",
    '  references: [{entry: PR.DS-02, who: customer, strength: primary, rationale: "Why the link holds, in one sentence."}]',
)
"""A record in flow style."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a new product folder is to be."""

    name: str | None = None
    """Name of the product, if known."""
    maker: str | None = None
    sectors: tuple[Sector, ...] = ()
    """Trades in which it is used; each adds what to ask there first."""
    depth: Depth = "full"
    kinds: frozenset[str] = frozenset()
    """Names of kinds that get a file although the depth does without."""
    schemas: str | None = None
    """Where the schemas for editors stand, as seen from the new folder, with forward slashes; None where there are none."""


def skeleton(wanted: Wanted, catalogues: Catalogues) -> dict[str, str]:
    """Returns the text of each file of a new product folder, by its path relative to the folder."""
    form = data_format()
    groups = {group.kind.name: group for group in form.kinds if group.kind}
    files = {"README.md": _readme(wanted, form, catalogues), PRODUCT_FILE: _product(wanted, groups["product"], form)}
    for kind in KINDS.values():
        if kind.name == "product" or not _written(kind, wanted, catalogues):
            continue
        lines = [*_about(kind, wanted, catalogues), ""]
        if kind.name == "entity" and wanted.maker:
            lines += ["- id: ENT-01", f"  title: {_quoted(wanted.maker)}", "  status: not assessed", "  owner:", "  roles:", "    - manufacturer"]
            lines += ["  description:", ""]
        number = 2 if kind.name == "entity" and wanted.maker else 1
        lines += _log(wanted, catalogues, groups[kind.name], form) if kind.name == "activity-log" else _shape(groups[kind.name], form, number)
        files[kind.file] = "\n".join(lines) + "\n"
    return {path: _headed(path, text, wanted) for path, text in files.items()}


def missing_files(wanted: Wanted, catalogues: Catalogues) -> dict[str, str]:
    """Returns the text of the files of the kinds that are wanted, for a folder that is there already."""
    return {path: text for path, text in skeleton(wanted, catalogues).items() if path in FILES and FILES[path].name in wanted.kinds}


def _headed(path: str, text: str, wanted: Wanted) -> str:
    """Returns the text of a file with the line by which an editor finds its schema."""
    return f"{header(path, wanted.schemas)}\n{text}" if wanted.schemas and path.endswith(".yaml") else text


def _product(wanted: Wanted, group: Group, form: DataFormat) -> str:
    title = wanted.name or f"{TO_WRITE} name of the product"
    lines = [
        "# The product as a whole: how its site presents itself, what it is for, and the day for which everything here is stated.",
        f"format: {FORMAT}",
        "",
    ]
    if wanted.depth == "minimum":
        lines += ["# Only the questions marked for a small team are asked. Without this line all are.", "depth: minimum", ""]
    lines += [
        "site:",
        f"  name: {_quoted(f'{title}: security handbook')}",
        "  # One sentence under the name on the home page.",
        "  tagline:",
        "  # Shown on every page.",
        "  notice:",
        "  # What menus and headings call the product: our product, or worked example.",
        "  presented_as: our product",
        "  # yes: the site also has the guides for whoever writes it, and the data format. Leave it out before you publish.",
        "  project_pages:",
        "",
        "product:",
        "  id: PRD-01",
        f"  title: {_quoted(title)}",
        "  status: not assessed",
        "  owner:",
    ]
    said = {"maker": " ENT-01" if wanted.maker else "", "sector": f" {_quoted(', '.join(one.title for one in wanted.sectors))}" if wanted.sectors else ""}
    for field in group.fields:
        lines += [f"  {line}" for line in _comment(field)]
        filled = said.get(field.name, "")
        lines.append(f"  {field.name}:{filled}")
        lines += [f"  {line}" for line in _inside(field, form)]
    return "\n".join(lines) + "\n"


def _about(kind: Kind, wanted: Wanted, catalogues: Catalogues) -> Iterator[str]:
    yield from _wrapped(f"{kind.plural} ({kind.prefix}-01, {kind.prefix}-02, ...). {kind.about}", "# ")
    for question_id in _asked_of(kind, wanted, catalogues):
        yield from _wrapped(f"{question_id}: {catalogues.questions[question_id][1].text}", "#   ")
    yield f"# {HOW}"


def _shape(group: Group, form: DataFormat, number: int, first: tuple[str, ...] = ()) -> list[str]:
    """Returns a record of a kind as comments; one '# ' less on each line makes a record without errors."""
    assert group.kind is not None
    lines = [
        f"- id: {group.kind.prefix}-{number:02}",
        f"  title: {TO_WRITE} {group.kind.singular.lower()}",
        "  status: not assessed",
        "  owner:",
        *(f"  {line}" for line in first),
    ]
    for field in group.fields:
        if f"{field.name}:" in [line.split(" ")[0] for line in first]:
            continue
        lines += [f"  {line}" for line in _comment(field)]
        lines.append(f"  {field.name}:")
        lines += [f"  {line}" for line in _inside(field, form)]
    return [f"# {line}" for line in lines]


def _inside(field: FieldFormat, form: DataFormat) -> Iterator[str]:
    """Yields the fields of a group inside a record, as comments even once the record is none any more."""
    yield from (f"#  {line}" for line in _group(field, form))


def _group(field: FieldFormat, form: DataFormat) -> Iterator[str]:
    """Yields the fields of a group, those of a group in it further in. Words too long for the end of a line stand above it."""
    if not field.part:
        return
    group = next(one for one in form.parts if one.name == field.part)
    many = field.type.startswith("list of ")
    for position, inner in enumerate(group.fields):
        start = "- " if many and position == 0 else "  "
        words = " ".join(_sentence(inner).split())
        if len(words) < WIDTH - 30:
            yield f"{start}{inner.name}:   # {words}"
        else:
            yield from _wrapped(words, "  # ", WIDTH - 8)
            yield f"{start}{inner.name}:"
        yield from (f"  {line}" for line in _group(inner, form))


def _comment(field: FieldFormat) -> Iterator[str]:
    yield from _wrapped(_sentence(field), "# ")


def _sentence(field: FieldFormat) -> str:
    needed = {"optional": "", "for release": "Needed. ", "always": "Must. "}[field.needed]
    shape = f"{field.type} (id)" if field.type.endswith("…") else field.type
    if field.part:  # its fields stand beneath it
        shape = "list of entries" if field.type.startswith("list of ") else "text"
    kind = "" if shape == "text" else f"{shape[0].upper()}{shape[1:]}. "
    return f"{needed}{kind}{field.meaning}"


def _log(wanted: Wanted, catalogues: Catalogues, group: Group, form: DataFormat) -> list[str]:
    """Returns an entry of the log for each activity, with the questions that are to be answered."""
    lines = []
    for activity in catalogues.activities.activities:
        lines += list(_wrapped(f"Activity {activity.number}: {activity.title}. Guidance: docs/activities/{activity.number}/index.md", "# "))
        lines.append("# Name each question under 'answers' of the record that answers it, or else of this entry of the log.")
        asked = [
            question for number, question in catalogues.questions.values() if number == activity.number and (wanted.depth == "full" or question.small_team)
        ]
        for question in asked:
            lines += _wrapped(f"{question.id}: {question.text}", "#   ")
        for sector in wanted.sectors:
            for prompt in sector.prompts:
                if prompt.activity == activity.number:
                    lines += _wrapped(f"{sector.title}, ask first: {prompt.text}", "#   ")
        first = (f"activity: {activity.number}", "answers:", *(f"#  - {question.id}" for question in asked))
        lines += ["#", *_shape(group, form, activity.number + 1, first), ""]
    return lines[:-1]


def _readme(wanted: Wanted, form: DataFormat, catalogues: Catalogues) -> str:
    order = [KINDS[name] for name in HANDS_ON]
    lines = [
        f"# {wanted.name or 'The product'}",
        "",
        "This folder is the product: one YAML file for each kind of record. `python run.py check` lists what is wrong or missing,",
        "with file, line and a fix; `python run.py serve` shows the handbook as it stands, and its page *Progress* what is missing.",
        "",
        "An order in which to begin:",
        "",
        *(f"{position}. `{kind.file}`: {kind.about}" for position, kind in enumerate(order, 1)),
        "",
        "The other files fit in between: each says at its top what it is for. `docs/guides/afternoon.md` has an order for all.",
        "",
        *_left_out(wanted, catalogues),
        "`files/` holds attachments, `pages/` Markdown pages of your own. A file that you do not need may go.",
        "",
        "Guidance for each activity stands on the site and in `docs/activities/`. Before publishing for good,",
        "`python run.py check --release` must find nothing.",
        "",
        *_legend(form),
        *_baseline(catalogues),
    ]
    return "\n".join(lines) + "\n"


def _legend(form: DataFormat) -> Iterator[str]:
    """Yields what is the same in every file, once for the folder: how a record is written, and the fields that every record may have.

    A new key at the top of a file, above its records, is explained in `TOP_OF_A_FILE`.
    """
    yield "## How a record is written"
    yield ""
    yield "Each file holds the shape of one record as comments. Take one `# ` off each line, copy it as often as needed, fill in, and delete what you"
    yield "do not need; comments may go. *Needed* is a gap until it is filled in. Where lines of an entry then still start with `#`, take the `#` off all"
    yield "lines of that entry at once, so that they stay in one column; *Must* is an error as long as its entry lacks it."
    yield ""
    yield from TOP_OF_A_FILE
    yield "Any record may also have these fields, which the files do not repeat:"
    yield ""
    yield "| Field | What to write |"
    yield "|---|---|"
    for field in form.common.fields:
        yield f"| `{field.name}` | {' '.join(_sentence(field).split()).replace('|', '/')} |"
    yield ""
    yield "Short records are quicker to write and to read in one line each, with lists in `[ ]` and groups in `{ }`:"
    yield ""
    yield "```yaml"
    yield from FLOW
    yield "```"
    yield ""
    yield "Put quotes around a text that holds a comma, a brace, `: ` or ` #`. A later record names earlier ones by their ids; the way back is found by itself."
    yield ""


def _baseline(catalogues: Catalogues) -> Iterator[str]:
    """Yields the baseline as a list: each device and gateway is asked for every element, the maker for every action."""
    yield "## The baseline"
    yield ""
    yield "`baseline` of a capability names what it answers as a list of these ids (`baseline: [8259A:SU-1, 8259A:SU-2]`), and `elements` of a deviation"
    yield "what is not met. Each device and gateway is asked for every element of IR 8259A, the maker for every action of IR 8259B."
    yield ""
    for cited in catalogues.choices(("8259A", "8259B")):
        entry = catalogues.entries[cited].entry
        if entry.level != "Sub-action":
            yield f"- `{cited}` {entry.title}"


def _left_out(wanted: Wanted, catalogues: Catalogues) -> Iterator[str]:
    """Yields which kinds have no file yet, so that an author who needs one knows its name."""
    absent = [kind for kind in KINDS.values() if not _written(kind, wanted, catalogues)]
    if absent:
        yield "There is no file yet for what a small team may do without or what only time brings. Where one is needed, have it made by its name:"
        yield "`python run.py new <this folder> --with reports,vulnerabilities`."
        yield ""
        yield from (f"- `{kind.file}`: {kind.about}" for kind in absent)
        yield ""


def _written(kind: Kind, wanted: Wanted, catalogues: Catalogues) -> bool:
    """Returns whether a new folder has a file for a kind: where the depth needs it, where a question that is asked needs it, or where it is wanted."""
    needed = wanted.depth == "full" or (kind.name in (*SMALLEST, *BESIDES) and kind.name not in FULL_ONLY)
    return needed or kind.name in wanted.kinds or bool(_asked_of(kind, wanted, catalogues))


def _asked_of(kind: Kind, wanted: Wanted, catalogues: Catalogues) -> tuple[str, ...]:
    """Returns the questions that are asked and that only records of a kind can answer."""
    return tuple(one for one in ASKED_OF.get(kind.name, ()) if wanted.depth == "full" or catalogues.questions[one][1].small_team)


def _wrapped(text: str, prefix: str, width: int = WIDTH) -> Iterator[str]:
    yield from textwrap.wrap(" ".join(text.split()), width, initial_indent=prefix, subsequent_indent=prefix, break_long_words=False, break_on_hyphens=False)


def _quoted(text: str) -> str:
    """Returns a text as a YAML scalar on one line, whatever it holds."""
    folded = " ".join(text.split())
    return "'" + folded.replace("'", "''") + "'"
