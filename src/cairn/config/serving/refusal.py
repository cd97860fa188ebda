"""Why Cairn does not start, in words for the person at the terminal."""


class Refused(Exception):
    """Carries the message that the terminal shows; the process ends with status 1 and has changed nothing."""
