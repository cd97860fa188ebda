from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, path

from cairn.core.verbs import by_verb
from cairn.decisions.after.urls import urlpatterns as after_addresses
from cairn.decisions.log.urls import urlpatterns as log_addresses
from cairn.decisions.room.urls import urlpatterns as room_addresses
from cairn.decisions.views import (
    amendments,
    ballots,
    cells,
    clock,
    framework_list,
    frameworks,
    interchange,
    log,
    new,
    outcome,
    positions,
    setup,
    table,
    timeline,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("decisions/", login_required(by_verb(GET=log.everywhere, POST=new.create)), name="decisions"),
    path("decisions/new/", login_required(by_verb(GET=new.begin)), name="decision_new"),
    path("decisions/<int:pk>/", login_required(by_verb(GET=setup.show)), name="decision"),
    path("decisions/frameworks/proposal/", login_required(by_verb(GET=frameworks.propose)), name="framework_proposal"),
    path(
        "decisions/frameworks/",
        login_required(by_verb(GET=framework_list.show, POST=framework_list.define)),
        name="frameworks",
    ),
    path("decisions/frameworks/new/", login_required(by_verb(GET=framework_list.begin)), name="framework_new"),
    path(
        "decisions/frameworks/<slug:key>/",
        login_required(by_verb(GET=framework_list.edit, POST=framework_list.change)),
        name="framework",
    ),
    path(
        "decisions/frameworks/<slug:key>/retirement/",
        login_required(by_verb(POST=framework_list.retire, DELETE=framework_list.offer)),
        name="framework_retirement",
    ),
    path(
        "decisions/<int:pk>/framework/",
        login_required(by_verb(GET=frameworks.pick, POST=frameworks.choose)),
        name="decision_framework",
    ),
    path("decisions/<int:pk>/facts/", login_required(by_verb(GET=setup.facts)), name="decision_facts"),
    path("decisions/<int:pk>/setup/", login_required(by_verb(GET=setup.edit, POST=setup.save)), name="decision_setup"),
    path("decisions/<int:pk>/clock/", login_required(by_verb(GET=clock.count)), name="decision_clock"),
    path("decisions/<int:pk>/start/", login_required(by_verb(POST=setup.start)), name="decision_start"),
    path(
        "decisions/<int:pk>/options/",
        login_required(by_verb(GET=table.show, POST=table.new_option)),
        name="decision_options",
    ),
    path(
        "decisions/<int:pk>/options/<int:option_pk>/",
        login_required(by_verb(POST=table.change_option, DELETE=table.delete_option)),
        name="decision_option",
    ),
    path("decisions/<int:pk>/criteria/", login_required(by_verb(POST=table.new_criterion)), name="decision_criteria"),
    path(
        "decisions/<int:pk>/criteria/<int:criterion_pk>/",
        login_required(by_verb(GET=table.edit_criterion, POST=table.save_criterion, DELETE=table.delete_criterion)),
        name="decision_criterion",
    ),
    path(
        "decisions/<int:pk>/criteria/<int:criterion_pk>/place/",
        login_required(by_verb(PUT=table.place_criterion)),
        name="decision_criterion_place",
    ),
    path(
        "decisions/<int:pk>/options/<int:option_pk>/place/",
        login_required(by_verb(PUT=table.place_option)),
        name="decision_option_place",
    ),
    path("decisions/<int:pk>/comparison/", login_required(by_verb(GET=table.compare)), name="decision_comparison"),
    path("decisions/<int:pk>/cells/", login_required(by_verb(PUT=cells.save_cells)), name="decision_cells"),
    path(
        "decisions/<int:pk>/options/<int:option_pk>/cells/<int:criterion_pk>/",
        login_required(by_verb(GET=cells.show_cell, POST=cells.save_cell)),
        name="decision_cell",
    ),
    path("decisions/<int:pk>/positions/", login_required(by_verb(GET=positions.show)), name="decision_positions"),
    path("decisions/<int:pk>/position/", login_required(by_verb(POST=positions.say)), name="decision_position"),
    path(
        "decisions/<int:pk>/position/confirmation/",
        login_required(by_verb(GET=positions.changed, POST=positions.confirm)),
        name="decision_confirmation",
    ),
    path(
        "decisions/<int:pk>/position/changes/",
        login_required(by_verb(GET=positions.text)),
        name="decision_text_changes",
    ),
    path(
        "decisions/<int:pk>/outcome/",
        login_required(by_verb(GET=outcome.prepare, POST=outcome.decide)),
        name="decision_outcome",
    ),
    path(
        "decisions/<int:pk>/amendments/",
        login_required(by_verb(GET=amendments.show, POST=amendments.add)),
        name="decision_amendments",
    ),
    path("decisions/<int:pk>/ballot/", login_required(by_verb(POST=ballots.cast)), name="decision_ballot"),
    path("decisions/<int:pk>/tally/", login_required(by_verb(GET=ballots.tally)), name="decision_tally"),
    path("decisions/<int:pk>/timeline/", login_required(by_verb(GET=timeline.show)), name="decision_timeline"),
    path("decisions/<int:pk>/madr.md", login_required(by_verb(GET=interchange.one)), name="decision_madr"),
    path("decisions/madr.zip", login_required(by_verb(GET=interchange.many)), name="decisions_madr"),
    path("spaces/<str:key>/decisions/madr.zip", login_required(by_verb(GET=interchange.many)), name="space_madr"),
    *log_addresses,
    *after_addresses,
    *room_addresses,
]
