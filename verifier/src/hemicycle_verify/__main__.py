"""So that `python3 -m hemicycle_verify` works from the folder that holds the package."""

import sys

from hemicycle_verify.command import main

if __name__ == "__main__":
    sys.exit(main())
