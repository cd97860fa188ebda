"""How much one person, one connection, one document may ask of the live server."""

import resource
import time

KB, MB = 1024, 1024 * 1024

MAX_UPDATE_BYTES = 1 * MB  # of one edit
MAX_FRAME_BYTES = 20 * MB  # of any frame: what somebody typed offline comes in one; the web server cuts it off here
MAX_BACKLOG_BYTES = 24 * MB  # of messages that wait while a large one of the same connection is read
MAX_STRANGER_BYTES = 1 * MB  # the same, before we know whose connection it is
MAX_AWARENESS_BYTES = 16 * KB
MAX_AWARENESS_CLIENTS = 8  # that one connection may speak for
MAX_CONNECTIONS_PER_PERSON = 60
MAX_CONNECTIONS_PER_DOCUMENT = 300
MAX_CONNECTIONS_PER_SERVER = 20_000  # or as many files as the system lets this process open
MAX_OUTGOING_BYTES = 32 * MB  # waiting for one slow receiver
MAX_UNSAVED_BYTES = 64 * MB  # waiting for the log, all documents together

# Messages that one connection may send: this many at once, then so many a second. A step 1 costs more to answer.
BURST, PER_SECOND = 1000, 200
STEP1_COST = 20

COMMIT_WINDOW_SECONDS = 0.025  # updates that arrive within it are committed together
CARETS_SECONDS = 0.03  # in which the carets that move are told together
COMMIT_PAUSE_SECONDS = 0.3  # from one commit to the next, while there is always more
SURE_SECONDS = 0.5  # that a commit's word holds that nobody else has written: until the next commit says so again
POLL_SECONDS = 0.2  # between two looks at the log and the events
HEARING_POLL_SECONDS = 0.4  # where the database tells us of both at once
SESSIONS_SECONDS = 0.7  # between two looks at who is still signed in
PING_SECONDS = 20.0  # a client that has not answered the last ping when the next is due is gone
SWEEP_SECONDS = 30.0  # within which every right is decided again, whatever the events said
GRACE_SECONDS = 30.0  # a room stays in memory after its last client
MAX_IDLE_ROOMS = 200  # that stay so


OTHER_FILES = 300  # that a server opens beside its sockets: the database, uploads, requests


def connections_per_server() -> int:
    """How many sockets this process may hold: past it a newcomer hears so, and pages still find a file to open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MAX_CONNECTIONS_PER_SERVER + OTHER_FILES
    if soft < wanted and (soft < hard or hard == resource.RLIM_INFINITY):
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(OTHER_FILES, min(MAX_CONNECTIONS_PER_SERVER, soft - OTHER_FILES))


class Allowance:
    """A bucket of tokens that fills by `per_second` up to `burst`. It is filled up when it is empty, not before: to look
    at the clock for each message costs more than the message."""

    __slots__ = ("at", "burst", "per_second", "tokens")

    def __init__(self, burst: float = BURST, per_second: float = PER_SECOND) -> None:
        self.burst, self.per_second = burst, per_second
        self.tokens, self.at = burst, time.monotonic()

    def take(self, cost: float = 1) -> bool:
        """False when the allowance is used up."""
        if self.tokens < cost:
            self._fill()
        if self.tokens < cost:
            return False
        self.tokens -= cost
        return True

    def _fill(self) -> None:
        now = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.per_second)
        self.at = now
