"""The gallery shows every kind in every state with its pictures, and the guide's word on the smallest kind holds."""

from __future__ import annotations

import re
import sys

import pytest

from workshop.exercises.kinds import KINDS
from workshop.paths import KIT_ROOT

sys.path.insert(0, str(KIT_ROOT / "scripts"))

pytest.importorskip("playwright", reason="the gallery is drawn by a browser")
import gallery
from gallery_states import SHOWN, STATES, work_shown


def test_the_gallery_page_is_the_one_that_the_script_writes() -> None:
    assert gallery.PAGE.read_text(encoding="utf-8") == gallery.gallery_page()


def test_every_kind_is_shown_and_no_picture_is_left_over() -> None:
    assert set(SHOWN) == set(KINDS)
    wanted = {gallery.picture_of(kind, state) for kind in KINDS for state in STATES}
    wanted |= {gallery.picture_of(kind, "in-use", dark=True) for kind in KINDS}
    assert set(gallery.PICTURES.iterdir()) == wanted
    assert all(path.read_bytes()[:2] == b"\xff\xd8" for path in wanted)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_goes_from_untouched_to_finished(kind: str) -> None:
    states = [work_shown(kind, state).state for state in STATES]
    assert states[0] != states[1] != states[2]


def test_the_smallest_kind_is_as_small_as_the_guide_says() -> None:
    guide = (KIT_ROOT / "docs" / "content-guide.md").read_text(encoding="utf-8")
    told = re.search(r"The smallest kind is `(\w+)`: about (\d+) lines of rules and (\d+) of script", guide)
    assert told
    folder = KIT_ROOT / "workshop" / "exercises"
    sizes = {
        ending: len((folder / f"{told[1]}.{ending}").read_text(encoding="utf-8").splitlines())
        for ending in ("py", "js")
    }
    assert sizes["py"] <= 1.1 * int(told[2]) and sizes["js"] <= 1.1 * int(told[3])
