"""What all the kit's addresses share: only signed-in, only from this kit's own pages, problems in words."""

from __future__ import annotations

import json
from typing import Any

import tornado.web
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import ensure_async

from workshop.errors import Problem
from workshop.live.desk import Visit, plan_visit
from workshop.live.notices import message_page, notice_page
from workshop.live.opener import PageOpener
from workshop.live.printing import PrintDesk
from workshop.live.shelf import Shelf
from workshop.practice.clients import BLANK, kit_for


class KitHandler(JupyterHandler):  # type: ignore[misc]
    """The base of every address of the kit."""

    @property
    def opener(self) -> PageOpener:
        """The one that opens pages."""
        opener: PageOpener = self.settings["workshop_opener"]
        return opener

    @property
    def prints(self) -> PrintDesk:
        """The one that prints."""
        desk: PrintDesk = self.settings["workshop_prints"]
        return desk

    @property
    def shelf(self) -> Shelf:
        """The one that saves, clears and brings back."""
        shelf: Shelf = self.settings["workshop_shelf"]
        return shelf

    async def prepare(self) -> None:
        """Refuses a request that another website made a browser send; after that, what Jupyter checks."""
        if self.request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            self.refuse_stranger()
            return
        await ensure_async(super().prepare())

    def refuse_stranger(self) -> None:
        """Answers a request from another website, before anybody is signed in, with a page that says so."""
        self.set_status(403)
        self.finish(message_page("notice-stranger", self.base_url))

    def set_default_headers(self) -> None:
        """What is shown may hold a client's words, so that no cache keeps it."""
        super().set_default_headers()
        self.set_header("Cache-Control", "no-store")

    def asked(self) -> dict[str, Any]:
        """The request's JSON, a mapping; anything else is refused."""
        try:
            told = json.loads(self.request.body)
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise tornado.web.HTTPError(400, "This is not a request of the kit.")
        return told

    def visit_of(self, told: dict[str, Any]) -> Visit:
        """The page and client a request names; raises WorkshopError when one is not there."""
        return plan_visit(str(told.get("page", "")), str(told.get("client", "")))

    def show_problems(self, problems: list[Problem]) -> None:
        """A page that says what is wrong and where to go on."""
        self.set_status(400)
        title = f"{kit_for(BLANK).interface['notice-title']}."
        self.finish(notice_page(title, [str(problem) for problem in problems], self.base_url))
