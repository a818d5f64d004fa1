"""Files that stand behind records and that programs wrote: reports of tests, parts lists, advisories; read within limits, never run or followed."""
