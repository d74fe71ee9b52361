"""Builds the pages' notebooks from the content: python scripts/build_notebooks.py [--check]"""

import sys

from python_version import refuse_other_python


def main():
    """Sets up what is missing, then becomes the `workshop notebooks` command."""
    refuse_other_python()
    import set_up

    python = set_up.prepare_or_exit(set_up.RUNTIME_LOCK)
    set_up.become_workshop(python, ["notebooks", *sys.argv[1:]])


if __name__ == "__main__":
    main()
