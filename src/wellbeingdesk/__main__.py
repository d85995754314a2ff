"""Starts the console script when the package itself is run."""

import sys

from wellbeingdesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
