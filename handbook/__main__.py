"""`python -m handbook` is the command `handbook`."""

from handbook.commands.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
