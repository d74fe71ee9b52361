"""The kit as a client hears it: layers, names put in, and every text of the kit in four very different speeches."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from workshop.content.blocks import plain_text
from workshop.content.kit import Kit, content_layers, fit, walk_texts
from workshop.content.wording import BRACKETS, HE, SHE, Person, Speech, parse_pronouns
from workshop.errors import WorkshopError
from workshop.paths import content_folder

XE = parse_pronouns("xe/xem/xyr/xyrs/xemself")
SPEECHES = {
    "he": Speech(Person("Sam", HE), Person("Dana", SHE), {"talk-place": "the kitchen table"}),
    "she": Speech(Person("Zoë García", SHE), Person("Chris", HE), {"talk-time": "the walk after dinner"}),
    "they": Speech(),
    "xe": Speech(Person("your oldest friend", XE), Person("Bo", XE), {"small-kindness": "a bar of chocolate"}),
}
INLINE = {"text", "strong", "emphasis", "code", "link", "break"}
# What reads wrong in any speech, and in the speech of one pair of pronouns only.
NONSENSE = (
    r"\(\(|\)\)",
    r"\bown own\b",
    r"\b(a|an) (he|she|they|xe|him|them|xem|your partner)\b",
    r"\b(\w+)'s's\b",
    r"(?i)\b(?!had\b|that\b|hm\b)(\w{2,}) \1\b",
)
NONSENSE_IN = {
    "he": (r"\b[Hh]e (are|have|were|do|don't|aren't|haven't|listen|say)\b",),
    "she": (r"\b[Ss]he (are|have|were|do|don't|aren't|haven't|listen|say)\b", r"\b(is|was|are|were) her[.,;!?]"),
    "they": (
        r"\b[Tt]hey (is|was|has|does|isn't|wasn't|hasn't|doesn't|'s|’s)\b",
        r"\b[Tt]hey (?!always\b|sometimes\b|perhaps\b|guess\b|miss\b|pass\b)[a-z]+s\b",
        r"(?i)\b(is|was|has|does|isn't|wasn't|hasn't|doesn't) they\b",
        r"\b[Tt]hey [a-z]+ and (?!always\b|sometimes\b|less\b|yes\b)[a-z]+[^s'’]s\b (the|a|to|at|them|their)\b",
        r"[a-z,] Your partner\b",
        r"[.!?]”? your partner\b",
    ),
    "xe": (r"\b[Xx]e (are|have|were|do|don't|aren't)\b", r"\b(she|They)r\b"),
}


def texts_in(value: Any) -> Iterator[str]:
    """The text of every run of inline parts in blocks."""
    if isinstance(value, list):
        if value and all(isinstance(part, dict) and part.get("is") in INLINE for part in value):
            yield plain_text(value)
        else:
            for part in value:
                yield from texts_in(part)
    elif isinstance(value, dict):
        yield from (text for key, part in value.items() if key != "is" for text in texts_in(part))
    elif isinstance(value, str):
        yield value


@lru_cache
def spoken(who: str) -> list[tuple[str, str]]:
    """Every text of the kit in one speech, with the page or file it stands in."""
    kit = Kit([content_folder()], SPEECHES[who])
    found: list[tuple[str, str]] = []
    for name in kit.index.pages:
        page = kit.page(name)
        found += [(name, page.front.title), (name, page.front.summary)]
        for section in page.sections:
            found += [(f"{name} {section.id}", text) for text in (section.title, *texts_in(list(section.blocks)))]
    for name in kit.find_names("exercises", ".yaml"):
        found += [(f"{name} {place}", text) for place, text in walk_texts(kit.exercise_tree(name).value)]
    for name in kit.find_names("scenarios", ".yaml"):
        tree = kit.tree("scenarios", name)
        found += [(f"{name} {place}", text) for place, text in walk_texts(fit(tree.value, kit.scenario_speech(tree)))]
    found += [("interface", fit(text, kit.speech)) for text in kit.interface.values()]
    return found


def written_files() -> list[Path]:
    return [path for path in sorted(content_folder().rglob("*")) if path.suffix in (".md", ".yaml")]


def write(folder: Path, relative: str, text: str) -> None:
    path = folder / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def card(title: str, more: str = "") -> str:
    return (
        f"kind: reflect\ntitle: {title}\nminutes: 5\nwho: alone\nenergy: calm\npersonal: light\nintro: Write.\n"
        f"questions:\n  - ask: Why?\n{more}"
    )


def title_of(kit: Kit, name: str) -> str:
    return str(kit.exercise_tree(name).value["title"])


@pytest.mark.parametrize("who", SPEECHES)
def test_nothing_in_the_kit_reads_wrong(who: str) -> None:
    assert len(spoken(who)) > 2000
    wrong = [
        (place, match[0], text)
        for place, text in spoken(who)
        for pattern in (*NONSENSE, *NONSENSE_IN[who])
        if (match := re.search(pattern, text))
    ]
    assert wrong == []


def test_the_four_speeches_differ_where_the_kit_speaks_of_the_partner() -> None:
    rows = list(zip(*(spoken(who) for who in SPEECHES), strict=True))
    different = [row for row in rows if len({text for _, text in row}) == 4]
    assert len(different) > 100


def test_no_verb_stands_outside_the_brackets_of_its_pronoun() -> None:
    bare = re.compile(r"\(\([Hh]e\)\) (?!always\b|sometimes\b|perhaps\b)[a-z]+s\b|(?i:does|is|was|has) \(\(he\)\)")
    wrong = [(path.name, match[0]) for path in written_files() for match in bare.finditer(path.read_text("utf-8"))]
    assert wrong == []


def test_his_alone_never_stands_where_hers_is_meant() -> None:
    after_is = re.compile(r"\b(is|was|are|were|isn't) \(\(his\)\)[ ]*[.,;:!?\"|]")
    assert [path.name for path in written_files() if after_is.search(path.read_text("utf-8"))] == []


def test_the_kit_uses_many_forms() -> None:
    forms = {form for path in written_files() for form in BRACKETS.findall(path.read_text("utf-8"))}
    assert len(forms) > 40


def test_a_client_wins_over_the_practice_and_the_practice_over_the_kit(practice: Path) -> None:
    relative = "exercises/say-it-back.yaml"
    kit = Kit(content_layers(practice, "A17"))
    kits_own = title_of(kit, "say-it-back")
    write(practice / "content", relative, card("Ours"))
    ours = title_of(kit, "say-it-back")
    write(practice / "clients" / "A17" / "content", relative, card("Only for A17"))
    assert (ours, title_of(kit, "say-it-back")) == ("Ours", "Only for A17")
    assert kits_own not in ("Ours", "Only for A17")


def test_what_is_one_clients_is_not_anothers(practice: Path) -> None:
    write(practice / "clients" / "A17" / "content", "exercises/say-it-back.yaml", card("Only for A17"))
    assert title_of(Kit(content_layers(practice, "B22")), "say-it-back") != "Only for A17"


def test_a_file_wins_whole_so_that_no_field_of_the_other_is_left(practice: Path) -> None:
    write(practice / "content", "exercises/wait-or-push.yaml", card("Ours"))
    assert "topics" not in Kit(content_layers(practice)).exercise_tree("wait-or-push").value


def test_pages_and_scenarios_can_be_replaced_too(practice: Path) -> None:
    own = practice / "content"
    write(own, "pages/welcome.md", "---\ntitle: Hello\nsummary: S.\nminutes: 10\n---\n\n## One {#one}\nWords.\n")
    scenario = (content_folder() / "scenarios" / "quiet-drive.yaml").read_text("utf-8")
    write(own, "scenarios/quiet-drive.yaml", re.sub(r"(?m)^title: .*$", "title: Our drive", scenario))
    kit = Kit(content_layers(practice))
    assert (kit.page("welcome").front.title, kit.scenario("quiet-drive").title) == ("Hello", "Our drive")


def test_a_new_exercise_of_the_practice_is_known(practice: Path) -> None:
    write(practice / "content", "exercises/our-own.yaml", card("Ours"))
    assert "our-own" in Kit(content_layers(practice)).find_names("exercises", ".yaml")


def test_a_file_whose_name_is_no_id_is_not_offered(practice: Path) -> None:
    write(practice / "content", "exercises/Our Own.yaml", card("Ours"))
    assert "Our Own" not in Kit(content_layers(practice)).find_names("exercises", ".yaml")


def test_a_file_that_changed_is_read_anew(practice: Path) -> None:
    kit = Kit(content_layers(practice))
    path = practice / "content" / "exercises" / "say-it-back.yaml"
    for at, title in enumerate(("First", "Second")):
        write(practice / "content", "exercises/say-it-back.yaml", card(title))
        os.utime(path, ns=(at, at))
        assert title_of(kit, "say-it-back") == title


@pytest.mark.parametrize("name", ["../kit", "..", "a/b", "", "/etc/passwd", "Say-It-Back", "say-it-back.yaml", "nul\0"])
def test_a_name_that_is_no_id_opens_no_file(name: str) -> None:
    with pytest.raises(WorkshopError, match="C201"):
        Kit([content_folder()]).exercise_tree(name)


def test_an_unknown_name_gets_the_nearest_one(practice: Path) -> None:
    kit = Kit(content_layers(practice))
    with pytest.raises(WorkshopError, match=r'no scenario called "quiet-driv"\. Did you mean "quiet-drive"\?'):
        kit.scenario("quiet-driv")
    with pytest.raises(WorkshopError, match=r'no page called "patince"\. Did you mean "patience"\?'):
        kit.page("patince")


def test_a_scenario_speaks_of_its_own_person_with_the_clients_pronouns_only_if_it_says_so() -> None:
    kit = Kit([content_folder()], SPEECHES["xe"])
    own, client = kit.tree("scenarios", "quiet-drive"), kit.tree("scenarios", "bad-day-at-work")
    assert kit.scenario_speech(own).partner.pronouns == HE
    assert kit.scenario_speech(client).partner == Person(client.value["partner"]["name"], XE)


def test_a_form_that_is_not_known_stays_for_the_checker() -> None:
    assert fit({"say": ["((she)) ((him))", "((him))"]}, SPEECHES["she"]) == {"say": ["((she)) ((him))", "her"]}


@pytest.mark.parametrize("name", ["A" * 80, "((he)) ((he listens))", "*x* <b> #x $y$ @z \\", "a: b", "سارة 🦊"])
def test_every_page_can_be_read_whatever_the_partners_name_is(name: str) -> None:
    kit = Kit([content_folder()], Speech(Person(name, SHE), Person(name, HE)))
    pages = [kit.page(page) for page in kit.index.pages]
    scenarios = [kit.scenario(scenario) for scenario in kit.find_names("scenarios", ".yaml")]
    assert (len(pages), len(scenarios)) == (15, 20)


def test_a_long_name_stands_in_full_in_a_summary(kit_copy: Path) -> None:
    page = (kit_copy / "keys" / "patience.md").read_text("utf-8")
    write(kit_copy, "keys/patience.md", re.sub(r"(?m)^summary: .*$", "summary: Wait for ((partner)).", page))
    kit = Kit([kit_copy], Speech(Person("A" * 200)))
    assert kit.page("patience").front.summary == f"Wait for {'A' * 200}."


@pytest.mark.parametrize(
    ("number", "todo"), [(0, "Get the newer version of the content."), (2, "Get the newer version of the program.")]
)
def test_content_of_another_format_says_what_to_get(number: int, todo: str, kit_copy: Path) -> None:
    index = (kit_copy / "kit.yaml").read_text("utf-8")
    write(kit_copy, "kit.yaml", re.sub(r"(?m)^format: .*$", f"format: {number}", index))
    with pytest.raises(WorkshopError, match=re.escape(f"{todo} [C006]")):
        Kit([kit_copy])


def test_a_folder_without_a_kit_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match=r"kit\.yaml: The file cannot be opened"):
        Kit([tmp_path])


def test_the_ten_keys_are_numbered_in_order() -> None:
    index = Kit([content_folder()]).index
    assert [index.number_of(name) for name in index.keys] == list(range(1, 11))
    assert index.number_of("welcome") is None
