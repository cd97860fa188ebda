"""Mail as people's programs send it, for the tests of what comes in."""

from email.message import EmailMessage
from email.utils import make_msgid, parseaddr

from django.core.mail import EmailMultiAlternatives

from cairn.people.models import User


def answer(to: EmailMultiAlternatives, user: User, text: str, **headers: str) -> EmailMessage:
    """What `user` answers to a mail of ours: above the quoted rest, as most programs do. Headers: "_" for "-"."""
    message = EmailMessage()
    message["From"] = f"{user.name} <{user.email}>"
    message["To"] = to.reply_to[0] if to.reply_to else "cairn@localhost"
    message["Subject"] = to.subject if to.subject.startswith("Re:") else f"Re: {to.subject}"
    message["Message-ID"] = make_msgid(domain="home.example")
    message["In-Reply-To"] = to.extra_headers["Message-ID"]
    for name, value in headers.items():
        name = name.replace("_", "-")
        del message[name]
        message[name] = value
    quoted = "\n".join(f"> {line}".rstrip() for line in to.body.splitlines())
    message.set_content(f"{text}\n\nOn Mon, 23 Nov 2026 at 10:00, Ben (Test) <cairn@example.org> wrote:\n{quoted}\n")
    return message


def address_of(message: EmailMessage) -> str:
    return parseaddr(message["To"])[1]
