"""What is made for a person: the workbook, the certificate, and the summary of what a session kept."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from handout_samples import read_pdf, squeezed, text_of

from workshop.cli import main
from workshop.exercises.kinds import load_exercise
from workshop.exercises.work import act, begin_work, to_json
from workshop.practice.clients import kit_for, load_client
from workshop.practice.drafts import write_draft
from workshop.practice.records import save_record


@pytest.fixture
def dana(practice: Path) -> Path:
    (practice / "clients").mkdir(parents=True, exist_ok=True)
    text = "name: Dana\nkeys:\n  skip: [boundaries]\n  first: [patience]\n"
    (practice / "clients" / "A17.yaml").write_text(text, encoding="utf-8")
    return practice


def outline_of(pdf: bytes) -> list[str]:
    def titles(entries):
        return [title for e in entries for title in (titles(e) if isinstance(e, list) else [e.title])]

    return titles(read_pdf(pdf).outline)


def test_a_workbook_holds_the_clients_pages_in_their_order(dana: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = ["--client", "A17", "--keys", "patience,safe-space", "--kind", "workbook"]
    assert main(["handouts", *asked, "--out", str(out)]) == 0
    assert [path.name for path in (out / "A17").glob("*.pdf")] == ["workbook.pdf"]
    pdf = (out / "A17" / "workbook.pdf").read_bytes()
    bookmarks = outline_of(pdf)
    kit = kit_for(load_client("A17"))
    titles = [kit.page(page).front.title for page in ("patience", "safe-space")]
    assert [title for title in bookmarks if any(title.endswith(one) for one in titles)][:2]
    places = [min(at for at, told in enumerate(bookmarks) if told.endswith(one)) for one in titles]
    assert places == sorted(places)
    words = squeezed(text_of(pdf))
    assert "ForDana" in words and "Monday" in words
    assert words.count(squeezed(kit.page("patience").front.summary)) >= 1


def test_a_workbook_has_every_page_once(dana: Path, tmp_path: Path) -> None:
    assert main(["handouts", "--client", "A17", "--keys", "6,6,1", "--kind", "workbook", "--out", str(tmp_path)]) == 0
    bookmarks = outline_of((tmp_path / "A17" / "workbook.pdf").read_bytes())
    kit = kit_for(load_client("A17"))
    assert sum(told.endswith(kit.page("patience").front.title) for told in bookmarks) == 1


def test_a_certificate_names_the_person_and_the_keys_and_leaves_the_date_open(dana: Path, tmp_path: Path) -> None:
    asked = ["--client", "A17", "--keys", "all", "--kind", "certificate"]
    assert main(["handouts", *asked, "--out", str(tmp_path)]) == 0
    pdf = (tmp_path / "A17" / "certificate.pdf").read_bytes()
    words, kit = squeezed(text_of(pdf)), kit_for(load_client("A17"))
    assert "Dana" in words and squeezed(kit.index.title) in words
    for key in kit.index.keys:
        assert (squeezed(kit.page(key).front.title) in words) is (key != "boundaries")
    assert len(read_pdf(pdf).pages) == 1 and "2026" not in words


@pytest.mark.parametrize("name", ["", "Wilhelmina Bartholomew-Featherstonehaugh", "Nguyễn Thị Ánh", "سارة"])
def test_a_certificate_takes_any_name_on_one_page(dana: Path, tmp_path: Path, name: str) -> None:
    (dana / "clients" / "A17.yaml").write_text(f"name: {name}\npaper: letter\n", encoding="utf-8")
    assert main(["handouts", "--client", "A17", "--kind", "certificate", "--out", str(tmp_path)]) == 0
    pdf = (tmp_path / "A17" / "certificate.pdf").read_bytes()
    assert len(read_pdf(pdf).pages) == 1 and squeezed(name) in squeezed(text_of(pdf))


def keep(owner: str, page: str, name: str, words: str, when: datetime) -> None:
    exercise = load_exercise(kit_for(load_client("A17")), name)
    work = act(exercise, begin_work(exercise), {"do": "write", "at": 0, "text": words})
    write_draft(owner, name, to_json(exercise, work))
    save_record(owner, page, [name], when)


def test_a_summary_tells_what_the_last_day_kept_and_stays_in_the_practice_folder(dana: Path, capsys) -> None:
    keep("A17", "patience", "my-own-pace", "An older thought", datetime(2026, 3, 1, 9))
    keep("A17", "patience", "my-own-pace", "The pear tree by the gate", datetime(2026, 3, 8, 9))
    keep("A17", "patience", "my-own-pace", "The pear tree in bloom", datetime(2026, 3, 8, 10))
    assert main(["handouts", "--client", "A17", "--kind", "session-summary", "--json"]) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[0])
    path = Path(row["path"])
    assert path == dana / "printed" / "A17" / "session-summary.pdf"
    words = squeezed(text_of(path.read_bytes()))
    assert "March8,2026" in words and squeezed("The pear tree in bloom") in words
    assert squeezed("An older thought") not in words and squeezed("by the gate") not in words
    assert not (dana / ".printed").exists()


def test_without_anything_saved_a_summary_is_refused_in_words(dana: Path, capsys) -> None:
    assert main(["handouts", "--client", "A17", "--kind", "session-summary"]) == 1
    assert "Nothing was saved for this person yet." in capsys.readouterr().err
    assert not (dana / "printed").exists()


def test_an_exercise_that_changed_since_is_named_and_the_rest_is_printed(dana: Path) -> None:
    keep("A17", "patience", "my-own-pace", "The pear tree", datetime(2026, 3, 8, 9))
    (record,) = (dana / "sessions" / "A17" / "patience").glob("*.json")
    told = json.loads(record.read_text(encoding="utf-8"))
    told["files"]["gone-since.json"] = "{}"
    record.write_text(json.dumps(told), encoding="utf-8")
    assert main(["handouts", "--client", "A17", "--kind", "session-summary"]) == 0
    words = squeezed(text_of((dana / "printed" / "A17" / "session-summary.pdf").read_bytes()))
    assert squeezed("The pear tree") in words and "gone-since" in words


@pytest.mark.parametrize("text", ["{", '{"page": "patience"}', "[]"])
def test_a_damaged_record_is_named(dana: Path, capsys, text: str) -> None:
    folder = dana / "sessions" / "A17" / "patience"
    folder.mkdir(parents=True)
    (folder / "2026-03-08T09-00-00.json").write_text(text, encoding="utf-8")
    assert main(["handouts", "--client", "A17", "--kind", "session-summary"]) == 1
    assert "2026-03-08T09-00-00" in capsys.readouterr().err
