"""`cairn mail-in`: takes answers by mail, as a listener for the mail server in front."""

import asyncio
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cairn.mail.addresses import reply_base
from cairn.mail.inbound.listener import listen, stop_on_signals


class Command(BaseCommand):
    help = "Take answers by mail over SMTP, or LMTP with --lmtp. Needs CAIRN_MAIL_REPLY_TO."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=2525)
        parser.add_argument("--lmtp", action="store_true", help="Speak LMTP instead of SMTP.")
        parser.add_argument("--parent", type=int, help="End when this process does.")

    def handle(self, *args: Any, host: str, port: int, lmtp: bool, parent: int | None, **options: Any) -> None:
        if reply_base() is None:
            self.stderr.write(
                "Set CAIRN_MAIL_REPLY_TO (reply@your.domain) first: no mail carries an address to answer."
            )
            sys.exit(1)
        stop = stop_on_signals(parent)
        kind = "LMTP" if lmtp else "SMTP"
        try:
            asyncio.run(listen(host, port, lmtp=lmtp, ready=lambda at: self._ready(kind, host, at), stop=stop))
        except OSError as error:
            self.stderr.write(f"Mail can't be taken at {host} port {port}: {error}. Choose another --host or --port.")
            sys.exit(1)

    def _ready(self, kind: str, host: str, port: int) -> None:
        self.stdout.write(f"Cairn takes mail over {kind} at {host}:{port}")
        self.stdout.flush()
