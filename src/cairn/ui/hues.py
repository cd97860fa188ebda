"""The twelve calm hues of people and spaces: one number from an id, the same in avatar, cursor and comment mark."""

from zlib import crc32

from cairn.core.ids import number as number_in

HUES = 12


def hue_of(identity: object) -> int:
    """A stable number from 0 to 11 for any id; styles/tokens.css turns it into colours (`data-hue`).

    The colours of neighbouring numbers are far apart, so the first people of a workspace look different.
    """
    text = str(identity)
    number = number_in(text)
    return crc32(text.encode()) % HUES if number is None else number % HUES
