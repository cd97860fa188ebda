from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from cairn.core.verbs import by_verb
from cairn.mail.views import preferences, received, unsubscribe

urlpatterns = [
    path("mail-preference/", by_verb(GET=preferences.preference, POST=preferences.change), name="mail_preference"),
    path("mail-preference/stop/", by_verb(POST=preferences.switch_off), name="mail_stop"),
    path("mail-preference/start/", by_verb(POST=preferences.switch_on), name="mail_start"),
    path("mail-preference/reply-addresses/", by_verb(DELETE=preferences.void_addresses), name="reply_addresses"),
    path("settings/mail/", by_verb(GET=received.received), name="mail_received"),
    path("pages/<int:pk>/mail-mute/", by_verb(DELETE=preferences.unmute), name="mail_mute"),
    path(
        "unsubscriptions/<str:token>/",
        csrf_exempt(by_verb(GET=unsubscribe.ask, POST=unsubscribe.unsubscribe)),
        name="unsubscription",
    ),
]
