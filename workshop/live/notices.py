"""Plain pages outside of JupyterLab: problems and help. Self-contained, no script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from workshop.exercises.kinds import FACES
from workshop.practice.clients import BLANK, kit_for

# Jupyter's own pages for who is not signed in and for what went wrong, in the kit's words and look.
TEMPLATES = {"login.html": "notice-signed-out", "error.html": "notice-nothing", "404.html": "notice-nothing"}


def message_page(words: str, base_url: str, *, home: bool = True) -> str:
    """A page that says one sentence of the interface, such as "notice-stranger"."""
    said = kit_for(BLANK).interface
    return notice_page(f"{said['notice-title']}.", [said[words]], base_url, home=home)


def notice_templates() -> dict[str, str]:
    """The pages that stand in for Jupyter's own, by the name of its template."""
    told = {}
    for name, words in TEMPLATES.items():
        page = message_page(words, "/", home=name != "login.html")
        said = f"<li>{escape(kit_for(BLANK).interface[words])}</li>"
        # Where the program gave a reason, that is the sentence.
        reason = f"{{% if message %}}<li>{{{{ message | e }}}}</li>{{% else %}}{said}{{% endif %}}"
        told[name] = "{% raw %}" + page.replace(said, "{% endraw %}" + reason + "{% raw %}") + "{% endraw %}"
    return told


def notice_page(title: str, sentences: Sequence[str], base_url: str, inside: str = "", *, home: bool = True) -> str:
    """An HTML page with a title, sentences and a way `home`; `inside` is HTML made by the kit itself."""
    style = (FACES / "theme.css").read_text(encoding="utf-8")
    rows = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    heading = f"<h1>{escape(title)}</h1>" if title else ""
    way = f'<p><a href="{escape(base_url)}workshop/open?page=start">All pages</a></p>'
    way = way if home else ""
    shown = f"<ul>{rows}</ul>" if rows else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ten keys</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<style>{style}</style></head><body class="tk-page"><main class="tk-text">'
        f"{heading}{shown}{inside}{way}</main></body></html>"
    )
