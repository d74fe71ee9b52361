"""What the browser tests measure on a page: faults that axe finds, sideways scrolling, focus, sizes and movement."""

# The lines that a browser reads are longer than Python's.
# ruff: noqa: E501
from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import ElementHandle, Page

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
# Colors change with the theme; everything else that axe looks at does not.
COLORS_ONLY = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
ALL_RULES = {"rules": {"target-size": {"enabled": True}}}

_RUN_AXE = """async (options) => (await axe.run(document, { ...options, resultTypes: ["violations"] })).violations.map(
  (rule) => rule.impact + " " + rule.id + ": " + rule.nodes.map((node) => node.html.slice(0, 160) + " " + node.failureSummary).join(" | ")
)"""
_SIDEWAYS = """() => [...document.querySelectorAll("html, section.tk-exercise, section.tk-exercise *")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && (one.matches("html, section") || /auto|scroll/.test(getComputedStyle(one).overflowX)))
  .map((one) => one.outerHTML.slice(0, 160) + " is " + one.scrollWidth + " wide in " + one.clientWidth)
  .concat([...document.querySelectorAll("section.tk-exercise *")]
    .filter((one) => one.checkVisibility() && !one.closest(".tk-hidden") && one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 160) + " ends at " + one.getBoundingClientRect().right))"""
_MARK = """() => {
  const controls = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const found = [...document.querySelectorAll("section.tk-exercise :is(" + controls + ")")].filter((one) => !one.disabled && one.checkVisibility());
  document.querySelectorAll("[data-walk]").forEach((one) => one.remove());
  for (const [place, where] of [["before", "afterbegin"], ["after", "beforeend"]])
    document.body.insertAdjacentHTML(where, `<button data-walk="${place}">${place}</button>`);
  found.forEach((one, number) => (one.dataset.control = number));
  document.querySelector("[data-walk=before]").focus();
  // One Tab stop is enough for a group of radio buttons; the arrow keys reach the others.
  return found.filter((one) => one.type !== "radio" || one.checked || !document.querySelector(`[name="${one.name}"]:checked`)).map((one) => one.outerHTML.slice(0, 200));
}"""
_SQUEEZED = """() => {
  const shown = [...document.querySelectorAll("section.tk-exercise *")].filter((one) => one.checkVisibility() && !one.closest(".tk-hidden, svg"));
  const told = (what, ones) => ones.map((one) => what + ": " + one.outerHTML.slice(0, 160));
  const cut = (one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  return [
    ...told("cut off", shown.filter((one) => (one.matches("button") || /hidden|clip/.test(getComputedStyle(one).overflow)) && cut(one))),
    ...told("low", shown.filter((one) => one.matches("button") && one.getBoundingClientRect().height < 44)),
    ...told("small", shown.filter((one) => one.matches("button, select, input:not([type=checkbox], [type=radio]), label.tk-tick") && Math.min(one.offsetWidth, one.offsetHeight) < 24)),
  ];
}"""
# What is left when a person forces their own colors: every background is one, so edges and marks must tell.
_FORCED = """() => {
  const shown = (select) => [...document.querySelectorAll("section.tk-exercise " + select)].filter((one) => one.checkVisibility());
  const told = (what, ones) => ones.map((one) => what + ": " + one.outerHTML.slice(0, 160));
  const clear = (color) => color === "transparent" || /^rgba.*, 0\\)$/.test(color);
  const ground = (one) => { const own = getComputedStyle(one).backgroundColor; return clear(own) && one.parentElement ? ground(one.parentElement) : own; };
  const bare = (one) => { const style = getComputedStyle(one); return parseFloat(style.borderTopWidth) < 1 || style.borderTopStyle === "none" || clear(style.borderTopColor) || style.borderTopColor === ground(one.parentElement); };
  const mark = (one) => getComputedStyle(one, "::before").content;
  const lost = (name) => (one) => { const color = getComputedStyle(one)[name]; return color === "none" || clear(color) || color === ground(one); };
  return [
    ...told("no edge", shown(":is(button, textarea, select, input:not([type=checkbox], [type=radio], [type=range]))").filter(bare)),
    ...told("pressed, but no mark", shown("button[aria-pressed=true]").filter((one) => mark(one) === "none" || lost("outlineColor")(one) || getComputedStyle(one).outlineStyle === "none")),
    ...told("not pressed, but a mark", shown("button[aria-pressed=false]").filter((one) => mark(one) !== "none" || getComputedStyle(one).outlineStyle !== "none")),
    ...told("icon has another color than its text", shown("svg.tk-icon").filter((one) => getComputedStyle(one).stroke !== getComputedStyle(one.parentElement).color)),
    ...told("line is lost", shown("svg :is(.tk-path, .tk-trust-line, .tk-clock-left, .tk-mark-line)").filter(lost("stroke"))),
    ...told("shape is lost", shown(":is(svg .tk-full, svg .tk-point)").filter(lost("fill"))),
    ...told("dot is lost", shown(".tk-dots .tk-full").filter((one) => getComputedStyle(one).backgroundColor === ground(one.parentElement))),
  ];
}"""
_FOCUS = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const label = one.labels && one.labels.length ? one.labels[0].getBoundingClientRect() : box;
  return {
    walk: one.dataset.walk || "", control: one.dataset.control || "", html: one.outerHTML.slice(0, 200),
    visible: one.matches(":focus-visible"), outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    width: Math.max(box.width, /checkbox|radio/.test(one.type) ? label.width : 0),
    height: Math.max(box.height, /checkbox|radio/.test(one.type) ? label.height : 0),
    button: one.matches("button"),
  };
}"""
_MOVING = """() => [
  ...document.getAnimations().filter((one) => one.playState === "running").map((one) => "running: " + one.effect.target.outerHTML.slice(0, 120)),
  ...[...document.querySelectorAll("section.tk-exercise, section.tk-exercise *")]
    .filter((one) => ["", "::before", "::after"].some((part) => { const style = getComputedStyle(one, part || null);
      return style.animationName !== "none" || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0); }))
    .map((one) => "would move: " + one.outerHTML.slice(0, 120)),
  ...(getComputedStyle(document.documentElement).scrollBehavior === "smooth" ? ["smooth scrolling"] : []),
]"""
_PLACES = """(button) => {
  const place = (one) => { const box = one.getBoundingClientRect(); return [box.x + scrollX, box.y + scrollY].map(Math.round); };
  return { title: place(document.querySelector("section.tk-exercise h2")), button: button.isConnected ? place(button) : null };
}"""

# Mutations come in batches: one batch in one region is one announcement.
_LISTEN = """() => {
  window.heardAloud = [];
  if (window.hearing) return;
  const live = "[role=status], [role=alert], [role=log], output, [aria-live]";
  window.hearing = new MutationObserver((changes) => {
    const at = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(live);
    const regions = new Set(changes.map((change) => at(change.target)));
    for (const change of changes) for (const node of change.addedNodes)
      if (node.nodeType === 1) for (const one of [node, ...node.querySelectorAll(live)]) if (one.matches(live)) regions.add(one);
    for (const one of regions) if (one && one.isConnected && one.getAttribute("aria-live") !== "off") window.heardAloud.push(one.textContent);
  });
  window.hearing.observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def find_faults(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds wrong in a page, each with how serious it is, the rule and the elements."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(_RUN_AXE, options)


def find_sideways(page: Page, width: int) -> list[str]:
    """What makes the page, or a part of it, scroll sideways when the window is so wide."""
    usual = page.viewport_size
    page.set_viewport_size({"width": width, "height": 900})
    found = page.evaluate(_SIDEWAYS)
    page.set_viewport_size(usual)
    return [f"{width} px: {one}" for one in found]


def find_squeezed(page: Page, width: int) -> list[str]:
    """What is cut off or gets too small to press when the window is so wide."""
    usual = page.viewport_size
    page.set_viewport_size({"width": width, "height": 900})
    found = page.evaluate(_SQUEEZED)
    page.set_viewport_size(usual)
    return found


def find_lost_in_forced_colors(page: Page) -> list[str]:
    """Edges, marks and icons that vanish when a person forces their own colors on all pages."""
    page.emulate_media(forced_colors="active")
    try:
        return page.evaluate(_FORCED)
    finally:
        page.emulate_media(forced_colors="none")


def walk_by_tab(page: Page) -> tuple[list[dict[str, Any]], list[str]]:
    """Presses Tab from before the exercise to after it.

    Gives each control as it looks with the focus, and the controls that were not reached.
    """
    wanted = page.evaluate(_MARK)
    seen: list[dict[str, Any]] = []
    # A field for a time has several stops of its own.
    for _ in range(6 * len(wanted) + 6):
        page.keyboard.press("Tab")
        here = page.evaluate(_FOCUS)
        if here["walk"] == "after":
            reached = {one["html"] for one in seen}
            return seen, [html for html in wanted if html not in reached]
        if here["control"] not in [one["control"] for one in seen]:
            seen.append(here)
    raise AssertionError(f"Tab never leaves the exercise; it is stuck at {here['html']}")


def find_moving(page: Page) -> list[str]:
    """What moves, or would move at the next change."""
    return page.evaluate(_MOVING)


def places_of(page: Page, button: ElementHandle) -> dict[str, Any]:
    """Where the title and a button stand on the page, in whole pixels; None for a button that is gone."""
    return page.evaluate(_PLACES, button)


def listen(page: Page) -> None:
    """Begins to write down what live regions say, each time anew."""
    page.evaluate(_LISTEN)


def heard(page: Page) -> list[str]:
    """What live regions have said since then."""
    return page.evaluate("() => window.heardAloud.map((words) => words.trim())")
