"""Addresses of built files that templates name themselves."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

READING_FONT = "inter-latin-wght-normal.woff2"


@cache
def font_address() -> str:
    """The address of Inter's latin file; empty while the front end is not built or served by Vite."""
    vite = settings.DJANGO_VITE["default"]
    path = Path(str(vite["manifest_path"]))
    if vite.get("dev_mode") or not path.is_file():
        return ""
    manifest = json.loads(path.read_text(encoding="utf-8"))
    files = (entry["file"] for source, entry in manifest.items() if source.endswith(READING_FONT))
    found = next(files, "")
    return static(found) if found else ""
