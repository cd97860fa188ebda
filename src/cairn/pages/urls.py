from django.urls import path

from cairn.core.verbs import by_verb
from cairn.pages.views import (
    attachments,
    cards,
    comparisons,
    conversions,
    copies,
    drafts,
    editing,
    labels,
    mentions,
    pages,
    places,
    publishing,
    restrictions,
    trash,
    trees,
    versions,
    visits,
)

urlpatterns = [
    path("pages/", by_verb(POST=pages.begin), name="pages"),
    path("pages/new/", by_verb(GET=pages.new), name="page_new"),
    path("pages/<int:pk>/", by_verb(GET=pages.page), name="page"),
    path("pages/<int:pk>/edit/", by_verb(GET=editing.edit), name="page_edit"),
    path(
        "pages/<int:pk>/title/", by_verb(GET=editing.title, POST=editing.rename, PUT=editing.rename), name="page_title"
    ),
    path("pages/<int:pk>/body/", by_verb(GET=editing.body, PUT=editing.write_body), name="page_body"),
    path(
        "pages/<int:pk>/publication/",
        by_verb(GET=publishing.publication, POST=publishing.publish),
        name="page_publication",
    ),
    path("pages/<int:pk>/copies/", by_verb(GET=copies.choice, POST=copies.copy), name="page_copies"),
    path("copies/<int:pk>/", by_verb(GET=copies.progress, DELETE=copies.cancel), name="page_copy"),
    path("pages/<int:pk>/place/", by_verb(GET=places.place, POST=places.move), name="page_place"),
    path("pages/<int:pk>/place/options/", by_verb(GET=places.options), name="page_place_options"),
    path(
        "pages/<int:pk>/restrictions/<str:action>/",
        by_verb(GET=restrictions.restriction, POST=restrictions.restrict, DELETE=restrictions.lift),
        name="page_restriction",
    ),
    path("pages/<int:pk>/takeover/", by_verb(POST=restrictions.take_over), name="page_takeover"),
    path(
        "pages/<int:pk>/trashing/",
        by_verb(GET=trash.trashing, POST=trash.put, DELETE=trash.take_out),
        name="page_trashing",
    ),
    path("pages/<int:pk>/labels/", by_verb(GET=labels.labels, POST=labels.label), name="page_labels"),
    path(
        "pages/<int:pk>/attachments/",
        by_verb(GET=attachments.attachments, POST=attachments.attach),
        name="page_attachments",
    ),
    path("pages/<int:pk>/attachments/copies/", by_verb(POST=attachments.copy), name="attachment_copies"),
    path("pages/<int:pk>/versions/", by_verb(GET=versions.versions), name="page_versions"),
    path("pages/<int:pk>/versions/<int:number>/", by_verb(GET=versions.version), name="page_version"),
    path("pages/<int:pk>/versions/<int:number>/changes/", by_verb(GET=comparisons.differences), name="version_changes"),
    path(
        "pages/<int:pk>/versions/<int:number>/restoration/", by_verb(POST=versions.revert), name="version_restoration"
    ),
    path("pages/<int:pk>/comparison/", by_verb(GET=comparisons.comparison), name="page_comparison"),
    path(
        "pages/<int:pk>/schedule/", by_verb(POST=publishing.schedule, DELETE=publishing.call_off), name="page_schedule"
    ),
    path(
        "pages/<int:pk>/liveness/", by_verb(POST=publishing.go_live, DELETE=publishing.leave_live), name="page_liveness"
    ),
    path("pages/<int:pk>/draft/", by_verb(GET=drafts.draft), name="page_draft"),
    path("pages/<int:pk>/draft/changes/", by_verb(GET=comparisons.draft_changes), name="draft_changes"),
    path("pages/<int:pk>/drafts/", by_verb(GET=drafts.drafts), name="page_drafts"),
    path("pages/<int:pk>/drafts/<int:draft>/", by_verb(GET=drafts.kept_draft), name="kept_draft"),
    path("pages/<int:pk>/drafts/<int:draft>/restoration/", by_verb(POST=drafts.restore), name="draft_restoration"),
    path("pages/<int:pk>/visits/", by_verb(POST=visits.visit), name="page_visits"),
    path("pages/<int:pk>/children/", by_verb(GET=trees.children), name="page_children"),
    path("pages/<int:pk>/mentions/", by_verb(GET=mentions.mentions), name="page_mentions"),
    path("pages/<int:pk>/export.md", by_verb(GET=conversions.export), name="page_export"),
    path("spaces/<str:key>/tree/", by_verb(GET=trees.tree), name="page_tree"),
    path("spaces/<str:key>/trash/", by_verb(GET=trash.trash), name="trash"),
    path("spaces/<str:key>/restricted/", by_verb(GET=restrictions.held), name="restricted_pages"),
    path("attachments/<str:key>/<str:name>", by_verb(GET=attachments.attachment), name="attachment"),
    path("cards/", by_verb(GET=cards.card), name="card"),
    path("embeds/", by_verb(GET=cards.embed), name="embed"),
    path("conversions/", by_verb(POST=conversions.convert), name="conversions"),
]
