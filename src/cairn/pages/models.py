"""Page: a node of a space's tree. Versions, restrictions, labels and files belong to it."""

from __future__ import annotations

import json
import zlib
from urllib.parse import quote

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cairn.core.clock import now
from cairn.core.ids import local_id
from cairn.documents import Adf
from cairn.livedocs.models import LiveDocument
from cairn.pages.file_types import name_with_ending
from cairn.pages.queries import PageCopyQuerySet, PageQuerySet
from cairn.people.models import Team, User
from cairn.spaces.models import Space

TITLE_LENGTH = 250


class Page(models.Model):
    """Every kind of content is a page. `kind` names the app whose one-to-one model carries the rest.

    `view_gate` and `edit_gate` are the nearest restriction on this page or above it: one indexed column each, so that
    `visible_to` stays one query however deep the tree. `position` orders siblings; ties fall to the id.
    """

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="pages")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    # The ids of the pages above, root first: "/3/17/". Breadcrumbs and whole subtrees without a recursive query;
    # only `operations.placing` writes it, under the lock of the space.
    path = models.TextField(default="/")
    position = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=16, default="page")
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)  # empty: a draft just begun
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="owned_pages")
    document = models.OneToOneField(LiveDocument, on_delete=models.PROTECT, related_name="page")
    published = models.OneToOneField("Version", on_delete=models.PROTECT, null=True, related_name="+")
    is_live = models.BooleanField(default=False)  # publishes itself after a pause
    # The last updates of the live document that the draft history, and publishing by itself, have looked at.
    drafted = models.BigIntegerField(default=0)
    live_upto = models.BigIntegerField(default=0)
    width = models.CharField(
        max_length=6, default="text", choices=[("text", _("Text")), ("wide", _("Wide")), ("full", _("Full"))]
    )
    view_gate = models.ForeignKey("Restriction", on_delete=models.PROTECT, null=True, related_name="+")
    edit_gate = models.ForeignKey("Restriction", on_delete=models.PROTECT, null=True, related_name="+")
    # Nearly every page is not in the trash: an index over all would lead the planner through the whole table.
    trashing = models.ForeignKey("Trashing", on_delete=models.PROTECT, null=True, related_name="pages", db_index=False)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)

    objects = PageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["is_live"], name="pages_page_live", condition=Q(is_live=True)),
            models.Index(fields=["trashing"], name="pages_page_trashed", condition=Q(trashing__isnull=False)),
            models.Index(fields=["space", "parent", "position", "id"], name="pages_page_tree"),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Untitled"))

    def get_absolute_url(self) -> str:
        return f"/pages/{self.pk}/"

    @property
    def ancestor_ids(self) -> list[int]:
        """The pages above, root first."""
        return [int(part) for part in self.path.split("/") if part]

    @property
    def path_below(self) -> str:
        """What the path of every page below this one begins with."""
        return f"{self.path}{self.pk}/"


class Version(models.Model):
    """An immutable snapshot, made when somebody publishes. `body` is ADF; `html` and `text` are rendered once.

    The newest version of a live page alone goes on for a few minutes: see `operations/live_pages.py`.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    body = models.JSONField()
    html = models.TextField()
    text = models.TextField()
    outline = models.JSONField(default=list)  # [{level, text, id}]
    message = models.CharField(_("what changed"), max_length=300, blank=True)
    minor = models.BooleanField(default=False)  # nobody who watches is told
    material = models.BooleanField(default=False)  # it changes what was agreed
    # When a live page began this version by itself; `at` is when it last went on. None: somebody published it.
    by_itself_since = models.DateTimeField(null=True)
    authors: models.ManyToManyField[User, models.Model] = models.ManyToManyField(User, related_name="+")
    upto = models.BigIntegerField(default=0)  # the last update of the live document that this version holds
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="pages_version_number_once"),
            models.CheckConstraint(condition=~Q(minor=True, material=True), name="pages_version_one_weight"),
        ]
        ordering = ["-number"]


class ScheduledPublication(models.Model):
    """Who wants the page published, when, and with which words. The row goes when it happens or is called off."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="schedule")
    at = models.DateTimeField()
    message = models.CharField(max_length=300, blank=True)
    minor = models.BooleanField(default=False)
    material = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=now)


class DraftSnapshot(models.Model):
    """The draft as it was at an instant: taken every few minutes of work, never changed, fewer of them as they age."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="draft_snapshots")
    at = models.DateTimeField(default=now)
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    packed = models.BinaryField()  # the body: ADF as JSON, deflated
    words = models.PositiveIntegerField(default=0)
    upto = models.BigIntegerField()  # the last update of the live document that it holds
    reason = models.CharField(max_length=12, default="work")  # or "restoration": taken just before one
    authors: models.ManyToManyField[User, models.Model] = models.ManyToManyField(User, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["page", "-at"], name="pages_draft_of_page")]
        ordering = ["-at", "-pk"]

    @property
    def body(self) -> Adf:
        return unpacked(bytes(self.packed))


def packed(body: Adf) -> bytes:
    return zlib.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())


def unpacked(data: bytes) -> Adf:
    body: Adf = json.loads(zlib.decompress(data))
    return body


class Restriction(models.Model):
    """Only the people and teams granted here may view (or edit) the page and all below it."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="restrictions")
    action = models.CharField(max_length=4, choices=[("view", _("View")), ("edit", _("Edit"))])
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)
    # This restriction and every one of the same action above it: she must pass them all.
    chain: models.ManyToManyField[Restriction, models.Model] = models.ManyToManyField(
        "self", symmetrical=False, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "action"], name="pages_restriction_once")]


class RestrictionGrant(models.Model):
    restriction = models.ForeignKey(Restriction, on_delete=models.CASCADE, related_name="grants")
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, team__isnull=True) | Q(user__isnull=True, team__isnull=False),
                name="pages_grant_user_or_team",
            )
        ]


class Trashing(models.Model):
    """Who put a page, with all below it, in the trash, and when. Restoring deletes the row."""

    root = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)


class Label(models.Model):
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="labels")
    name = models.CharField(_("label"), max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "name"], name="pages_label_once")]


class Attachment(models.Model):
    """A file of a page, stored by the digest of its content under the data folder's `files`."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="attachments")
    key = models.CharField(max_length=36, unique=True, default=local_id)  # in its address: not guessable
    name = models.CharField(max_length=255)
    content_type = models.CharField(max_length=120)
    size = models.BigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="attachments/", max_length=200)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    def get_absolute_url(self) -> str:
        return f"/attachments/{self.key}/{quote(name_with_ending(self.name, self.content_type), safe='')}"


class PageVisit(models.Model):
    """When a person last read a page: what "changed since you were last here" is measured from."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="visits")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="page_visits")
    at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "user"], name="pages_visit_once")]


class ImportedFile(models.Model):
    """Where a page came from, so that the same import again changes nothing."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="imported_from")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)  # with the imported folder's own name in front
    digest = models.CharField(max_length=64)  # SHA-256 of what was imported

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "path"], name="pages_import_path_once")]


class PageCopy(models.Model):
    """A page on its way to being there once more with all below it: the worker's to make (`operations/copy_tree.py`). One that
    is copied alone is there at once.

    The copies lie hidden (in the `hiding`, which is no trash that anybody sees) until all are whole: `shown_at`. Then the rest
    of the house is told of them: `finished_at`. `root` is the copy of `source`. `left_out` counts by kind what was not
    copied; `asked` by person (an id as text) the action items that came along; `failed` says why there is nothing.
    """

    source = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="+")
    root = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    hiding = models.OneToOneField(Trashing, on_delete=models.SET_NULL, null=True, related_name="copying")
    title = models.CharField(max_length=TITLE_LENGTH, default="")
    left_out = models.JSONField(default=dict)
    asked = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    failed = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)
    shown_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = PageCopyQuerySet.as_manager()

    def get_absolute_url(self) -> str:
        return f"/copies/{self.pk}/"

    @property
    def is_over(self) -> bool:
        """Nothing is being made for it any more."""
        return bool(self.finished_at or self.cancelled_at or self.failed)


class CopiedPage(models.Model):
    """One page of a copy, parents first: `page` once its place is made, `written_at` once it holds everything,
    `told_at` once the house knows of it. `mentions` came along and call nobody with the version after `versions`."""

    copy = models.ForeignKey(PageCopy, on_delete=models.CASCADE, related_name="parts")
    source = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    page = models.OneToOneField(Page, on_delete=models.SET_NULL, null=True, related_name="copied_from")
    mentions = models.JSONField(default=list)
    versions = models.PositiveSmallIntegerField(default=0)  # how many were made by copying
    written_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["copy", "source"], name="pages_copied_once")]
