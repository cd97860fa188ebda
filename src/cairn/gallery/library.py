"""The templates that come with Cairn: Markdown files in `templates_data/`, read once. See docs/subsystems/gallery.md."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from cairn.documents import Adf
from cairn.gallery.definition import FUNCTIONS, PURPOSES, WRITER, Definition, variable_of
from cairn.gallery.source import Source, read_source
from cairn.pages.kinds import kinds

FOLDER = Path(__file__).parent / "templates_data"


@cache
def templates() -> dict[str, Definition]:
    """Every shipped template by its slug, in the gallery's order. Raises ValueError for a file that breaks the format."""
    found = sorted((_read(path) for path in FOLDER.glob("*.md")), key=lambda each: (each.order, each.slug))
    return {template.slug: template for template in found}


def _read(path: Path) -> Definition:
    try:
        return definition_of(path.stem, path.read_text(encoding="utf-8"), _example(path))
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name}: {error}") from error


def _example(path: Path) -> str | None:
    example = path.parent / "examples" / path.name
    return example.read_text(encoding="utf-8") if example.is_file() else None


def definition_of(slug: str, text: str, example: str | None = None) -> Definition:
    """A template's file as its definition; `example` is the text of the filled one. Raises ValueError, KeyError."""
    source = read_source(text)
    meta = source.meta
    definition = Definition(
        slug=slug,
        order=int(meta.get("order", 0)),
        name=str(meta["name"]),
        icon=str(meta["icon"]),
        kind=str(meta["kind"]),
        framework=str(meta.get("framework") or ""),
        purpose=str(meta.get("purpose", "write")),
        functions=_words(meta.get("functions")),
        description=str(meta["description"]),
        when=str(meta["when"]),
        how_long=str(meta["how_long"]),
        title=source.title,
        brings=_words(meta.get("brings")),
        begins=str(meta.get("begins") or ""),
        variables=tuple(variable_of(each) for each in meta.get("variables") or ()),
        labels=source.labels,
        owner=str(meta.get("owner") or WRITER),
        review_days=int(meta["review_days"]) if meta.get("review_days") else None,
        notify=_words(meta.get("notify")),
        sets={str(name): str(key) for name, key in (meta.get("sets") or {}).items()},
        required=source.required,
        body=source.body,
        example=_titled(read_source(example)) if example else None,
    )
    _check(definition)
    return definition


def _titled(source: Source) -> Adf:
    """The example with its title above, as its reader would see the page."""
    title: Adf = {"type": "heading", "attrs": {"level": 1}, "content": [{"type": "text", "text": source.title}]}
    return {**source.body, "content": [title, *source.body["content"]]}


def _words(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(each) for each in value) if isinstance(value, list) else (str(value),)


def _check(definition: Definition) -> None:
    """What a file may get wrong. Raises ValueError."""
    keys = [each.key for each in definition.variables]
    if len(set(keys)) < len(keys):
        raise ValueError("A variable's key is used twice.")
    if definition.purpose not in PURPOSES:
        raise ValueError(f"The purpose “{definition.purpose}” is none of {', '.join(PURPOSES)}.")
    if unknown := set(definition.functions) - set(FUNCTIONS):
        raise ValueError(f"There is no function {', '.join(sorted(unknown))}.")
    people = {each.key for each in definition.variables if each.type in ("person", "team")}
    if unknown := ({definition.owner} - {WRITER} | set(definition.notify)) - people:
        raise ValueError(f"Owner and notify name people's variables; {', '.join(sorted(unknown))} is none.")
    takes = kinds()[definition.kind].takes if definition.sets else {}
    types = {each.key: each.type for each in definition.variables}
    if unknown := {name for name, key in definition.sets.items() if name not in takes or types.get(key) != takes[name]}:
        raise ValueError(f"Its kind takes no {', '.join(sorted(unknown))} of this variable.")
