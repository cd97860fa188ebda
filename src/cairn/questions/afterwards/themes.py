"""By which themes the questions of a session stand on its page. Pure and without chance: by labels, else by words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cairn.questions.telling import STEM, telling_words

MOST = 8  # themes that are suggested
NAME_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """A question for sorting: the words it is known by, and its labels."""

    pk: int
    title: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """`name` is empty for those that no other theme has: "Other questions"."""

    name: str
    questions: tuple[int, ...] = ()

    @property
    def as_json(self) -> dict[str, object]:
        return {"name": self.name, "questions": list(self.questions)}


def suggested(asked: Sequence[Asked]) -> list[Theme]:
    """Each question in one theme: that of its label which most others have, else that of the word it shares with most.

    Questions keep their order, the largest theme stands first, what is left stands last, under no name.
    """
    by_label = _by_labels(asked)
    placed = {pk for theme in by_label for pk in theme.questions}
    rest = [each for each in asked if each.pk not in placed]
    by_word = _by_words(rest, MOST - len(by_label))
    themes = sorted([*by_label, *by_word], key=lambda theme: (-len(theme.questions), theme.name))
    placed |= {pk for theme in by_word for pk in theme.questions}
    left = tuple(each.pk for each in asked if each.pk not in placed)
    return [*themes, *([Theme("", left)] if left else [])]


def arranged(themes: Sequence[Theme], asked: Sequence[Asked]) -> list[Theme]:
    """`themes` as somebody arranged them, with exactly the questions `asked`: what came later stands in the theme that is
    called like one of its labels, or most like it, else at the end."""
    if not themes:
        return suggested(asked)
    known = {pk for theme in themes for pk in theme.questions}
    order = {each.pk: n for n, each in enumerate(asked)}
    found = {n: [pk for pk in theme.questions if pk in order] for n, theme in enumerate(themes)}
    late: list[int] = []
    for each in asked:
        if each.pk not in known:
            at = _place(themes, each)
            (late if at is None else found[at]).append(each.pk)
    made = [replace(theme, questions=tuple(sorted(found[n], key=order.__getitem__))) for n, theme in enumerate(themes)]
    other = next((n for n, theme in enumerate(made) if not theme.name), None)
    if late and other is None:
        made.append(Theme("", tuple(late)))
    elif late and other is not None:
        made[other] = replace(made[other], questions=(*made[other].questions, *late))
    return [theme for theme in made if theme.questions]


def from_json(stored: Sequence[dict[str, object]]) -> list[Theme]:
    return [Theme(str(row["name"]), tuple(row["questions"])) for row in stored]  # type: ignore[arg-type]


def _by_labels(asked: Sequence[Asked]) -> list[Theme]:
    """A label that only one question has makes a theme only where there are few."""
    count = Counter(label for each in asked for label in each.labels)
    groups: dict[str, list[int]] = {}
    for each in asked:
        if each.labels:
            groups.setdefault(min(each.labels, key=lambda label: (-count[label], label)), []).append(each.pk)
    largest = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    kept = [(name, pks) for name, pks in largest if len(pks) > 1] or largest
    return [Theme(_capital(name), tuple(pks)) for name, pks in kept[:MOST]]


def _by_words(rest: Sequence[Asked], most: int) -> list[Theme]:
    """Again and again the word that most of the questions have which are still alone."""
    words = {each.pk: {word[:STEM] for word in telling_words(each.title)} for each in rest}
    waiting, themes = [each.pk for each in rest], list[Theme]()
    while len(themes) < most:
        count = Counter(stem for pk in waiting for stem in words[pk])
        stem, n = min(count.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        if n < 2:
            break
        mine = tuple(pk for pk in waiting if stem in words[pk])
        themes.append(Theme(_capital(_spelled(stem, rest, mine, words)), mine))
        waiting = [pk for pk in waiting if pk not in mine]
    return themes


def _spelled(stem: str, rest: Sequence[Asked], mine: Sequence[int], words: dict[int, set[str]]) -> str:
    """Every word that all of them have, as the first one writes it: "Northern line"."""
    shared = {stem}.union(set[str].intersection(*(words[pk] for pk in mine)))
    first = next(each.title for each in rest if each.pk in mine)
    found = [word for word in re.findall(r"[^\W_]+", first) if word.casefold()[:STEM] in shared]
    return " ".join(dict.fromkeys(found[:3]))


def _place(themes: Sequence[Theme], each: Asked) -> int | None:
    labels = {label.casefold() for label in each.labels}
    stems = {word[:STEM] for word in telling_words(each.title)}
    for n, theme in enumerate(themes):
        if theme.name and theme.name.casefold() in labels:
            return n
    for n, theme in enumerate(themes):
        if stems & {word[:STEM] for word in telling_words(theme.name)}:
            return n
    return None


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
