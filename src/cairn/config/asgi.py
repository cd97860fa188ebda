"""Cairn as an ASGI application: pages through Django's WSGI in a few threads. Sockets go to cairn.live.protocol.

Django's own ASGI handler costs several times more for synchronous views; see docs/subsystems/live.md.
`CAIRN_ROLE` (set by `cairn serve --role`) leaves a part out: "web" serves no sockets, "live" no pages but /healthz.
"""

import os
from typing import Any

from a2wsgi import WSGIMiddleware
from django.conf import settings

from cairn.config.wsgi import application as wsgi_application  # first: it sets Django up
from cairn.live import application as live
from cairn.live.handshake import Receive, Scope, Send

ROLE = os.environ.get("CAIRN_ROLE", "all")

wsgi: Any = wsgi_application
pages: Any = WSGIMiddleware(wsgi, workers=settings.WEB_THREADS)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _live_and_die(receive, send)
    elif scope["type"] == "websocket":  # sockets are LiveProtocol's; another server may bring one here
        await receive()
        await send({"type": "websocket.close", "code": 4404})
    elif ROLE != "live" or scope["path"] == "/healthz":
        await pages(scope, receive, send)
    else:
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})


async def _live_and_die(receive: Receive, send: Send) -> None:
    await receive()
    if ROLE != "web":
        await live.start()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await live.stop()
    await send({"type": "lifespan.shutdown.complete"})
