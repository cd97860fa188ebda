from django.contrib.auth.decorators import login_required
from django.urls import path

from cairn.core.verbs import by_verb
from cairn.debates.views import arguments, debates

HERE = "pages/<int:pk>/debates/<slug:local_id>/"

urlpatterns = [
    path(HERE, login_required(by_verb(GET=debates.show)), name="debate"),
    path(f"{HERE}arguments/", login_required(by_verb(POST=arguments.add)), name="debate_arguments"),
    path(
        f"{HERE}closing/",
        login_required(by_verb(GET=debates.ask_closing, PUT=debates.move, POST=debates.close)),
        name="debate_closing",
    ),
    path(
        f"{HERE}conclusion/",
        login_required(by_verb(GET=debates.ask_conclusion, PUT=debates.conclude)),
        name="debate_conclusion",
    ),
    path("arguments/<int:pk>/", login_required(by_verb(GET=arguments.edit, PUT=arguments.change)), name="argument"),
    path(
        "arguments/<int:pk>/withdrawal/",
        login_required(by_verb(PUT=arguments.withdraw, DELETE=arguments.restore)),
        name="argument_withdrawal",
    ),
    path(
        "arguments/<int:pk>/vote/",
        login_required(by_verb(PUT=arguments.vote, DELETE=arguments.unvote)),
        name="argument_vote",
    ),
]
