"""The words of a question that tell which one it is, and the questions that have them. Below everything else in this
app: it knows the model alone."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.utils.module_loading import import_string

from cairn.questions.models import Question

RANKED = "cairn.config.full_text.QUESTIONS"  # by name: search lies above
STEM = 5  # letters
WHOLE = 4  # letters, from which on a beginning tells
# Words that nearly every question has say nothing about which one it is like.
EVERYDAY_WORDS = frozenset(
    [
        "a",
        "about",
        "all",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "done",
        "for",
        "from",
        "get",
        "got",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "like",
        "me",
        "more",
        "much",
        "my",
        "no",
        "not",
        "of",
        "on",
        "one",
        "only",
        "or",
        "our",
        "out",
        "she",
        "should",
        "so",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)


def telling_words(typed: str) -> list[str]:
    """What is left of a question when the words are gone that every question has: at most 12."""
    words = re.findall(r"[^\W_]+", typed.casefold())
    return [word for word in dict.fromkeys(words) if word not in EVERYDAY_WORDS and len(word) > 1][:12]


def words_begin(words: list[str]) -> str:
    """A pattern, for both databases, of what has a word that begins like one of these; short ones have to be it whole.
    "eu" is in no "museum", "plan" is in "planning" and in no "explanation"."""
    beginnings = [word[:STEM] if len(word) >= WHOLE else rf"{word}s?(\W|$)" for word in words]
    return rf"(^|\W)({'|'.join(beginnings)})"


def ranked_questions(words: list[str], questions: QuerySet[Question], limit: int) -> list[int]:
    """Ids of those that have any of the words, the most alike first."""
    found: list[int] = _ranked()(words, questions, limit=limit)
    return found


@cache
def _ranked() -> Any:
    return import_string(import_string(RANKED))
