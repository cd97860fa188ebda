"""Extensions that apps above `cairn.extensions` draw for each reader: key → dotted name of `(request, page, slot) -> html`."""

from collections.abc import Mapping

DRAWN: Mapping[str, str] = {
    "project": "cairn.extensions.project.draw",
    "debate": "cairn.debates.embed.draw",
    "roadmap": "cairn.roadmaps.embed.draw",
    "decisions": "cairn.decisions.log.embed.draw",
    "ama": "cairn.questions.embed.draw",
    "sections": "cairn.gallery.sections.embed.draw",
}
