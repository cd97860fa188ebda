"""The folder as the importer may see it: nothing outside of it, nothing that is not a plain file."""

from __future__ import annotations

import codecs
import hashlib
import os
import stat
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cairn.core.errors import Invalid

ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
MOST_BYTES = 5 * 1024 * 1024  # of one Markdown file
LONGEST_PATH = 400  # characters; a row of ImportedFile holds 500, with the folder's own name
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(slots=True)
class Text:
    """A file as text; `note` says what a person should know about how it was read."""

    text: str
    data: bytes
    note: str = ""


@dataclass
class Folder:
    """Paths are relative to the root, with "/" between their parts."""

    root: Path
    markdown: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    links: dict[str, str] = field(default_factory=dict)  # symbolic links that stay inside → the file they lead to
    refused: dict[str, str] = field(default_factory=dict)  # path → why
    _hashes: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_lower_name(self) -> dict[str, list[str]]:
        """Files of every kind under their path in lower case, for links that got the case wrong."""
        found: dict[str, list[str]] = {}
        for path in [*self.markdown, *self.files]:
            found.setdefault(path.lower(), []).append(path)
        return found

    def open(self, path: str) -> int:
        """A descriptor of a plain file. No symbolic link at any step leads out, even one made after the scan."""
        full = self.root / path
        if full.resolve() != full:
            raise Invalid("It is a link now; it was not read.")
        descriptor = os.open(full, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise Invalid("It is not a plain file; it was not read.")
        return descriptor

    def read(self, path: str) -> Text:
        """A Markdown file as text. Raises Invalid with the reason where it is none, OSError where it can't be read."""
        with os.fdopen(self.open(path), "rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise Invalid(f"It is larger than {MOST_BYTES // 1024 // 1024} MB of text. Split it, then import again.")
        return decode(data)

    def digest(self, path: str) -> str:
        """SHA-256 of a file, read once in an import."""
        if path not in self._hashes:
            with os.fdopen(self.open(path), "rb") as file:
                self._hashes[path] = hashlib.file_digest(file, "sha256").hexdigest()
        return self._hashes[path]


def scan(root: Path) -> Folder:
    """Every file below `root`. Hidden folders and files (".git") are left alone. Raises Invalid without a folder."""
    if not root.exists():
        raise Invalid(f"There is no folder {root}. Nothing was imported.")
    if not root.is_dir():
        raise Invalid(f"{root} is a file. Name the folder that it lies in.")
    folder, todo = Folder(root.resolve()), [""]
    while todo:
        below = todo.pop()
        try:
            entries = sorted(os.scandir(folder.root / below), key=lambda entry: entry.name)
        except OSError as error:
            if not below:
                raise Invalid(f"The folder {root} can't be read: {error.strerror}.") from error
            folder.refused[below] = f"The folder can't be read: {error.strerror}."
            continue
        for entry in entries:
            if not entry.name.startswith("."):
                todo.extend(_sort_in(folder, entry, f"{below}{entry.name}"))
    folder.markdown.sort()
    return folder


def _sort_in(folder: Folder, entry: os.DirEntry[str], path: str) -> list[str]:
    """Put one entry where it belongs; gives back a folder to look into."""
    if not path.isprintable() or len(path) > LONGEST_PATH:
        shown = path.encode("utf-8", "backslashreplace").decode()[:120]
        folder.refused[shown] = "Its path is too long or holds characters that can't be shown; it was left out."
    elif entry.is_symlink():
        _follow(folder, path)
    elif entry.is_dir(follow_symlinks=False):
        return [f"{path}/"]
    elif not entry.is_file(follow_symlinks=False):
        folder.refused[path] = "It is not a plain file; it was left out."
    elif path.lower().endswith(ENDINGS):
        folder.markdown.append(path)
    else:
        folder.files.add(path)
    return []


def _follow(folder: Folder, path: str) -> None:
    try:
        target = (folder.root / path).resolve(strict=True)
    except (OSError, RuntimeError):
        folder.refused[path] = "It is a symbolic link that leads nowhere; it was left out."
        return
    if not target.is_relative_to(folder.root):
        folder.refused[path] = "It is a symbolic link out of the folder; it was not followed."
    else:
        folder.links[path] = target.relative_to(folder.root).as_posix()


def decode(data: bytes) -> Text:
    """Text of any encoding that can be told: UTF-8, UTF-16 with its mark, else Western European. Invalid for binary."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                text = data.decode(f"{encoding}-sig" if encoding == "utf-8" else encoding)
            except UnicodeDecodeError:
                break
            return Text(text, data, "It was UTF-16 and was read as that." if encoding == "utf-16" else "")
    if b"\x00" in data:
        raise Invalid("It is not text (it holds zero bytes); it was left out.")
    try:
        return Text(data.decode("utf-8"), data)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    strange = sum(1 for char in text if (ord(char) < 32 and char not in "\t\n\r\f") or char == "\ufffd")
    if strange * 50 > len(text):
        raise Invalid("It is not text (most of it can't be read); it was left out.")
    return Text(text, data, "It is not UTF-8; it was read as Western European (cp1252). Check its accents.")
