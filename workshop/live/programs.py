"""The ready-made programs, for whoever leads: to read in the browser, and as a PDF."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

import tornado.web

from workshop.content.html import to_html
from workshop.content.kit import Kit, content_layers
from workshop.content.program import load_program
from workshop.errors import WorkshopError
from workshop.live.handling import KitHandler
from workshop.live.notices import notice_page
from workshop.pages.programs import program_blocks
from workshop.paths import KIT_ROOT, practice_folder


class ProgramHandler(KitHandler):
    """`workshop/programs/NAME`: a program to read."""

    @tornado.web.authenticated
    async def get(self, name: str) -> None:
        """The program as HTML."""
        kit = Kit(content_layers(practice_folder()))
        try:
            told, shown = load_program(kit, name), program_blocks(kit, name)
        except WorkshopError as error:
            self.show_problems(error.problems)
            return
        self.finish(notice_page(told.title, [], self.base_url, to_html(shown)))


class ProgramPdfHandler(KitHandler):
    """`workshop/programs/NAME.pdf`: a program to print, made when it is asked for."""

    @tornado.web.authenticated
    async def get(self, name: str) -> None:
        """The PDF, by the command a counselor could type."""
        try:
            load_program(Kit(content_layers(practice_folder())), name)
        except WorkshopError as error:
            self.show_problems(error.problems)
            return
        pdf = await asyncio.to_thread(_print, name)
        if pdf is None:
            raise tornado.web.HTTPError(500, "The program could not be printed.")
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'inline; filename="{name}.pdf"')
        self.finish(pdf)


def _print(name: str) -> bytes | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.pdf"
        command = [sys.executable, "-m", "workshop", "program", "print", name, "--out", str(path)]
        subprocess.run(command, cwd=KIT_ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        return path.read_bytes() if path.is_file() else None
