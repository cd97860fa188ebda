"""Signs under a comment: PUT puts hers there, DELETE takes it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cairn.comments.loaders import comment_for
from cairn.comments.operations import react_to_comment, withdraw_reaction
from cairn.comments.views.answers import thread_answer
from cairn.people.http import signed_in


def react(request: HttpRequest, pk: int, sign: str) -> HttpResponse:
    comment = comment_for(signed_in(request), pk)
    react_to_comment(comment, by=signed_in(request), sign=sign)
    return thread_answer(request, comment.thread)


def withdraw(request: HttpRequest, pk: int, sign: str) -> HttpResponse:
    comment = comment_for(signed_in(request), pk)
    withdraw_reaction(comment, by=signed_in(request), sign=sign)
    return thread_answer(request, comment.thread)
