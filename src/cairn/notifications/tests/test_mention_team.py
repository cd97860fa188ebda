"""A team is mentioned like a person: each of its people is told; a crowd is refused with the text kept."""

from tests.cast import Cast, SignIn
from tests.worker import drain

from cairn.comments.models import Comment
from cairn.comments.operations import start_thread
from cairn.comments.operations.comments import edit_comment
from cairn.notifications.models import Notification
from cairn.pages.operations import create_page, publish_page
from cairn.people.models import Team, TeamMembership, User
from cairn.spaces.operations import add_space_member


def test_a_team_is_told_and_a_crowd_is_not(cast: Cast, as_: SignIn) -> None:
    page = create_page(cast.stone, by=cast.ada, title="Herd")
    publish_page(page, by=cast.ada)
    thread = start_thread(page, by=cast.cleo, body="What do you think, @Crew and @Ben?")
    drain()
    told = Notification.objects.filter(reason="mentioned").values_list("user", flat=True)
    assert list(told) == [cast.ben.pk], "each once, and never who said it"
    edit_comment(thread.comments.get(), by=cast.cleo, body="What do you all think, @Crew?")
    drain()
    assert list(told) == [cast.ben.pk], "a word put right tells nobody again"
    crowd = Team.objects.create(name="All hands", created_by=cast.ada)
    people = User.objects.bulk_create(User(email=f"{n}@example.org", name=f"P{n}", password="!") for n in range(21))
    TeamMembership.objects.bulk_create(TeamMembership(team=crowd, user=user) for user in people)
    add_space_member(cast.stone, crowd, "reader", by=cast.ada)
    answer = as_(cast.cleo).post(
        f"/threads/{thread.pk}/comments/", {"text": "Hear, @All hands"}, headers={"HX-Request": "true"}
    )
    words = answer.content.decode()
    assert answer.status_code == 422 and "This tells 21 people. Send?" in words and "Hear, @All hands" in words
    assert Comment.objects.count() == 1 and 'name="crowd" value="21"' in words
    for agreed, status in (("20", 422), ("21", 200)):
        said = {"text": "Hear, @All hands", "crowd": agreed}
        answer = as_(cast.cleo).post(f"/threads/{thread.pk}/comments/", said, headers={"HX-Request": "true"})
        assert answer.status_code == status, agreed
    assert Comment.objects.count() == 2
