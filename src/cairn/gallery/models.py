"""A team's own templates with their versions, and which template each page was made from."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.gallery.definition import Definition, from_json
from cairn.gallery.queries import TemplateQuerySet
from cairn.pages.models import Page
from cairn.people.models import User
from cairn.spaces.models import Space

SLUG_LENGTH = 60
NAME_LENGTH = 80


class Template(models.Model):
    """A space's own template, or (without a space) the workspace's. Its words stand in its versions."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="templates")
    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True)
    latest = models.OneToOneField("TemplateVersion", on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    objects = TemplateQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.latest.definition.get("name", "")) if self.latest else self.slug


class TemplateVersion(models.Model):
    """An immutable state of a template: `definition` is `definition.as_json`, `body` and `example` are ADF."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    body = models.JSONField()
    example = models.JSONField(null=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="gallery_version_number_once")]
        ordering = ["-number"]

    def read(self) -> Definition:
        return from_json({**self.definition, "slug": self.template.slug}, self.body, self.example)


class TemplateRemoval(models.Model):
    """Nobody starts from this template any more; pages made from it stay and know its name."""

    template = models.OneToOneField(Template, on_delete=models.CASCADE, related_name="removal")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)


class Rewriting(models.Model):
    """The draft page on which the text of a template's next version is written."""

    template = models.OneToOneField(Template, on_delete=models.CASCADE, related_name="rewriting")
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="rewriting")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)


class TemplateUse(models.Model):
    """Which template a page was made from, and which version of it (None: one that comes with Cairn)."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="template_use")
    slug = models.SlugField(max_length=SLUG_LENGTH)
    name = models.CharField(max_length=NAME_LENGTH)  # as it was called then
    version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, null=True, related_name="uses")
    number = models.PositiveIntegerField(null=True)  # of a numbered series in its space
    review_days = models.PositiveIntegerField(null=True)  # the review cycle, for freshness
    notify = models.JSONField(default=list)  # ids of the people who are told
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["slug"], name="gallery_use_slug")]


class Series(models.Model):
    """The last number that a template with `{number}` in its title gave in a space."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=SLUG_LENGTH)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "slug"], name="gallery_series_once")]


class Hiding(models.Model):
    """A template that comes with Cairn and is not offered here."""

    slug = models.SlugField(max_length=SLUG_LENGTH, unique=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)


class Standard(models.Model):
    """The template that an organisation wants used: it is offered first and says so. A decision that begins elsewhere
    takes its sections. `of` is `Definition.standard_of`."""

    of = models.CharField(_("of"), max_length=20, unique=True)
    slug = models.SlugField(max_length=SLUG_LENGTH)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(slug=""), name="gallery_standard_names_one")]
