"""The widget carries actions to the rules and the view back: one at a time, and nothing that fails changes anything."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from comm.base_comm import BaseComm
from exercise_cases import is_json, kit_with, make_exercise
from ipywidgets import Widget
from ipywidgets.widgets import widget as ipywidgets_widget
from story_cases import change_porch, porch_files

from workshop.exercises.faces import drawing_library, face_script, face_style
from workshop.exercises.kinds import KINDS, load_exercise
from workshop.live.shared import share
from workshop.live.widget import ExerciseWidget, PanelWidget, panel_parts
from workshop.practice import drafts

PLACE = {"do": "place", "item": 0, "box": "helps"}


class Recorder(BaseComm):
    """A way to the page that keeps what was sent."""

    def __init__(self, widget: ExerciseWidget) -> None:
        self.sent: list[dict[str, Any]] = []
        super().__init__(target_name="jupyter.widget", comm_id=widget.model_id)

    def publish_msg(self, msg_type: str, data: Any = None, *_: Any, **__: Any) -> None:
        if msg_type == "comm_msg":
            self.sent.append(data)

    @property
    def replies(self) -> list[Any]:
        """What was answered to messages."""
        return [data["content"] for data in self.sent if data["method"] == "custom"]

    @property
    def changes(self) -> list[Any]:
        """What was told of changed traits."""
        return [data["state"] for data in self.sent if data["method"] == "update"]


@pytest.fixture
def sort() -> Iterator[ExerciseWidget]:
    """A widget whose messages are kept."""
    widget = ExerciseWidget(make_exercise("sort"), {"client": "A1"})
    widget.comm = Recorder(widget)
    yield widget
    widget.close()


def receive(widget: ExerciseWidget, content: Any) -> None:
    """A message as the page sends it."""
    widget._handle_msg({"content": {"data": {"method": "custom", "content": content}}, "buffers": []})


def test_a_widget_begins_with_the_exercise_s_first_view(sort: ExerciseWidget) -> None:
    assert sort.view == sort.exercise.view(sort.exercise.start())


@pytest.mark.parametrize("kind", KINDS)
def test_everything_sent_to_the_page_is_json(kind: str) -> None:
    widget = ExerciseWidget(make_exercise(kind), {})
    sent = [widget.header, widget.words, widget.view, widget.frame, widget.page]
    widget.close()
    assert all(map(is_json, sent))


def test_each_widget_has_its_own_mark() -> None:
    widgets = [ExerciseWidget(make_exercise("sort"), {}) for _ in range(20)]
    marks = {widget.uid for widget in widgets}
    for widget in widgets:
        widget.close()
    assert len(marks) == 20


def test_an_action_reaches_the_view(sort: ExerciseWidget) -> None:
    assert sort.act(PLACE) == "" and sort.view["items"][0]["box"] == "helps"


def test_the_new_view_is_sent_to_the_page(sort: ExerciseWidget) -> None:
    receive(sort, {"number": 1, "face": "tk1", "action": PLACE})
    assert [change["view"] for change in sort.comm.changes] == [sort.exercise.view({"placed": {"0": "helps"}})]


def test_a_message_is_answered_with_its_number_and_face(sort: ExerciseWidget) -> None:
    receive(sort, {"number": 7, "face": "tk1", "action": PLACE})
    assert sort.comm.replies == [{"number": 7, "face": "tk1", "notice": ""}]


def test_the_view_is_sent_before_the_answer(sort: ExerciseWidget) -> None:
    receive(sort, {"number": 7, "face": "tk1", "action": PLACE})
    assert [data["method"] for data in sort.comm.sent] == ["update", "custom"]


def test_a_refused_action_is_answered_without_a_notice(sort: ExerciseWidget) -> None:
    receive(sort, {"number": 2, "face": "tk1", "action": {"do": "fly"}})
    assert sort.comm.replies == [{"number": 2, "face": "tk1", "notice": ""}]


def test_a_refused_action_changes_nothing(sort: ExerciseWidget) -> None:
    receive(sort, {"number": 2, "face": "tk1", "action": PLACE | {"item": 99}})
    assert sort.work.state == {"placed": {}} and sort.comm.changes == []


WRONG_SHAPES: list[Any] = [None, "act", 7, [], [PLACE], {}, PLACE]
WRONG_SHAPES += [{"action": wrong} for wrong in (None, "again", 7, [PLACE])]


@pytest.mark.parametrize("content", WRONG_SHAPES, ids=repr)
def test_a_message_of_another_shape_is_passed_over(sort: ExerciseWidget, content: Any) -> None:
    receive(sort, content)
    assert sort.comm.sent == [] and sort.work.state == {"placed": {}}


def test_a_message_without_number_and_face_is_still_carried_out(sort: ExerciseWidget) -> None:
    receive(sort, {"action": PLACE})
    assert sort.work.state == {"placed": {"0": "helps"}}


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[ExerciseWidget]:
    """A talk whose file was spoiled after it was opened: the first line's next scene is gone."""
    kit = kit_with(tmp_path, porch_files())
    widget = ExerciseWidget(load_exercise(kit, "porch-talk"), {})
    widget.comm = Recorder(widget)
    text = change_porch(("feedback: A verdict., next: gate", "feedback: V, next: gone"))
    (tmp_path / "scenarios" / "porch.yaml").write_text(text + "# and a note\n", encoding="utf-8")
    yield widget
    widget.close()


BROKEN_LINE = {"do": "choose", "turn": 0, "at": 2}


def test_a_rule_that_fails_is_told_in_one_sentence(broken: ExerciseWidget) -> None:
    receive(broken, {"number": 3, "face": "tk1", "action": BROKEN_LINE})
    notice = broken.exercise.setting.say("page-broken")
    assert broken.comm.replies == [{"number": 3, "face": "tk1", "notice": notice}]


def test_a_rule_that_fails_changes_nothing(broken: ExerciseWidget) -> None:
    before, state = broken.view, broken.work.state
    broken.act(BROKEN_LINE)
    assert broken.work.state == state == broken.exercise.start() and broken.view == before


def test_after_a_rule_that_failed_other_actions_work(broken: ExerciseWidget) -> None:
    broken.act(BROKEN_LINE)
    assert broken.act({"do": "choose", "turn": 0, "at": 0}) == "" and broken.view["turn"] == 1


def test_the_log_of_a_failure_tells_no_private_words(broken: ExerciseWidget, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        broken.act(BROKEN_LINE | {"text": "my secret"})
    assert [record.getMessage() for record in caplog.records] == ["exercise porch-talk failed: KeyError"]


def test_a_view_that_fails_changes_nothing(tmp_path: Path) -> None:
    widget = ExerciseWidget(load_exercise(kit_with(tmp_path, porch_files()), "porch-talk"), {})
    widget.act({"do": "choose", "turn": 0, "at": 0})
    (tmp_path / "scenarios" / "porch.yaml").unlink()
    notice, state = widget.act({"do": "back"}), widget.work.state
    widget.close()
    assert notice and state["choices"] == [0]


def run_threads(*works: Any) -> None:
    """Runs all works at the same time, in a thread each, to their end."""
    gate = threading.Barrier(len(works))

    def run(work: Any) -> None:
        gate.wait()
        for _ in range(200):
            work()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_no_action_is_lost_when_two_threads_act() -> None:
    widget = ExerciseWidget(make_exercise("rounds"), {})
    count = {"do": "count", "at": 0, "by": 1}
    run_threads(lambda: widget.act(count), lambda: widget.act(count | {"at": 1}))
    widget.close()
    assert widget.work.state["counts"] == [200, 200]


def test_the_view_fits_the_state_after_two_threads_acted() -> None:
    widget = ExerciseWidget(make_exercise("rounds"), {})
    run_threads(lambda: widget.act({"do": "count", "at": 0, "by": 1}), lambda: widget.act({"do": "quiet", "on": True}))
    widget.close()
    assert widget.view == widget.exercise.view(widget.work.state)


def test_a_double_click_in_two_threads_counts_once() -> None:
    widget = ExerciseWidget(make_exercise("rounds"), {})
    skip = {"do": "skip", "turn": 0, "phase": "turn"}
    run_threads(lambda: widget.act(skip), lambda: widget.act(skip))
    widget.close()
    assert (widget.work.state["turn"], widget.work.state["phase"]) == (0, "pause")


def open_widgets() -> int:
    """How many widgets of exercises are held by ipywidgets."""
    return sum(isinstance(widget, ExerciseWidget) for widget in ipywidgets_widget._instances.values())


def test_closing_and_making_again_leaves_no_widget_behind() -> None:
    before = open_widgets()
    gone = []
    for _ in range(20):
        widget = ExerciseWidget(make_exercise("sort"), {})
        widget.act(PLACE)
        gone.append(weakref.ref(widget))
        widget.close()
    del widget
    gc.collect()
    assert [ref for ref in gone if ref()] == [] and open_widgets() == before


def test_a_closed_widget_does_not_stop_one_made_after_it() -> None:
    first = ExerciseWidget(make_exercise("sort"), {})
    first.act(PLACE)
    first.close()
    second = ExerciseWidget(make_exercise("sort"), {})
    state = second.work.state
    second.close()
    assert state == {"placed": {}}


def test_two_widgets_of_one_exercise_keep_their_own_state() -> None:
    exercise = make_exercise("sort")
    one, other = ExerciseWidget(exercise, {}), ExerciseWidget(exercise, {})
    one.act(PLACE)
    states = [one.work.state, other.work.state]
    one.close()
    other.close()
    assert states == [{"placed": {"0": "helps"}}, {"placed": {}}]


@pytest.mark.parametrize("kind", KINDS)
def test_a_face_s_script_stands_alone(kind: str) -> None:
    script = face_script(kind)
    assert "function Body(" in script and script.count("export default") == 1 and "\nimport " not in script


def test_the_drawing_library_gives_what_the_faces_use() -> None:
    head = drawing_library().split("=", 1)[0]
    assert all(name in head for name in ("h", "html", "render", "useState", "useEffect", "useLayoutEffect", "useRef"))


def test_the_style_holds_the_theme_before_the_faces() -> None:
    style = face_style()
    assert style.index("--tk-teal") < style.index(".tk-clock")


@pytest.mark.parametrize("panel", ["header", "start"])
def test_a_panel_carries_its_data_words_and_script(panel: str) -> None:
    widget = PanelWidget(panel, {"page": "patience"}, {"home": "All pages"})
    script = [share(part).model_id for part in panel_parts(panel)]
    carried: tuple[Any, ...] = (widget.data, widget.words, widget.script == script)
    widget.close()
    assert carried == ({"page": "patience"}, {"home": "All pages"}, True) and isinstance(widget, Widget)


def test_widgets_share_the_parts_of_their_scripts() -> None:
    widgets = [ExerciseWidget(make_exercise(kind), {}) for kind in ("sort", "sort", "choose")]
    panel = PanelWidget("header", {}, {})
    scripts, sheets = [one.script for one in widgets], {one.sheet for one in (*widgets, panel)}
    carried = sum(len(str(one.get_state())) for one in widgets)
    for one in (*widgets, panel):
        one.close()
    library, shared, own = scripts[0]
    assert scripts == [[library, shared, own], [library, shared, own], [library, shared, scripts[2][2]]]
    assert panel.script[0] == library and own != scripts[2][2] and len(sheets) == 1
    assert carried < len(face_script("sort")), "three widgets are smaller than one script"


def test_a_shared_text_that_was_closed_is_made_anew() -> None:
    first = share("a text of this test")
    first.close()
    second = share("a text of this test")
    assert second is not first and second.text == "a text of this test" and second is share("a text of this test")
    second.close()


def test_each_step_is_kept_in_the_owner_s_drafts(practice: Path) -> None:
    exercise = make_exercise("sort")
    first = ExerciseWidget(exercise, {}, "A17")
    first.act(PLACE, "tk1", 1)
    first.close()
    second = ExerciseWidget(exercise, {}, "A17")
    other = ExerciseWidget(exercise, {}, "B2")
    states = [second.view["items"][0]["box"], other.view["items"][0]["box"]]
    second.close()
    other.close()
    assert states == ["helps", None] and (practice / "drafts" / "A17" / "sample.json").is_file()


def test_an_action_that_comes_twice_is_done_once(practice: Path) -> None:
    widget = ExerciseWidget(make_exercise("rounds"), {}, "A17")
    for _ in range(2):
        widget.act({"do": "count", "at": 0, "by": 1}, "tk1", 5)
    counts = widget.work.state["counts"]
    widget.close()
    assert counts[0] == 1


def test_a_full_disk_is_told_and_the_exercise_goes_on(practice: Path) -> None:
    (practice / "drafts").write_text("in the way", encoding="utf-8")
    widget = ExerciseWidget(make_exercise("sort"), {}, "A17")
    notice = widget.act(PLACE)
    box = widget.view["items"][0]["box"]
    widget.close()
    assert notice.startswith("This is not kept: ") and box == "helps"


def test_a_widget_does_what_waits_in_the_drafts(practice: Path) -> None:
    widget = ExerciseWidget(make_exercise("sort"), {}, "A17")
    drafts.add_waiting("A17", "sample", "tk1", [{"number": 1, "action": PLACE}])
    widget.catch_up()
    box = widget.view["items"][0]["box"]
    widget.close()
    assert box == "helps" and not drafts.has_waiting("A17")
