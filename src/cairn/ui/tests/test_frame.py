"""The frame, the error pages and the styleguide, over HTTP and without a `shell`."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory

from cairn.ui.preferences import Preferences

TEMPLATES = Path(__file__).parents[1] / "templates"


def request_with(**cookies: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    return request


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "409", "413", "429", "500"])
def test_every_error_page_renders_with_nothing_in_the_context(name):
    html = render_to_string(f"{name}.html")
    assert "<h1>" in html and "Cairn" in html


def test_the_shell_renders_without_its_context():
    html = render_to_string("ui/shell.html", request=request_with())
    assert 'href="/inbox/"' in html and 'id="main"' in html


def test_the_theme_and_the_sidebar_are_rendered_from_cookies():
    html = render_to_string("ui/shell.html", request=request_with(cairn_theme="dark", cairn_sidebar="closed.4"))
    assert 'data-theme="dark" data-sidebar="closed" data-sidebar-step="4"' in html
    odd = Preferences.of(request_with(cairn_theme='"><script>', cairn_sidebar="x.99"))
    assert odd == Preferences()


@pytest.mark.django_db
def test_the_styleguide_is_for_builders_only(client, settings):
    settings.STYLEGUIDE = True
    assert client.get("/styleguide/").status_code == 200
    assert b"Ines Marlow" in client.get("/styleguide/people/?q=ines").content
    settings.STYLEGUIDE = False
    assert client.get("/styleguide/").status_code == 404
    assert client.get("/styleguide/people/").status_code == 404


def test_no_template_of_ui_has_inline_script_or_style():
    for path in TEMPLATES.rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", source), path.name


def test_every_partial_names_its_variables_on_its_first_line():
    for path in TEMPLATES.rglob("_*.html"):
        assert path.read_text(encoding="utf-8").startswith("{# variables:"), path.name


def test_forms_look_right_by_themselves():
    assert settings.FORM_RENDERER == "cairn.ui.forms.CairnFormRenderer"
    from cairn.ui.specimens import SpecimenForm

    html = str(SpecimenForm({"name": ""}))
    assert 'aria-invalid="true"' in html
    assert 'class="field has-error"' in html and 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
