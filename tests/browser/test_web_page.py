"""A handout as an HTML file in a real browser: accessible, narrow, filled in, printed, and asking for nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flowing_samples import every_document
from looking import ALL_RULES, find_faults
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from workshop.handouts.web.page import set_web_page

pytestmark = pytest.mark.browser
WAYS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    # A window of 1280 pixels at 400 percent.
    "narrow": {"viewport": {"width": 320, "height": 800}},
    "narrow and dark": {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"},
    "forced colors": {"forced_colors": "active"},
}
_SIDEWAYS = """() => [...document.querySelectorAll("body, body *")].filter((one) => {
  const box = one.getBoundingClientRect();
  // The head of a table that is shown as lists is there for screen readers only.
  return one.checkVisibility() && !one.closest("thead") && (box.right > innerWidth + 1 || box.left < -1);
}).map((one) => one.outerHTML.slice(0, 120))"""
_NAMELESS = """() => [...document.querySelectorAll("input, textarea")].filter((one) => {
  const ids = (one.getAttribute("aria-labelledby") || "").split(" ");
  const told = ids.map((id) => document.getElementById(id)?.textContent || "");
  const labels = [...(one.labels || [])].map((label) => label.textContent);
  return ![...told, ...labels, one.getAttribute("aria-label") || ""].join("").trim();
}).map((one) => one.outerHTML)"""


@pytest.fixture(params=["handout", "large", "workbook"])
def file(request: Any, tmp_path: Path) -> Path:
    """The page with every block, as it is, in large print, or as a workbook."""
    form = "workbook" if request.param == "workbook" else "handout"
    path = tmp_path / "handout.html"
    path.write_bytes(set_web_page(every_document(large_print=request.param == "large", form=form)))
    return path


@pytest.fixture
def asked() -> list[str]:
    """Addresses that the pages of a test asked for besides themselves."""
    return []


@pytest.fixture
def open_page(browser: Browser, asked: list[str]) -> Iterator[Any]:
    contexts = []

    def open_file(path: Path, **ways: Any) -> Page:
        contexts.append(browser.new_context(**ways))
        page = contexts[-1].new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(f"console: {message.text}"))
        page.goto(path.as_uri())
        return page

    yield open_file
    for context in contexts:
        context.close()


@pytest.mark.parametrize("way", WAYS)
def test_axe_finds_nothing_and_nothing_goes_off_the_side(file: Path, open_page, asked, way: str) -> None:
    page = open_page(file, **WAYS[way])
    assert [address for address in asked if not address.startswith(("data:image/", "file:"))] == []
    assert find_faults(page, ALL_RULES) == []
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(_SIDEWAYS) == []
    assert page.evaluate(_NAMELESS) == []


def test_what_is_written_and_ticked_is_printed(file: Path, open_page) -> None:
    page = open_page(file)
    written = "It was the tone that hurt"
    page.get_by_role("textbox", name="What worked").fill(written)
    group = page.get_by_role("group", name="I feel heard.")
    group.get_by_role("radio", name="4").check(force=True)
    assert group.get_by_role("radio", checked=True).count() == 1
    page.get_by_role("textbox", name="2. Two chairs at a corner. Helps").fill("yes, often")
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    words = " ".join(" ".join(one.extract_text() for one in printed.pages).split())
    assert written in words and "yes, often" in words
    assert f"Page 1 of {len(printed.pages)}" in words
    assert "stays in this window" not in words
    assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [595, 842]


def test_the_dots_are_reached_by_keys_and_the_focus_shows(file: Path, open_page) -> None:
    page = open_page(file)
    page.get_by_role("group", name="I feel heard.").get_by_role("radio", name="1").focus()
    page.keyboard.press("ArrowRight")
    found = page.evaluate(
        "() => [document.activeElement.value, document.activeElement.checked,"
        " getComputedStyle(document.activeElement.nextElementSibling).outlineStyle]"
    )
    assert found == ["2", True, "solid"]
