"""One server for all the browsers of a test process: Django's test client makes one of its own for each browser, which
looks at every built file again before it answers the first request.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.signals import setting_changed
from django.test.client import ClientHandler

PARTS = ("_view_middleware", "_template_response_middleware", "_exception_middleware", "_middleware_chain")


@contextmanager
def one_server() -> Iterator[None]:
    """Middleware is made once, as by a running product, and anew after a setting has changed."""
    make, kept = ClientHandler.load_middleware, dict[str, Any]()

    def load(handler: ClientHandler, is_async: bool = False) -> None:
        if not kept:
            make(handler, is_async)
            kept.update({part: getattr(handler, part) for part in PARTS})
        vars(handler).update(kept)

    def forget(**_changed: Any) -> None:
        kept.clear()

    setting_changed.connect(forget)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", load)
        yield
    setting_changed.disconnect(forget)
