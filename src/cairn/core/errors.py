"""What can go wrong in words a person can use: what happened, what is safe, what to do.

Operations raise these; `core.middleware.errors` turns them into a page, a partial (htmx) or JSON with the status.
"""

from collections.abc import Mapping


class CairnError(Exception):
    """A refusal with a message for the person. `fields` maps a form field's name to what is wrong with it."""

    status = 400

    def __init__(self, message: str, *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})


class Invalid(CairnError):
    """The input can't be used as it is."""

    status = 422


class Forbidden(CairnError):
    """Visible, but not hers to do."""

    status = 403


class Missing(CairnError):
    """Not there, or not for her to know of."""

    status = 404


class Conflict(CairnError):
    """Somebody else was faster, or the thing is in a state that does not allow it."""

    status = 409


class TooLarge(CairnError):
    status = 413


class TooMany(CairnError):
    status = 429


class Unavailable(CairnError):
    """Neither she nor the code has made a mistake: the database or the disk can't take it now."""

    status = 503
