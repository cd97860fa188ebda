"""What an asker's browser does for a ticket (`frontend/islands/questions/blind.ts`), in Python."""

import secrets
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from cairn.questions.anonymity import EXPONENT, Ticket, key_hash, ring_hash
from cairn.questions.models import Session

FORM = "application/x-www-form-urlencoded"


def tickets(client: Client, session: Session, count: int = 1) -> list[Ticket]:
    """Tickets that the session signed for whoever is signed in there, as many as it gives."""
    address = f"/ama/{session.pk}/tickets/"
    modulus = int(client.post(address).json()["modulus"], 16)
    drawn = []
    for _turn in range(count):
        key, factor = secrets.token_hex(32), secrets.randbelow(modulus - 2) + 2
        blinded = ring_hash(session.pk, key_hash(key), modulus) * pow(factor, EXPONENT, modulus) % modulus
        drawn.append((key, factor, f"{blinded:x}"))
    answer = client.post(address, {"blinded": [blinded for _key, _factor, blinded in drawn]})
    signed = answer.json().get("signatures", []) if answer.status_code == 200 else []
    return [
        Ticket(key, f"{int(signature, 16) * pow(factor, -1, modulus) % modulus:x}")
        for (key, factor, _blinded), signature in zip(drawn, signed, strict=False)
    ]


def nobody(session: Session, ticket: Ticket, method: str = "POST", below: str = "", **fields: str) -> HttpResponse:
    """A request with a ticket and without a cookie."""
    body = urlencode({"key": ticket.key, "signature": ticket.signature, **fields})
    return Client().generic(method, f"/ama/{session.pk}/anonymous/{below}", body, FORM)
