"""How soon a page answers: from the click or key to the frame that shows what it changed."""

from __future__ import annotations

from collections.abc import Sequence

from bench_programs import CannotMeasure
from playwright.sync_api import Page, TimeoutError

PATIENCE = 10_000
SHEET = ".jp-NotebookPanel:not(.lm-mod-hidden) section.tk-exercise"

# True in a frame in which these exercises, and no others, are drawn on the page that is shown.
ALL_DRAWN = f"""(wanted) => {{
  const found = [...document.querySelectorAll("{SHEET}")];
  const drawn = (name) => found.some((one) => one.id === name && one.querySelector(".tk-body *"));
  return found.length === wanted.length && wanted.every(drawn);
}}"""

# Notes for each click on an exercise when the first frame was over that shows another picture of the exercise. What a
# click changes in the browser alone is outside of what is looked at, save for the numbers in fields.
WATCH = """() => {
  const painted = (then) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = then;
    channel.port2.postMessage("");
  };
  window.benchTimes = [];
  addEventListener("click", (event) => {
    const body = event.target.closest("section.tk-exercise .tk-body");
    if (!body) return;
    const numbers = () => [...body.querySelectorAll("input")].map((one) => one.value).join();
    const before = numbers();
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      looking.disconnect();
      painted(() => window.benchTimes.push(performance.now() - event.timeStamp));
    };
    const looking = new MutationObserver(() => requestAnimationFrame(end));
    looking.observe(body, { subtree: true, childList: true, attributes: true, characterData: true });
    const look = () => over || (numbers() === before ? requestAnimationFrame(look) : end());
    requestAnimationFrame(look);
  }, true);
  addEventListener("keydown", (event) => {
    if (event.target.matches("section.tk-exercise textarea"))
      requestAnimationFrame(() => painted(() => window.benchTimes.push(performance.now() - event.timeStamp)));
  }, true);
}"""

# What is clicked in an exercise, by what only its kind has; the one that stands first and fits. A button that is
# pressed already would change nothing.
CLICKS = {
    "role-play": (".tk-play", ".tk-say .tk-line, .tk-retold .tk-main"),
    "sort": (".tk-row .tk-pick", ".tk-pick[aria-pressed=false]"),
    "choose": (".tk-option", ".tk-line[aria-pressed=false]"),
    "ladder": (".tk-ladder", ".tk-small:not([disabled], [aria-disabled=true])"),
    "poll": (".tk-hands", ".tk-hands + .tk-small"),
    "tally": (".tk-move", ".tk-move"),
    "cards": (".tk-card", "footer .tk-main, .tk-pick[aria-pressed=false]"),
}
SENTENCE = "It was a long day, and I would like to hear how yours went. "


def time_clicks(window: Page, exercises: Sequence[str], count: int) -> dict[str, list[float]]:
    """Milliseconds by kind of at least `count` clicks, one exercise after the other as a group would not even do."""
    window.evaluate(WATCH)
    found = {name: kind for name in exercises for kind, (mark, _) in CLICKS.items() if part(window, name, mark).count()}
    missing = set(CLICKS) - set(found.values())
    if missing:
        raise CannotMeasure(f"the page has no exercise of the kind {', '.join(sorted(missing))}.")
    times: dict[str, list[float]] = {kind: [] for kind in CLICKS}
    for number in range(-(-count // len(found))):
        for name, kind in found.items():
            buttons = part(window, name, CLICKS[kind][1])
            buttons.nth(number % buttons.count()).click(timeout=PATIENCE)
            times[kind].append(take_time(window, f"a click in {name}"))
    return times


def time_keys(window: Page) -> dict[str, list[float]]:
    """Milliseconds of each letter of a sentence, in every exercise with room to write."""
    times = []
    for field in window.locator(f"{SHEET} textarea").all()[:4]:
        field.click()
        for sign in SENTENCE:
            window.keyboard.press(sign if sign != " " else "Space")
            times.append(take_time(window, "a letter"))
    return {"letters": times}


def part(window: Page, exercise: str, selector: str):
    """Parts of one exercise on the page that is shown."""
    return window.locator(f"{SHEET}[id='{exercise}']").locator(selector)


def take_time(window: Page, what: str) -> float:
    """The time that was noted for what was just done."""
    try:
        window.wait_for_function("() => window.benchTimes.length > 0", timeout=PATIENCE)
    except TimeoutError:
        raise CannotMeasure(f"{what} changed nothing within {PATIENCE // 1000} seconds.") from None
    (taken,) = window.evaluate("() => window.benchTimes.splice(0)")
    return taken
