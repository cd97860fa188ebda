"""The twelve calm hues of people and spaces: one number from an id, the same in avatar, cursor and comment mark."""

from zlib import crc32

HUES = 12


def hue_of(identity: object) -> int:
    """A stable number from 0 to 11 for any id; styles/tokens.css turns it into colours (`data-hue`).

    The colours of neighbouring numbers are far apart, so the first people of a workspace look different.
    """
    text = str(identity)
    return int(text) % HUES if text.isdecimal() else crc32(text.encode()) % HUES
