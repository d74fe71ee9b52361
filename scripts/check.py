"""Checks the kit: `python scripts/check.py` runs every check; with words after it, only pytest with those words."""

import sys

from python_version import refuse_other_python

LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


def list_steps(words):
    """The checks in the order they run, each as (name, what Python is asked to run); pytest last."""
    tests = ["-m", "pytest"]
    tests.extend(words)
    if words:
        return [("pytest", tests)]
    return [
        ("ruff check", ["-m", "ruff", "check", "."]),
        ("ruff format", ["-m", "ruff", "format", "--check", "."]),
        ("mypy", ["-m", "mypy"]),
        ("lint-imports", ["-c", LINT_IMPORTS]),
        ("pytest", tests),
    ]


def run_steps(steps, run_step):
    """Runs every step, also after one that fails. Gives each step's name and exit code."""
    results = []
    for number, (name, words) in enumerate(steps, start=1):
        print("\n=== Step " + str(number) + " of " + str(len(steps)) + ": " + name + " ===")
        sys.stdout.flush()
        results.append((name, run_step(words)))
    return results


def main():
    """Sets up what is missing, runs the checks, says how each went. Exit code 1 if any failed."""
    refuse_other_python()
    import set_up

    python = set_up.prepare_or_exit(set_up.CHECK_LOCK)
    try:
        results = run_steps(list_steps(sys.argv[1:]), lambda words: set_up.run_program(python, words))
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped before the checks were done.\n")
        sys.exit(130)
    print("\n=== Summary ===")
    for name, code in results:
        print(name + ": " + ("passed" if code == 0 else "FAILED (exit code " + str(code) + ")"))
    sys.exit(1 if any(code for _, code in results) else 0)


if __name__ == "__main__":
    main()
