"""The templates: Markdown files with front matter in `templates_data/`, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cairn.documents import Adf, from_markdown

FOLDER = Path(__file__).parent / "templates_data"


@dataclass(frozen=True)
class Template:
    """`kind` is a name of config/kinds.py, `title` the beginning of the new page's title, `brings` what comes along."""

    slug: str
    order: int
    name: str
    icon: str
    kind: str
    description: str
    when: str
    how_long: str
    title: str
    brings: tuple[str, ...]
    body: Adf

    @property
    def is_blank(self) -> bool:
        return not self.body.get("content")


@cache
def templates() -> dict[str, Template]:
    """Every template by its slug, in the order in which the gallery shows them. Raises KeyError for a missing field."""
    found = sorted((_read(path) for path in FOLDER.glob("*.md")), key=lambda template: template.order)
    return {template.slug: template for template in found}


def _read(path: Path) -> Template:
    read = from_markdown(path.read_text(encoding="utf-8"))
    meta = read.meta
    return Template(
        slug=path.stem,
        order=int(meta["order"]),
        name=meta["name"],
        icon=meta["icon"],
        kind=meta["kind"],
        description=meta["description"],
        when=meta["when"],
        how_long=meta["how_long"],
        title=read.title or "",
        brings=tuple(meta.get("brings", ())),
        body=read.body,
    )
