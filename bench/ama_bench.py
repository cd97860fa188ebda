"""One session, 500 questions, 1,000 people who vote at once, each with a session and a connection of her own.

Everybody votes for three questions while nobody looks, and for three others with 1,000 open browsers; one in ten presses twice at
the same moment, one in twenty takes a vote back. On SQLite, then the same on PostgreSQL (`postgres_…`).

exact              shown counts = rows = what every open browser was told at last, for all 500 questions (else it fails)
votes_per_second   with everybody at once and 1,000 browsers open
vote_queries       database queries of a vote, who votes and the transaction's ends included
vote_cpu_ms        CPU of the server for a vote, nobody looking
vote_ratio         that ÷ CPU of a bare vote on the same stack: a row and a count in one transaction, no right asked
live_cpu_us        CPU of the server for one notice with counts to one open browser
live_last_ms       from the answer to the last vote until the last open browser has heard of it
live_p99_ms        of all votes: until an open browser shows that count or a later one, the 99th of 100
vote_p50_ms, …99   how long one waits for the answer to a press while 1,000 press
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.conventions.source import ROOT

from bench.ama_load import Answered, Audience, Ear, Press, press_all
from bench.decisions_bench import _client, _made
from bench.product import cpu_seconds, family, person, served, session_of, set_up

VOTERS, QUESTIONS, EACH, OPEN = 1_000, 500, 3, 1_000
Hands = list[tuple[str, list[Press]]]


def measure() -> dict[str, object]:
    return {**_one(""), **_on_postgresql()}


def _on_postgresql() -> dict[str, object]:
    """In a process of its own: Django has one database for life."""
    command = [sys.executable, "-m", "tests.postgres", sys.executable, "-m", "bench.ama_bench"]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return {f"postgres_{name}": value for name, value in found.items()}


def _one(database_url: str) -> dict[str, object]:
    data = set_up(database_url=database_url, is_ready=True)
    people, page, questions, bare = _filled()
    sessions = [session_of(one) for one in people]
    queries = _queries(people[0], questions[0])
    with served(data, "--empty") as product:
        assert product.process
        return {"vote_queries": queries} | asyncio.run(
            _run(product.address, product.process.pid, page, sessions, questions, bare)
        )


async def _run(
    address: str, pid: int, page: int, sessions: list[str], questions: list[int], bare: list[int]
) -> dict[str, object]:
    chance = random.Random(7)
    await press_all(address, [(key, [Press("/bench/fixed/", 0, "GET")]) for key in sessions])  # notes who is here
    floors = [await _floor(address, pid, sessions, bare)]
    before = _cpu(pid)
    silent = await press_all(address, _hands(sessions, questions[:250], chance))
    silent_cpu = (_cpu(pid) - before) / len(silent)
    floors.append(await _floor(address, pid, sessions, bare))
    async with Audience(address, page, sessions[:OPEN]) as audience:
        audience.forget()
        before = _cpu(pid)
        loud = await press_all(address, _hands(sessions, questions[250:], chance))
        await audience.settle()
        loud_cpu = _cpu(pid) - before
        ears = audience.ears
    for answer in (*silent, *loud):
        assert answer.status == 200, answer
    await asyncio.to_thread(_assert_exact, questions, ears, {answer.press.question for answer in loud})
    frames = sum(len(ear.frames) for ear in ears)
    first, last = min(a.at - a.took for a in loud), max(a.at for a in loud)
    waits, delays = sorted(a.took for a in loud), _delays(loud, ears)
    return {
        "votes": len(silent) + len(loud),
        "exact": True,
        "votes_per_second": round(len(loud) / (last - first)),
        "vote_cpu_ms": round(1000 * silent_cpu, 2),
        "floor_cpu_ms": round(1000 * statistics.mean(floors), 2),
        "vote_ratio": round(silent_cpu / statistics.mean(floors), 2),
        "live_frames": frames,
        "live_cpu_us": round(1e6 * max(0.0, loud_cpu - silent_cpu * len(loud)) / frames, 1),
        "live_last_ms": round(1000 * (max(_heard_all(ear) for ear in ears) - last)),
        "live_p99_ms": round(1000 * delays[int(len(delays) * 0.99)]),
        "vote_p50_ms": round(1000 * waits[len(waits) // 2]),
        "vote_p99_ms": round(1000 * waits[int(len(waits) * 0.99)]),
    }


def _hands(sessions: list[str], questions: list[int], chance: random.Random) -> Hands:
    """What everybody presses: a few votes in some order, and now and then one of them twice at once, or taken back."""
    hands: Hands = []
    for key in sessions:
        chosen = chance.sample(questions, EACH)
        presses = [_vote(question) for question in chosen]
        if chance.random() < 0.05:
            presses.append(_unvote(chosen[0]))
        hands.append((key, presses))
        if chance.random() < 0.1:
            hands.append((key, [_vote(chosen[-1])]))
    return hands


def _vote(question: int) -> Press:
    return Press(f"/questions/{question}/vote/", question)


def _unvote(question: int) -> Press:
    return Press(f"/questions/{question}/vote/", question, "DELETE")


async def _floor(address: str, pid: int, sessions: list[str], bare: list[int]) -> float:
    """CPU of a bare vote."""
    presses: Hands = [(key, [Press(f"/bench/votes/{bare[n % len(bare)]}/", 0)]) for n, key in enumerate(sessions)]
    before = _cpu(pid)
    done = await press_all(address, presses)
    assert all(answer.status == 200 for answer in done)
    return (_cpu(pid) - before) / len(done)


def _cpu(pid: int) -> float:
    return sum(cpu_seconds(one) for one in family(pid))


def _assert_exact(questions: list[int], ears: list[Ear], voted: set[int]) -> None:
    """Rows, the counts that are kept, and what everybody was told at last are the same."""
    from cairn.questions.models import Question, Vote

    shown = dict(Question.objects.filter(pk__in=questions).values_list("pk", "votes"))
    rows = Counter(Vote.objects.filter(question__in=questions).values_list("question", flat=True))
    assert shown == {question: rows[question] for question in questions}, "the counts are not what was voted"
    for ear in ears:
        assert ear.counts() == {question: shown[question] for question in voted}, "somebody was told something else"


def _heard_all(ear: Ear) -> float:
    """When it was told the last count."""
    return max(at for at, text in ear.frames if "vote.counted" in text)


def _delays(answers: list[Answered], ears: list[Ear]) -> list[float]:
    """For every vote, until a browser (each vote another one) was told that count or a higher one; sorted."""
    told = [ear.told() for ear in ears]
    found = []
    for number, answer in enumerate(each for each in answers if each.press.verb == "PUT"):
        question, began = answer.press.question, answer.at - answer.took
        heard = [
            at for at, counts in told[number % len(told)] if at > began and counts.get(question, -1) >= answer.votes
        ]
        if heard:  # a vote taken back at once may never have been told
            found.append(max(0.0, heard[0] - answer.at))
    return sorted(found)


def _queries(user: Any, question: int) -> int:
    """Of a vote; taking it back leaves things as they were, and takes one query more."""
    client, address = _client(user), f"/questions/{question}/vote/"

    def press() -> None:
        assert client.put(address).status_code == 200

    press()
    client.delete(address)
    return _counted_once(press)


def _counted_once(work: Callable[[], None]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        work()
    return len(seen)


def _filled() -> tuple[list[Any], int, list[int], list[int]]:
    """A thousand people, the page of a session that is open, its questions, and as many for the floor."""
    from cairn.core.clock import now
    from cairn.pages.operations import publish_page
    from cairn.people.models import User
    from cairn.questions.models import Question
    from cairn.questions.operations import create_session
    from cairn.spaces.operations import SpaceSettings, create_space

    host = person()
    people = _made(User(email=f"v{n}@example.org", name=f"Voter {n}", password="!") for n in range(VOTERS))
    space = create_space(SpaceSettings(name="Bench", access="open"), by=host, key="BENCH")
    found = []
    for title in ("Ask us anything", "The floor"):
        session = create_session(space, by=host, title=title)
        publish_page(session.page, by=host)
        session.opens_at, session.closes_at = now() - timedelta(days=1), now() + timedelta(days=1)
        session.save()
        rows = (Question(space=space, session=session, asker=host, title=f"Question {n}?") for n in range(QUESTIONS))
        found.append((session, [row.pk for row in _made(rows)]))
    (session, questions), (_other, bare) = found
    return people, session.page_id, questions, bare


if __name__ == "__main__":
    print(json.dumps(_one(os.environ.get("DATABASE_URL", ""))))
