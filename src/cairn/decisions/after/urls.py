"""The addresses of what becomes of a decision."""

from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.decisions.views import after, triggers

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "decisions/<int:pk>/supersession/",
        login_required(by_verb(GET=after.supersession, POST=after.supersede, DELETE=after.take_back)),
        name="decision_supersession",
    ),
    path(
        "decisions/<int:pk>/replacements/",
        login_required(by_verb(GET=after.options, POST=after.replace)),
        name="decision_replacements",
    ),
    path(
        "decisions/<int:pk>/withdrawal/",
        login_required(by_verb(GET=after.withdrawal, POST=after.withdraw)),
        name="decision_withdrawal",
    ),
    path(
        "decisions/<int:pk>/reopening/",
        login_required(by_verb(GET=after.reopening, POST=after.reopen)),
        name="decision_reopening",
    ),
    path(
        "decisions/<int:pk>/triggers/",
        login_required(by_verb(GET=triggers.show, POST=triggers.add)),
        name="decision_triggers",
    ),
    path(
        "decisions/<int:pk>/triggers/<int:trigger_pk>/",
        login_required(by_verb(POST=triggers.doubt, DELETE=triggers.remove)),
        name="decision_trigger",
    ),
    path("decisions/<int:pk>/triggers/pages/", login_required(by_verb(GET=triggers.pages)), name="decision_watchable"),
    path("decisions/<int:pk>/revisit/", login_required(by_verb(POST=triggers.keep)), name="decision_revisit"),
    path("decisions/<int:pk>/effect/", login_required(by_verb(POST=triggers.say_effect)), name="decision_effect"),
]
