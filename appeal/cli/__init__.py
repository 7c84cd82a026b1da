"""The front door: commands, help and what is printed; it calls `check` and `build` and decides nothing."""


def main() -> None:
    """Run the command line."""
    raise SystemExit(0)
