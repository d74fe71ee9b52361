"""scripts/bench.py: its options, its ratios, what it starts and ends, and stock papermill on a page of the kit."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.content.kit import Kit, content_layers
from workshop.exercises.kinds import KINDS, load_exercise
from workshop.live.desk import exercises_on, plan_visit
from workshop.pages.notebook import page_path

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"
sys.path.insert(0, str(SCRIPTS))

import bench  # noqa: E402 (the scripts are no package)
import chromium  # noqa: E402
from bench_clicks import CLICKS  # noqa: E402
from bench_figures import FASTER, NO_SLOWER, Amounts, Comparison, Times, as_json, in_words, percentile  # noqa: E402
from bench_handouts import plan_order  # noqa: E402
from bench_page import EXERCISES, ONE, PAGE, TWENTY, make_clients  # noqa: E402
from bench_programs import CannotMeasure, make_practice, make_variables, running, time_program  # noqa: E402


def test_without_options_everything_is_measured_three_times() -> None:
    options = bench.parse_options([])
    assert (options.repeats, options.pages, options.only, options.json) == (3, 4, None, False)


def test_options_are_read() -> None:
    options = bench.parse_options(["--repeats", "1", "--pages", "20", "--only", "start", "--json", "--batch", "0"])
    assert (options.repeats, options.pages, options.only, options.json, options.batch) == (1, 20, "start", True, 0)


@pytest.mark.parametrize("words", [["--repeats", "0"], ["--pages", "two"], ["--pages", "-1"], ["--only", "cooking"]])
def test_options_that_make_no_sense_are_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        bench.parse_options(words)
    assert stopped.value.code == 2
    assert words[0] in capsys.readouterr().err


def test_a_throughput_is_compared_round_by_round() -> None:
    compared = Comparison("handouts", FASTER, 30, kit=[1.0, 2.0, 0.5], stock=[10.0, 80.0, 20.0])
    assert compared.ratios() == [10.0, 40.0, 40.0]
    (told,) = as_json([compared])
    assert told["ratio"] == {"median": 40.0, "min": 10.0, "max": 40.0}
    assert told["reached"] is True


def test_a_start_that_takes_longer_than_stock_misses_its_aim() -> None:
    compared = Comparison("start", NO_SLOWER, 1, kit=[3.0, 6.0], stock=[2.0, 4.0])
    assert compared.ratios() == [1.5, 1.5]
    assert compared.is_reached() is False
    assert in_words([compared])[0] == "start: 1.50 (1.50 to 1.50) of stock's time; aim at most 1: not reached"


def test_rounds_of_unequal_number_are_not_compared() -> None:
    with pytest.raises(ValueError, match="shorter"):
        Comparison("start", NO_SLOWER, 1, kit=[3.0], stock=[]).ratios()


@pytest.mark.parametrize(("asked", "clients", "pages"), [(1, 1, 1), (4, 1, 4), (15, 1, 15), (16, 2, 8), (60, 4, 15)])
def test_an_order_has_the_number_asked_for(asked: int, clients: int, pages: int) -> None:
    order = plan_order(asked, [f"page-{number}" for number in range(15)])
    assert (len(order.clients), len(order.pages), order.count) == (clients, pages, asked)


@pytest.mark.parametrize(("part", "least"), [(1, 1), (50, 10), (95, 19), (96, 20), (100, 20)])
def test_a_percentile_is_a_value_that_was_measured(part: int, least: int) -> None:
    assert percentile([*range(20, 0, -1)], part) == least


def test_a_percentile_of_one_value_is_that_value() -> None:
    assert [percentile([7.5], part) for part in (1, 50, 99)] == [7.5] * 3


def test_times_are_judged_by_all_rows_together() -> None:
    times = Times("A click's answer", 100, {"sort": [40.0] * 95, "tally": [300.0] * 5})
    assert times.is_reached() is True
    assert in_words([times])[0] == (
        "A click's answer: median 40 ms, p95 40 ms, p99 300 ms (100); aim p95 at most 100 ms: reached"
    )
    times.rows["tally"].append(300.0)
    (told,) = as_json([times])
    assert (told["reached"], told["all"]["p95"], told["rows"]["sort"]["p95"]) == (False, 300.0, 40.0)


def test_amounts_are_told_as_parts_of_the_last() -> None:
    amounts = Amounts("Memory", "MB", {"twenty": 60.0, "a bare kernel": 40.0})
    assert in_words([amounts]) == [
        "Memory, and as a part of: a bare kernel",
        "    twenty           60.0 MB, 1.50 of it",
        "    a bare kernel    40.0 MB, 1.00 of it",
    ]
    assert as_json([amounts])[0]["rows"]["twenty"] == {"amount": 60.0, "ratio": 1.5}


def test_ways_that_are_not_kit_and_stock_keep_their_names() -> None:
    opened = Comparison("opening", "of the time", 1.3, kit=[2.0], stock=[1.0], ways=("twenty", "one"))
    (told,) = as_json([opened])
    assert (told["twenty"]["median"], told["one"]["median"], told["reached"]) == (2.0, 1.0, False)
    assert in_words([opened])[1:] == ["    twenty  2.00 s (2.00 to 2.00)", "    one     1.00 s (1.00 to 1.00)"]


def test_the_pages_that_are_measured_differ_only_in_their_exercises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(tmp_path))
    kit = Kit(content_layers())
    make_clients(tmp_path, list(kit.page(PAGE).front.exercises))
    assert [exercises_on(plan_visit(PAGE, code)) for code in (ONE, TWENTY)] == [[EXERCISES[0]], list(EXERCISES)]
    assert len(set(EXERCISES)) == 20


def test_the_long_page_has_what_is_clicked() -> None:
    kit = Kit(content_layers())
    kinds = {load_exercise(kit, name).kind.name for name in EXERCISES}
    assert set(CLICKS) < kinds <= set(KINDS)


@pytest.mark.parametrize("part", ["start", "page"])
def test_a_part_that_cannot_be_measured_is_told_and_the_others_go_on(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chromium, "PLACES", ())
    monkeypatch.setenv("PATH", "")
    comparisons, missing = bench.measure(bench.parse_options(["--only", part]))
    assert comparisons == []
    assert missing == [f"{part}: no Chromium, Chrome or Edge was found. Install one and start again."]


def test_a_program_that_fails_is_named_with_its_last_words(tmp_path: Path) -> None:
    variables = make_variables(tmp_path, tmp_path)
    with pytest.raises(CannotMeasure, match=r"bench_nothing\.py stopped with exit code 2: .*No such file"):
        time_program(["bench_nothing.py"], variables, tmp_path / "log.txt")


def test_what_was_started_is_ended_also_when_the_block_stops(tmp_path: Path) -> None:
    words = ["-c", "import time; time.sleep(60)"]
    started = running(words, make_variables(tmp_path, tmp_path), tmp_path / "log.txt")
    with pytest.raises(KeyboardInterrupt), started as process:
        assert process.poll() is None
        raise KeyboardInterrupt
    assert process.poll() is not None


def test_the_users_own_jupyter_settings_stay_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/somewhere")
    monkeypatch.setenv("WORKSHOP_PRACTICE", "/private")
    variables = make_variables(tmp_path / "practice", tmp_path / "own")
    assert "JUPYTER_CONFIG_PATH" not in variables
    assert variables["WORKSHOP_PRACTICE"] == str(tmp_path / "practice")
    assert Path(variables["JUPYTER_CONFIG_DIR"]).is_relative_to(tmp_path)


def test_stock_papermill_runs_a_page_as_it_is_committed(tmp_path: Path) -> None:
    variables = make_variables(make_practice(tmp_path / "practice"), tmp_path / "own")
    out = tmp_path / "welcome.ipynb"
    words = ["-m", "papermill", page_path("welcome"), out, "-p", "client", "example", "--no-progress-bar"]
    assert time_program(words, variables, tmp_path / "log.txt") > 0
    cells = json.loads(out.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert any("application/vnd.jupyter.widget-view+json" in output.get("data", {}) for output in outputs)
    assert not any(output["output_type"] == "error" for output in outputs)


def test_the_program_explains_itself() -> None:
    told = subprocess.run([sys.executable, SCRIPTS / "bench.py", "--help"], capture_output=True, text=True, check=True)
    assert "--only {handouts,batch,start,page}" in told.stdout
