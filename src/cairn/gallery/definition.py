"""What a template is made of: the same for those that come with Cairn and for a team's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from cairn.documents import (
    Adf,
    empty_document,
    named_sections,
    prompts_in,
    says_something,
)

PURPOSES = ("decide", "plan", "meet", "learn", "people", "write")
FUNCTIONS = ("product", "engineering", "hr", "legal", "sales", "marketing", "operations", "leadership")
VariableType = Literal["text", "person", "team", "date", "choice"]
TYPES: tuple[VariableType, ...] = ("text", "person", "team", "date", "choice")
WRITER = "writer"  # the owner rule: whoever uses the template


@dataclass(frozen=True, slots=True)
class Variable:
    """What the form asks before the page is made; `{key}` stands for the answer in title and text."""

    key: str
    label: str
    type: VariableType = "text"
    choices: tuple[str, ...] = ()
    required: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the body that has a key. `required`: it has to be filled before a page is published."""

    key: str
    heading: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """`kind` is a name of config/kinds.py (`framework` one of its frameworks), `title` a pattern with `{variable}` and
    `{number}`, `owner` "writer" or the key of a person variable, `notify` keys of person and team variables,
    `sets` what answers mean to the kind (a name of `Kind.takes` → a variable's key),
    `required` the keys of sections that have to be filled, `brings` what comes along in words. `begins` names a URL
    where its pages are begun instead (a series of talks); it is led to with `?template=SLUG`."""

    slug: str
    name: str
    icon: str = "layout-template"
    kind: str = "page"
    framework: str = ""
    purpose: str = "write"
    functions: tuple[str, ...] = ()
    order: int = 0
    description: str = ""
    when: str = ""
    how_long: str = ""
    title: str = ""
    brings: tuple[str, ...] = ()
    begins: str = ""
    variables: tuple[Variable, ...] = ()
    labels: tuple[str, ...] = ()
    owner: str = WRITER
    review_days: int | None = None
    notify: tuple[str, ...] = ()
    sets: dict[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    body: Adf = field(default_factory=empty_document)
    example: Adf | None = None

    @property
    def standard_of(self) -> str:
        """Of what it may be the standard: a kind, or among plain pages a purpose. No kind is called like a purpose."""
        return self.kind if self.kind != "page" else self.purpose

    @property
    def sections(self) -> tuple[Section, ...]:
        """Found in the body, in reading order."""
        found = [each for each in named_sections(self.body) if not each.again]
        return tuple(Section(each.key, each.heading, each.key in self.required) for each in found)

    @property
    def is_blank(self) -> bool:
        return not self.body.get("content")

    def variable(self, key: str) -> Variable | None:
        return next((each for each in self.variables if each.key == key), None)

    def unfilled(self, body: Adf) -> list[Section]:
        """The required sections that a page with this body lost, left empty, or left as the template has them."""
        given = {each.key: each.content for each in named_sections(self.body) if not each.again}
        there = {each.key: each.content for each in named_sections(body) if not each.again}
        wanted = [each for each in self.sections if each.required]
        return [each for each in wanted if not self._is_filled(there.get(each.key, ()), given[each.key])]

    def _is_filled(self, content: tuple[Adf, ...], given: tuple[Adf, ...]) -> bool:
        """A prompt goes with the first words in its line: one is gone, or a block has come that says something."""
        asked = len(prompts_in({"content": list(given)}))
        labels = {each.label for each in self.variables}  # prompts of answers that were not given
        left = [each for each in prompts_in({"content": list(content)}) if each not in labels]
        return says_something(content) and (not asked or len(left) < asked or _saying(content) > _saying(given))


def _saying(content: tuple[Adf, ...]) -> int:
    return sum(says_something([each]) for each in content)


def as_json(definition: Definition) -> dict[str, Any]:
    """Everything but body and example, for a row of a team's own template."""
    values = asdict(definition)
    return {key: value for key, value in values.items() if key not in ("body", "example")}


def from_json(values: Mapping[str, Any], body: Adf, example: Adf | None = None) -> Definition:
    """The other way round; keys that are not known any more are passed over."""
    known = {key: value for key, value in values.items() if key in Definition.__slots__}
    known["variables"] = tuple(variable_of(each) for each in known.get("variables") or ())
    for key in ("functions", "brings", "labels", "notify", "required"):
        known[key] = tuple(str(each) for each in known.get(key) or ())
    known["sets"] = {str(name): str(key) for name, key in (known.get("sets") or {}).items()}
    return Definition(**{**known, "body": body, "example": example})


def variable_of(values: Mapping[str, Any]) -> Variable:
    """Raises ValueError for a variable without a key or of a type there is none of."""
    key, kind = str(values.get("key") or ""), str(values.get("type") or "text")
    choices = tuple(str(each) for each in values.get("choices") or ())
    if not key.isidentifier():
        raise ValueError(f"A variable needs a key of letters, digits and underscores, not {key!r}.")
    if kind not in TYPES:
        raise ValueError(f"The variable {key} has the type {kind!r}; there are {', '.join(TYPES)}.")
    if kind == "choice" and not choices:
        raise ValueError(f"The variable {key} is a choice without choices.")
    label, required = str(values.get("label") or key), bool(values.get("required"))
    return Variable(key, label, kind, choices, required, str(values.get("help") or ""))
