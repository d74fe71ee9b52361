"""Every kind of paper, for every page: accessible, complete, well filled, and with room to write."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import page as accessibility
import pikepdf
import pytest
from handout_measures import MM, contrast, headings_of
from handout_prints import Print, document_of, outline_of, pages_of, set_print
from handout_samples import shown_texts, squeezed

from workshop.content import blocks
from workshop.content.kit import Kit, content_layers
from workshop.exercises.kinds import load_exercise
from workshop.exercises.work import act, begin_work, to_json
from workshop.handouts.document import Document
from workshop.handouts.typesetting import set_document
from workshop.pages.editions import CERTIFICATE, EDITIONS, SUMMARY, WORKBOOK, has_sheets
from workshop.practice.clients import BLANK
from workshop.practice.drafts import write_draft
from workshop.practice.records import save_record

KIT = Kit(content_layers())
SOME = ("welcome", "patience", "nonverbal-cues", "questions", "closing")
CLIENT = """
name: Miriam
pronouns: she/her
partner: {name: Eli, called: your son, pronouns: he/him}
words: {talk-time: "Sunday morning, before the dog wants out"}
large_print: yes
"""
AA = 4.5


def keep_something(owner: str) -> None:
    exercise = load_exercise(KIT, "my-own-pace")
    doing = {"do": "write", "at": 0, "text": "The pear tree by the gate"}
    write_draft(owner, exercise.id, to_json(exercise, act(exercise, begin_work(exercise), doing)))
    save_record(owner, "patience", [exercise.id], datetime(2026, 3, 8, 9))


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("practice")
    (folder / "clients").mkdir()
    (folder / "clients" / "A17.yaml").write_text(CLIENT, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKSHOP_PRACTICE", str(folder))
        keep_something("A17")
        yield folder


@pytest.fixture(scope="module")
def family(private: Path) -> dict[str, Print]:
    """Every kind for every page that has one, for nobody in particular and on A4."""
    made = {}
    for kind, edition in EDITIONS.items():
        pages = KIT.index.pages
        jobs = [tuple(pages)] if edition.for_person else [(p,) for p in pages if has_sheets(edition, KIT, BLANK, p)]
        for job in () if edition is SUMMARY else jobs:
            name = f"{kind} {job[0]}" if len(job) == 1 else kind
            made[name] = set_print(name, document_of(kind, job))
    return made


@pytest.fixture(scope="module")
def variants(private: Path, family: dict[str, Print]) -> list[Print]:
    """A sample of what else there is: on Letter, large, in gray, for a client."""
    made = [set_print("session-summary", document_of(SUMMARY.name, ("patience",), "A17"))]
    for kind, edition in EDITIONS.items():
        if edition.for_person:
            continue
        document = family[f"{kind} patience"].document
        made.append(set_print(f"{kind} gray", replace(document, gray=True)))
        made.append(set_print(f"{kind} letter", replace(document, paper="letter")))
        made.append(set_print(f"{kind} large", document_of(kind, ("nonverbal-cues",), "A17")))
    for form in (CERTIFICATE.name, WORKBOOK.name):
        document = document_of(form, SOME, "A17")
        made.append(set_print(f"{form} large", document))
        made.append(set_print(f"{form} gray letter", replace(document, gray=True, large_print=False, paper="letter")))
    return made


@pytest.fixture(scope="module")
def everything(family: dict[str, Print], variants: list[Print]) -> list[Print]:
    return [*family.values(), *variants]


def test_all_kinds_are_there(family: dict[str, Print]) -> None:
    assert {name.split()[0] for name in family} == set(EDITIONS) - {SUMMARY.name}
    assert len(family) > 70


def test_each_file_is_accessible_and_tells_its_language_and_title(everything: list[Print], tmp_path: Path) -> None:
    for made in everything:
        path = tmp_path / "made.pdf"
        path.write_bytes(made.pdf)
        assert accessibility.validate_pdf(str(path), profile="ua1").is_compliant, made.name
        with pikepdf.open(io.BytesIO(made.pdf)) as file:
            assert (str(file.Root.Lang), str(file.docinfo.Title)) == ("en", made.document.title), made.name


def test_each_heading_is_a_bookmark(everything: list[Print]) -> None:
    for made in everything:
        marks = squeezed("".join(outline_of(made.pdf)))
        heads = squeezed("".join(headings_of(made.sheets)))
        title = squeezed(made.document.title)
        if made.document.form == WORKBOOK.name:  # the cover and the contents lead to the parts
            heads = heads.removeprefix(title + squeezed(made.document.words["contents"]))
        assert marks == heads and marks, made.name


def test_each_file_says_all_that_its_source_says(everything: list[Print]) -> None:
    for made in everything:
        texts = [made.document.title, made.document.safety, *shown_texts(list(made.document.blocks))]
        if made.document.form == CERTIFICATE.name:  # the numbers of the keys stand in rings
            texts = [re.sub(r"^(\d+)\. ", r"\1", text) for text in texts]
        told = made.words
        assert [text for text in texts if squeezed(text) not in told] == [], made.name


def test_no_page_but_the_last_is_less_than_half_full(everything: list[Print]) -> None:
    for made in everything:
        if made.name == "cards large":
            continue  # a sheet for one person ends where it ends
        first = 3 if made.document.form == WORKBOOK.name else 1  # after the cover and the contents
        ends = {at: sheet.end() for at, sheet in enumerate(made.sheets, 1) if first <= at < len(made.sheets)}
        assert {at: end for at, end in ends.items() if end < 0.5} == {}, made.name


def test_a_heading_is_never_the_last_thing_on_a_page(everything: list[Print]) -> None:
    for made in everything:
        for at, sheet in enumerate(made.sheets, 1):
            last = min(sheet.own_words(), key=lambda words: words.y, default=None)
            assert last is None or last.tag not in sheet.heads, f"{made.name}, page {at}: {last.text}"


def test_the_line_on_what_everyone_may_do_is_never_alone_on_its_page(everything: list[Print]) -> None:
    alone = 0
    for made in everything:
        safety = squeezed(made.document.safety)
        told = [squeezed("".join(words.text for words in sheet.own_words())) for sheet in made.sheets]
        alone += any(safety and text == safety for text in told)
        assert not any(safety and text == safety for text in told), made.name


def test_lines_are_far_enough_apart_and_long_enough_to_write_on(everything: list[Print]) -> None:
    found = 0
    for made in everything:
        for sheet in made.sheets:
            lines = sorted(sheet.lines(0.7), key=lambda line: (round(line.left), line.bottom))
            assert all(line.right - line.left >= 60 * MM for line in lines), made.name
            for lower, upper in pairwise(lines):
                if round(lower.left) == round(upper.left):
                    assert upper.bottom - lower.bottom >= 7 * MM, made.name
                    found += 1
    assert found > 300


def test_a_week_has_a_page_with_rows_a_hand_can_write_in(family: dict[str, Print], variants: list[Print]) -> None:
    logs = [made for name, made in family.items() if name.startswith("practice-log")]
    logs += [made for made in variants if made.name.startswith("practice-log")]
    assert len(logs) > 15
    for made in logs:
        assert len(made.sheets) == (2 if made.document.large_print else 1), made.name
        heights = sorted({round(line.bottom, 1) for line in made.sheets[0].lines(0.6)})
        rows = [upper - lower for lower, upper in pairwise(heights)]
        assert len(rows) >= 6 and all(12 * MM <= row <= 27 * MM for row in rows), (made.name, rows)


def test_all_print_stands_out_from_its_ground_in_color_and_in_gray(everything: list[Print]) -> None:
    grounds = set()
    for made in everything:
        for at, sheet in enumerate(made.sheets, 1):
            for words in filter(lambda words: words.text.strip(), sheet.words):
                grounds.add(words.ground)
                assert contrast(words.color, words.ground) >= AA, f"{made.name}, page {at}: {words}"
    assert len(grounds) > 20  # on white, on tints, on the band of a secret card, and in each key's ring


def test_gray_is_gray_and_color_is_not(variants: list[Print], family: dict[str, Print]) -> None:
    def colors(made: Print) -> set[tuple[float, ...]]:
        shapes = [color for sheet in made.sheets for shape in sheet.shapes for color in (shape.fill, shape.stroke)]
        return {color for color in shapes if color} | {words.color for sheet in made.sheets for words in sheet.words}

    def is_gray(color: tuple[float, ...]) -> bool:
        return max(color) - min(color) < 0.01

    grays = [made for made in variants if "gray" in made.name]
    assert len(grays) == 8
    for made in grays:
        assert all(is_gray(color) for color in colors(made)), made.name
    assert sum(not is_gray(color) for color in colors(family["handout patience"])) > 5


def test_without_color_one_still_sees_whose_a_card_is(variants: list[Print]) -> None:
    (cards,) = [made for made in variants if made.name == "cards gray"]
    bands = {}
    for at, sheet in enumerate(cards.sheets):
        for words in sheet.words:
            for who in ("Listener’s card", "Observer’s sheet", "Partner’s card"):
                if words.text.startswith(who) and words.tag in sheet.heads:
                    bands.setdefault(who, (at, words))
    shared, own, secret = (bands[who] for who in ("Listener’s card", "Observer’s sheet", "Partner’s card"))
    assert max(secret[1].ground) < 0.4 < 0.9 < min(own[1].ground)  # dark with white print, and light
    assert any(shape.dashed for shape in cards.sheets[shared[0]].shapes)  # to cut out
    assert not any(shape.dashed for shape in cards.sheets[own[0]].shapes)


@pytest.mark.parametrize("kind", ["handout", "poster"])
def test_without_color_one_still_sees_what_to_say_and_what_rather_not(variants: list[Print], kind: str) -> None:
    (made,) = [made for made in variants if made.name == f"{kind} gray"]
    (table,) = [block for block in made.document.blocks if block["is"] == "table" and block.get("contrast")]
    first, other = (squeezed(cell[0]["text"])[:12] for cell in table["rows"][0])
    fonts = {text: w.font for s in made.sheets for w in s.words for text in (first, other) if text in squeezed(w.text)}
    assert "Italic" in fonts[other] and "Italic" not in fonts[first]


def test_each_pile_of_a_deck_fills_sheets_of_its_own(family: dict[str, Print]) -> None:
    decks = [made for name, made in family.items() if name.startswith("cards")]
    assert len(decks) == len(KIT.index.keys)
    for made in decks:
        texts = [squeezed("".join(words.text for words in sheet.words)) for sheet in made.sheets]
        for deck in (block for block in made.document.blocks if block["is"] == "deck"):
            for group in deck["groups"]:
                fronts = [at for at, text in enumerate(texts) if squeezed(group["items"][0]) in text]
                assert all(squeezed(words) in texts[fronts[0]] for words in group["items"]), made.name
                assert fronts[0] % 2 == 0  # a page that lies on top, with the backs behind it
                assert texts[fronts[0] + 1].count(squeezed(group["title"])) > len(group["items"])


def test_a_back_lies_behind_its_front_when_the_sheet_is_turned_over_its_long_edge() -> None:
    deck = blocks.deck("Questions", [("Light", [f"Which {n}?" for n in range(7)])])
    fronts, backs = set_print("deck", Document("Cards", number=1, blocks=(deck,))).sheets[-2:]
    for sheet, begins, lone in ((fronts, "Which", "left"), (backs, "Light", "right")):
        cards = [words for words in sheet.words if words.text.startswith(begins) and words.size > 9]
        assert len(cards) == 7
        last = min(cards, key=lambda words: words.y)  # the only one in its row
        assert ("left" if last.x < sheet.width / 2 else "right") == lone


def test_the_running_head_names_what_is_read(family: dict[str, Print]) -> None:
    made = family["workbook"]
    parts = [squeezed(block["title"]) for block in made.document.blocks if block["is"] == "part"]
    starts = {at: title for title in parts for at in pages_of(made, title)}
    assert len(starts) == len(parts)
    now = ""
    for at, sheet in enumerate(made.sheets[2:], 2):
        above = squeezed(
            "".join(words.text for words in sheet.words if words.running and words.y > sheet.height * 0.945)
        )
        now = starts.get(at, now)
        assert above == ("" if at in starts else now)


def test_the_contents_of_a_workbook_name_its_parts_with_their_pages(family: dict[str, Print]) -> None:
    made = family["workbook"]
    told = squeezed("".join(words.text for words in made.sheets[1].own_words()))
    for block in made.document.blocks:
        if block["is"] == "part":
            title = squeezed(block["title"])
            (starts,) = pages_of(made, title)
            assert f"{title}{starts + 1}{squeezed(block['summary'])}" in told


def test_the_safety_card_is_whole_and_on_the_front_page_of_a_guide(everything: list[Print]) -> None:
    guides = [made for made in everything if made.name.startswith("facilitator")]
    assert len(guides) > 15
    for made in guides:
        (card,) = [block for block in made.document.blocks if block.get("whole") and block["is"] == "callout"]
        texts = [squeezed("".join(words.text for words in sheet.words)) for sheet in made.sheets]
        parts = [squeezed(text) for text in shown_texts([card])]
        holding = [at for at, text in enumerate(texts) if all(part in text for part in parts)]
        assert holding and holding[0] <= (1 if made.document.large_print else 0), made.name


@pytest.mark.parametrize("name", ["", "Bo", "Maria-Magdalena Konstantinopoulou von Hohenzollern-Sigmaringen"])
@pytest.mark.parametrize("keys", [1, 2, 10])
def test_a_certificate_keeps_inside_its_frame(family: dict[str, Print], name: str, keys: int) -> None:
    document = family["certificate"].document
    blocks = [{**b, "items": b["items"][:keys]} if b["is"] == "list" else b for b in document.blocks]
    for large in (False, True):
        (sheet,) = set_print("x", replace(document, person=name, blocks=tuple(blocks), large_print=large)).sheets
        told = [words for words in sheet.own_words() if words.text.strip()]
        assert all(25 * MM < words.x < sheet.width - 30 * MM for words in told)
        assert all(17 * MM < words.y < sheet.height - 20 * MM for words in told)
        heights = sorted({round(words.y) for words in told if words.x < sheet.width / 2 and not words.text.isdigit()})
        assert min(upper - lower for lower, upper in pairwise(heights)) >= 8


def test_the_same_document_gives_the_same_bytes(family: dict[str, Print]) -> None:
    for name in ("handout patience", "cards patience", "poster patience", "practice-log patience", "certificate"):
        again = json.loads(json.dumps(list(family[name].document.blocks)))
        assert set_document(replace(family[name].document, blocks=tuple(again)))[0] == family[name].pdf
