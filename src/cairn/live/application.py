"""The sockets of this process: which address is which socket, and the life of the hub."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cairn.live.changes_socket import ChangesConnection
from cairn.live.connection import Connection
from cairn.live.document_socket import DocumentConnection
from cairn.live.handshake import is_same_origin, session_key
from cairn.live.hub import Hub
from cairn.live.rights import Target

if TYPE_CHECKING:
    from websockets.http11 import Request

    from cairn.live.protocol import LiveProtocol

DOCUMENT = re.compile(r"^/live/documents/(\d{1,18})/?$", re.ASCII)
PAGE = re.compile(r"^/live/pages/(\d{1,18})/changes/$", re.ASCII)
SPACE_QUESTIONS = re.compile(r"^/live/spaces/(\d{1,18})/questions/$", re.ASCII)
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


def open_socket(request: Request, protocol: LiveProtocol) -> Connection | None:
    """The connection that serves a WebSocket; None for a foreign origin, an unknown address or no live server."""
    found = _kind(request.path.partition("?")[0])
    if _hub is None or found is None or not is_same_origin(request.headers):
        return None
    kind, target = found
    return kind(_hub, target, session_key(request.headers), protocol)


def _kind(path: str) -> tuple[type[Connection], Target] | None:
    if match := DOCUMENT.match(path):
        return DocumentConnection, Target(document_id=int(match[1]))
    if match := PAGE.match(path):
        return ChangesConnection, Target(page_id=int(match[1]))
    if match := SPACE_QUESTIONS.match(path):
        return ChangesConnection, Target(space_id=int(match[1]))
    if path == ME:
        return ChangesConnection, Target()
    return None
