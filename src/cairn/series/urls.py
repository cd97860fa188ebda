from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.series.views import emergencies, series

urlpatterns: list[URLPattern | URLResolver] = [
    path("series/", login_required(by_verb(GET=series.list_series, POST=series.create)), name="series_list"),
    path("series/new/", login_required(by_verb(GET=series.new)), name="series_new"),
    path("series/<int:pk>/", login_required(by_verb(GET=series.show, POST=series.change)), name="series"),
    path("series/<int:pk>/talks/", login_required(by_verb(POST=series.prepare)), name="series_talks"),
    path(
        "series/<int:pk>/ending/", login_required(by_verb(POST=series.end, DELETE=series.resume)), name="series_ending"
    ),
    path(
        "emergencies/",
        login_required(by_verb(GET=emergencies.list_emergencies, POST=emergencies.open_space)),
        name="emergencies",
    ),
    path("emergencies/<int:pk>/", login_required(by_verb(DELETE=emergencies.end)), name="emergency"),
]
