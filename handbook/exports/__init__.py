"""Exports: the resolved handbook and its diagnostics in formats that other tools read."""
