from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.decisions.views import figures, log, log_feeds, log_views

urlpatterns: list[URLPattern | URLResolver] = [
    path("spaces/<str:key>/decisions/", login_required(by_verb(GET=log.show)), name="decision_log"),
    path(
        "spaces/<str:key>/decisions/D-<int:number>/", login_required(by_verb(GET=log.numbered)), name="decision_number"
    ),
    path("spaces/<str:key>/decisions/feed/", login_required(by_verb(GET=log_feeds.feed)), name="decision_feed"),
    path("spaces/<str:key>/decisions/csv/", login_required(by_verb(GET=log_feeds.table)), name="decision_table_of"),
    path("spaces/<str:key>/decisions/figures/", login_required(by_verb(GET=figures.show)), name="decision_figures"),
    path("decisions/choices/", login_required(by_verb(GET=log.choices)), name="decision_choices"),
    path("decisions/feed/", login_required(by_verb(GET=log_feeds.feed)), name="decision_feeds"),
    path("decisions/csv/", login_required(by_verb(GET=log_feeds.table)), name="decision_tables"),
    path(
        "decisions/feed-key/",
        login_required(by_verb(GET=log_feeds.addresses, POST=log_feeds.renew)),
        name="decision_feed_key",
    ),
    path("decision-feeds/<str:token>/", by_verb(GET=log_feeds.feed_of), name="decision_feed_of"),
    path("log-views/", login_required(by_verb(POST=log_views.create)), name="log_views"),
    path(
        "log-views/<int:pk>/",
        login_required(by_verb(GET=log_views.show, POST=log_views.change, DELETE=log_views.remove)),
        name="log_view",
    ),
]
