"""Files that programs wrote and records name: reports of tests, parts lists, advisories; read within limits, never run or followed."""
