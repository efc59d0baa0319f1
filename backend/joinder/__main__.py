"""The command `joinder` as a process: what is loaded at its start stays, so it is not sought through for garbage."""

import gc

# Of Python's own 700, 10, 10 a process this size spends a tenth of its time on seeking what it does not find.
SELDOM = (50_000, 20, 50)


def main() -> None:
    """Run the command that the arguments name."""
    gc.set_threshold(*SELDOM)
    from joinder.cli import main as command  # noqa: PLC0415  (the libraries load under the threshold set above)

    command()


if __name__ == "__main__":
    main()
