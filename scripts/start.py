"""Starts the kit: `python scripts/start.py`. The first time, this sets everything up.

With words after it, such as `python scripts/start.py handouts --all`, it runs that `workshop` command instead of
opening the start page.
"""

import sys

from python_version import refuse_other_python


def main():
    """Sets up what is missing, then becomes the `workshop` command."""
    refuse_other_python()
    import set_up

    python = set_up.prepare_or_exit(set_up.RUNTIME_LOCK)
    set_up.become_workshop(python, sys.argv[1:] or ["open"])


if __name__ == "__main__":
    main()
