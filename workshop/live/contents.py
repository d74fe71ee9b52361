"""Files as JupyterLab reads them. A page that is still being made live is handed out when it is ready."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

PATIENCE_SECONDS = 120


class WaitingContents(AsyncLargeFileManager):  # type: ignore[misc]
    """JupyterLab can start in the browser while the page's cells still run: its request for the notebook waits here."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._pending: dict[str, asyncio.Event] = {}
        self._wake: Callable[[str], Awaitable[None]] | None = None

    def wake_by(self, wake: Callable[[str], Awaitable[None]]) -> None:
        """Names what makes a page live when its file is asked for, by a reload or a bookmark, before it is read."""
        self._wake = wake

    def hold(self, path: str) -> None:
        """From now on, whoever asks for this file waits until it is released."""
        self._pending.setdefault(path, asyncio.Event())

    def release(self, path: str) -> None:
        """Hands the file to those who wait for it."""
        event = self._pending.pop(path, None)
        if event:
            event.set()

    async def get(self, path: str, content: bool = True, **options: Any) -> Any:
        """A file or folder; a page that is being made live, as soon as it is. What asks for no content never waits."""
        if content and self._wake:
            await self._wake(path.strip("/"))
        event = self._pending.get(path.strip("/"))
        if event and content:
            try:
                await asyncio.wait_for(event.wait(), PATIENCE_SECONDS)
            except TimeoutError:
                self.log.error("a page took longer than %s seconds to open", PATIENCE_SECONDS)
        return await self.get_now(path, content=content, **options)

    async def get_now(self, path: str, content: bool = True, **options: Any) -> Any:
        """A file or folder as it is on disk."""
        return await super().get(path, content=content, **options)
