"""The command `hemicycle`, also as `python -m hemicycle`."""

import gc
from importlib import import_module


def main() -> None:
    """Load the whole program, and do what was asked.

    Note: nothing that is loaded is ever thrown away. A collector that looks for waste in it again
    and again took a quarter of each start, and later held everybody up for 0.1 s each time.
    """
    gc.disable()
    cli = import_module("hemicycle.cli")
    gc.freeze()
    gc.enable()
    cli.main()


if __name__ == "__main__":
    main()
