from django.urls import path

from cairn.core.verbs import by_verb
from cairn.notifications.views import inbox, watch

urlpatterns = [
    path("inbox/", by_verb(GET=inbox.inbox), name="inbox"),
    path("inbox/reading/", by_verb(POST=inbox.read_all), name="inbox_reading"),
    path("notifications/<int:pk>/reading/", by_verb(POST=inbox.read, DELETE=inbox.unread), name="reading"),
    path("pages/<int:pk>/watch/", by_verb(POST=watch.watch, DELETE=watch.unwatch), name="watch"),
]
