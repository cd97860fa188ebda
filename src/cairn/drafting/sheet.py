"""What a round asks: the sections of its template, each with its guidance, and one person's answers to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cairn.documents import Adf, from_markdown, inline_text, parts_of, prompts_in
from cairn.drafting.models import Answer, Round
from cairn.gallery.definition import Definition
from cairn.pages.rendering import render, render_with_prompts


@dataclass(frozen=True, slots=True)
class Question:
    """A section of the template as somebody is asked for it: its heading and what its prompts say."""

    key: str
    heading: str
    prompts: tuple[str, ...] = ()
    blocks: tuple[Adf, ...] = ()

    @property
    def guidance(self) -> str:
        """The section as the template has it, prompts and all."""
        return render_with_prompts({"version": 1, "type": "doc", "content": list(self.blocks)})

    @property
    def first_prompt(self) -> str:
        """What says most in one line; a cell's hint says nothing without its table."""
        return next((each for each in self.prompts if each.endswith("?") or len(each.split()) > 5), "")


@dataclass(frozen=True, slots=True)
class Line:
    """A question with what she has written so far."""

    question: Question
    answer: Answer | None = None
    typed: str | None = None  # what was refused, to be shown again

    @property
    def text(self) -> str:
        if self.typed is not None:
            return self.typed
        return self.answer.text if self.answer else ""

    @property
    def seen(self) -> str:
        return self.answer.token if self.answer else Answer.NONE

    @property
    def html(self) -> str:
        """What she wrote as a reader would see it."""
        return render(from_markdown(self.text).body) if self.text.strip() else ""

    @property
    def is_nothing(self) -> bool:
        return bool(self.answer and self.answer.is_nothing)

    @property
    def is_answered(self) -> bool:
        return self.is_nothing or bool(self.text.strip())


def questions_in(body: Adf) -> list[Question]:
    """In reading order; a section that asks nothing (it fills itself, or holds others) is not asked for."""
    found = []
    for part in parts_of(body):
        prompts = tuple(dict.fromkeys(prompts_in({"content": list(part.blocks[1:])})))
        if prompts:
            found.append(Question(part.key, inline_text(part.blocks[0]).replace("\n", " "), prompts, part.blocks[1:]))
    return found


def may_be_drafted(definition: Definition) -> bool:
    """Whether a template asks something that several people can answer: other kinds have their own ways of doing so."""
    return definition.kind == "page" and not definition.begins and bool(questions_in(definition.body))


def lines_of(round_: Round, answers: Mapping[str, Answer], typed: Mapping[str, str]) -> list[Line]:
    return [Line(each, answers.get(each.key), typed.get(each.key)) for each in questions_in(round_.body)]
