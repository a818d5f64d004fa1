"""The format `cyclonedx-1.7`: components with supplier, version and end of support, and published cases as VEX."""

from __future__ import annotations

from handbook.exports.bom import in_version

FORMAT = in_version("1.7")
