"""What somebody says of a template of her own; shows the same words again when they are refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cairn.core.errors import Invalid
from cairn.documents import Adf, prompts_in, to_text
from cairn.gallery.definition import FUNCTIONS, PURPOSES, TYPES, WRITER, Definition, Variable, variable_of
from cairn.gallery.filling import NUMBER, names_in
from cairn.gallery.words import FUNCTION_WORDS, PURPOSE_WORDS, TYPE_WORDS

EMPTY_ROWS = 2
MOST = 12  # questions; more is a form that nobody fills


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the small form; `key` stands in braces in title and text."""

    index: int
    key: str = ""
    label: str = ""
    type: str = "text"
    choices: str = ""
    required: bool = False
    help: str = ""
    is_told: bool = False  # whoever is the answer hears of the page
    owns: bool = False  # and answers for it
    suggested: str = ""  # words for a question that the title names and nobody has asked


@dataclass(frozen=True, slots=True)
class KeepForm:
    definition: Definition
    rows: list[Row]
    as_prompts: bool = False
    as_example: bool = False

    purposes = tuple((each, PURPOSE_WORDS[each]) for each in PURPOSES)
    functions = tuple((each, FUNCTION_WORDS[each]) for each in FUNCTIONS)
    types = tuple((each, TYPE_WORDS[each]) for each in TYPES)

    @classmethod
    def first(cls, definition: Definition) -> KeepForm:
        """Filled with what there is: `{names}` that stand in title and text are questions already."""
        known = {each.key: each for each in definition.variables}
        for key in _names(definition.title, definition.body):
            known.setdefault(key, Variable(key, _said(key)))
        rows = [_row(at, each, definition) for at, each in enumerate(known.values())]
        return cls(definition, [*rows, *(Row(len(rows) + n) for n in range(EMPTY_ROWS))])

    @classmethod
    def sent(cls, base: Definition, sent: QueryDict) -> KeepForm:
        """`base` with what the form says, as far as it can be read; `checked` refuses the rest."""
        rows = list(_rows(sent))
        asked = {row.key for row in rows}
        missing = [each for each in names_in(_line(sent, "title")) if each not in (*asked, NUMBER)]
        definition = replace(
            base,
            name=_line(sent, "name"), description=_line(sent, "description"), when=_line(sent, "when"),
            how_long=_line(sent, "how_long"), title=_line(sent, "title"), purpose=sent.get("purpose", ""),
            functions=tuple(each for each in FUNCTIONS if each in sent.getlist("functions")),
            required=tuple(sent.getlist("required")), review_days=_days(sent.get("review_days", "")),
            labels=tuple(each.strip() for each in sent.get("labels", "").split(",") if each.strip()),
        )  # fmt: skip
        rows = [replace(row, index=n) for n, row in enumerate(rows)]
        offered = [Row(len(rows) + n, each, suggested=_said(each)) for n, each in enumerate(missing)]
        blank = [*offered, *(Row(len(rows) + len(offered) + n) for n in range(EMPTY_ROWS))]
        return cls(definition, [*rows, *blank], sent.get("as_prompts") == "1", sent.get("as_example") == "1")

    def read(self) -> Definition:
        """Raises Invalid for a question that can't be one."""
        try:
            variables = tuple(_variable(row) for row in self.rows if row.label)
        except ValueError as error:
            raise Invalid(
                _("%(what)s Nothing was saved.") % {"what": error}, fields={"variables": str(error)}
            ) from error
        named = [row for row in self.rows if row.label]
        owner = next((row.key for row in named if row.owns and row.type == "person"), WRITER)
        told = tuple(row.key for row in named if row.is_told and row.type in ("person", "team"))
        return replace(self.definition, variables=variables, owner=owner, notify=told)


def _said(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _line(sent: Mapping[str, str], name: str) -> str:
    return " ".join(sent.get(name, "").split())[:300]


def _days(value: str) -> int | None:
    return min(int(value), 3650) or None if value.isdecimal() and len(value) < 6 else None


def _rows(sent: QueryDict) -> Iterator[Row]:
    for index in range(MOST):
        label = _line(sent, f"label-{index}")
        if label:
            yield Row(
                index, sent.get(f"key-{index}", "")[:60] or _key(label), label, sent.get(f"type-{index}", "text"),
                _line(sent, f"choices-{index}"), sent.get(f"must-{index}") == "1", _line(sent, f"help-{index}"), sent.get(f"told-{index}") == "1",
                sent.get(f"owns-{index}") == "1",
            )  # fmt: skip


def _key(label: str) -> str:
    key = slugify(label).replace("-", "_")[:40].strip("_")
    return key if key.isidentifier() else f"v_{key}"


def _row(index: int, each: Variable, definition: Definition) -> Row:
    choices, is_told = ", ".join(each.choices), each.key in definition.notify
    return Row(
        index, each.key, each.label, each.type, choices, each.required, each.help, is_told, each.key == definition.owner
    )


def _variable(row: Row) -> Variable:
    choices = [each.strip() for each in row.choices.split(",") if each.strip()] if row.type == "choice" else []
    if row.type == "choice" and not choices:
        raise ValueError(
            _("“%(label)s” is a choice: name what can be chosen, with commas between.") % {"label": row.label}
        )
    values: dict[str, Any] = {"key": row.key, "label": row.label, "type": row.type, "choices": choices}
    return variable_of({**values, "required": row.required, "help": row.help})


def _names(title: str, body: Adf) -> list[str]:
    return [each for each in names_in(" ".join([title, to_text(body), *prompts_in(body)])) if each != NUMBER]
