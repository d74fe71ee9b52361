"""Cells run in a real kernel: outputs come to their own cell, and what fails or hangs stops nothing after it."""

from __future__ import annotations

from typing import Any

import pytest
from own_loop import run_apart

from workshop.live.run import run_cells
from workshop.pages.notebook_format import nbformat


def run(*sources: str, **options: Any) -> tuple[list[int], list[Any]]:
    """Runs these cells in a kernel of their own; gives the places of those that failed, and the cells."""
    from jupyter_client.manager import AsyncKernelManager

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])

    async def run_in_kernel() -> list[int]:
        manager = AsyncKernelManager(kernel_name="python3")
        await manager.start_kernel()
        try:
            return await run_cells(notebook, manager, **options)
        finally:
            await manager.shutdown_kernel(now=True)

    return run_apart(run_in_kernel()), notebook.cells


def texts(cell: Any) -> list[str]:
    """What a cell has printed or shown."""
    return [output.get("text") or output["data"]["text/plain"] for output in cell.outputs]


@pytest.fixture(autouse=True)
def own_history(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written into the user's own history."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))


def test_each_output_comes_to_its_own_cell_in_order() -> None:
    failed, cells = run("print(name)", "name + '!'", "", "for at in range(3): display(at)", first="name = 'Ana'")
    assert failed == []
    assert [texts(cell) for cell in cells] == [["Ana\n"], ["'Ana!'"], [], ["0", "1", "2"]]
    assert [cell.execution_count for cell in cells] == [1, 2, None, 3]


def test_a_cell_that_fails_does_not_stop_those_after_it() -> None:
    failed, cells = run("1 / 0", "print('next')")
    assert failed == [0]
    assert cells[0].outputs[0].ename == "ZeroDivisionError" and texts(cells[1]) == ["next\n"]


def test_a_cell_that_hangs_is_not_waited_for_for_ever() -> None:
    failed, cells = run("print('begun')\nimport time\ntime.sleep(600)", "print('never')", seconds=1)
    assert failed == [0, 1]
    assert texts(cells[1]) == []


def test_a_kernel_that_dies_leaves_what_was_shown_before() -> None:
    failed, cells = run("print('before')", "import os, sys\nsys.stdout.flush()\nos._exit(1)", "print('after')")
    assert failed == [1, 2]
    assert texts(cells[0]) == ["before\n"] and texts(cells[2]) == []


def test_an_output_may_replace_the_one_before_it() -> None:
    failed, cells = run("from IPython.display import clear_output\nprint(1)\nclear_output(wait=True)\nprint(2)", "3")
    assert failed == []
    assert [texts(cell) for cell in cells] == [["2\n"], ["3"]]


def test_a_cell_that_asks_is_told_that_nobody_answers() -> None:
    failed, cells = run("input('Name? ')", "print('next')")
    assert failed == [0]
    assert cells[0].outputs[-1].ename == "StdinNotImplementedError" and texts(cells[1]) == ["next\n"]
