from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.feedback.views import closing, pages, reading, reviews, rounds

urlpatterns: list[URLPattern | URLResolver] = [
    path("pages/<int:pk>/feedback/", login_required(by_verb(GET=pages.banners)), name="page_feedback"),
    path("pages/<int:pk>/rounds/", login_required(by_verb(GET=pages.history, POST=rounds.start)), name="page_rounds"),
    path("pages/<int:pk>/rounds/new/", login_required(by_verb(GET=rounds.new)), name="round_new"),
    path(
        "pages/<int:pk>/read-requests/",
        login_required(by_verb(GET=reading.new, POST=reading.ask)),
        name="page_read_requests",
    ),
    path("rounds/<int:pk>/", login_required(by_verb(GET=rounds.show, POST=rounds.change)), name="round"),
    path("rounds/<int:pk>/reviews/", login_required(by_verb(POST=reviews.add)), name="round_reviews"),
    path("rounds/<int:pk>/nudges/", login_required(by_verb(POST=reviews.nudge_all)), name="round_nudges"),
    path(
        "rounds/<int:pk>/closing/", login_required(by_verb(GET=closing.form, POST=closing.close)), name="round_closing"
    ),
    path("rounds/<int:pk>/cancellation/", login_required(by_verb(POST=rounds.cancel)), name="round_cancellation"),
    path("reviews/<int:pk>/", login_required(by_verb(DELETE=reviews.remove)), name="review"),
    path(
        "reviews/<int:pk>/answer/",
        login_required(by_verb(POST=reviews.answer, DELETE=reviews.reopen)),
        name="review_answer",
    ),
    path("reviews/<int:pk>/nudges/", login_required(by_verb(POST=reviews.nudge)), name="review_nudges"),
    path(
        "read-requests/<int:pk>/",
        login_required(by_verb(GET=reading.show, DELETE=reading.stop)),
        name="read_request",
    ),
    path("read-requests/<int:pk>/people.csv", login_required(by_verb(GET=reading.table)), name="read_request_table"),
    path(
        "read-requests/<int:pk>/reminders/", login_required(by_verb(POST=reading.remind)), name="read_request_reminders"
    ),
    path(
        "acknowledgements/<int:pk>/confirmation/",
        login_required(by_verb(POST=reading.confirm)),
        name="acknowledgement_confirmation",
    ),
]
