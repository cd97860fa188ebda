"""The ASGI application of the sockets: which address is which socket, and the life of the hub."""

from __future__ import annotations

import re

from cairn.live.changes_socket import ChangesConnection
from cairn.live.connection import Connection
from cairn.live.document_socket import DocumentConnection
from cairn.live.handshake import Receive, Scope, Send, is_same_origin
from cairn.live.hub import Hub
from cairn.live.rights import Target

DOCUMENT = re.compile(r"^/live/documents/(\d{1,18})/$", re.ASCII)
PAGE = re.compile(r"^/live/pages/(\d{1,18})/changes/$", re.ASCII)
ME = "/live/me/changes/"

_hub: Hub | None = None


def current_hub() -> Hub | None:
    """The hub of this process; None where no sockets are served."""
    return _hub


async def start() -> Hub:
    """Start the hub on the running event loop."""
    global _hub
    if _hub is None:
        _hub = Hub()
    return _hub


async def drain() -> None:
    """Before the web server closes its connections: save everything and say goodbye to the browsers."""
    if _hub is not None:
        await _hub.drain()


async def stop() -> None:
    global _hub
    hub, _hub = _hub, None
    if hub is not None:
        await hub.stop()


async def serve_socket(scope: Scope, receive: Receive, send: Send) -> None:
    """One WebSocket, from handshake to close. A foreign origin or an unknown address is refused before it opens."""
    found = _kind(scope["path"])
    if found is None or not is_same_origin(scope):
        await receive()
        await send({"type": "websocket.close", "code": 4403})
        return
    kind, target = found
    hub = await start()
    await hub.serve(kind(hub, target, scope, receive, send))


def _kind(path: str) -> tuple[type[Connection], Target] | None:
    if match := DOCUMENT.match(path):
        return DocumentConnection, Target(document_id=int(match[1]))
    if match := PAGE.match(path):
        return ChangesConnection, Target(page_id=int(match[1]))
    if path == ME:
        return ChangesConnection, Target()
    return None
