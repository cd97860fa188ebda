"""Answers compressed at a level that suits pages made for one person: sent once, so time counts as much as bytes.

A page of 45 kB at Django's level 6 takes 0.53 ms and gives 7.7 kB; at level 3 it takes 0.16 ms and gives 8.6 kB.
"""

import gzip
import secrets

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import patch_vary_headers

LEVEL = 3
SHORTEST = 200  # bytes; shorter answers are sent as they are
NAME = 0x08  # the gzip header says that a file name follows (RFC 1952, 2.3)


class Compression(GZipMiddleware):
    """Django's, with a level. The random name in the header hides the length (https://breachattack.com)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not isinstance(response, HttpResponse):  # files and streams
            return super().process_response(request, response)
        if len(response.content) < SHORTEST or response.has_header("Content-Encoding"):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if not re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
            return response
        packed = _packed(response.content, self.max_random_bytes)
        if len(packed) < len(response.content):
            response.content = packed
            response.headers["Content-Length"] = str(len(packed))
            response.headers["Content-Encoding"] = "gzip"
            if (etag := response.get("ETag", "")).startswith('"'):
                response.headers["ETag"] = f"W/{etag}"
        return response


def _packed(content: bytes, most_random: int) -> bytes:
    packed = gzip.compress(content, compresslevel=LEVEL, mtime=0)
    name = b"a" * secrets.randbelow(most_random + 1) + b"\0"
    return packed[:3] + bytes([NAME]) + packed[4:10] + name + packed[10:]
