"""Ctrl-C for programs that tests start."""

from __future__ import annotations

import signal


def hear_interrupts() -> None:
    """Run in a child before its program.

    A shell that starts the tests in the background makes them, and all they start, deaf to Ctrl-C.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
