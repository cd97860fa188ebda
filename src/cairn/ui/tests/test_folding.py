"""Templates are folded when they are loaded; what they say stays the same."""

from datetime import date
from pathlib import Path

import pytest
from django.template import Context, Engine, Origin, Template, TemplateSyntaxError
from django.template.base import NodeList, TextNode
from django.urls import NoReverseMatch, reverse, set_script_prefix
from django.utils import translation
from django.utils.translation import gettext_lazy

from cairn.ui.folding import Loader, Steady, _pieces, fold


def folded(source: str) -> Template:
    template = Template(source)
    fold(template.nodelist)
    return template


def kinds(nodes: NodeList) -> list[str]:
    return [type(node).__name__ for node in nodes]


@pytest.mark.parametrize(
    "source",
    [
        '<b>{% icon "x" %}{% translate "Close" %}</b>',
        '{% if on %}<i>{% translate "Close" %}</i>{% else %}{% icon "x" _("Close") %}{% endif %}',
        '{% for one in many %}{% icon "x" %} {{ one }}{% empty %}{% translate "Close" %}!{% endfor %}',
        '{% with name="x" %}{% icon name %}{% translate name %}{% endwith %}',
        '{% translate "Close" as words %}{{ words }}{% icon "x" label=words %}',
        '{% translate "Close"|upper %}{% translate "100%% of <it>" %}{% translate "May" context "month" %}',
        "{{ word }}{{ on }}{{ pk }}{{ half }}{{ many }}{{ nothing }}{{ bad }}{{ bad|safe }}{{ day|date }}{{ words }}",
        "{% autoescape off %}{{ bad }}{{ pk }}{% endautoescape %}{{ bad|length }}{{ bad|upper }}",
        '{% url "page_edit" pk %} {% url "page_edit" word %} {% url "page_edit" pk as there %}{{ there }}',
        '{% url "person" pk %}{% url "nowhere" pk as there %}[{{ there }}]{% url "home" %}',
    ],
)
def test_a_folded_template_says_the_same(source: str) -> None:
    values = {
        "on": False,
        "many": ["<one>", 2],
        "pk": 1234,
        "word": "17",
        "bad": "<'&\">",
        "half": 0.5,
        "nothing": None,
    }
    values |= {"day": date(2026, 12, 4), "words": gettext_lazy("Close & go")}
    for more in ({}, {"on": True, "many": []}):
        context = {**values, **more}
        template = folded(source)
        said = [template.render(Context(context)) for _ in range(2)]
        assert said == [Template.render(plain(source), Context(context))] * 2


def plain(source: str) -> Template:
    return Template(source)


def test_neighbours_become_one() -> None:
    assert kinds(folded('<b>{% icon "x" %}{% translate "Close" %}</b>{{ on }}').nodelist) == ["Steady", "Value"]
    assert kinds(folded("only text").nodelist) == [TextNode.__name__]


def test_each_language_has_its_own() -> None:
    template = folded('{% translate "Yes" %}')
    assert isinstance(template.nodelist[0], Steady)
    with translation.override("de"):
        assert template.render(Context()) == "Ja"
    with translation.override("en"):
        assert template.render(Context()) == "Yes"
    with pytest.raises(TemplateSyntaxError):
        folded('{% load i18n %}{% language "de" %}{% translate "Yes" %}{% endlanguage %}')


def test_addresses_follow_the_prefix_and_refuse_what_is_no_address() -> None:
    template = folded('{% url "page_edit" pk %}')
    assert template.render(Context({"pk": 5})) == reverse("page_edit", args=[5])
    named = folded('{% url "page_restriction" pk "view" %}')
    assert named.render(Context({"pk": 5})) == reverse("page_restriction", args=[5, "view"])
    try:
        set_script_prefix("/wiki/")
        assert template.render(Context({"pk": 5})) == "/wiki/pages/5/edit/"
    finally:
        set_script_prefix("/")
    for wrong in (-5, "five", None):
        with pytest.raises(NoReverseMatch):
            template.render(Context({"pk": wrong}))
    assert _pieces("nowhere", (None,), "/", None) is None


def test_the_loader_folds_once_and_forgets_on_reset(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('{% icon "x" %}!')
    engine = Engine(
        loaders=[("cairn.ui.folding.Loader", [("django.template.loaders.filesystem.Loader", [str(tmp_path)])])],
        builtins=["cairn.ui.templatetags.ui"],
    )
    loader = engine.template_loaders[0]
    assert isinstance(loader, Loader)
    first = loader.get_template("a.html")
    assert kinds(first.nodelist) == ["Steady"]
    assert loader.get_template("a.html") is first
    assert isinstance(first.origin, Origin)
    loader.reset()
    assert loader.get_template("a.html") is not first
