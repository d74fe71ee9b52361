"""Makes a page live: a work copy, a kernel, every cell run, before the browser gets to see its notebook."""

from __future__ import annotations

import asyncio
import logging
import platform
from collections.abc import Callable
from typing import Any

from jupyter_server.utils import ensure_async

from workshop.errors import WorkshopError
from workshop.live.desk import Visit, is_start, lay_out, visit_at
from workshop.live.run import run_cells
from workshop.pages.notebook_format import nbformat
from workshop.pages.parameters import PAGE_NAME
from workshop.practice.drafts import has_waiting, owner_of

LOG = logging.getLogger("workshop.live")

SETTLING_SECONDS = 20
KERNEL = "python3"
LANGUAGE = {
    "name": "python",
    "version": platform.python_version(),
    "mimetype": "text/x-python",
    "codemirror_mode": {"name": "ipython", "version": 3},
    "pygments_lexer": "ipython3",
    "nbconvert_exporter": "python",
    "file_extension": ".py",
}

# What a live page does when actions wait in its drafts.
CATCHING_UP = "from workshop.live import lesson as _lesson\n_lesson.catch_up()"
DOING_SECONDS = 10
# What it does before it is cleared or brought back as a whole.
TELLING = "from workshop.live import lesson as _lesson\n_lesson.tell_windows()"

# What a spare kernel does before it is needed; the name is taken away again, so that the page begins clean.
WARMING = "from workshop.live import lesson\nlesson.warm()\ndel lesson"


class PageOpener:
    """Makes a page live: a work copy, a kernel, every cell run. One page is opened once at a time."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.contents = settings["contents_manager"]
        self.sessions = settings["session_manager"]
        self.kernels = settings["kernel_manager"]
        self._locks: dict[str, asyncio.Lock] = {}
        self._opening: dict[str, asyncio.Task[None]] = {}
        self._live: dict[str, tuple[str, object]] = {}
        self._spare: asyncio.Task[str] | None = None
        self._closing = False

    async def open(self, visit: Visit) -> str:
        """Begins to make a page live and gives its path; a page that is live already is left as it is.

        JupyterLab may be sent there at once: it gets the notebook when the cells have run.
        """
        await self._open(visit, anew=is_start(visit))
        return visit.path

    async def wake(self, path: str) -> None:
        """Makes a page live whose file is asked for: a reload, a bookmark or Back does not come by `open`."""
        visit = visit_at(path)
        try:
            if visit:
                await self._open(visit, anew=False)
        except WorkshopError as error:
            LOG.error("a page could not be laid out: %s", error.problems[0].what)

    async def _open(self, visit: Visit, *, anew: bool) -> None:
        path = visit.path
        async with self._locks.setdefault(path, asyncio.Lock()):
            if path in self._opening:
                return
            kernel = await self._running_kernel(path)
            if kernel and not anew and self._live.get(path) == self._process_of(kernel):
                await self._catch_up(visit, kernel)
            else:
                self._begin(visit, kernel)

    async def change(self, visit: Visit, change: Callable[[], None], *, fresh: bool = False) -> str:
        """Changes what a page shows while none of its cells can write, then makes it live anew and gives its path.

        With `fresh` the counselor's own cells go too.
        """
        path = visit.path
        await self.finish(path)
        async with self._locks.setdefault(path, asyncio.Lock()):
            kernel = await self._running_kernel(path)
            if kernel:
                await self._do_in_page(TELLING, kernel)
                await ensure_async(self.kernels.restart_kernel(kernel, now=True))
            try:
                change()
            finally:
                self._begin(visit, kernel, fresh=fresh)
        await self.finish(path)
        return path

    def _begin(self, visit: Visit, kernel: str | None, *, fresh: bool = False) -> None:
        lay_out(visit, fresh=fresh)
        self.contents.hold(visit.path)
        self._opening[visit.path] = asyncio.get_running_loop().create_task(self._make_live(visit, kernel))

    async def _catch_up(self, visit: Visit, kernel: str) -> None:
        """Has a live page do what a window could not hand over while it was cut off."""
        if has_waiting(owner_of(visit.client.code)):
            await self._do_in_page(CATCHING_UP, kernel)

    async def _do_in_page(self, code: str, kernel: str) -> None:
        """Runs code beside a page's cells; a kernel that does not answer is not waited for."""
        doing = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
        try:
            await asyncio.wait_for(run_cells(doing, self.kernels.get_kernel(kernel)), DOING_SECONDS)
        except (RuntimeError, TimeoutError):
            LOG.warning("a kernel did not answer")

    def _process_of(self, kernel: str) -> tuple[str, object]:
        """A kernel's id and process; another process means that all it knew is gone, whoever restarted it."""
        return kernel, getattr(self.kernels.get_kernel(kernel).provisioner, "pid", None)

    async def finish(self, path: str) -> None:
        """Waits until a page that is being made live is."""
        opening = self._opening.get(path)
        if opening:
            await opening

    async def settle(self) -> None:
        """Begins nothing new, and waits until no kernel is in the middle of its start."""
        self._closing = True
        busy = [*self._opening.values(), *([self._spare] if self._spare else [])]
        if busy:
            await asyncio.wait(busy, timeout=SETTLING_SECONDS)

    async def _make_live(self, visit: Visit, kernel: str | None) -> None:
        path = visit.path
        try:
            kernel = kernel or await self._start_kernel(path)
            await self._run(visit, kernel)
            self._live[path] = self._process_of(kernel)
        except Exception as error:
            LOG.error("a page could not be made live: %s", type(error).__name__)
        finally:
            del self._opening[path]
            self.contents.release(path)
        self._warm_spare()

    async def _running_kernel(self, path: str) -> str | None:
        """The kernel of an open page, if it still lives; a session whose kernel died is ended."""
        if not await ensure_async(self.sessions.session_exists(path=path)):
            return None
        session = await ensure_async(self.sessions.get_session(path=path))
        kernel = str(session["kernel"]["id"])
        await self._wait_for_start(kernel)
        if kernel in self.kernels and await ensure_async(self.kernels.is_alive(kernel)):
            return kernel
        await self._end(path)
        return None

    async def _wait_for_start(self, kernel: str) -> None:
        """Waits while a kernel is being started anew after it died; ended in the middle of that, it would raise."""
        for _ in range(10 * SETTLING_SECONDS):
            if kernel not in self.kernels or self.kernels.get_kernel(kernel).ready.done():
                return
            await asyncio.sleep(0.1)

    async def _end(self, path: str) -> None:
        session = await ensure_async(self.sessions.get_session(path=path))
        await ensure_async(self.sessions.delete_session(session["id"]))

    async def _start_kernel(self, path: str) -> str:
        """The kernel for a page: the spare one if there is one, which is ready sooner, else a new one."""
        kernel = await self._take_spare()
        name = path.rsplit("/", 1)[-1]
        session = await ensure_async(
            self.sessions.create_session(path=path, name=name, type="notebook", kernel_name="python3", kernel_id=kernel)
        )
        return str(session["kernel"]["id"])

    async def _take_spare(self) -> str | None:
        """The spare kernel, once it is ready; None when there is none or when it did not come up."""
        spare, self._spare = self._spare, None
        if spare is None:
            return None
        try:
            kernel = await spare
        except Exception as error:
            LOG.warning("the spare kernel did not start: %s", type(error).__name__)
            return None
        there = kernel in self.kernels and await ensure_async(self.kernels.is_alive(kernel))
        return kernel if there else None

    def _warm_spare(self) -> None:
        """Starts one kernel ahead, with the kit loaded, so that the next page opens without waiting for it."""
        if self._spare is None and not self._closing:
            self._spare = asyncio.get_running_loop().create_task(self._start_spare())

    async def _start_spare(self) -> str:
        kernel = str(await ensure_async(self.kernels.start_kernel(kernel_name="python3")))
        warming = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(WARMING)])
        await run_cells(warming, self.kernels.get_kernel(kernel))
        return kernel

    def _language_metadata(self) -> dict[str, Any]:
        """What JupyterLab itself writes into a notebook once its kernel answers.

        With it there from the start, the page does not count as changed, and no browser asks before it is left.
        """
        spec = self.kernels.kernel_spec_manager.get_kernel_spec(KERNEL)
        names = {"display_name": spec.display_name, "language": spec.language, "name": KERNEL}
        return {"kernelspec": names, "language_info": LANGUAGE}

    async def _run(self, visit: Visit, kernel: str) -> None:
        path = visit.path
        model = await self.contents.get_now(path, content=True, type="notebook")
        notebook = nbformat.from_dict(model["content"])
        # A state of widgets that somebody saved along would hold what was typed, and no kernel knows it any more.
        notebook.metadata.pop("widgets", None)
        notebook.metadata.update(self._language_metadata())
        await run_cells(notebook, self.kernels.get_kernel(kernel), first=f"{PAGE_NAME} = {visit.page!r}")
        # Without a signature JupyterLab trusts no output and draws no widget.
        self.contents.notary.mark_cells(notebook, True)
        await ensure_async(self.contents.save({"type": "notebook", "format": "json", "content": notebook}, path))
