"""Says so when this Python does not fit. Even Python 2.7 can read this file, start.py and check.py."""

import sys

OLDEST = (3, 11)
NEWEST = (3, 14)


def describe_misfit(version):
    """One sentence with a next step if the Python `version` (major, minor) is too old or too new, else nothing."""
    if OLDEST <= version <= NEWEST:
        return ""
    fault = "old" if version < OLDEST else "new"
    oldest, newest, this = [".".join(str(part) for part in each) for each in (OLDEST, NEWEST, version)]
    return (
        "Python " + this + " is too " + fault + " for this kit, which needs Python " + oldest + " to " + newest + ": "
        "install Python " + newest + " from python.org, then start again with it.\n"
    )


def refuse_other_python():
    """Ends the program with exit code 1 and one sentence if this Python does not fit."""
    misfit = describe_misfit(tuple(sys.version_info[:2]))
    if misfit:
        sys.stderr.write(misfit)
        sys.exit(1)
