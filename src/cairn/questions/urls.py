from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt

from cairn.core.verbs import by_verb
from cairn.questions.views import anonymous, questions, replies, sessions

urlpatterns: list[URLPattern | URLResolver] = [
    path("ama/<int:pk>/", login_required(by_verb(GET=sessions.facts)), name="ama"),
    path(
        "ama/<int:pk>/questions/",
        login_required(by_verb(GET=sessions.show, POST=sessions.ask)),
        name="ama_questions",
    ),
    path("ama/<int:pk>/tickets/", login_required(by_verb(POST=sessions.tickets)), name="ama_tickets"),
    path(
        "ama/<int:pk>/anonymous/",
        csrf_exempt(by_verb(POST=anonymous.ask, PUT=anonymous.change, DELETE=anonymous.withdraw)),
        name="ama_anonymous",
    ),
    path(
        "questions/<int:pk>/",
        login_required(by_verb(GET=questions.show, PUT=questions.change, DELETE=questions.withdraw)),
        name="question",
    ),
    path("questions/<int:pk>/edit/", login_required(by_verb(GET=questions.edit_form)), name="question_edit"),
    path(
        "questions/<int:pk>/vote/",
        login_required(by_verb(PUT=questions.vote, DELETE=questions.unvote)),
        name="question_vote",
    ),
    path("questions/<int:pk>/answers/", login_required(by_verb(POST=replies.give)), name="question_answers"),
    path(
        "questions/<int:pk>/remarks/", login_required(by_verb(POST=replies.remark_on_question)), name="question_remarks"
    ),
    path("answers/<int:pk>/", login_required(by_verb(PUT=replies.change, DELETE=replies.delete)), name="answer"),
    path("answers/<int:pk>/edit/", login_required(by_verb(GET=replies.edit_form)), name="answer_edit"),
    path("answers/<int:pk>/remarks/", login_required(by_verb(POST=replies.remark_on_answer)), name="answer_remarks"),
    path(
        "answers/<int:pk>/acceptance/",
        login_required(by_verb(PUT=replies.accept, DELETE=replies.unaccept)),
        name="answer_acceptance",
    ),
    path(
        "answers/<int:pk>/thanks/",
        login_required(by_verb(PUT=replies.thank, DELETE=replies.take_thanks_back)),
        name="answer_thanks",
    ),
    path("remarks/<int:pk>/", login_required(by_verb(DELETE=replies.delete_remarked)), name="remark"),
]
