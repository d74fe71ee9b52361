"""The Jupyter server extension: opens pages live, prints, shows help. It listens only where JupyterLab listens."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from typing import Any
from urllib.parse import quote

import tornado.web
from jupyter_server.utils import url_path_join

from workshop.content.blocks import callout, from_markdown
from workshop.content.html import to_html
from workshop.content.safety import PARTS, safety_blocks, safety_title
from workshop.errors import WorkshopError
from workshop.live.desk import plan_visit
from workshop.live.handling import KitHandler
from workshop.live.notices import notice_page
from workshop.live.opener import PageOpener
from workshop.live.printing import PrintDesk
from workshop.live.prints import AnswersHandler, HandoutHandler, PrintHandler
from workshop.live.programs import ProgramHandler, ProgramPdfHandler
from workshop.live.shelf import Shelf
from workshop.live.start import bar_data
from workshop.live.stories import StoryMapHandler, StoryPlaysHandler
from workshop.live.work import DraftHandler, WorkHandler
from workshop.paths import KIT_ROOT
from workshop.practice.clients import BLANK, kit_for
from workshop.practice.drafts import owner_of

FIRST_PAGE = "WORKSHOP_FIRST_PAGE"
SAFETY_PAGE = "safety"
HELP_PAGES = ("help", "content-guide", "privacy")


class OpenHandler(KitHandler):
    """`workshop/open?page=…&client=…`: makes a page live and goes there."""

    @tornado.web.authenticated
    async def get(self) -> None:
        """Opens the page, or says why it cannot."""
        try:
            visit = plan_visit(self.get_argument("page", "start"), self.get_argument("client", ""))
            path = await self.opener.open(visit)
        except WorkshopError as error:
            self.show_problems(error.problems)
            return
        if self.get_argument("answer", "") == "path":
            self.finish({"path": path})
            return
        part = self.get_argument("at", "")
        self.redirect(url_path_join(self.base_url, "doc", "tree", quote(path)) + (f"#{quote(part)}" if part else ""))


class PagesHandler(KitHandler):
    """`workshop/pages?owner=…`: all pages in the owner's order, and the words of the bar."""

    @tornado.web.authenticated
    async def get(self) -> None:
        """The pages with their titles and files."""
        owner = self.get_argument("owner", "")
        try:
            self.finish(bar_data("" if owner == owner_of("") else owner))
        except WorkshopError as error:
            raise tornado.web.HTTPError(404, error.problems[0].what) from None


class HelpHandler(KitHandler):
    """`workshop/help/NAME`: a page of the documentation."""

    @tornado.web.authenticated
    async def get(self, name: str) -> None:
        """The page as HTML."""
        if name == SAFETY_PAGE:
            kit = kit_for(BLANK)
            parts = [callout("note", safety_title(kit, part), safety_blocks(kit, part)) for part in PARTS]
            self.finish(notice_page("", [], self.base_url, to_html(parts)))
            return
        if name not in HELP_PAGES:
            raise tornado.web.HTTPError(404)
        source = (KIT_ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        self.finish(notice_page("", [], self.base_url, to_html(from_markdown(source))))


class LanguageServerHandler(KitHandler):
    """`lsp/status`: JupyterLab asks for language servers at each start; the kit has none."""

    @tornado.web.authenticated
    async def get(self) -> None:
        """No language servers."""
        self.finish({"version": 2, "sessions": {}, "specs": {}})


class FontHandler(KitHandler):
    """`workshop/fonts/NAME`: the kit's own typeface for the screen."""

    @tornado.web.authenticated
    async def get(self, name: str) -> None:
        """The font file."""
        folder = KIT_ROOT / "workshop" / "handouts" / "fonts"
        found = next((path for path in folder.rglob("*.ttf") if path.name == name), None)
        if found is None:
            raise tornado.web.HTTPError(404)
        self.set_header("Content-Type", "font/ttf")
        self.set_header("Cache-Control", "private, max-age=86400")
        self.finish(found.read_bytes())


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "workshop.live.server"}]


def _load_jupyter_server_extension(app: Any) -> None:
    """Adds the kit's addresses, and opens the first page while the browser is still starting."""
    settings = app.web_app.settings
    settings["workshop_opener"] = PageOpener(settings)
    settings["contents_manager"].wake_by(settings["workshop_opener"].wake)
    settings["workshop_prints"] = PrintDesk()
    settings["workshop_shelf"] = Shelf()
    base = url_path_join(settings["base_url"], "workshop")
    name, file = r"([A-Za-z0-9_-]+)", r"([A-Za-z0-9_-]+\.[a-z]+)"
    app.web_app.add_handlers(
        ".*$",
        [
            (url_path_join(base, "open"), OpenHandler),
            (url_path_join(base, "pages"), PagesHandler),
            (url_path_join(base, "print"), PrintHandler),
            (url_path_join(base, "handouts") + f"/{name}/{file}", HandoutHandler),
            (url_path_join(base, "answers") + f"/{name}/{file}", AnswersHandler),
            (url_path_join(base, "drafts"), DraftHandler),
            (url_path_join(base, "work"), WorkHandler),
            (url_path_join(base, "help") + f"/{name}", HelpHandler),
            (url_path_join(base, "programs") + f"/{name}\\.pdf", ProgramPdfHandler),
            (url_path_join(base, "programs") + f"/{name}", ProgramHandler),
            (url_path_join(base, "stories") + f"/{name}\\.svg", StoryMapHandler),
            (url_path_join(base, "stories") + f"/{name}", StoryPlaysHandler),
            (url_path_join(settings["base_url"], "lsp", "status"), LanguageServerHandler),
            (url_path_join(base, "fonts") + r"/([A-Za-z0-9_-]+\.ttf)", FontHandler),
        ],
    )
    app.io_loop.call_later(0, _stop_on_interrupt, app, settings["workshop_opener"], settings["workshop_prints"])
    first = os.environ.pop(FIRST_PAGE, "")
    if first:
        app.io_loop.call_later(0, _open_first, settings["workshop_opener"], json.loads(first))


def _stop_on_interrupt(app: Any, opener: PageOpener, prints: PrintDesk) -> None:
    """Ctrl-C ends the server in order, without a question; a kernel that is just starting is waited for.

    Jupyter's own way asks in a terminal, and hangs when it has to end a kernel in the middle of its start.
    """

    async def stop() -> None:
        await asyncio.gather(opener.settle(), prints.close())
        app.stop()

    def hear(*_: object) -> None:
        app.io_loop.add_callback_from_signal(stop)

    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, hear)


async def _open_first(opener: PageOpener, asked: dict[str, str]) -> None:
    """Opens the page that the counselor asked for; problems are told when the browser comes for it."""
    try:
        await opener.open(plan_visit(asked["page"], asked["client"]))
    except WorkshopError:
        return
