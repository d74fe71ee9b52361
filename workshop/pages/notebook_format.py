"""nbformat, imported fast. The only place that imports it first.

nbformat imports jsonschema, which imports rfc3987_syntax if it is there, which compiles grammars for two seconds to
check web addresses that no notebook has. Marking it as absent makes every import of nbformat, papermill and JupyterLab
faster.
"""

from __future__ import annotations

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

import nbformat  # noqa: E402

__all__ = ["nbformat"]
