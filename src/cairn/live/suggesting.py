"""The updates of those who may only suggest: each is tried on a copy before the room takes it in."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cairn.documents import Trial
from cairn.live.copy import NOTHING, Copy
from cairn.livedocs.lib0 import BadBytes

if TYPE_CHECKING:
    from cairn.live.document_socket import DocumentConnection

logger = logging.getLogger("cairn.live")


class Suggesting:
    """The copy for trying stands only while somebody suggests."""

    __slots__ = ("_trial",)

    def __init__(self) -> None:
        self._trial: Trial | None = None

    def mending_of(self, data: bytes, member: DocumentConnection, copy: Copy) -> bytes | None:
        """What has to be applied after the update, nearly always b""; None when it goes further than a suggestion."""
        if data == NOTHING:
            return b""
        assert member.person is not None
        trial, self._trial = self._trial or Trial(), None
        try:
            mending = trial.admits(copy.document(), data, str(member.person.id))
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic in Rust is no Exception; the room's own document is untouched
            logger.exception("A suggestion of person %d could not be tried", member.person.id)
            raise BadBytes("could not be tried") from error
        if mending is not None:
            self._trial = trial
        return mending

    def left(self, members: Iterable[DocumentConnection]) -> None:
        if self._trial is not None and not any(member.access.suggest for member in members):
            self._trial = None
