"""Builds the pages' notebooks from the content: python scripts/build_notebooks.py [--check]"""

import sys

from set_up import run_workshop

if __name__ == "__main__":
    sys.exit(run_workshop(["notebooks", *sys.argv[1:]]))
