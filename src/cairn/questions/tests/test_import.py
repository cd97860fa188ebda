"""A Stack Exchange dump comes in whole, is not doubled by coming again, and what can't be trusted stays outside."""

import os
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from tests.cast import Cast, SignIn

from cairn.core.errors import Forbidden, Invalid
from cairn.people.actors import SYSTEM
from cairn.questions.models import Acceptance, Answer, Question, QuestionLabel, Remark
from cairn.questions.operations import vote_for_question
from cairn.questions.stack_exchange.dump import Dump
from cairn.questions.stack_exchange.rows import rows
from cairn.questions.stack_exchange.run import import_dump

DATA = Path(os.environ.get("CAIRN_SHARED_DATA", Path(__file__).parents[4] / "../shared/data")).resolve()
REAL = DATA / "qa-bicycles-meta"

POSTS = """<?xml version="1.0" encoding="utf-8"?>
<posts>
  <row Id="1" PostTypeId="1" AcceptedAnswerId="3" CreationDate="2010-08-25T19:50:51.187" Score="4" Title="Which way up?" Body="&lt;p&gt;I am &lt;b&gt;lost&lt;/b&gt;.&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;" OwnerUserId="7" Tags="&lt;paths&gt;&lt;snow&gt;" />
  <row Id="2" PostTypeId="1" CreationDate="2010-08-26T19:50:51.187" Score="-2" Title="What way up?" Body="&lt;p&gt;The same.&lt;/p&gt;" OwnerDisplayName="gone" Tags="|paths|" ClosedDate="2010-09-01T00:00:00.000" />
  <row Id="3" PostTypeId="2" ParentId="1" CreationDate="2010-08-27T19:50:51.187" Score="5" Body="&lt;p&gt;Left.&lt;/p&gt;" OwnerUserId="8" />
  <row Id="4" PostTypeId="2" ParentId="99" CreationDate="2010-08-27T19:50:51.187" Score="0" Body="&lt;p&gt;Where?&lt;/p&gt;" OwnerUserId="8" />
  <row Id="5" PostTypeId="5" CreationDate="2010-08-27T19:50:51.187" Score="0" Body="About paths" OwnerUserId="8" />
</posts>"""
SMALL = {
    "Posts.xml": POSTS,
    "Users.xml": '<users><row Id="7" DisplayName="Ada" /><row Id="8" DisplayName="Old &amp; wise" /></users>',
    "Votes.xml": '<votes><row Id="1" PostId="1" VoteTypeId="2" /><row Id="2" PostId="77" VoteTypeId="2" /></votes>',
    "Comments.xml": '<comments><row Id="1" PostId="3" Score="0" Text="Thanks, *really*" CreationDate="2010-08-28T00:00:00.000" UserDisplayName="passer-by" /><row Id="2" PostId="99" Text="?" CreationDate="x" /></comments>',
    "PostLinks.xml": '<postlinks><row Id="1" PostId="2" RelatedPostId="1" LinkTypeId="3" /><row Id="2" PostId="1" RelatedPostId="2" LinkTypeId="3" /><row Id="3" PostId="1" RelatedPostId="2" LinkTypeId="1" /></postlinks>',
}


def dump(folder: Path, **changed: str) -> Path:
    for name, text in {**SMALL, **{f"{name}.xml": text for name, text in changed.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_small(cast: Cast, as_: SignIn, tmp_path: Path) -> None:
    links = '<postlinks><row Id="1" PostId="2" RelatedPostId="1" LinkTypeId="3" /></postlinks>'
    report = import_dump(dump(tmp_path, PostLinks=links), space=cast.stone, by=cast.ben)
    one, two = Question.objects.order_by("pk")
    assert (one.title, one.asker, one.asker_name, one.votes) == ("Which way up?", None, "Ada", 2)
    assert "alert(1)" not in one.html and "lost" in one.text and f"{one.at:%Y-%m-%d %H:%M}" == "2010-08-25 19:50"
    assert (two.merged_into, two.asker_name, two.carried_votes) == (one, "gone", -2)
    assert one.acceptance.answer.text.strip() == "Left." and one.acceptance.answer.by_name == "Old & wise"
    assert one.answers == 1 and one.acceptance.answer.helped == 5
    assert Remark.objects.get().by_name == "passer-by" and "<em>really</em>" in Remark.objects.get().html
    assert [label.name for label in one.labels.all()] == ["paths", "snow"]
    said = report.text()
    for words in ("1 posts are the wiki of a tag", "What it stands under is not in the dump", "1 votes are for posts"):
        assert words in said
    assert "Which way up?" in as_(cast.ravi).get(one.get_absolute_url()).content.decode()
    assert as_(cast.sam).get(one.get_absolute_url()).status_code == 404


def test_again_doubles_nothing_and_brings_votes_up_to_date(cast: Cast, tmp_path: Path) -> None:
    folder = dump(tmp_path)
    import_dump(folder, space=cast.stone, by=SYSTEM)
    vote_for_question(Question.objects.get(source__endswith="/1").pk, by=cast.cleo)
    report = import_dump(dump(tmp_path, Posts=POSTS.replace('Score="4"', 'Score="6"')), space=cast.stone, by=SYSTEM)
    assert report.kept["questions"] == [0, 0, 2] and report.kept["answers"] == [0, 0, 1]
    assert Counter(Question.objects.values_list("votes", flat=True)) == Counter([7, -2])  # a circle unites nothing
    assert (Answer.objects.count(), Remark.objects.count(), Acceptance.objects.count()) == (1, 1, 1)
    assert "go round in a circle" in report.text()


def test_an_import_that_stops_goes_on(cast: Cast, tmp_path: Path) -> None:
    folder = dump(tmp_path, Comments=SMALL["Comments.xml"].replace("<comments>", "<comments"))
    with pytest.raises(Invalid, match=r"Comments\.xml is no XML"):
        import_dump(folder, space=cast.stone, by=SYSTEM)
    assert Question.objects.count() == 2
    import_dump(dump(tmp_path), space=cast.stone, by=SYSTEM)
    assert (Question.objects.count(), Remark.objects.count()) == (2, 1)


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE posts [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><posts><row Id="&b;" /></posts>',
        '<!DOCTYPE posts SYSTEM "file:///etc/passwd"><posts><row Id="1" /></posts>',
        "<posts><row Id=</posts>",
    ],
)
def test_entities_and_broken_files_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "Posts.xml").write_text(text)
    with pytest.raises(Invalid):
        list(rows(tmp_path / "Posts.xml"))


def test_who_may(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(Forbidden):
        import_dump(dump(tmp_path), space=cast.stone, by=cast.cleo)
    with pytest.raises(Invalid, match=r"no Posts\.xml"):
        Dump.read(tmp_path / "nothing")
    assert not Question.objects.exists()


@pytest.mark.skipif(not REAL.exists(), reason="the shared data are not here")
def test_a_real_dump_is_understood() -> None:
    read = Dump.read(REAL)
    assert (len(read.questions), len(read.answers), sum(read.others.values())) == (453, 971, 22)
    assert (len(read.accepted), len(read.united()), read.lost_duplicates) == (157, 9, 1)
    assert (read.votes["2"], read.votes["3"], read.lost_votes) == (5136, 281, 181)
    assert {**read.scores, **read.tally} == read.scores  # the site's own sums are its votes', up less down


@pytest.mark.skipif(not os.environ.get("CAIRN_REAL_DATA") or not REAL.exists(), reason="reads a whole dump")
def test_the_whole_dump(cast: Cast) -> None:
    """Every number as the XML has it, and the order by votes."""
    call_command("import-questions", REAL, "--space", "STONE")
    read, name = Dump.read(REAL), REAL.name
    assert Question.objects.count() == len(read.questions) == 453
    assert Answer.objects.count() == len(read.answers) == 971
    assert Remark.objects.count() == sum(1 for _ in rows(REAL / "Comments.xml")) == 2448
    assert Acceptance.objects.count() == len(read.accepted) == 157
    into = read.united()
    assert Question.objects.exclude(merged_into=None).count() == len(into)
    tags = sum(len(post.tags) for post in read.posts(questions=True))
    assert QuestionLabel.objects.count() == tags
    votes = dict(read.scores)
    for here, there in into.items():
        votes[there] += read.scores[here]
    kept = {source.removeprefix(f"{name}/"): n for source, n in Question.objects.values_list("source", "votes")}
    assert kept == {pk: votes[pk] for pk in read.questions}
    helped = {source.removeprefix(f"{name}/"): n for source, n in Answer.objects.values_list("source", "helped")}
    assert helped == {pk: read.scores[pk] for pk in read.answers}
    before = sorted(Question.objects.values_list("source", "votes", "answers"))
    call_command("import-questions", REAL, "--space", "STONE")
    assert sorted(Question.objects.values_list("source", "votes", "answers")) == before
    assert (Answer.objects.count(), Remark.objects.count()) == (971, 2448)
