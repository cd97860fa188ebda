"""The ASGI server around Cairn."""

import gc
import os
import signal
import socket
import sys

import uvicorn

from cairn.live import application as live
from cairn.live.protocol import LiveProtocol

SWITCH_SECONDS = 0.001  # that the event loop waits for another thread to hand it the interpreter; Python's own is 5 ms


class Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: list[str]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            gc.collect()
            gc.freeze()  # what is loaded now stays: looking through it for garbage would stop everybody for 30 ms at a time
            print("\n".join(self.ready), flush=True)  # noqa: T201

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await live.drain()  # before uvicorn closes the sockets: browsers hear why, and their words are saved
        await super().shutdown(sockets)


def run_server(door: socket.socket, role: str, *, ready: list[str]) -> None:
    """Serve until SIGTERM or SIGINT, then drain: requests in hand end, the live server saves and says goodbye.

    `ready` is printed once the first request can be answered.
    """
    os.environ["CAIRN_ROLE"] = role
    sys.setswitchinterval(SWITCH_SECONDS)
    for name in (signal.SIGTERM, signal.SIGINT):
        # uvicorn drains, then raises the signal again for whoever comes next: that is us, and all went well.
        signal.signal(name, lambda *_: sys.exit(0))
    config = uvicorn.Config(
        "cairn.config.asgi:application",
        ws=LiveProtocol if role != "web" else "none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )
    Server(config, ready).run(sockets=[door])
