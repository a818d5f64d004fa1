"""How long a build takes and how much memory, beside other tools on the same records: `python -m benchmarks`."""
