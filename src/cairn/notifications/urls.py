from django.urls import path

from cairn.core.verbs import by_verb
from cairn.notifications.views import inbox, questions, watch

urlpatterns = [
    path("inbox/", by_verb(GET=inbox.inbox), name="inbox"),
    path("inbox/reading/", by_verb(POST=inbox.read_all), name="inbox_reading"),
    path("inbox/completions/", by_verb(POST=inbox.complete), name="inbox_completions"),
    path("inbox/snoozes/", by_verb(POST=inbox.put_off), name="inbox_snoozes"),
    path("inbox/returns/", by_verb(POST=inbox.take_back), name="inbox_returns"),
    path("notifications/<int:pk>/reading/", by_verb(POST=inbox.read, DELETE=inbox.unread), name="reading"),
    path("notifications/<int:pk>/access/", by_verb(POST=inbox.let_in), name="mention_access"),
    path("pages/<int:pk>/watch/", by_verb(GET=watch.menu, POST=watch.watch, DELETE=watch.unwatch), name="watch"),
    path("pages/<int:pk>/mute/", by_verb(POST=watch.mute, DELETE=watch.unmute), name="mute"),
    path("spaces/<str:key>/watch/", by_verb(POST=watch.watch_all, DELETE=watch.unwatch_all), name="space_watch"),
    path("questions/<int:pk>/watch/", by_verb(POST=questions.watch, DELETE=questions.unwatch), name="question_watch"),
    path("questions/<int:pk>/reading/", by_verb(POST=questions.read), name="question_reading"),
    path(
        "spaces/<str:key>/questions/watch/",
        by_verb(POST=questions.watch_all, DELETE=questions.unwatch_all),
        name="questions_watch",
    ),
    path("watches/", by_verb(GET=watch.watches, POST=watch.choose), name="watches"),
]
