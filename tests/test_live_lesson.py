"""What cells call: each shows one part with both faces, and a broken part harms no other."""

from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from workshop.content.blocks import plain_text
from workshop.live.lesson import BLOCKS, WIDGET, _header_data
from workshop.live.start import bar_data, start_data
from workshop.practice.clients import BLANK, kit_for, load_client


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "clients").mkdir()
    (tmp_path / "content" / "exercises").mkdir(parents=True)
    monkeypatch.setenv("WORKSHOP_PRACTICE", str(tmp_path))
    return tmp_path


@pytest.fixture
def shell():
    """A shell of IPython, as cells have it, without a kernel."""
    made = InteractiveShell.instance()
    made.history_manager.enabled = False
    yield made
    InteractiveShell.clear_instance()


def run(shell: InteractiveShell, call: str, client: str = "") -> list[dict[str, Any]]:
    shell.user_ns["client"] = client
    with capture_output() as shown:
        result = shell.run_cell(f"from workshop.live import lesson\nlesson.{call}", store_history=False)
    result.raise_error()
    return [output.data for output in shown.outputs]


def test_an_exercise_has_a_live_face_and_a_paper_face(shell, practice: Path) -> None:
    (bundle,) = run(shell, 'show_exercise("say-it-back")')
    assert WIDGET in bundle
    assert bundle[BLOCKS]["for"] == "everyone"
    assert bundle[BLOCKS]["blocks"][0]["is"] == "exercise"


def test_the_header_tells_paper_what_it_needs(shell, practice: Path) -> None:
    (practice / "clients" / "A17.yaml").write_text("name: Ana\npaper: letter\nlarge_print: yes\n", encoding="utf-8")
    (bundle,) = run(shell, 'show_header("patience")', "A17")
    document = bundle[BLOCKS]["document"]
    assert (document["page"], document["number"], document["person"]) == ("patience", 6, "Ana")
    assert (document["paper"], document["large_print"]) == ("letter", True)


def test_notes_for_the_facilitator_are_marked_and_folded(shell, practice: Path) -> None:
    (bundle,) = run(shell, 'show_text("patience", "facilitator")')
    assert bundle[BLOCKS]["for"] == "facilitator"
    assert bundle["text/html"].startswith("<details")


def test_the_caution_stands_out(shell, practice: Path) -> None:
    (bundle,) = run(shell, 'show_text("patience", "caution")')
    assert bundle[BLOCKS]["blocks"][0]["is"] == "callout"


def test_names_in_the_clients_file_reach_page_and_paper_literally(shell, practice: Path) -> None:
    name = 'Zoë *b* <i>#x</i> "q"'
    (practice / "clients" / "A17.yaml").write_text(f"partner:\n  name: '{name}'\n", encoding="utf-8")
    for section in ("how", "say", "practice"):
        (bundle,) = run(shell, f'show_text("support-actions", "{section}")', "A17")
        assert "<i>" not in bundle["text/html"]
        assert "((" not in plain_text(bundle[BLOCKS]["blocks"])


def test_an_exercise_that_the_client_leaves_out_shows_nothing(shell, practice: Path) -> None:
    (practice / "clients" / "A17.yaml").write_text("exercises:\n  skip: [say-it-back]\n", encoding="utf-8")
    assert run(shell, 'show_exercise("say-it-back")', "A17") == []


def test_an_exercise_with_a_topic_left_out_shows_nothing(shell, practice: Path) -> None:
    (practice / "clients" / "A17.yaml").write_text("leave_out: [work]\n", encoding="utf-8")
    assert run(shell, 'show_exercise("bad-day-at-work")', "A17") == []


def test_added_exercises_are_shown(shell, practice: Path) -> None:
    text = "exercises:\n  add:\n    patience: [say-it-back, small-share-cards]\n"
    (practice / "clients" / "A17.yaml").write_text(text, encoding="utf-8")
    assert len(run(shell, 'show_added_exercises("patience")', "A17")) == 2


def test_a_broken_exercise_says_so_with_file_and_line(shell, practice: Path) -> None:
    broken = practice / "content" / "exercises" / "say-it-back.yaml"
    broken.write_text("kind: rewrite\ntitle: Mine\nminuts: 5\n", encoding="utf-8")
    (bundle,) = run(shell, 'show_exercise("say-it-back")')
    assert WIDGET not in bundle
    assert "say-it-back.yaml:3" in bundle["text/html"]
    assert "Did you mean &quot;minutes&quot;?" in bundle["text/html"]
    assert bundle[BLOCKS]["problems"]


def test_a_fault_in_the_rules_of_one_exercise_is_one_sentence_and_tells_no_words(
    shell, practice: Path, monkeypatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("a person's own words")

    monkeypatch.setattr("workshop.live.lesson._widgets", {})
    monkeypatch.setattr("workshop.live.widget.open_work", fail)
    bundle, other = run(shell, 'show_exercise("say-it-back"); lesson.show_text("patience", "how")')
    assert bundle["text/plain"].startswith("This part cannot be shown.") and "KeyError" in bundle["text/plain"]
    assert "own words" not in str(bundle) + caplog.text and "Traceback" not in str(bundle)
    assert other["text/html"]


def test_an_unknown_client_is_said_in_a_sentence(shell, practice: Path) -> None:
    (bundle,) = run(shell, 'show_header("patience")', "nobody")
    assert "There is no client" in bundle["text/plain"]


def test_the_start_page_names_clients_with_what_is_wrong_in_their_files(shell, practice: Path) -> None:
    (practice / "clients" / "A17.yaml").write_text("pronoun: she\n", encoding="utf-8")
    (bundle,) = run(shell, "show_start()")
    assert WIDGET in bundle
    (row,) = start_data(kit_for(BLANK), "")["clients"]
    assert row["code"] == "A17"
    assert 'Did you mean "pronouns"?' in row["problems"][0]


def test_head_and_bar_follow_the_client_s_own_order_of_keys(shell, practice: Path) -> None:
    text = "keys:\n  first: [patience, safe-space]\n  skip: [boundaries]\n"
    (practice / "clients" / "A17.yaml").write_text(text, encoding="utf-8")
    rows = [row["page"] for row in bar_data("A17")["pages"]]
    at = rows.index("patience")
    assert rows[at : at + 2] == ["patience", "safe-space"] and "boundaries" not in rows
    kit, client = kit_for(load_client("A17")), load_client("A17")
    for before, here, after in zip(rows[1:], rows[2:], rows[3:], strict=False):
        data = _header_data(kit, client, kit.page(here))
        assert (data["previous"]["page"], data["next"]["page"]) == (before, after)
