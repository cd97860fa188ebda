"""One of everything in the restricted space STONE, for walking every address as everybody."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pycrdt import Doc, XmlElement, XmlFragment

from cairn.action_items.operations import sync_action_items
from cairn.activity.record import record
from cairn.comments.operations import start_thread
from cairn.core.clock import now
from cairn.debates.loaders import debate_for
from cairn.debates.operations import add_argument
from cairn.debates.text import statements_of
from cairn.decisions.log.addresses import feed_path
from cairn.decisions.operations import escalate_decision, spin_up_decision, start_decision, take_position
from cairn.decisions.operations.log_views import renew_feed_key, save_log_view
from cairn.decisions.operations.triggers import Trigger, add_trigger
from cairn.decisions.roles import Setup
from cairn.documents import from_markdown
from cairn.drafting import operations as drafts
from cairn.feedback.operations import Ask, ask_to_read, start_round
from cairn.gallery.answers import Answers
from cairn.gallery.known import template_for
from cairn.gallery.operations import Filled
from cairn.livedocs import log
from cairn.mail.links import unsubscribe_path
from cairn.notifications.models import Notification
from cairn.pages.history import keep_draft
from cairn.pages.models import Page
from cairn.pages.operations import attach_file, begin_copy, create_page, publish_page, trash_page
from cairn.people.invitations import path_of
from cairn.people.models import User
from cairn.people.operations import add_absence, create_invitation
from cairn.questions.operations import Plan as Compiling
from cairn.questions.operations import (
    add_remark,
    ask_question,
    compile_session,
    create_session,
    give_answer,
    suggest_edit,
)
from cairn.questions.operations.live_part import put_on_screen
from cairn.questions.operations.recording import attach_recording
from cairn.questions.writing import Asked, Said
from cairn.roadmaps.operations import add_item, create_roadmap, link_page
from cairn.series.operations import Plan, open_in_emergency, start_series
from cairn.spaces.models import SpaceMember
from tests.cast import Cast

TEXT = (
    "# Ignored\n\nA cairn marks the way.\n\n- [ ] Carry the first stone\n\n```cairn\ndebate\nstatement: It does\n```\n"
)


def suggest(page: Page, *, by: User) -> str:
    """Somebody suggests a paragraph more; gives the suggestion's id."""
    stamp = {"id": f"{by.pk}-1", "user": str(by.pk), "at": "2026-11-20T09:00:00Z"}

    def change(doc: Doc[Any]) -> None:
        paragraph = XmlElement("paragraph")
        doc.get("body", type=XmlFragment).children.append(paragraph)
        paragraph.attributes["suggestedInsertion"] = json.dumps(stamp)

    log.edit(page.document_id, change, by=by)
    return stamp["id"]


@dataclass
class World:
    """`parts` maps the first word of an address to the arguments that lead to this world's thing behind it."""

    cast: Cast
    parts: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, cast: Cast) -> "World":
        page = create_page(cast.stone, by=cast.ben, title="The way", body=from_markdown(TEXT).body)
        publish_page(page, by=cast.ben)
        trashed = create_page(cast.stone, by=cast.ben, title="A wrong way")
        trash_page(trashed, by=cast.ben)
        on_page = (_page_doors, _talk_doors, _feedback_doors, _roadmap_doors)
        alone = (_decision_doors, _question_doors, _series_doors, _draft_doors, _log_doors, _people_doors)
        made = [maker(cast, page) for maker in on_page] + [maker(cast) for maker in alone]
        User.objects.update(last_seen_at=now())  # a first visit is written down, and what a knock does is undone
        return cls(cast, {name: part for parts in made for name, part in parts.items()})

    def address(self, door: "Door") -> str:
        part = self.parts.get(door.route.lstrip("^").split("/")[0], {})
        return reverse(door.name, kwargs={name: part[name] for name in door.parameters})


Parts = dict[str, dict[str, Any]]


def _page_doors(cast: Cast, page: Page) -> Parts:
    sync_action_items(page)
    kept = keep_draft(page)
    assert kept
    attachment = attach_file(page, SimpleUploadedFile("way.txt", b"stones", "text/plain"), by=cast.ben)
    suggested = suggest(page, by=cast.cleo)
    local_id = statements_of(page)[0].local_id
    argument = add_argument(debate_for(cast.cleo, page.pk, local_id), by=cast.cleo, side="for", text="One sees it.")
    here = {
        "local_id": local_id,
        "pk": page.pk,
        "page_id": page.pk,
        "number": 1,
        "action": "view",
        "draft": kept.pk,
        "suggestion": suggested,
        "key": "goal",
    }
    return {
        "pages": here,
        "action-items": {"pk": page.action_items.get().pk},
        "attachments": {"key": attachment.key, "name": "way.txt"},
        "copies": {"pk": begin_copy(page, by=cast.ben, space=cast.stone, parent=None).pk},
        "gallery": {"slug": "daci"},
        "arguments": {"pk": argument.pk},
    }


def _talk_doors(cast: Cast, page: Page) -> Parts:
    thread = start_thread(page, by=cast.cleo, body="Is it marked?", quote="marks the way")
    event = record("page.read", by=cast.ada, page_id=page.pk)
    told = Notification.objects.create(user=cast.ben, event=event, page=page, reason="owner", text="-", link="/")
    return {
        "threads": {"pk": thread.pk},
        "comments": {"pk": thread.comments.get().pk, "sign": "agree"},
        "notifications": {"pk": told.pk},
        "unsubscriptions": {"token": unsubscribe_path(cast.ben).split("/")[2]},
    }


def _feedback_doors(cast: Cast, page: Page) -> Parts:
    ask = Ask([cast.ada, cast.cleo], [], now() + timedelta(days=3))
    round_ = start_round(page, ask, by=cast.ben)
    request = ask_to_read(page, ask, by=cast.ben)
    return {
        "rounds": {"pk": round_.pk},
        "reviews": {"pk": round_.reviews.get(user=cast.cleo).pk},
        "read-requests": {"pk": request.pk},
        "acknowledgements": {"pk": request.acknowledgements.get(user=cast.cleo).pk},
    }


def _decision_doors(cast: Cast) -> Parts:
    """A running decision that Cleo blocks, and the room she is called into."""
    decision = spin_up_decision(cast.stone, by=cast.ben, title="Which way")
    setup = Setup.daci(cast.ben, [cast.ada], [cast.cleo], [cast.ravi], now() + timedelta(days=3))
    start_decision(decision, by=cast.ben, setup=setup)
    take_position(decision, by=cast.cleo, stance="block", reason="Not that way")
    room = escalate_decision(decision, by=cast.ben)
    trigger = add_trigger(decision, by=cast.ben, trigger=Trigger("assumption", words="There is one way"))
    option, criterion = decision.options.first(), decision.criteria.first()
    assert option and criterion
    parts = {"pk": decision.pk, "option_pk": option.pk, "criterion_pk": criterion.pk, "key": "daci"}
    return {
        "decisions": {**parts, "user_pk": cast.cleo.pk, "trigger_pk": trigger.pk},
        "rooms": {"pk": room.pk, "point_pk": room.agenda.get().pk},
    }


def _roadmap_doors(cast: Cast, page: Page) -> Parts:
    roadmap = create_roadmap(cast.stone, by=cast.ben, title="The way up")
    publish_page(roadmap.page, by=cast.ben)
    item = add_item(roadmap, by=cast.ben, title="Ropes")
    link_page(item, by=cast.ben, page=page.pk)
    return {
        "roadmaps": {"pk": roadmap.pk},
        "roadmap-lanes": {"pk": item.lane_id},
        "roadmap-items": {"pk": item.pk, "field": "title", "page_pk": page.pk},
    }


def _question_doors(cast: Cast) -> Parts:
    """A session that is open for questions, with one of Ravi's, Cleo's answer, a remark of hers on it, and its page."""
    session = create_session(cast.stone, by=cast.ben, title="Ask the masons")
    publish_page(session.page, by=cast.ben)
    session.opens_at, session.closes_at = now() - timedelta(days=1), now() + timedelta(days=1)
    session.save()
    question = ask_question(session, Asked("Which stone first?"), by=cast.ravi)
    answer = give_answer(question, by=cast.cleo, said=Said("The flat one"))
    remark = add_remark(answer, by=cast.cleo, said=Said("As always"))
    put_on_screen(question, by=cast.ben)
    sound = SimpleUploadedFile("talk.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x21" + bytes(40))
    recording = attach_recording(session, sound, by=cast.ben)
    edit = suggest_edit(answer, Asked("", "The flat one, always"), by=cast.gus)
    compile_session(session, Compiling("What the masons said"), by=cast.ben)
    return {
        "ama": {"pk": session.pk},
        "ama-hosts": {"pk": session.hosts.get().pk},
        "questions": {"pk": question.pk, "question": question.pk, "sign": "agree"},
        "question-edits": {"pk": edit.pk},
        "recordings": {"pk": recording.pk, "question": question.pk},
        "answers": {"pk": answer.pk, "sign": "agree"},
        "remarks": {"pk": remark.pk, "sign": "agree"},
    }


def _series_doors(cast: Cast) -> Parts:
    """Talks of Ben and Cleo, which Ada has opened in an emergency."""
    series = start_series(
        Plan("one-on-one", cast.ben, cast.cleo, "month", now().date() + timedelta(days=9)), by=cast.ben
    )
    emergency = open_in_emergency(series.pair, "Something has to be found at once", by=cast.ada)
    return {"series": {"pk": series.pk}, "emergencies": {"pk": emergency.pk}}


def _draft_doors(cast: Cast) -> Parts:
    """Ben drafts together with Cleo and Ravi: nobody else sees the page."""
    template = template_for(cast.ben, "strategy-brief")
    answers = Answers.of(cast.ben, template.definition, QueryDict("v-subject=doors"))
    plan = drafts.Plan([cast.cleo, cast.ravi], [], now() + timedelta(days=3))
    round_ = drafts.start_round(Filled(template, answers), cast.stone, plan, by=cast.ben)
    invitation = round_.invitations.get(user=cast.ravi)
    return {"drafts": {"pk": round_.pk, "key": "bet"}, "draft-invitations": {"pk": invitation.pk}}


def _log_doors(cast: Cast) -> Parts:
    view = save_log_view(cast.stone, by=cast.ben, name="Open", query="state=running", shared=True)
    token = feed_path(renew_feed_key(by=cast.ben), None).split("/")[2]
    return {"log-views": {"pk": view.pk}, "decision-feeds": {"token": token}}


def _people_doors(cast: Cast) -> Parts:
    invitation = create_invitation(by=cast.ada)
    member = SpaceMember.objects.get(space=cast.stone, user=cast.cleo)
    days = now().date() + timedelta(days=30), now().date() + timedelta(days=33)
    absence = add_absence(cast.cleo, by=cast.cleo, first_day=days[0], last_day=days[1])
    return {
        "people": {"pk": cast.cleo.pk, "absence_pk": absence.pk},
        "accounts": {"pk": cast.cleo.pk, "uidb36": "1", "key": "not-a-key"},
        "teams": {"pk": cast.crew.pk, "user_pk": cast.cleo.pk},
        "settings": {"job": "00000000-0000-4000-8000-000000000000"},
        "spaces": {"key": "STONE", "pk": member.pk, "number": 1},
        "invitations": {"pk": invitation.pk, "secret": path_of(invitation).split("/")[2]},
    }


@dataclass(frozen=True)
class Door:
    """One address and one verb."""

    name: str
    verb: str
    route: str
    view: str  # the module of what answers; empty for a library's class
    parameters: tuple[str, ...]


def doors() -> Iterator[Door]:
    """Every address of the product with every verb that it answers; allauth's classes say theirs themselves."""

    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern

    for pattern in walk(get_resolver().url_patterns):
        assert pattern.name, f"{pattern.pattern} has no name"
        parameters = tuple(pattern.pattern.converters) or tuple(getattr(pattern.pattern.regex, "groupindex", {}))
        views = getattr(pattern.callback, "views", {"GET": None, "POST": None})
        for verb, view in views.items():
            module = view.__module__ if view else ""
            yield Door(pattern.name, verb, str(pattern.pattern), module, parameters)
