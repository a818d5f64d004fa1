"""An empty product folder that says, file by file, what to write, made from the schema. Nothing in it is satisfied.

Every file holds the shape of its records as comments, made from the schema, so that it cannot fall behind it. Taking one
`# ` off each line makes a record without any error; what it lacks is then a gap. What is the same in every file stands once, in
the legend of the folder's README.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.authoring.readme import readme
from handbook.authoring.selection import OF_AN_ORGANISATION, Wanted, asked_of, is_written
from handbook.authoring.shapes import TO_WRITE, comment, inside, quoted, shape, wrapped
from handbook.authoring.yaml_schema import header
from handbook.catalogs.catalogue import Catalogues
from handbook.schema.format import DataFormat, Group, data_format
from handbook.schema.kinds import FILES, KINDS
from handbook.schema.product_file import FORMAT, PRODUCT_FILE
from handbook.schema.record import Kind
from handbook.schema.shared_file import SHARED_FILE

HOW = "How a record is written, and the fields that every record may have: README.md of the product's folder."
"""Stands at the top of each file, in place of the legend."""


HOW_SHARED = "A record here names records of this folder alone, so that each product that inherits it can look them up."
"""Stands there in files of shared records."""


def skeleton(wanted: Wanted, catalogues: Catalogues) -> dict[str, str]:
    """Returns the text of each file of a new product folder, by its path relative to the folder."""
    form = data_format()
    groups = {group.kind.name: group for group in form.kinds if group.kind}
    files = {"README.md": readme(wanted, form, catalogues), PRODUCT_FILE: _product(wanted, groups["product"], form)}
    for kind in KINDS.values():
        if kind.name == "product" or not is_written(kind, wanted, catalogues):
            continue
        lines = [*_about(kind, wanted, catalogues), ""]
        if kind.name == "entity" and wanted.maker:
            lines += ["- id: ENT-01", f"  title: {quoted(wanted.maker)}", "  status: not assessed", "  owner:", "  roles:", "    - manufacturer"]
            lines += ["  description:", ""]
        number = 2 if kind.name == "entity" and wanted.maker else 1
        lines += _log(wanted, catalogues, groups[kind.name], form) if kind.name == "activity-log" else shape(groups[kind.name], form, number)
        files[kind.file] = "\n".join(lines) + "\n"
    return {path: _headed(path, text, wanted) for path, text in files.items()}


def shared_skeleton(wanted: Wanted, catalogues: Catalogues) -> dict[str, str]:
    """Returns the text of each file of a new folder of shared records, by its path relative to the folder."""
    form = data_format()
    title = wanted.name or f"{TO_WRITE} name of the maker, and what these records are"
    shared = [
        "# Records that several products have in common. A product names this folder under 'inherits' in its product.yaml.",
        "# What is saved here changes in each product that inherits it and has no record of its own in its place.",
        f"format: {FORMAT}",
        f"title: {quoted(title)}",
    ]
    files = {SHARED_FILE: "\n".join(shared) + "\n"}
    for group in form.kinds:
        if group.kind and (group.kind.name in OF_AN_ORGANISATION or group.kind.name in wanted.kinds):
            about = wrapped(f"{group.kind.plural} ({group.kind.prefix}-01, {group.kind.prefix}-02, ...). {group.kind.about}", "# ")
            files[group.kind.file] = "\n".join([*about, f"# {HOW_SHARED}", "", *shape(group, form, 1)]) + "\n"
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
    if wanted.inherits:
        lines += ["# Records that several products share count as if they were written here.", "inherits:", *(f"  - {one}" for one in wanted.inherits), ""]
    if wanted.depth == "minimum":
        lines += ["# Only the questions marked for a small team are asked. Without this line all are.", "depth: minimum", ""]
    lines += [
        "site:",
        f"  name: {quoted(f'{title}: security handbook')}",
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
        f"  title: {quoted(title)}",
        "  status: not assessed",
        "  owner:",
    ]
    said = {
        "maker": " ENT-01" if wanted.maker else f" {wanted.maker_id}" if wanted.maker_id else "",
        "sector": f" {quoted(', '.join(one.title for one in wanted.sectors))}" if wanted.sectors else "",
    }
    for field in group.fields:
        lines += [f"  {line}" for line in comment(field)]
        filled = said.get(field.name, "")
        lines.append(f"  {field.name}:{filled}")
        lines += [f"  {line}" for line in inside(field, form)]
    return "\n".join(lines) + "\n"


def _about(kind: Kind, wanted: Wanted, catalogues: Catalogues) -> Iterator[str]:
    yield from wrapped(f"{kind.plural} ({kind.prefix}-01, {kind.prefix}-02, ...). {kind.about}", "# ")
    for question_id in asked_of(kind, wanted, catalogues):
        yield from wrapped(f"{question_id}: {catalogues.questions[question_id][1].text}", "#   ")
    yield f"# {HOW}"


def _log(wanted: Wanted, catalogues: Catalogues, group: Group, form: DataFormat) -> list[str]:
    """Returns an entry of the log for each activity, with the questions that are to be answered."""
    lines = []
    for activity in catalogues.activities.activities:
        lines += list(wrapped(f"Activity {activity.number}: {activity.title}. Guidance: docs/activities/{activity.number}/index.md", "# "))
        lines.append("# Name each question under 'answers' of the record that answers it, or else of this entry of the log.")
        asked = [
            question for number, question in catalogues.questions.values() if number == activity.number and (wanted.depth == "full" or question.small_team)
        ]
        for question in asked:
            lines += wrapped(f"{question.id}: {question.text}", "#   ")
        for sector in wanted.sectors:
            for prompt in sector.prompts:
                if prompt.activity == activity.number:
                    lines += wrapped(f"{sector.title}, ask first: {prompt.text}", "#   ")
        first = (f"activity: {activity.number}", "answers:", *(f"#  - {question.id}" for question in asked))
        lines += ["#", *shape(group, form, activity.number + 1, first), ""]
    return lines[:-1]
