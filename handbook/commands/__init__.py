"""The commands of `handbook`, one module each, whose function `run` does what the options ask and returns the exit code.

Only these modules print. `parser` has the words of all of them, `cli` reads a command line and imports the one command that it names.
"""
