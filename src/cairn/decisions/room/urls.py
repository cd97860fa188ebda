"""Addresses of rooms, and of places that somebody left empty."""

from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, path

from cairn.core.verbs import by_verb
from cairn.decisions.views import room, vacancies

urlpatterns: list[URLPattern] = [
    path(
        "decisions/<int:pk>/vacancies/<int:user_pk>/",
        login_required(by_verb(POST=vacancies.fill)),
        name="decision_vacancy",
    ),
    path("decisions/<int:pk>/room/", login_required(by_verb(GET=room.prepare, POST=room.call)), name="decision_room"),
    path("rooms/<int:pk>/", login_required(by_verb(GET=room.show, POST=room.move, DELETE=room.cancel)), name="room"),
    path("rooms/<int:pk>/result/", login_required(by_verb(POST=room.end)), name="room_result"),
    path("rooms/<int:pk>/points/<int:point_pk>/", login_required(by_verb(POST=room.note)), name="room_point"),
    path("rooms/<int:pk>/room.ics", login_required(by_verb(GET=room.download)), name="room_invitation"),
]
