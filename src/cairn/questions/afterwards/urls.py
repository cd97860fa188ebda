"""Addresses of what comes after a session."""

from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.questions.views import compilation, often

urlpatterns: list[URLPattern | URLResolver] = [
    path("questions/often/", login_required(by_verb(GET=often.of_everything)), name="questions_often"),
    path("spaces/<str:key>/questions/often/", login_required(by_verb(GET=often.of_space)), name="space_often"),
    path(
        "questions/<int:pk>/group/",
        login_required(by_verb(GET=often.choose, PUT=often.put, DELETE=often.take_out)),
        name="question_group",
    ),
    path(
        "ama/<int:pk>/compilation/",
        login_required(by_verb(GET=compilation.show, POST=compilation.make, PUT=compilation.arrange)),
        name="ama_compilation",
    ),
    path("ama/<int:pk>/compilation/news/", login_required(by_verb(GET=compilation.news)), name="ama_compilation_news"),
    path(
        "ama/<int:pk>/compilation/additions/",
        login_required(by_verb(POST=compilation.take_in)),
        name="ama_compilation_additions",
    ),
    path(
        "ama/<int:pk>/compilation/following/",
        login_required(by_verb(PUT=compilation.follow)),
        name="ama_compilation_following",
    ),
    path(
        "ama/<int:pk>/compilation/review/",
        login_required(by_verb(PUT=compilation.review)),
        name="ama_compilation_review",
    ),
]
