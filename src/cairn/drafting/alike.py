"""Whether two points say the same. Word by word, with no model and no chance: the same input gives the same page.

Two points are the **same** when they use the same numbers and the same words of denial, every word that matters in
the one with fewer such words is also in the other, and it has at least six tenths of them. Words are compared in any
case; two match when they are equal, or share at least four first letters and differ in at most two letters at the
end ("deploy", "deploys"). Small words do not matter. Points about the same thing that are not the same are **near**:
at least four tenths of their words match. Joining too little costs a line; joining too much puts words into a mouth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ENOUGH = 0.6
NEAR = 0.4
_WORD = re.compile(r"[\w’']+")
_DENIALS = frozenset(
    [
        "no",
        "not",
        "never",
        "none",
        "nobody",
        "nothing",
        "neither",
        "nor",
        "without",
        "cannot",
        "nicht",
        "kein",
        "keine",
        "keinen",
        "nie",
        "niemand",
        "nichts",
        "ohne",
    ]
)
_NUMBERS = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "half",
        "double",
        "twice",
        "once",
    ]
)
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "by",
        "with",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "we",
        "us",
        "our",
        "i",
        "me",
        "my",
        "you",
        "your",
        "they",
        "them",
        "their",
        "he",
        "she",
        "his",
        "her",
        "who",
        "which",
        "what",
        "when",
        "where",
        "how",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "will",
        "would",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "so",
        "very",
        "too",
        "much",
        "just",
        "really",
        "also",
        "if",
        "than",
        "then",
        "der",
        "die",
        "das",
        "und",
        "oder",
        "ein",
        "eine",
        "einen",
        "ist",
        "sind",
        "war",
        "zu",
        "in",
        "im",
        "am",
        "mit",
        "von",
        "für",
        "wir",
        "uns",
        "unser",
        "es",
        "auf",
    ]
)


@dataclass(frozen=True, slots=True)
class Words:
    """What counts of a point when it is compared."""

    matter: frozenset[str]
    exact: frozenset[str]  # numbers and denials: these have to be the same

    @classmethod
    def of(cls, text: str) -> Words:
        found = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
        exact = {_denial(word) for word in found if _is_exact(word)}
        matter = frozenset(word for word in found if word not in _SMALL and not _is_exact(word))
        return cls(matter or frozenset(word for word in found if not _is_exact(word)), frozenset(exact))


def is_same(one: Words, other: Words) -> bool:
    if one.exact != other.exact:
        return False
    few, many = sorted((one.matter, other.matter), key=lambda words: (len(words), sorted(words)))
    if not few:
        return not many and bool(one.exact)
    return len(few) >= ENOUGH * len(many) and all(any(_match(a, b) for b in many) for a in few)


def nearness(one: Words, other: Words) -> float:
    """From 0, no word in common, to 1, every word: twice the matching ones of all (Dice)."""
    few, many = sorted((one.matter, other.matter), key=lambda words: (len(words), sorted(words)))
    shared = sum(any(_match(a, b) for b in many) for a in few)
    return 2 * shared / (len(few) + len(many)) if few else 0.0


def _match(a: str, b: str) -> bool:
    if a == b:
        return True
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= 4 and max(len(a), len(b)) - shared <= 2


def _is_exact(word: str) -> bool:
    return word in _DENIALS or word in _NUMBERS or word.endswith("n't") or any(each.isdigit() for each in word)


def _denial(word: str) -> str:
    return "not" if word in ("not", "cannot", "nicht") or word.endswith("n't") else word
