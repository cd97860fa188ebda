"""What her own words are, as mail programs and languages write around them."""

import time
from email.message import EmailMessage

import pytest

from cairn.mail.inbound.reading import answer_in, parse


def plain(text: str) -> str:
    message = EmailMessage()
    message.set_content(text)
    return answer_in(parse(message.as_bytes())).text


def html(text: str) -> str:
    message = EmailMessage()
    message.set_content(text, subtype="html")
    return answer_in(parse(message.as_bytes())).text


@pytest.mark.parametrize(
    "around",
    [
        "{}\n\nOn Mon, 23 Nov 2026 at 10:00, Ben (Test) <cairn@example.org> wrote:\n\n> Is it dry?\n",
        "{}\n\nAm 23.11.2026 um 10:00 schrieb Ben (Test) <cairn@example.org>:\n> Is it dry?\n",
        "{}\n\nLe lun. 23 nov. 2026 à 10:00, Ben <cairn@example.org> a écrit :\n> Is it dry?\n",
        "{}\n\nEl lun, 23 nov 2026 a las 10:00, Ben <cairn@example.org> escribió:\n> Is it dry?\n",
        "{}\n\nOp ma 23 nov. 2026 om 10:00 schreef Ben <cairn@example.org>:\n> Is it dry?\n",
        "{}\n\nFrom: Ben <cairn@example.org>\nSent: Monday, November 23, 2026 10:00\nTo: Cleo\nSubject: Dry\n\nIs it dry?\n",
        "{}\n\nVon: Ben <cairn@example.org>\nGesendet: Montag, 23. November 2026 10:00\nAn: Cleo\nBetreff: Dry\n\nIs it?\n",
        "{}\n\n-- \nCleo\n+49 30 1234\n",
        "{}\n\nSent from my iPhone\n\nOn 23 Nov 2026, at 10:00, Ben <cairn@example.org> wrote:\n\n> Is it dry?\n",
        "{}\n\nVon meinem iPhone gesendet\n\nAm 23.11.2026 um 10:00 schrieb Ben <cairn@example.org>:\n\n> Is it dry?\n",
        "{}\n",
    ],
)
def test_programs_and_languages(around: str) -> None:
    assert plain(around.format("Yes, dry.\n\nAnd warm.")) == "Yes, dry.\n\nAnd warm."


def test_answers_between_quotes_are_kept_with_them() -> None:
    said = plain("On Mon, 23 Nov 2026 at 10:00, Ben <cairn@example.org> wrote:\n> Is it dry?\n")
    assert said == ""
    assert plain("> Is it dry?\n\nYes.\n\n> And warm?\n\nNo.\n") == "> Is it dry?\n\nYes.\n\n> And warm?\n\nNo."


HEAD = "On 23.11.26 10:00, Ben (Test) wrote:\n"
FOOT = "> \n> --\n> Stop all mail:\n> https://cairn.example.org/unsubscribe/signed\n"
BELOW = [
    (f"{HEAD}> Is it dry?\n> More of it\n\nYes, dry.\n\n-- \nCleo\n", "Yes, dry."),
    (f"{HEAD}> Is it dry?\n{FOOT}\nYes, dry.\n", "Yes, dry."),
    (
        f"See below.\n\n{HEAD}> Dry?\n\nYes.\n\n> Warm?\n\nNo.\n\n{FOOT}",
        "See below.\n\n> Dry?\n\nYes.\n\n> Warm?\n\nNo.",
    ),
    (f"{HEAD}> Dry?\n\nYes.\n\n> Warm?\n{FOOT}\nNo.\n", "> Dry?\n\nYes.\n\n> Warm?\n\nNo."),
    ("I agree with this:\n> north it is\n", "I agree with this:"),
    ("> Is it dry?\n\nYes.\n", "> Is it dry?\n\nYes."),
]


@pytest.mark.parametrize(("mail", "own"), BELOW)
def test_answers_below_and_between_quotes_are_hers(mail: str, own: str) -> None:
    assert plain(mail) == own


@pytest.mark.parametrize(
    "own",
    [
        "Two things:\n- one\n- two",
        "Hi Ben,\n\nThanks, I looked.\n\nThe north side is wet.",
        "Try this:\n\n    def dry():\n        return True\n\n-x works too.",
        "Warning: never mail this.\n\nIt is wet.",
        "Best is:\n\n1. wait\n2. look",
    ],
)
def test_nothing_of_hers_is_taken_for_a_signature(own: str) -> None:
    assert plain(own) == own
    assert plain(f"{own}\n\nBest regards,\nCleo\nHead of roofs\n\n{HEAD}> Is it dry?\n") == own


@pytest.mark.parametrize(
    "below",
    [
        "PS: the north side too.",
        "Cleo\n\nAnd please ask Ben about the roof.",
        "Cleo\n\n- wood\n- stone",
        "Cleo\nIs it dry up there?",
    ],
)
def test_what_is_said_below_a_sign_off_is_kept(below: str) -> None:
    own = f"It is wet.\n\nBest regards,\n{below}"
    assert plain(own) == own
    card = "Cleo Marsh\nHead of roofs\nStone & Sons Ltd.\n12 Long Street, Vienna\n+43 1 234 56"
    assert plain(f"It is wet.\n\nBest regards,\n{card}") == "It is wet."


def test_answers_between_the_quotes_of_html() -> None:
    said = '<div><blockquote type="cite">Dry?</blockquote>Yes.<blockquote type="cite">Warm?</blockquote>No.</div>'
    assert html(said) == "Yes.\n\nNo."
    said = (
        '<div class="gmail_quote"><div class="gmail_attr">On Mon Ben wrote:</div><blockquote>Old</blockquote>Yes.</div>'
    )
    assert html(said) == "Yes."
    assert html('<p>Yes.<img src="https://evil.example/seen.gif"></p>') == "Yes."


@pytest.mark.parametrize(
    "quoted",
    [
        '<div class="gmail_quote"><div class="gmail_attr">On Mon Ben wrote:</div><blockquote>Old</blockquote></div>',
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Ben</div><div>Old</div>',
        '<blockquote type="cite"><p>Old</p></blockquote>',
        '<div class="moz-cite-prefix">On Monday Ben wrote:</div><blockquote type="cite">Old</blockquote>',
        '<div class="gmail_signature">Old</div>',
        "<div>On Mon, 23 Nov 2026 at 10:00, Ben &lt;cairn@example.org&gt; wrote:</div><blockquote>Old</blockquote>",
    ],
)
def test_mail_that_is_html_alone(quoted: str) -> None:
    text = html(f"<html><head><style>p {{}}</style></head><body><div>Yes, <b>dry</b>.</div>{quoted}</body></html>")
    assert text == "Yes, **dry**."


def test_flowed_lines_are_one_paragraph() -> None:
    raw = b"Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\nOne long \r\nline.\r\n\r\n-- \r\nCleo\r\n"
    assert answer_in(parse(raw)).text == "One long line."


def test_no_mail_keeps_it_busy() -> None:
    began = time.process_time()
    for text in (
        "> " * 20_000,
        "On " * 3_000,
        ("word " * 20 + "\n") * 500,
        "\n> a" * 20_000,
        "Am " * 9_000 + "\n" * 9_000,
    ):
        plain(text)
    html("<div>" * 3_000 + "x" * 50_000)
    assert time.process_time() - began < 15
