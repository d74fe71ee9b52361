"""The rules for the language of a kit: each passes what is fine and names what is not, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from exercise_cases import kit_of

from workshop.content.prose import Passage, find_passages, plain_row, sentences_of
from workshop.content.prose_rules import (
    WordsFile,
    bare_he_forms,
    broken_by_they,
    claims,
    find_prose_problems,
    hard_to_read,
    misspelled,
    read_words,
    told_twice,
    words_to_avoid,
)
from workshop.content.wording import Speech
from workshop.paths import content_folder

PATH = Path("page.md")
WORDS = read_words(content_folder("en") / "checks" / "words.yaml")
HARD = (
    "Notwithstanding considerable organizational difficulties, professional representatives recommended comprehensive "
    "administrative responsibilities regarding intergenerational communication, nevertheless underestimating "
    "psychological consequences throughout multigenerational constituencies and neighboring municipalities, "
    "simultaneously disregarding individual circumstances, familial expectations, professional obligations and "
    "educational opportunities."
)


def told(text: str, audience="participants", path: Path = PATH, name: str = "why", partners: bool = False) -> Passage:
    return Passage(path, 7, name, audience, True, text, once=True, partners=partners)


def said(text: str, once: bool = False, path: Path = PATH) -> Passage:
    return Passage(path, 7, "says", "participants", False, text, once=once)


def named(*names: str) -> list[Passage]:
    """The passages of the kit that stand in fields of these names."""
    return [passage for passage in find_passages(kit_of()) if passage.name in names]


def codes(problems) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in problems]


def test_the_kit_s_own_language_is_in_order() -> None:
    assert find_prose_problems(kit_of()) == []


def test_every_sort_of_file_gives_passages_with_lines() -> None:
    passages = list(find_passages(kit_of()))
    folders = {passage.path.parent.name for passage in passages} - {"en"}
    assert folders == {"keys", "pages", "exercises", "scenarios", "programs", "partner", "coach", "art"}
    files = {passage.path.name for passage in passages if passage.path.parent.name in ("coach", "art", "en")}
    assert files == {"feedback.yaml", "signs.yaml", "alt.yaml", "interface.yaml", "kit.yaml", "safety.md"}
    assert all(passage.line > 0 and passage.text for passage in passages)
    assert {passage.audience for passage in passages} == {"participants", "facilitators"}


def test_a_passage_stands_at_the_line_it_names() -> None:
    for passage in find_passages(kit_of()):
        if passage.path.parent.name == "keys" and passage.heading:
            row = passage.path.read_text(encoding="utf-8").split("\n")[passage.line - 1]
            assert passage.text.split(" {")[0] in plain_row(row)


def test_names_of_the_program_are_no_passages() -> None:
    names = {passage.name for passage in find_passages(kit_of())}
    assert not names & {"kind", "temper", "move", "next", "to", "page", "exercise", "mood", "heard", "when", "language"}


def test_no_pattern_of_the_coach_is_read() -> None:
    found = {passage.name for passage in find_passages(kit_of()) if passage.path.parent.name == "coach"}
    assert found == {"worked", "does", "tries", "plain", "say"}


def test_what_leaders_read_on_the_desk_is_for_them_and_the_rest_for_participants() -> None:
    for_leaders, for_all = named("start-programs-about", "story-about"), named("map-promise", "lesson-helped")
    assert [passage.audience for passage in for_leaders] == ["facilitators"] * 2
    assert [passage.audience for passage in for_all] == ["participants"] * 2


def test_example_lines_of_the_tally_are_what_a_listener_may_say() -> None:
    assert {passage.name: passage.told for passage in named("tally-judge", "tally-how")} == {
        "tally-judge": False,
        "tally-how": True,
    }


def test_each_field_of_the_interface_is_read_once() -> None:
    found = [(passage.line, passage.name) for passage in find_passages(kit_of()) if passage.path.stem == "interface"]
    assert len(found) == len(set(found)) == len(kit_of().interface)


def test_short_sentences_are_easy_and_a_long_hard_one_is_found() -> None:
    assert codes(hard_to_read([told("Sit with me. I will wait.")])) == []
    assert codes(hard_to_read([told(HARD)])) == [(7, "C310"), (7, "C310")]


def test_facilitators_may_read_two_grades_more() -> None:
    text = "A quiet sentence for the people who lead a group, with several longer expressions inside it. " * 3
    found = {who: codes(hard_to_read([told(text, who)])) for who in ("participants", "facilitators")}
    assert found == {"participants": [(7, "C310")], "facilitators": []}


@pytest.mark.parametrize("text", ["Someone of the opposite sex.", "Man up!", "A Toxic habit.", "Use mirroring."])
def test_a_word_to_avoid_is_found_with_what_to_write(text: str) -> None:
    found = list(words_to_avoid([told(text)], WORDS.avoid))
    assert codes(found) == [(7, "C311")] and found[0].todo.startswith("Write: ")


def test_what_somebody_may_say_is_graded_as_a_whole_and_apart_from_what_the_kit_says() -> None:
    assert codes(hard_to_read([said(HARD), told("Sit with me.")])) == [(7, "C310")]
    assert codes(hard_to_read([said("Considerate communication")])) == []
    easy = [said("Sit with me. I will wait. It is all right. Do go on.") for _ in range(20)]
    assert codes(hard_to_read([*easy, said(HARD[:150])])) == []


def test_a_word_to_avoid_may_stand_in_an_example() -> None:
    assert codes(words_to_avoid([told('Rather not: "You are crazy."')], WORDS.avoid)) == []


@pytest.mark.parametrize("text", ["People never change.", "They will always leave.", "((He)) never says it."])
def test_a_claim_about_people_is_found(text: str) -> None:
    assert codes(claims([told(text)])) == [(7, "C312")]


@pytest.mark.parametrize("text", ["Passing is always fine.", 'Not "You never listen."', "Never a decoder."])
def test_always_and_never_may_stand_where_they_claim_nothing_of_people(text: str) -> None:
    assert codes(claims([told(text)])) == []


def test_a_bare_he_form_is_found_beside_the_partner_and_where_only_the_partner_can_be_meant() -> None:
    assert codes(bare_he_forms([told("Ask ((partner)) what he needs.")])) == [(7, "C313")]
    assert codes(bare_he_forms([told("Wait until she looks up.", partners=True)])) == [(7, "C313")]


@pytest.mark.parametrize(
    "text",
    ["Ask ((partner)) what ((he needs)).", "A teacher says that she dreads Mondays.", '((Partner)) says: "Tell her."'],
)
def test_he_forms_of_others_are_fine(text: str) -> None:
    assert codes(bare_he_forms([told(text)])) == []


def test_what_breaks_with_they_is_found() -> None:
    assert codes(broken_by_they([told("((He)) needs time.")], Speech())) == [(7, "C314")]
    assert codes(broken_by_they([told("((He needs)) time.")], Speech())) == []


def test_an_article_before_a_name_is_found() -> None:
    assert codes(broken_by_they([told("Be the ((partner)) of old.")], Speech())) == [(7, "C314")]


@pytest.mark.parametrize(("text", "word"), [("A sentense here.", "sentense"), ("My neighbour waits.", "neighbour")])
def test_a_word_that_is_spelled_wrong_is_found(text: str, word: str) -> None:
    found = list(misspelled([told(text)], WORDS))
    assert codes(found) == [(7, "C315")] and word in found[0].what


def test_a_placeholder_is_no_word() -> None:
    assert codes(misspelled([told("Turn {trn} of {trns}, and one {x} more.")], WORDS)) == []
    assert codes(misspelled([told("Turn {turn} of sevn.")], WORDS)) == [(7, "C315")]


def test_names_and_listed_words_are_spelled_right() -> None:
    known = WordsFile(avoid={"x": "y"}, spelling={}, known=("zorp",))
    assert codes(misspelled([told("Wanjiru and Okonkwo zorp."), told("Tuckman", name="sources")], known)) == []


def test_a_sentence_in_two_files_is_found_where_it_comes_second() -> None:
    one = told("The lamp in the kitchen was on the whole night.")
    two = told("It rained. The lamp in the kitchen was on the whole night!", path=Path("b.md"))
    assert codes(told_twice([one, two], [])) == [(7, "C316")]
    assert codes(told_twice([one, two], [one.text])) == []
    assert codes(told_twice([one, told(one.text, "facilitators", Path("b.md"))], [])) == []
    assert codes(told_twice([one, one], [])) == []


def test_what_is_said_may_be_said_elsewhere_unless_its_file_is_compared() -> None:
    words, other = "I was going to call you on Sunday.", Path("b.yaml")
    assert codes(told_twice([said(words), said(words, path=other)], [])) == []
    assert codes(told_twice([said(words, once=True), said(words, once=True, path=other)], [])) == [(7, "C316")]
    once = {passage.path.parent.name for passage in find_passages(kit_of()) if passage.once}
    assert once == {"keys", "pages", "exercises", "scenarios", "partner", "coach", "art", "en"}
    assert not [passage for passage in find_passages(kit_of()) if passage.once and passage.path.stem == "interface"]


def test_sentences_end_at_their_marks() -> None:
    assert sentences_of('One. Two? "Three!" Four') == ["One.", "Two?", '"Three!', "Four"]


def test_only_the_partner_can_be_meant_in_scenarios_with_the_client_s_pronouns_and_in_answers() -> None:
    names = {passage.path.stem for passage in find_passages(kit_of()) if passage.partners}
    assert {"bad-day-at-work", "tired", "feedback", "interface"} <= names and "quiet-drive" not in names
