"""Sentences about files that programs wrote: reports of tests, parts lists, advisories, and the records that name them."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "attached-unread": "{id} names {file}, a {form} that cannot be read: {why}",
    "attached-unread.right": "the file as the program wrote it",
    "report-differs.pass": "{id} says 'pass', and of the tests in its report ({tests}) not all passed (failed: {failed}, skipped: {skipped}): {names}",
    "report-differs.fail": "{id} says 'fail', and no test in its report failed (of {tests})",
    "report-differs.not-run": "{id} says 'not run', and tests in its report were run ({tests})",
    "report-differs.right": "the result that the report shows, or 'partial' with 'left_open'",
    "report-silent": "{id} is the result of {verification}, and no test in its report names it (of {tests})",
    "report-silent.right": "a test that names it, or its id gone from 'result_of'",
    "report-day.later": "the report of {id} is from {day}, and {id} was seen on {seen}",
    "report-day.later.right": "the day of the report, or the report that was there on that day",
    "report-day.older": "the file of {id} is from {day}, more than half a year before {release} was released on {released}",
    "report-day.older.right": "a file made of that release, or of a candidate of it",
    "sbom-differs.version": "{id} is version {version}, and its parts list is about version {other}",
    "sbom-differs.version.right": "the list of that version",
    "sbom-differs.missing.one": "{parts} is software in {component}, and the parts list of {id} does not have it",
    "sbom-differs.missing.many": "{parts} are software in {component}, and the parts list of {id} does not have them",
    "sbom-differs.missing.right": "a line for each; 'listed_as' of a part says under which name",
    "part-unknown": "the parts list of {id} has what no part of the product stands for ({number}): {names}",
    "part-unknown.right": "a part (PRT-…) for each, or its name under 'listed_as' of the part that it belongs to",
    "advisory-differs": "{id} calls {release} {status}, and its advisory says of {product}: {said}",
    "advisory-differs.right": "one status in both",
}
