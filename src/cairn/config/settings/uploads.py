"""Where an upload waits until it is stored: inside the data folder, so that nothing is ever written outside it."""

from pathlib import Path


def waiting_room(data: Path) -> Path | None:
    """`data/tmp`, made when it is missing; None (the system's) where it can't be: `cairn serve` refuses such a folder."""
    room = data / "tmp"
    try:
        room.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return room
