"""The kit's engine runs a page as papermill's stock engine does, faster, and no page sees anything of another."""

from __future__ import annotations

import os
import re
import time
from concurrent.futures import ProcessPoolExecutor

import papermill
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from workshop.content.kit import Kit, content_layers
from workshop.handouts import processes
from workshop.handouts.engine import ShellEngine
from workshop.pages.notebook import build_page
from workshop.pages.notebook_format import nbformat

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def page(*sources, tags=()):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    cells[-1].metadata["tags"] = list(tags)
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})


def run(notebook, engine="workshop", parameters=None, **options):
    return papermill.execute_notebook(notebook, None, parameters, engine_name=engine, progress_bar=False, **options)


def results(notebook):
    return [
        output["data"]["text/plain"]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if "data" in output
    ]


def run_failing(notebook, engine):
    """The error a page ends with, and the page as far as it came."""
    executed = []
    inner = papermill_engines.get_engine(engine)

    class Watched(inner):
        @classmethod
        def execute_notebook(cls, nb, kernel_name, **options):
            executed.append(inner.execute_notebook(nb, kernel_name, **options))
            return executed[0]

    papermill_engines.register("watched", Watched)
    with pytest.raises(PapermillExecutionError) as failed:
        run(notebook, "watched")
    return failed.value, executed[0]


@pytest.fixture(autouse=True, scope="module")
def registered():
    papermill_engines.register("workshop", ShellEngine)


def test_a_real_page_gives_the_same_outputs_as_the_stock_engine():
    kit = Kit(content_layers())
    notebook = build_page(kit, kit.page("active-listening"))
    ours, stock = (run(notebook, engine, {"client": ""}) for engine in ("workshop", "nbclient"))
    assert len(ours.cells) == len(stock.cells)
    assert [_normal(cell) for cell in ours.cells] == [_normal(cell) for cell in stock.cells]
    assert sum(len(cell.get("outputs", ())) for cell in ours.cells) > 10


def test_prints_results_updates_and_errors_are_as_in_the_stock_engine():
    notebook = page(
        "import sys\nfrom IPython.display import display, clear_output, Markdown\nprint('a'); print('b')",
        "shown = display(Markdown('first'), display_id=True)\nprint('err', file=sys.stderr)\n'last'",
        "shown.update(Markdown('second'))",
        "print('gone')\nclear_output()\nprint('kept')",
        "import asyncio\nawait asyncio.sleep(0.01)\n%pwd",
        "raise ValueError('sorry')",
        "'not reached'",
    )
    seen = []
    for engine in ("workshop", "nbclient"):
        error, executed = run_failing(nbformat.from_dict(notebook), engine)
        assert (error.ename, error.evalue, error.exec_count) == ("ValueError", "sorry", 6)
        seen.append([_normal(cell) for cell in executed.cells])
    assert seen[0] == seen[1]


def test_a_page_sees_nothing_of_the_page_before():
    first = page(
        "import os, sys, builtins, json\nsecret = 'Dana'; builtins.secret2 = 1; sys.leak = 1\n"
        "os.environ['LEAK'] = 'Dana'; os.chdir('/'); json.leak = 1; sys.path.append('/leak')"
    )
    second = page(
        "import os, sys, builtins, json\n"
        "('secret' in globals(), hasattr(builtins, 'secret2'), hasattr(sys, 'leak'), os.environ.get('LEAK'),"
        " hasattr(json, 'leak'), '/leak' in sys.path, len(In))"
    )
    run(first)
    assert results(run(second)) == ["(False, False, False, None, False, False, 2)"]


def test_each_page_has_a_process_of_its_own_and_it_is_gone_afterward():
    mine = os.getpid()
    pids = [int(results(run(page("import os; os.getpid()")))[0]) for _ in range(3)]
    assert len({mine, *pids}) == 4
    for pid in pids:
        assert _ends(pid)


def test_a_worker_and_its_pages_are_forked_from_the_same_clean_server():
    with ProcessPoolExecutor(1, mp_context=processes.page_context(), initializer=processes.share_fork_server) as pool:
        worker, page_child = pool.submit(_parents).result()
    assert worker == page_child != os.getpid()


def test_environment_and_folder_are_those_of_the_call(monkeypatch, tmp_path):
    ask = "import os; (os.environ.get('WORKSHOP_PRACTICE'), os.getcwd())"
    run(page("1"))
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv("WORKSHOP_PRACTICE", name)
        monkeypatch.chdir(tmp_path / name)
        assert results(run(page(ask))) == [str((name, str(tmp_path / name)))]


def test_a_page_that_never_ends_is_stopped():
    begun = time.monotonic()
    with pytest.raises(CellTimeoutError):
        run(page("while True: pass"), execution_timeout=0.5)
    assert time.monotonic() - begun < 20
    assert results(run(page("1 + 1"))) == ["2"]


def test_a_page_whose_process_dies_is_an_error_and_the_next_page_runs():
    with pytest.raises(DeadKernelError):
        run(page("import os; os._exit(7)"))
    assert results(run(page("1 + 1"))) == ["2"]


def test_a_cell_that_may_fail_does_not_stop_the_page():
    notebook = page("a = 1", "1 / 0", tags=["raises-exception"])
    notebook.cells.append(nbformat.v4.new_code_cell("'reached'"))
    error, executed = run_failing(notebook, "workshop")  # papermill reports it all the same, as with the stock engine
    assert error.ename == "ZeroDivisionError"
    assert results(executed) == ["'reached'"]


def test_the_stock_engine_takes_over_when_no_child_can_start(monkeypatch):
    processes.nursery.close()
    monkeypatch.setattr(processes, "START_LIMIT", 0.0)
    assert results(run(page("1 + 1"))) == ["2"]


def _parents():
    """The parent of this process, and the parent of a page that it runs."""
    return os.getppid(), int(results(run(page("import os; os.getppid()")))[0])


def _normal(cell):
    """A cell without what differs from run to run: ids of widgets, times, colors and line numbers of tracebacks."""
    outputs = [dict(output) for output in cell.get("outputs", ())]
    for output in outputs:
        output.pop("traceback", None)
    text = re.sub(r"'model_id': '\w+'", "'model_id': 'ID'", repr([_sorted(output) for output in outputs]))
    return cell.source, cell.get("execution_count"), text


def _sorted(value):
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


def _ends(pid):
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False
