""" "Why?": the words that a search found in a decision, and where they stand. Only what this reader may read."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cairn.decisions.models import Amendment, Cell, Decision, Option, Position
from cairn.pages.models import Version
from cairn.people.models import User

BEFORE, AFTER, MOST = 60, 180, 2  # characters around the first word; passages of one decision


@dataclass(frozen=True)
class Passage:
    """`where` says whose or which words they are, `url` leads to them."""

    where: str
    html: SafeString
    url: str


@dataclass(frozen=True)
class _Source:
    where: str
    text: str
    anchor: str


def passages(decisions: Sequence[Decision], words: str, user: User) -> dict[int, list[Passage]]:
    """The best passages of each decision by its id: five queries for all of them. The decisions carry the right."""
    looked_for = [_fold(word) for word in re.findall(r"[^\W_]+", words)[:12]]
    if not decisions or not looked_for:
        return {}
    sources = _sources(decisions, user)
    return {each.pk: _best(each, sources[each.pk], looked_for) for each in decisions}


def _sources(decisions: Sequence[Decision], user: User) -> dict[int, list[_Source]]:
    """Where a decision says why, the weightiest first."""
    found: dict[int, list[_Source]] = defaultdict(list)
    by_page = {each.page_id: each.pk for each in decisions}
    for decision in decisions:
        found[decision.pk] += _of_outcome(decision)
    for amendment in Amendment.objects.filter(outcome__decision__in=decisions).select_related("outcome"):
        words = "\n".join(part for part in (amendment.text, amendment.reason) if part)
        if amendment.outcome.decision_id is not None:
            found[amendment.outcome.decision_id].append(_Source(_("Amendment"), words, "#outcome"))
    for position in readable(decisions, user):
        label = f"{position.user.name}, {position.get_stance_display()}"
        found[position.decision_id].append(_Source(label, position.reason, "#positions"))
    for option in Option.objects.filter(decision__in=decisions):
        text = f"{option.title}\n{option.description}".strip()
        found[option.decision_id].append(_Source(_("Option"), text, "#options"))
    for cell in (
        Cell.objects.filter(option__decision__in=decisions).exclude(value="").select_related("option", "criterion")
    ):
        where = f"{cell.option.title}: {cell.criterion.name}"
        found[cell.option.decision_id].append(_Source(where, cell.value, "#options"))
    texts = Version.objects.filter(pk__in=[each.page.published_id for each in decisions])
    for page, text in texts.values_list("page", "text"):
        found[by_page[page]].append(_Source(_("Background"), text, ""))
    return found


def _of_outcome(decision: Decision) -> Iterator[_Source]:
    outcome = getattr(decision, "outcome", None)
    if outcome is not None:
        yield _Source(_("Outcome"), outcome.statement, "#outcome")
        yield _Source(_("In spite of the blocks"), outcome.override_reason, "#outcome")
        yield _Source(_("Expected effect"), f"{outcome.expected_effect}\n{outcome.check_by}".strip(), "#outcome")


def readable(decisions: Sequence[Decision], user: User) -> list[Position]:
    """Positions with a reason. While a blind decision runs, only her own."""
    rows = Position.objects.filter(decision__in=decisions).exclude(reason="").select_related("user").order_by("pk")
    blind = {each.pk for each in decisions if each.is_blind and getattr(each, "outcome", None) is None}
    return [row for row in rows if row.decision_id not in blind or row.user_id == user.pk]


def _best(decision: Decision, sources: list[_Source], words: list[str]) -> list[Passage]:
    """Those that hold the most of the words; of equals, the weightiest."""
    hits = [(len(spots), source, spots) for source in sources if (spots := _spots(source.text, words))]
    hits.sort(key=lambda hit: -hit[0])
    url = decision.get_absolute_url()
    return [Passage(source.where, _cut(source.text, spots), url + source.anchor) for _n, source, spots in hits[:MOST]]


def _spots(text: str, words: list[str]) -> dict[str, tuple[int, int]]:
    """Word → where it begins and ends: as written, else by its stem, as search finds it."""
    folded, found = _fold(text), {}
    for word in words:
        stem = word[: max(4, len(word) - 3)] if len(word) > 4 else word
        for wanted in (word, stem):
            if match := re.search(rf"(?<!\w){re.escape(wanted)}\w*", folded):
                found[word] = match.span()
                break
    return found


def _cut(text: str, spots: dict[str, tuple[int, int]]) -> SafeString:
    """The text around the first spot, the spots within it in <mark>."""
    first = min(start for start, _end in spots.values())
    begin = 0 if first <= BEFORE else text.rfind(" ", 0, first - BEFORE // 2) + 1
    end = min(len(text), first + AFTER)
    if end < len(text):
        end = max(text.rfind(" ", begin, end), first + 1)
    html, at = "…" if begin else "", begin
    for start, stop in sorted(set(spots.values())):
        if start >= at and stop <= end:
            html += f"{escape(text[at:start])}<mark>{escape(text[start:stop])}</mark>"
            at = stop
    html += escape(text[at:end]) + ("…" if end < len(text) else "")
    return mark_safe(" ".join(html.split()))


class _Folded(dict[int, str]):
    """Letter → the same one small and without accents; one for one, so that places in a text stay the same."""

    def __missing__(self, code: int) -> str:
        letter = unicodedata.normalize("NFKD", chr(code))[0]
        self[code] = found = (letter.lower() or letter)[0]
        return found


_FOLDED = _Folded()


def _fold(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_FOLDED)
