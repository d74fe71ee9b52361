"""A page that is being made live is handed out when it is ready, and not before."""

import asyncio
from pathlib import Path

import pytest
from own_loop import run_apart

from workshop.live.contents import WaitingContents


@pytest.fixture
def contents(tmp_path: Path) -> WaitingContents:
    (tmp_path / "page.txt").write_text("before", encoding="utf-8")
    return WaitingContents(root_dir=str(tmp_path))


def test_a_file_that_is_held_is_read_after_its_release(contents: WaitingContents, tmp_path: Path) -> None:
    async def story() -> str:
        contents.hold("page.txt")
        reading = asyncio.create_task(contents.get("page.txt"))
        done, _ = await asyncio.wait([reading], timeout=0.05)
        assert not done
        (tmp_path / "page.txt").write_text("after", encoding="utf-8")
        contents.release("page.txt")
        return (await reading)["content"]

    assert run_apart(story()) == "after"


def test_the_one_who_makes_the_page_live_does_not_wait(contents: WaitingContents) -> None:
    async def story() -> str:
        contents.hold("page.txt")
        return (await contents.get_now("page.txt"))["content"]

    assert run_apart(story()) == "before"


def test_saving_does_not_wait_for_itself(contents: WaitingContents) -> None:
    async def story() -> str:
        contents.hold("page.txt")
        model = {"type": "file", "format": "text", "content": "saved"}
        return (await asyncio.wait_for(contents.save(model, "page.txt"), 10))["name"]

    assert run_apart(story()) == "page.txt"


def test_other_files_are_read_at_once(contents: WaitingContents) -> None:
    async def story() -> str:
        contents.hold("other.txt")
        return (await contents.get("/page.txt"))["content"]

    assert run_apart(story()) == "before"
