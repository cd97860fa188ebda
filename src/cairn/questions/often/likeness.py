"""How much alike two questions are, by the words of their titles alone. Pure, and rather too careful than too bold: one
that was not recognised is united by hand, one that was wrongly put beside another misleads who reads it."""

from __future__ import annotations

import re

from cairn.questions.telling import STEM, telling_words

SAME = 0.75  # of the words of both, from which on they ask the same
NEAR = 0.5  # at least, to whatever stands for the group
SHORTEST = 3  # letters of a stem
FEWEST = 2  # words that they share
# Which say how something is asked, not what.
ASKING = frozenset(
    [
        "any",
        "anyone",
        "anybody",
        "best",
        "better",
        "good",
        "great",
        "help",
        "know",
        "need",
        "please",
        "possible",
        "recommend",
        "right",
        "somebody",
        "someone",
        "suggest",
        "there",
        "thing",
        "things",
        "think",
        "use",
        "using",
        "used",
        "want",
        "way",
        "ways",
        "without",
        "work",
        "works",
    ]
)


def stems_of(title: str) -> frozenset[str]:
    """The beginnings of the words that tell, which is near enough to stems; numbers stay whole."""
    words = [word for word in telling_words(title) if word not in ASKING]
    return frozenset(word if word.isdigit() else _stem(word) for word in words)


def likeness(left: str, right: str) -> float:
    """From 0 to 1 (Dice's coefficient); 0 where they share too little, or name different numbers."""
    ours, theirs = stems_of(left), stems_of(right)
    shared = len(ours & theirs)
    if shared < min(FEWEST, len(ours), len(theirs)) or not shared or _numbers(left) != _numbers(right):
        return 0.0
    if shared < FEWEST and ours != theirs:
        return 0.0
    return 2 * shared / (len(ours) + len(theirs))


def _stem(word: str) -> str:
    """ "walls" and "wall", "laying" and "lay", "hiring" and "hire" have the same one."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            word = word.removesuffix(ending)
            break
    return word.removesuffix("e")[:STEM]


def _numbers(title: str) -> set[str]:
    return set(re.findall(r"\d+", title))
