from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from cairn.core.verbs import by_verb
from cairn.notifications.views import inbox, mail, watch

urlpatterns = [
    path("inbox/", by_verb(GET=inbox.inbox), name="inbox"),
    path("inbox/reading/", by_verb(POST=inbox.read_all), name="inbox_reading"),
    path("notifications/<int:pk>/reading/", by_verb(POST=inbox.read, DELETE=inbox.unread), name="reading"),
    path("pages/<int:pk>/watch/", by_verb(POST=watch.watch, DELETE=watch.unwatch), name="watch"),
    path("mail-preference/", by_verb(GET=mail.preference), name="mail_preference"),
    path("mail-preference/stop/", by_verb(POST=mail.switch_off), name="mail_stop"),
    path("mail-preference/start/", by_verb(POST=mail.switch_on), name="mail_start"),
    path(
        "unsubscriptions/<str:token>/",
        csrf_exempt(by_verb(GET=mail.unsubscribe_form, POST=mail.unsubscribe)),
        name="unsubscription",
    ),
]
