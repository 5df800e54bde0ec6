"""`python -m hemicycle` is the command `hemicycle`."""

from hemicycle.cli import main

if __name__ == "__main__":
    main()
