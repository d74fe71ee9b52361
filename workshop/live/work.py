"""The addresses behind a page's work: drafts that a window hands over, and Save, Clear, Start fresh, Undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import tornado.web
from tornado.ioloop import IOLoop

from workshop.content.kit import Kit
from workshop.errors import WorkshopError
from workshop.live.desk import Visit, exercises_on
from workshop.live.handling import KitHandler
from workshop.live.shelf import REMEMBERED_SECONDS
from workshop.practice.clients import BLANK, kit_for
from workshop.practice.drafts import add_waiting, owner_of

MOST_ACTIONS = 500
# What changes the page as a whole: its kernel begins again, and the window loads the page anew.
RELOADING = ("clear", "fresh", "restore", "undo")


class DraftHandler(KitHandler):
    """`workshop/drafts`: takes what a window could not hand to the kernel."""

    @tornado.web.authenticated
    async def post(self) -> None:
        """Keeps `{"page", "client", "exercise", "face", "actions": [{"number", "action"}]}` for when the page opens."""
        told = self.asked()
        try:
            visit = self.visit_of(told)
            known = told["exercise"] in exercises_on(visit) or _is_exercise(kit_for(visit.client), told["exercise"])
            rows = [_row(row) for row in told["actions"][:MOST_ACTIONS]]
            if not known or not isinstance(told["face"], str) or len(told["face"]) > 80:
                raise ValueError
            add_waiting(owner_of(visit.client.code), told["exercise"], told["face"], rows)
        except (ValueError, KeyError, TypeError):
            raise tornado.web.HTTPError(400, "This is not a draft.") from None
        except WorkshopError as error:
            raise tornado.web.HTTPError(507, error.problems[0].what) from None
        self.finish({})


def _is_exercise(kit: Kit, name: Any) -> bool:
    return isinstance(name, str) and name in kit.find_names("exercises", ".yaml")


def _row(row: Any) -> dict[str, Any]:
    number, action, when = row["number"], row["action"], row.get("when", 0)
    if not isinstance(action, dict) or any(not isinstance(one, int) or isinstance(one, bool) for one in (number, when)):
        raise ValueError("This is not an action.")
    return {"number": number, "action": action, "when": when}


class WorkHandler(KitHandler):
    """`workshop/work`: what is saved of a page, and the acts on the page as a whole."""

    @tornado.web.authenticated
    async def get(self) -> None:
        """What is there: `{"used", "records", "undo"}`."""
        try:
            visit = self.visit_of({name: self.get_argument(name, "") for name in ("page", "client")})
            self.finish(self.shelf.told(visit))
        except WorkshopError as error:
            self.finish({"problems": [str(problem) for problem in error.problems]})

    @tornado.web.authenticated
    async def post(self) -> None:
        """Does `{"page", "client", "do"}`; answers with what is there after it, and whether to load the page anew."""
        told = self.asked()
        doing = str(told.get("do", ""))
        reload = doing in RELOADING
        try:
            visit = self.visit_of(told)
            if reload:
                await self._change(visit, doing, told)
            elif doing == "save":
                self.shelf.save(visit, datetime.now())
            elif doing == "delete":
                self.shelf.delete(visit, str(told.get("record", "")))
            else:
                raise tornado.web.HTTPError(400, "This cannot be done with a page.")
            self.finish({**self.shelf.told(visit), "reload": reload, "problems": []})
        except WorkshopError as error:
            sentences = [f"{problem.what} {problem.todo}" for problem in error.problems]
            self.finish({"reload": reload, "problems": sentences})
        except OSError as error:
            sentence = kit_for(BLANK).interface["common-not-kept"].replace("{why}", error.strerror or "")
            self.finish({"reload": reload, "problems": [sentence]})
        IOLoop.current().call_later(REMEMBERED_SECONDS + 1, self.shelf.forget)

    async def _change(self, visit: Visit, doing: str, told: dict[str, Any]) -> None:
        record = str(told.get("record", ""))
        changes: dict[str, Callable[[], None]] = {
            "clear": lambda: self.shelf.clear(visit, records=told.get("records") is True),
            "fresh": lambda: self.shelf.empty(visit),
            "restore": lambda: self.shelf.restore(visit, record),
            "undo": lambda: self.shelf.undo(visit),
        }
        await self.opener.change(visit, changes[doing], fresh=doing == "fresh")
