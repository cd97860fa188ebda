from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt

from cairn.core.verbs import by_verb
from cairn.questions import desk_urls
from cairn.questions.views import (
    anonymous,
    desk,
    edits,
    elsewhere,
    everyday,
    figures,
    notes,
    open_points,
    questions,
    replies,
    sessions,
    setup,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *desk_urls.urlpatterns,
    path("ama-pages/", login_required(by_verb(GET=sessions.pages)), name="ama_pages"),
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
        "ama/<int:pk>/anonymous/acceptance/",
        csrf_exempt(by_verb(PUT=anonymous.accept, DELETE=anonymous.unaccept)),
        name="ama_anonymous_acceptance",
    ),
    path("ama/<int:pk>/similar/", login_required(by_verb(GET=sessions.similar)), name="ama_similar"),
    path("ama/<int:pk>/plan/", login_required(by_verb(GET=setup.planning, PUT=setup.plan)), name="ama_plan"),
    path("ama/<int:pk>/stage/", login_required(by_verb(PUT=setup.advance)), name="ama_stage"),
    path("ama/<int:pk>/hosts/", login_required(by_verb(GET=setup.hosts, POST=setup.introduce)), name="ama_hosts"),
    path("ama-hosts/<int:pk>/", login_required(by_verb(DELETE=setup.dismiss)), name="ama_host"),
    path(
        "ama/<int:pk>/announcements/",
        login_required(by_verb(GET=setup.announcing, POST=setup.announce)),
        name="ama_announcements",
    ),
    path("ama/<int:pk>/calendar.ics", login_required(by_verb(GET=setup.calendar)), name="ama_calendar"),
    path("ama/<int:pk>/figures/", login_required(by_verb(GET=figures.of_session)), name="ama_figures"),
    path("ama/<int:pk>/figures/csv/", login_required(by_verb(GET=figures.session_csv)), name="ama_figures_csv"),
    path(
        "spaces/<str:key>/questions/figures/",
        login_required(by_verb(GET=figures.of_space)),
        name="space_question_figures",
    ),
    path(
        "spaces/<str:key>/questions/figures/csv/",
        login_required(by_verb(GET=figures.space_csv)),
        name="space_question_figures_csv",
    ),
    path("ama/<int:pk>/desk/", login_required(by_verb(GET=desk.show)), name="ama_desk"),
    path(
        "ama/<int:pk>/open-points/",
        login_required(by_verb(GET=open_points.show, POST=open_points.leave_all)),
        name="ama_open_points",
    ),
    path(
        "questions/<int:pk>/open-point/",
        login_required(by_verb(GET=open_points.leaving, PUT=open_points.leave)),
        name="question_open_point",
    ),
    path(
        "spaces/<str:key>/questions/",
        login_required(by_verb(GET=everyday.show, POST=everyday.ask)),
        name="space_questions",
    ),
    path("spaces/<str:key>/questions/similar/", login_required(by_verb(GET=everyday.similar)), name="space_similar"),
    path("questions/<int:pk>/experts/", login_required(by_verb(GET=everyday.experts)), name="question_experts"),
    path("questions/<int:pk>/tags/", login_required(by_verb(POST=everyday.tag)), name="question_tags"),
    path("questions/<int:pk>/passing/", login_required(by_verb(PUT=everyday.pass_on)), name="question_passing"),
    path(
        "questions/<int:pk>/obsolescence/",
        login_required(by_verb(PUT=everyday.outdate, DELETE=everyday.renew)),
        name="question_obsolescence",
    ),
    path("answers/<int:pk>/page/", login_required(by_verb(POST=everyday.make_page)), name="answer_page"),
    path("questions/<int:pk>/approval/", login_required(by_verb(PUT=desk.approve)), name="question_approval"),
    path(
        "questions/<int:pk>/refusal/",
        login_required(by_verb(GET=desk.declining, PUT=desk.decline)),
        name="question_refusal",
    ),
    path("questions/<int:pk>/pin/", login_required(by_verb(PUT=desk.pin, DELETE=desk.unpin)), name="question_pin"),
    path(
        "questions/<int:pk>/union/",
        login_required(by_verb(GET=desk.merging, PUT=desk.merge, DELETE=desk.part)),
        name="question_union",
    ),
    path(
        "questions/<int:pk>/elsewhere/",
        login_required(by_verb(GET=elsewhere.choosing, PUT=elsewhere.point, DELETE=elsewhere.take_back)),
        name="question_elsewhere",
    ),
    path("questions/<int:pk>/places/", login_required(by_verb(GET=elsewhere.places)), name="question_places"),
    path(
        "questions/<int:pk>/",
        login_required(by_verb(GET=questions.show, PUT=questions.change, DELETE=questions.withdraw)),
        name="question",
    ),
    path(
        "questions/<int:pk>/edits/",
        login_required(by_verb(GET=edits.for_question, POST=edits.on_question)),
        name="question_edits",
    ),
    path("questions/<int:pk>/history/", login_required(by_verb(GET=edits.question_history)), name="question_history"),
    path(
        "answers/<int:pk>/edits/",
        login_required(by_verb(GET=edits.for_answer, POST=edits.on_answer)),
        name="answer_edits",
    ),
    path("answers/<int:pk>/history/", login_required(by_verb(GET=edits.answer_history)), name="answer_history"),
    path(
        "question-edits/<int:pk>/",
        login_required(by_verb(PUT=edits.rule, DELETE=edits.withdraw)),
        name="question_suggested_edit",
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
    path("remarks/<int:pk>/", login_required(by_verb(PUT=notes.change, DELETE=replies.delete_remarked)), name="remark"),
    path("remarks/<int:pk>/edit/", login_required(by_verb(GET=notes.remark_form)), name="remark_edit"),
    path("remarks/<int:pk>/question/", login_required(by_verb(POST=notes.promote)), name="remark_question"),
    *(
        path(
            f"{kind}/<int:pk>/reactions/<slug:sign>/",
            login_required(by_verb(PUT=notes.put_sign, DELETE=notes.take_sign)),
            {"kind": kind},
            name=f"{kind[:-1]}_reaction",
        )
        for kind in ("questions", "answers", "remarks")
    ),
    path("ama/<int:pk>/people/", login_required(by_verb(GET=notes.people_of_session)), name="ama_people"),
    path(
        "spaces/<str:key>/questions/people/",
        login_required(by_verb(GET=notes.people_of_space)),
        name="space_question_people",
    ),
]
