from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.drafting.views import answers, rounds

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "gallery/<slug:slug>/drafts/",
        login_required(by_verb(GET=rounds.new, POST=rounds.start)),
        name="template_drafts",
    ),
    path("drafts/<int:pk>/", login_required(by_verb(GET=rounds.show, POST=rounds.change)), name="draft"),
    path("drafts/<int:pk>/invitations/", login_required(by_verb(POST=rounds.invite)), name="draft_invitations"),
    path("draft-invitations/<int:pk>/", login_required(by_verb(DELETE=rounds.withdraw)), name="draft_invitation"),
    path("drafts/<int:pk>/ending/", login_required(by_verb(POST=rounds.end)), name="draft_ending"),
    path("drafts/<int:pk>/cancellation/", login_required(by_verb(POST=rounds.cancel)), name="draft_cancellation"),
    path("drafts/<int:pk>/merges/", login_required(by_verb(POST=rounds.merge)), name="draft_merges"),
    path("drafts/<int:pk>/opening/", login_required(by_verb(POST=rounds.open_page)), name="draft_opening"),
    path(
        "drafts/<int:pk>/answers/mine/",
        login_required(by_verb(GET=answers.show, POST=answers.write)),
        name="my_answers",
    ),
    path(
        "drafts/<int:pk>/answers/mine/completion/",
        login_required(by_verb(DELETE=answers.reopen)),
        name="my_answers_completion",
    ),
    path(
        "drafts/<int:pk>/answers/mine/<slug:key>/",
        login_required(by_verb(PUT=answers.write_one)),
        name="my_answer",
    ),
]
