"""Cases kept in readable files: a title, an input and what is expected."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parent


def read_cases(name: str) -> list[tuple[str, str, str]]:
    """Cases from tests/cases: title, input and expected text, each ended by a line that holds only a dot."""
    rows = (TESTS / "cases" / name).read_text(encoding="utf-8").split("\n")
    parts: list[list[str]] = [[]]
    for row in rows:
        if row == ".":
            parts.append([])
        else:
            parts[-1].append(row)
    texts = ["\n".join(part).strip("\n") for part in parts]
    cases = list(zip(texts[0::3], texts[1::3], texts[2::3], strict=False))
    assert cases, f"{name} holds no cases"
    assert len(texts) == 3 * len(cases) + 1, f"a case in {name} has no end"
    return cases
