"""The addresses behind the buttons that print: to begin a print, follow and stop it, and to read what was printed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import tornado.web

from workshop.errors import WorkshopError
from workshop.live.handling import KitHandler
from workshop.live.printing import in_words
from workshop.live.wishes import read_wish
from workshop.pages.editions import split_name
from workshop.pages.notebook import page_path
from workshop.pages.variants import DOCX, HTML, PDF
from workshop.paths import answers_folder, handouts_folder
from workshop.practice.clients import is_code
from workshop.practice.drafts import EVERYONE

SORTS = {
    PDF: ("application/pdf", "inline"),
    HTML: ("text/html; charset=utf-8", "inline"),
    DOCX: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
}
# A printed web page comes from the address that JupyterLab has, so that nothing in it may run or be sent.
WEB_PAGE_POLICY = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


class PrintHandler(KitHandler):
    """`workshop/print`: begins to print, tells how far it has come, and stops."""

    @tornado.web.authenticated
    async def post(self) -> None:
        """Begins a print and tells its number: `{"client": code, "pages": [id]}`, with more in `read_wish`.

        With `"count": true` it only tells for how many people how many files there would be.
        """
        asked = self.asked()
        counting = asked.pop("count", False) is True
        try:
            wish = await asyncio.to_thread(read_wish, asked)
        except ValueError:
            raise tornado.web.HTTPError(400, "This is not a request to print.") from None
        except WorkshopError as error:
            self.finish({"job": None, "files": 0, "people": 0, "problems": list(map(in_words, error.problems))})
            return
        self.finish(await self.prints.count(wish) if counting else {"job": self.prints.start(wish), "problems": []})

    @tornado.web.authenticated
    async def get(self) -> None:
        """How far a job has come."""
        progress = self.prints.progress(self.get_argument("job", ""))
        if progress is None:
            raise tornado.web.HTTPError(404, "There is no such print job.")
        self.finish(progress)

    @tornado.web.authenticated
    async def delete(self) -> None:
        """Stops a job."""
        if not await self.prints.stop(self.get_argument("job", "")):
            raise tornado.web.HTTPError(404, "There is no such print job.")
        self.finish({})


class PrintedHandler(KitHandler):
    """A printed file by its folder and name, shown in the browser or saved, and kept in no cache."""

    def folder_of(self, owner: str) -> Path:
        """The folder of a client, or of nobody in particular; raises ValueError for any other name."""
        raise NotImplementedError

    @tornado.web.authenticated
    async def get(self, owner: str, name: str) -> None:
        """The file, if its name is one that printing gives."""
        told = split_name(name)
        try:
            if told is None:
                raise ValueError
            page, _, variant = told
            if page:
                page_path(page)
            data = await asyncio.to_thread((self.folder_of(owner) / name).read_bytes)
        except (OSError, ValueError, WorkshopError):
            raise tornado.web.HTTPError(404, "This has not been printed yet.") from None
        sort, shown = SORTS[variant.format]
        self.set_header("Content-Type", sort)
        self.set_header("Content-Disposition", f'{shown}; filename="{name}"')
        self.set_header("X-Content-Type-Options", "nosniff")
        if variant.format == HTML:
            self.set_header("Content-Security-Policy", WEB_PAGE_POLICY)
            self.set_header("Referrer-Policy", "no-referrer")
        self.finish(data)


class HandoutHandler(PrintedHandler):
    """`workshop/handouts/CODE/NAME`: what was printed for a client, or for everyone blank."""

    def folder_of(self, owner: str) -> Path:
        """The client's folder among the handouts."""
        if owner != "blank" and not is_code(owner):
            raise ValueError("This is not a client.")
        return handouts_folder() / owner


class AnswersHandler(PrintedHandler):
    """`workshop/answers/OWNER/NAME`: what was printed with a person's own work."""

    def folder_of(self, owner: str) -> Path:
        """The person's folder among what is private."""
        if owner != EVERYONE and not is_code(owner):
            raise ValueError("This is not a client.")
        return answers_folder() / owner
