"""`workshop handouts --kind cards`: one PDF a key, secrets on pages of their own, a key without any told in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import page as accessibility
import pytest
from exercise_cases import kit_of
from handout_samples import read_pdf, squeezed

from workshop.cli import main
from workshop.content import blocks
from workshop.exercises.kind import Setting
from workshop.exercises.kinds import load_exercise
from workshop.exercises.talk_cards import deal_cards
from workshop.handouts.document import Document
from workshop.handouts.layout import secrets_last
from workshop.handouts.typesetting import print_document

# Keys with one role-play and with two, and the longest title and cards.
STORIES = {
    "safe-space": ["not-now", "three-in-the-morning"],
    "own-vulnerability": ["joking-friend", "second-date"],
    "open-questions": ["same-evening", "new-town"],
}
PAPERS = [(), ("--paper", "letter"), ("--large-print",), ("--paper", "letter", "--large-print")]


def print_cards(out: Path, *arguments: str) -> int:
    return main(["handouts", "--kind", "cards", "--out", str(out), *arguments])


def pages_of(path: Path) -> list[str]:
    return [squeezed(page.extract_text()) for page in read_pdf(path.read_bytes()).pages]


def secrets_of(name: str, client: str = "nobody") -> list[str]:
    scenario = kit_of(client).scenario(name)
    return [squeezed(line) for depth, lines in scenario.depths.items() if depth > 1 for line in lines]


def titles_of(path: Path) -> dict[str, list[int]]:
    """The pages on which a card of each sort stands, by the words that its title begins with."""
    say = Setting(kit_of()).say
    begin = {who: squeezed(say(f"roles-{who}", name="|").split("|")[0]) for who in ("listener", "observer", "partner")}
    return {who: [at for at, text in enumerate(pages_of(path)) if words in text] for who, words in begin.items()}


def first_deck(key: str, pages: list[str]) -> int:
    """The first page with questions to cut out."""
    kit = kit_of()
    decks = [load_exercise(kit, name) for name in kit.page(key).front.exercises]
    questions = [squeezed(one.data.light[0]) for one in decks if one.kind.name == "cards"]
    assert questions
    return min(at for at, text in enumerate(pages) if any(words in text for words in questions))


@pytest.mark.parametrize("paper", PAPERS, ids=" ".join)
def test_cards_are_accessible_and_keep_secrets_to_the_partners_pages(
    practice: Path, tmp_path: Path, paper: tuple[str, ...]
) -> None:
    assert print_cards(tmp_path, "--keys", ",".join(STORIES), *paper) == 0
    for key, stories in STORIES.items():
        path = tmp_path / "blank" / f"{key}_cards.pdf"
        assert accessibility.validate_pdf(str(path), profile="ua1").is_compliant
        pages, cards = pages_of(path), titles_of(path)
        lines = [line for name in stories for line in secrets_of(name)]
        secret = {at for at, text in enumerate(pages) if any(line in text for line in lines)}
        assert [line for line in lines if line not in "".join(pages)] == []
        assert secret and secret <= set(cards["partner"])
        assert cards["partner"] == list(range(min(cards["partner"]), max(cards["partner"]) + 1))
        # Questions to cut out come after them, on a sheet of their own: no secret on the back of one.
        decks = first_deck(key, pages)
        assert decks > max(cards["partner"]) and decks % 2 == 0
        # Printed on both sides by mistake, no sheet of paper has a listener's card in front and secrets behind.
        assert {at // 2 for at in cards["listener"]}.isdisjoint(at // 2 for at in cards["partner"])


def test_a_key_has_one_page_for_all_and_one_for_each_card(practice: Path, tmp_path: Path) -> None:
    assert print_cards(tmp_path, "--keys", "all") == 0
    made = sorted((tmp_path / "blank").glob("*_cards.pdf"))
    assert [path.stem for path in made] == sorted(f"{key}_cards" for key in kit_of().index.keys)
    for path in made:
        page = kit_of().page(path.stem.removesuffix("_cards"))
        exercises = [load_exercise(kit_of(), name) for name in page.front.exercises]
        own = [card for one in exercises for card in one.cards() if card.get("place", "shared") != "shared"]
        pages = pages_of(path)
        sheets = pages[: first_deck(page.id, pages)]
        assert own and len([text for text in sheets if len(text) > 200]) == 1 + len(own), path.name
        assert len(sheets) in (1 + len(own), 2 + len(own))
        assert titles_of(path)["listener"] == [0]


def test_the_report_tells_the_kind_and_the_file(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert print_cards(tmp_path, "--keys", "6", "--json") == 0
    made, end = map(json.loads, capsys.readouterr().out.splitlines())
    assert (made["page"], made["kind"], Path(made["path"]).name) == ("patience", "cards", "patience_cards.pdf")
    assert end == {"done": 1, "problems": 0}


def test_cards_and_handout_lie_side_by_side(practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert print_cards(tmp_path, "--keys", "6") == 0
    assert "1 set of cards in" in capsys.readouterr().out
    assert main(["handouts", "--keys", "6", "--out", str(tmp_path)]) == 0
    assert sorted(path.name for path in (tmp_path / "blank").iterdir()) == ["patience.pdf", "patience_cards.pdf"]


def test_a_page_without_a_role_play_is_said_in_words_and_the_others_are_printed(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert print_cards(tmp_path, "--keys", "6,welcome", "--json") == 1
    problems = [row["problem"] for row in map(json.loads, capsys.readouterr().out.splitlines()) if "problem" in row]
    assert [(row["code"], row["path"]) for row in problems] == [("H209", "blank/welcome_cards.pdf")]
    assert "no role-play" in problems[0]["what"] and problems[0]["todo"]
    assert [path.name for path in tmp_path.rglob("*.pdf")] == ["patience_cards.pdf"]


def test_nothing_is_written_where_there_is_nothing_to_print(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (practice / "clients" / "A17.yaml").write_text(
        "exercises:\n  skip: [not-now, three-in-the-morning, safe-space-questions]\n", encoding="utf-8"
    )
    assert print_cards(tmp_path / "out", "--keys", "safe-space", "--client", "A17") == 1
    assert "A17/safe-space_cards.pdf: This page has no role-play" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("more", [["--kind", "posters"], ["--kind", "cards", "--answers"]])
def test_a_wish_that_makes_no_sense_is_wrong_use(practice: Path, tmp_path: Path, more: list[str]) -> None:
    assert main(["handouts", "--keys", "6", "--out", str(tmp_path / "out"), *more]) == 2
    assert not (tmp_path / "out").exists()


def test_cards_speak_of_the_two_people_in_the_clients_words(practice: Path, tmp_path: Path) -> None:
    client = (
        "name: Dana\npronouns: she/her\npartner:\n  name: Sam\n  pronouns: he/him\nwords:\n  stop-word: elderflower\n"
    )
    (practice / "clients" / "A17.yaml").write_text(client, encoding="utf-8")
    assert print_cards(tmp_path, "--keys", "nonverbal-cues", "--client", "A17") == 0
    text = " ".join(pages_of(tmp_path / "A17" / "nonverbal-cues_cards.pdf"))
    he = squeezed("He takes time to warm up, and his first answers are short.")
    assert he in text and "elderflower" in text and "ForDana" in text and "((" not in text


def test_secret_sheets_come_last_and_all_else_stays_in_order() -> None:
    cards = [card for name in STORIES["open-questions"] for card in deal_cards(name, Setting(kit_of()), "")]
    mixed = [blocks.paragraph("first"), *cards]
    places = [block.get("place", "") for block in secrets_last(mixed)]
    assert places == ["", "shared", "shared", "own", "own", "secret", "secret"]
    assert [card["title"] for card in secrets_last(mixed) if card.get("place") == "secret"] == [
        card["title"] for card in cards if card["place"] == "secret"
    ]


def test_a_card_that_is_too_long_for_a_page_goes_on_under_its_own_title() -> None:
    long: list[Any] = [blocks.paragraph("Some words to fill a line or two of this page. " * 8) for _ in range(30)]
    sheet = blocks.sheet("Card of Kim", "Only for Kim", long, "secret")
    pdf = print_document(Document(title="Talks", blocks=(blocks.paragraph("Open"), sheet)))
    pages = [page.extract_text() for page in read_pdf(pdf).pages]
    assert len(pages) > 2 and "Card of Kim" not in pages[0]
    assert all("Card of Kim" in text for text in pages[1:])
