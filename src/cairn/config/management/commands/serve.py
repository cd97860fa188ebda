"""`cairn serve`: the whole product on one machine, or one part of it."""

import sys
from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from cairn.config.serving import database, folder, port
from cairn.config.serving.refusal import Refused
from cairn.config.serving.server import run_server
from cairn.config.serving.worker import ChildProcess, run_worker
from cairn.core.db import alone


class Command(BaseCommand):
    help = "Start Cairn: one web and live process, one worker. --role starts one part."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--role", choices=["all", "web", "live", "worker"], default="all")
        parser.add_argument("--empty", action="store_true", help="Start without the sample workspace.")
        parser.add_argument("--parent", type=int, help="End when this process does.")

    def handle(self, *args: Any, role: str, host: str, empty: bool, parent: int | None, **options: Any) -> None:
        try:
            if role == "worker":
                if parent is None:  # else the server beside it has done this
                    database.prepare()
                run_worker(parent)
            else:
                self.serve(role, host, options["port"], empty)
        except Refused as refusal:
            self.stderr.write(str(refusal))
            sys.exit(1)

    def serve(self, role: str, host: str, number: int, empty: bool) -> None:
        door = port.listen(host, number)
        locks = folder.take_for(settings.DATA, role, number)
        database.prepare()
        lines = self.first_lines(empty) if role in ("all", "web") else []
        connections.close_all()  # this thread serves sockets from here on; what it has read need not stay in memory
        address = f"http://{f'[{host}]' if ':' in host else host}:{number}"
        beside = self.beside() if role == "all" else []
        for process in beside:
            process.start()
        try:
            run_server(door, role, ready=[f"Cairn is ready at {address}", *(line.format(address) for line in lines)])
        finally:
            for process in beside:
                process.stop()
            locks.close()

    def beside(self) -> list[ChildProcess]:
        """The worker, and the listener for mail when CAIRN_MAIL_IN names its place."""
        processes = [ChildProcess("serve", "--role", "worker")]
        place = urlsplit(settings.MAIL_IN)
        if place.hostname:
            listener = ["mail-in", "--host", place.hostname, "--port", str(place.port or 2525)]
            processes.append(ChildProcess(*listener, *(["--lmtp"] if place.scheme == "lmtp" else [])))
        return processes

    def first_lines(self, empty: bool) -> list[str]:
        """What else the terminal shows: in an empty workspace, the link that makes the first account."""
        from cairn.config.sample import load_sample
        from cairn.people.operations import first_link

        with alone("first start"):
            if not empty:
                load_sample()
            link = first_link()
        return [f"Make the first account (this link works once): {{}}{link}"] if link else []
