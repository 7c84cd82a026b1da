"""Runs the command line for `python -m appeal`; holds nothing of its own."""

from appeal.cli import main

if __name__ == "__main__":
    main()
