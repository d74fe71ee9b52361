"""How long handouts are: a participant's sheet is something one reads, so it has two to four pages."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from workshop.content.kit import Kit
from workshop.errors import Problem, shown_path
from workshop.handouts.batch import print_handouts
from workshop.handouts.orders import Wishes, plan_orders

FEWEST, MOST = 2, 4


def find_length_problems(kit: Kit, jobs: int = 0) -> list[Problem]:
    """The pages of the kit whose handout, printed on A4 for nobody in particular, is too short or too long, and those
    that cannot be printed. Takes about a second a page.
    """
    with tempfile.TemporaryDirectory() as folder:
        orders, problems = plan_orders([""], list(kit.index.pages), Wishes(Path(folder)))
        with closing(print_handouts(orders, jobs)) as made:
            for printed in made:
                problems += printed.problems
                if printed.pages and not FEWEST <= printed.pages <= MOST:
                    problems.append(_problem(kit, printed.order.page, printed.pages))
    return problems


def _problem(kit: Kit, page: str, pages: int) -> Problem:
    path = kit.find_file(kit.page_file(page))
    what = f"The handout of this page has {pages} pages; it should have {FEWEST} to {MOST}."
    todo = (
        "Name fewer exercises in handout:, or shorten the text." if pages > MOST else "Name more exercises in handout:."
    )
    return Problem(shown_path(path) if path else page, 1, "C317", what, todo)
