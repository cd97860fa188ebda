"""Pages of the sample, from the Markdown files beside this module.

`pages/<space>/<order>-<slug>.md`; a folder of the same name holds what stands below it. The front matter names the
`author` (first name), `labels`, the `message` of the publication and how many `days` ago it was. `@Full Name` is a mention,
`{in 9 days}` a date, `{what was decided}` on a line of its own the decision log of the workspace.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import Any

from cairn.core.clock import back, now
from cairn.documents import Adf, from_markdown
from cairn.pages.models import Page
from cairn.pages.operations import create_page, label_page, publish_page, replace_body
from cairn.people.models import User
from cairn.spaces.models import Space

FOLDER = Path(__file__).parent / "pages"
TOKEN = re.compile(r"(@[\w-]+ [\w-]+|\{in \d+ days\})")

LOG: Adf = {
    "type": "extension",
    "attrs": {
        "extensionType": "cairn",
        "extensionKey": "decisions",
        "parameters": {"where": "everywhere", "states": ["decided"], "count": 5},
    },
}


def make_pages(spaces: dict[str, Space], people: dict[str, User]) -> dict[str, Page]:
    """Path below `pages/` ("PRODUCT/20-this-quarter.md") → published page."""
    files = sorted(FOLDER.rglob("*.md"), key=lambda path: path.with_suffix("").parts)
    pages: dict[str, Page] = {}
    for path in files:
        name = path.relative_to(FOLDER)
        read = from_markdown(path.read_text(encoding="utf-8"))
        author = people[str(read.meta["author"])]
        parent = pages.get(f"{name.parent}.md")
        with back(days=int(read.meta["days"]) + 1):
            pages[str(name)] = create_page(
                spaces[name.parts[0]], by=author, title=read.title or name.stem, parent=parent
            )
    for path in files:
        _write(path, pages, people)
    return pages


def _write(path: Path, pages: dict[str, Page], people: dict[str, User]) -> None:
    """The second round, when every page has an address to link to."""
    name = path.relative_to(FOLDER)
    here = PurePosixPath(name.parent.as_posix())

    def link(target: str) -> str:
        page = pages.get(str(here / target))
        return page.get_absolute_url() if page else target

    read = from_markdown(path.read_text(encoding="utf-8"), link=link)
    page, author = pages[str(name)], people[str(read.meta["author"])]
    body = with_tokens(read.body, {person.name: person for person in people.values()})
    with back(days=int(read.meta["days"])):
        replace_body(page, by=author, body=body)
        label_page(page, by=author, labels=read.labels)
        publish_page(page, by=author, message=str(read.meta.get("message", "")))


def with_tokens(node: Adf, people: dict[str, User]) -> Adf:
    """`node` with mentions and dates where its text says so."""
    content = node.get("content")
    if not content or node.get("type") == "codeBlock":
        return node
    return {**node, "content": [piece for child in content for piece in _pieces(child, people)]}


def _pieces(node: Adf, people: dict[str, User]) -> Iterator[Adf]:
    if node.get("content") == [{"type": "text", "text": "{what was decided}"}]:
        yield LOG
        return
    if node.get("type") != "text":
        yield with_tokens(node, people)
        return
    for part in TOKEN.split(node["text"]):
        if part.startswith("@") and part[1:] in people:
            yield {"type": "mention", "attrs": {"id": str(people[part[1:]].pk), "text": part}}
        elif TOKEN.fullmatch(part) and part.startswith("{"):
            yield _date(int(part.split()[1]))
        elif part:
            yield {**node, "text": part}


def _date(days: int) -> dict[str, Any]:
    """ADF counts milliseconds since 1970 of midnight UTC."""
    day = (now() + timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
    return {"type": "date", "attrs": {"timestamp": str(int(day.timestamp() * 1000))}}
