"""The tests. Read before any of them, so that what they start, and they themselves, keep compiled modules as Python does by itself.

Where the environment forbids that, as an image of a container does, each of the hundreds of processes compiled all modules and templates anew: a second
of each build, and half of the time in which tests are collected. What is kept lies where Python puts it, which git ignores.
"""

import os
import sys

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
