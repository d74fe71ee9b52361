"""What can go wrong while the kit is set up, each as one sentence and a next step."""

from __future__ import annotations

import re
import sys

VENV_PACKAGE = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"

# A pattern in what pip, venv or the system said, what that means, and what to do. The first that fits is told, so final
# causes come before the warnings of pip's further tries on the network. `{0}` is what the pattern caught.
RULES: tuple[tuple[str, str, str], ...] = (
    (
        r"No space left on device|not enough space on the disk|WinError 112|Disk quota exceeded",
        "The disk is full.",
        "Free about 1 GB, then start again.",
    ),
    (
        r"DO NOT MATCH THE HASHES[^\n]*\n\s*(\S+)",
        "A part ({0}) is not the one this kit was tested with, so nothing was installed.",
        "Try another network; if it happens again, send the details to whoever gave you the kit.",
    ),
    (
        r"ensurepip is not\s+available|No module named '?(?:ensurepip|venv)\b",
        "This Python came without the parts that make a place for the kit.",
        f"On Debian or Ubuntu run: sudo apt install {VENV_PACKAGE} ; elsewhere install Python from python.org.",
    ),
    (
        r"contains the PATH separator ['\"]?(\S)",
        "The kit cannot work in a folder with {0} in its name.",
        "Rename the folder (and look at the folders around it), then start again.",
    ),
    (
        r"SSL module is not available",
        "This Python cannot make secure connections.",
        "Install Python from python.org and start again with it, or start from an activated conda environment.",
    ),
    (
        r"WinError 32\b|used by another process",
        "Another program is using the kit's files.",
        "Close JupyterLab and every window of the kit, then start again.",
    ),
    (
        r"Long Path support|WinError 206|[Ff]ile ?name (?:or extension is )?too long",
        "The kit lies too deep: the names of its folders together are too long for this computer.",
        "Move the kit to a short place such as C:\\kit, then start again.",
    ),
    (
        r"(?:Permission denied|Access is denied|Read-only file system|Operation not permitted)(?::? '([^'\n]+)')?",
        "This computer does not let the kit write to {0}.",
        "Move the kit to a folder of your own, such as Documents, then start again.",
    ),
    (
        r"ProxyError|[Cc]annot connect to proxy|407 Proxy",
        "The proxy between this computer and the internet refused.",
        "Use another network, or ask whoever looks after yours for the proxy's address, then start again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError",
        "The secure connection could not be trusted; some offices and hotels put their own certificate in between.",
        "Use another network, or ask whoever looks after yours how pip gets its certificate, then start again.",
    ),
    (
        r"getaddrinfo failed|[Nn]ame or service not known|nodename nor servname|NameResolutionError|"
        r"[Tt]emporary failure in name resolution",
        "There seems to be no internet: the address the parts come from was not found.",
        "Connect this computer to the internet, then start again.",
    ),
    (
        r"\b40[13] (?:Client )?Error|User for \S+:",
        "The place the parts come from asks for a password.",
        "Ask whoever looks after your network how pip should sign in, or use another network.",
    ),
    (
        r"NewConnectionError|ConnectTimeout|ReadTimeout|ConnectionRefused|[Cc]onnection refused|ConnectionReset|"
        r"unreachable|RemoteDisconnected|IncompleteRead|Connection broken|[Tt]imed out",
        "The place the parts come from did not answer.",
        "Check the internet connection or wait a little, then start again.",
    ),
    (
        r"No matching distribution found for (\S+)",
        "One part ({0}) is not made for this computer and this Python.",
        "Install the 64-bit Python 3.13 from python.org (on Windows the one for Intel or AMD, also on ARM), then start "
        "again with it.",
    ),
)


class SetUpFailure(Exception):
    """The set-up cannot go on. The text is for the counselor: what is wrong and what to do."""


def explain_failure(details: str) -> SetUpFailure:
    """Turns what pip, venv or the system said into one sentence and a next step."""
    for pattern, what, todo in RULES:
        found = re.search(pattern, details)
        if found:
            caught = found.group(1) if found.re.groups else ""
            return SetUpFailure(f"{what.format(caught or 'its own folder')} {todo}")
    todo = "Delete the folder .venv in the kit and start again; if it stops again, send the details."
    return SetUpFailure(f"The set-up stopped for a reason it does not know. {todo}")
