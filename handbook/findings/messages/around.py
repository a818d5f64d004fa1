"""Sentences around findings: how severe they are, what they come to, what a release was judged by, and what the check says of itself."""

from __future__ import annotations

from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "severity.error": "error",
    "severity.gap": "gap",
    "severity.warning": "warning",
    "part.wrong-example": "Wrong",
    "part.right-example": "Right",
    # What findings come to
    "count.error.one": "{number} error",
    "count.error.many": "{number} errors",
    "count.gap.one": "{number} gap",
    "count.gap.many": "{number} gaps",
    "count.warning.one": "{number} warning",
    "count.warning.many": "{number} warnings",
    "count.in-folder": "{numbers} in {folder}",
    "open.activity": "activity {number}",
    "open.product-model": "product model",
    "open.every-activity": "every activity",
    "open.nobody": "nobody",
    "open.of": "{what} {number}",
    "open.by-activity": "Open by activity: {numbers}",
    "open.by-owner": "Open by owner: {numbers}",
    "open.residue": "{count} of {total} texts and files are still the example's",
    "exempt": "Exempt by {file}: {findings}",
    "exempt.for": "{code} for {records}",
    # Releases
    "judged.day": "Judged for {day}, as asked; the product itself speaks for {stated}",
    "judged.no-day": "no day",
    "judged.status": "Status: {numbers}",
    "judged.status-of": "{number} {status}",
    "judged.assessors": "Assessed by: {numbers}",
    "judged.assessors-alone": "Assessed by: {numbers} (self-assessed: one person makes and assesses it all)",
    "judged.oldest": "Longest not looked at: since {day}",
    "judged.oldest.before": "Longest not looked at: since {day}, {days} days before",
    "judged.unseen": "{sentence}; {number} without such a day",
    "judged.rulings": "Decided about rules: {rulings} in {file}, {findings} findings exempt",
    "judged.not": "Not judged: {what}",
    "judged.not.what": "whether what the records say is true, what stands in attachments, and whether what is named exists outside this folder",
    # While watching
    "watch.checking": "Checking {folder} ...",
    "watch.waiting": "Waiting for changes in {folder}; Ctrl+C ends",
}
