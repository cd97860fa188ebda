"""What comes round, and how often."""

from datetime import timedelta

from cairn.core.periodic import Periodic

SCHEDULE = [
    Periodic("cairn.mail.jobs.send_due", every=timedelta(seconds=5), when="cairn.mail.outbox.anything_due"),
    Periodic("cairn.mail.jobs.fetch_mail", every=timedelta(minutes=1), when="cairn.mail.inbound.imap.is_configured"),
    Periodic("cairn.mail.jobs.tidy_mail", every=timedelta(days=1)),
    Periodic("cairn.core.jobs.tidy_up", every=timedelta(days=1)),
    Periodic("cairn.pages.jobs.thin_drafts", every=timedelta(days=1)),
    Periodic("cairn.pages.jobs.keep_drafts", every=timedelta(minutes=1), when="cairn.pages.history.any_to_keep"),
    Periodic(
        "cairn.pages.jobs.publish_live_pages", every=timedelta(seconds=10), when="cairn.pages.live_pages.any_quiet"
    ),
    Periodic("cairn.decisions.jobs.keep_silences", every=timedelta(seconds=10), when="cairn.decisions.jobs.any_lapsed"),
    Periodic("cairn.drafting.jobs.end_rounds", every=timedelta(seconds=10), when="cairn.drafting.jobs.any_over"),
    Periodic("cairn.drafting.jobs.remind", every=timedelta(minutes=5), when="cairn.drafting.jobs.any_open"),
    Periodic("cairn.series.jobs.look_at_series", every=timedelta(minutes=5), when="cairn.series.jobs.any_due"),
    Periodic("cairn.feedback.jobs.remind", every=timedelta(minutes=5), when="cairn.feedback.jobs.any_open"),
    Periodic(
        "cairn.decisions.after.jobs.look_again", every=timedelta(minutes=5), when="cairn.decisions.after.jobs.any_due"
    ),
    Periodic(
        "cairn.questions.afterwards.jobs.keep_in_step",
        every=timedelta(seconds=10),
        when="cairn.questions.afterwards.jobs.any_waiting",
    ),
    Periodic(
        "cairn.questions.afterwards.jobs.ask_for_reviews",
        every=timedelta(hours=1),
        when="cairn.questions.afterwards.jobs.any_due",
    ),
    Periodic(
        "cairn.questions.jobs.leave_what_is_open", every=timedelta(seconds=30), when="cairn.questions.jobs.any_ended"
    ),
    Periodic(
        "cairn.questions.jobs.remind_of_the_end", every=timedelta(minutes=2), when="cairn.questions.jobs.any_ending"
    ),
    Periodic(
        "cairn.questions.often.jobs.group_all", every=timedelta(days=1), when="cairn.questions.often.jobs.any_missing"
    ),
    Periodic("cairn.debates.jobs.say_what_is_over", every=timedelta(seconds=30), when="cairn.debates.jobs.any_over"),
]
