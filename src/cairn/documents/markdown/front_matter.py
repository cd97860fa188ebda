"""The block of YAML at the head of a Markdown file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import yaml

from ..types import Report

_BLOCK = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LONGEST = 100_000  # characters
_LABEL_KEYS = ("labels", "tags")


@dataclass(slots=True)
class FrontMatter:
    title: str | None = None
    labels: list[str] = field(default_factory=list)
    meta: dict[str, Any] = field(default_factory=dict)


class _Loader(yaml.SafeLoader):
    """Without aliases, with which a few lines can stand for gigabytes; dates stay the text they are."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not read")
        return super().compose_node(parent, index)


def read_front_matter(text: str, report: Report) -> tuple[FrontMatter, str]:
    """The front matter and the text after it. What does not parse stays in the text, as a code block."""
    found = _BLOCK.match(text)
    if found is None or len(found.group(1)) > _LONGEST:
        return FrontMatter(), text
    source, rest = found.group(1), text[found.end() :]
    try:
        values = yaml.load(source, _Loader) if source.strip() else {}  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError, AttributeError, LookupError):
        report.add("The front matter is not valid YAML; it was kept as a code block.")
        return FrontMatter(), _as_code(source) + rest
    if values is None:
        return FrontMatter(), rest
    if not isinstance(values, dict):
        # A rule, text, a rule: no front matter at all.
        return FrontMatter(), text
    return _front_matter(values), rest


def front_block(text: str) -> tuple[dict[str, Any] | None, str, str]:
    """The front matter's values, its lines and the text after it: for who takes some keys out before converting.

    ({}, "", text) without one; the values are None where it is not valid YAML.
    """
    found = _BLOCK.match(text)
    if found is None or len(found.group(1)) > _LONGEST:
        return {}, "", text
    report = Report()
    front, rest = read_front_matter(text, report)
    if report.sentences():
        return None, found.group(1), text[found.end() :]
    if rest == text:
        return {}, "", text
    values = {**front.meta, **({"title": front.title} if front.title else {})}
    return ({**values, "tags": front.labels} if front.labels else values), found.group(1), text[found.end() :]


def _as_code(source: str) -> str:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", source)), default=0))
    return f"{fence}yaml\n{source}{fence}\n\n"


def _front_matter(values: dict[Any, Any]) -> FrontMatter:
    result = FrontMatter()
    for key, value in values.items():
        name = str(key)
        if name.lower() == "title" and isinstance(value, str | int | float | date):
            result.title = " ".join(str(value).split()) or None
        elif name.lower() in _LABEL_KEYS:
            result.labels = list(dict.fromkeys([*result.labels, *_labels(value)]))
        else:
            result.meta[name] = _json(value)
    return result


def _labels(value: Any) -> list[str]:
    if isinstance(value, str):
        return [part.strip() for part in re.split(r"[,;\s]+" if "," not in value else ",", value) if part.strip()]
    if isinstance(value, list):
        return [" ".join(str(item).split()) for item in value if item is not None and str(item).strip()]
    return [] if value is None else [str(value)]


def _json(value: Any) -> Any:
    """A YAML value as JSON has it: dates as text, keys as text."""
    if isinstance(value, dict):
        return {str(key): _json(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_json(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if abs(value) < 1e300 else str(value)
    return str(value)
