"""The line between a page in the browser and its kernel, without the wait that small messages have in it else."""

from __future__ import annotations

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):  # type: ignore[misc]
    """Sends each message at once.

    A kernel answers a click with "busy" and then with the new view. Left as it is, the system holds the second back
    until the browser has confirmed the first, which it does after up to 40 ms (Nagle's algorithm and delayed ACKs).
    """

    def connect(self) -> Any:
        """Joins browser and kernel."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
