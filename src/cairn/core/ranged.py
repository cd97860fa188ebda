"""Answering a part of a file (RFC 9110, section 14): what players ask for, to begin at once and to jump."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import FileResponse, HttpRequest

_RANGE = re.compile(r"^bytes=(\d{0,18})-(\d{0,18})$")


BLOCK = 64 * 1024  # bytes at once: a film in pieces of 4 KB costs more in between than in reading


def _part(file: BinaryIO, left: int) -> Iterator[bytes]:
    """`left` bytes of a file from where it stands."""
    while left > 0 and (chunk := file.read(min(left, BLOCK))):
        left -= len(chunk)
        yield chunk


def ranged(response: FileResponse, request: HttpRequest, size: int) -> FileResponse:
    """The response to a GET narrowed to what `Range` asks for: 206 with that part, 416 for a part that is not there.

    Several ranges at once, other units and a changed file (`If-Range`) get the whole, as the standard allows.
    """
    response["Accept-Ranges"], response.block_size = "bytes", BLOCK
    found = _RANGE.match(request.headers.get("Range", ""))
    condition = request.headers.get("If-Range")
    if found is None or found[0] == "bytes=-" or (condition and condition != response.headers.get("ETag")):
        return response
    first, last = _bounds(found[1], found[2], size)
    if first > last:
        response.status_code = 416
        response.streaming_content = iter(())
        response["Content-Range"], response["Content-Length"] = f"bytes */{size}", "0"
        return response
    file: BinaryIO = response.file_to_stream  # type: ignore[assignment]  # closed with the response
    file.seek(first)
    response.status_code = 206
    response.streaming_content = _part(file, last - first + 1)
    response["Content-Range"], response["Content-Length"] = f"bytes {first}-{last}/{size}", str(last - first + 1)
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """First and last byte, both included; the first beyond the last where nothing can be given."""
    if not first:  # the last so many bytes
        return max(0, size - int(last)), size - 1 if int(last) else -1
    return int(first), min(int(last), size - 1) if last else size - 1
