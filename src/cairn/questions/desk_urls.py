"""Addresses of what only hosts do with a question besides what everybody sees at once (`urls.py` has the others)."""

from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.questions.views import assign, drafts, live_part, recordings, split

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "ama/<int:pk>/live/",
        login_required(by_verb(GET=live_part.show, PUT=live_part.turn, DELETE=live_part.clear)),
        name="ama_live",
    ),
    path(
        "ama/<int:pk>/recordings/",
        login_required(by_verb(GET=recordings.show, POST=recordings.attach)),
        name="ama_recordings",
    ),
    path(
        "recordings/<int:pk>/",
        login_required(by_verb(PUT=recordings.shift, DELETE=recordings.remove)),
        name="ama_recording",
    ),
    path(
        "recordings/<int:pk>/questions/",
        login_required(by_verb(POST=recordings.add_place)),
        name="ama_recording_places",
    ),
    path(
        "recordings/<int:pk>/questions/<int:question>/",
        login_required(by_verb(PUT=recordings.place, DELETE=recordings.unplace)),
        name="ama_moment",
    ),
    path(
        "questions/<int:pk>/said-live/",
        login_required(by_verb(PUT=live_part.said, DELETE=live_part.not_said)),
        name="question_said_live",
    ),
    path(
        "questions/<int:pk>/split/",
        login_required(by_verb(GET=split.splitting, PUT=split.split, DELETE=split.unsplit)),
        name="question_split",
    ),
    path(
        "questions/<int:pk>/draft/",
        login_required(by_verb(GET=drafts.show, POST=drafts.begin, DELETE=drafts.discard)),
        name="question_draft",
    ),
    path("questions/<int:pk>/draft/answer/", login_required(by_verb(POST=drafts.give)), name="question_draft_answer"),
    path(
        "questions/<int:pk>/assignment/",
        login_required(by_verb(GET=assign.choosing, PUT=assign.assign)),
        name="question_assignment",
    ),
]
