"""Prepared reads: the same rows as the query itself, read anew each time, whoever runs them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from tests.cast import Cast

from cairn.core.prepared import LARGEST, prepared
from cairn.people.actors import SYSTEM, Actor
from cairn.people.models import Team, TeamMembership, User
from cairn.people.prepared import prepared_for


def members(team: int, *users: int) -> QuerySet[TeamMembership]:
    """Related rows, a deferred column, a boolean, an instant, and text that is not an id."""
    hers = ExpressionWrapper(Q(user__in=users), output_field=BooleanField())
    found = TeamMembership.objects.filter(team=team, user__role="member").select_related("user", "team__created_by")
    return found.defer("user__title").annotate(hers=hers, since=F("created_at")).order_by("pk")


def known(user: Actor, pk: int) -> QuerySet[User]:
    return User.objects.visible_to(user).filter(pk=pk)


def test_rows_are_what_the_query_gives(cast: Cast) -> None:
    for _ in range(2):
        got = prepared("members", members, cast.crew.pk, cast.ben.pk)
        assert got == list(members(cast.crew.pk, cast.ben.pk)) != []
        assert [bool(each.hers) for each in got] == [True, False]  # type: ignore[attr-defined]
        assert got[0].since == got[0].created_at  # type: ignore[attr-defined]
        assert got[0].created_at.tzinfo is not None
        assert got[0].user.get_deferred_fields() == {"title"}
    assert [bool(each.hers) for each in prepared("members", members, cast.crew.pk, cast.cleo.pk)] == [False, True]  # type: ignore[attr-defined]
    assert len(prepared("members", members, cast.crew.pk, cast.cleo.pk, cast.ben.pk)) == 2


def test_each_run_asks_the_database(cast: Cast, django_assert_num_queries: Callable[[int], object]) -> None:
    prepared("members", members, cast.crew.pk)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert [each.user.name for each in prepared("members", members, cast.crew.pk)] == ["Ben", "Cleo"]
    TeamMembership.objects.filter(user=cast.ben).delete()
    assert [each.user for each in prepared("members", members, cast.crew.pk)] == [cast.cleo]


def test_each_role_has_its_own_text(cast: Cast) -> None:
    for user in cast.all():
        for other in cast.all():
            assert prepared_for(user, known, other.pk) == list(known(user, other.pk)), (user.name, other.name)
    cast.ravi.is_active = False
    assert prepared_for(cast.ravi, known, cast.ben.pk) == []
    assert prepared_for(SYSTEM, known, cast.ben.pk) == [cast.ben]


def test_what_can_not_be_prepared_is_asked_as_it_is(cast: Cast) -> None:
    assert prepared("known", lambda pk: User.objects.filter(pk=pk), LARGEST + 1) == []

    def worded(pk: int) -> QuerySet[Team]:  # the id becomes text: its place in the parameters is lost
        return Team.objects.filter(name=f"Team {pk}")

    Team.objects.create(name="Team 7", created_by=cast.ada)
    assert [team.name for team in prepared("worded", worded, 7)] == ["Team 7"]
    many = range(40)
    assert prepared("many", lambda *pks: User.objects.filter(pk__in=pks, name="Nobody"), *many) == []


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_text(cast: Cast) -> None:
    expected = {user.pk: list(members(cast.crew.pk, user.pk)) for user in cast.all()}

    def read(pk: int) -> tuple[int, list[TeamMembership], list[bool]]:
        try:
            got = prepared("members in threads", members, cast.crew.pk, pk)
            return pk, got, [bool(each.hers) for each in got]  # type: ignore[attr-defined]
        finally:
            connections[connection.alias].close()

    with ThreadPoolExecutor(8) as pool:
        for pk, got, hers in pool.map(read, [user.pk for user in cast.all()] * 10):
            assert got == expected[pk]
            assert hers == [each.user_id == pk for each in got]
