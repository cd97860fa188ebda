"""Joining answers: nothing is lost, who comes first changes nothing, and denial is never agreement."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.documents import to_text, validate
from cairn.drafting.alike import Words, is_same, nearness
from cairn.drafting.joining import Joined, Said, Voice, join, points_of, quote_of
from cairn.drafting.text import said, section_blocks

BEN, CLEO, RAVI, ADA = (Voice(pk, name) for pk, name in enumerate(("Ben", "Cleo", "Ravi", "Ada"), 1))
PHRASES = [
    "Deploys take too long", "Our deploys take much too long.", "Deploys are slow", "Hire two people", "Hire 3 people",
    "We should not hire", "We should hire", "nobody owns the release", "**Nobody** owns the release!", "…", "Ärger",
    "`code` in a line", "[a link](https://example.org)", "> a quote", "# A heading", "| a | b |\n|---|---|\n| c | d |",
    "- [ ] do it", "1. first\n2. second", "- one\n  - nested\n- two", "```\ncode\n```",
]  # fmt: skip
answer = st.lists(st.sampled_from(PHRASES), max_size=4).map("\n\n".join)
answers = st.lists(answer, min_size=1, max_size=4)


def _said(texts: list[str]) -> list[Said]:
    voices = (BEN, CLEO, RAVI, ADA)
    return [said(voice, text) for voice, text in zip(voices, texts, strict=False)]


def _doc(blocks: list[Any]) -> Any:
    return {"version": 1, "type": "doc", "content": blocks}


def _spoken(joined: Joined) -> list[tuple[Voice, str]]:
    """(who, what) of everything that is shown with a name."""
    found = [(voice, point.text) for voice, points in joined.alone for point in points]
    for shared in joined.shared:
        found += [(voice, shared.point.text) for voice in shared.voices]
        found += [(other.voice, other.text) for other in shared.others]
    return found


@settings(max_examples=25, deadline=None)
@given(answers)
def test_every_point_stands_on_the_page_under_its_name(texts: list[str]) -> None:
    given_ = _said(texts)
    joined = join(given_)
    spoken = _spoken(joined)
    for one in given_:
        for point in points_of(one):
            plain = " ".join(point.text.casefold().split()).rstrip(".!;,")
            assert any(
                voice == point.voice and plain == " ".join(text.casefold().split()).rstrip(".!;,")
                for voice, text in spoken
            ), point
    blocks = section_blocks(joined)
    if blocks:
        body = validate(_doc(blocks))
        words = to_text(body)
        for voice, text in spoken:
            assert voice.name in words
            assert all(line.strip() in words for line in text.splitlines())


@settings(max_examples=25, deadline=None)
@given(answers, st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(texts: list[str], chance: Any) -> None:
    given_ = _said(texts)
    other = list(given_)
    chance.shuffle(other)
    assert section_blocks(join(given_)) == section_blocks(join(other))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Deploys take too long", "Our deploys take much too long.", True),
        ("Nobody owns the release", "nobody OWNS the releases", True),
        ("We should hire two people", "We should fire two people", False),
        ("We should hire", "We should not hire", False),
        ("It takes 2 weeks", "It takes 3 weeks", False),
        ("The build is stable", "The build is unstable", False),
        ("Costs will rise", "Costs will fall", False),
        ("Yes", "Yes, and with a great deal of other things that matter", False),
        ("…", "!", False),
    ],
)
def test_what_is_the_same_and_what_is_not(one: str, other: str, same: bool) -> None:
    assert is_same(Words.of(one), Words.of(other)) is is_same(Words.of(other), Words.of(one)) is same


def test_same_points_are_one_line_and_different_ones_stand_side_by_side() -> None:
    joined = join(
        [
            said(BEN, "- Deploys take too long\n- We need 2 weeks for it"),
            said(CLEO, "Our deploys take much too long.\n\nWe need 4 weeks for it"),
            said(RAVI, "", is_nothing=True),
        ]
    )
    assert [[voice.name for voice in each.voices] for each in joined.shared] == [["Ben", "Cleo"]]
    assert [voice.name for voice, _points in joined.alone] == ["Ben", "Cleo"]
    assert [(quote_of(one), quote_of(other)) for one, other in joined.near] == [
        ("We need 2 weeks for it", "We need 4 weeks for it")
    ]
    assert nearness(Words.of("2 weeks"), Words.of("4 weeks")) == 1
    shared, columns, silent = section_blocks(joined)
    assert [each["type"] for each in (shared, columns, silent)] == ["bulletList", "layoutSection", "paragraph"]
    assert len(columns["content"]) == 2
    assert "“Deploys take too long”" in to_text(_doc([shared])), "a wording that differs is kept"
    assert "Ravi" in to_text(_doc([silent]))


def test_more_than_three_people_stand_in_a_table() -> None:
    voices = [Voice(n, f"Person {n}") for n in range(5)]
    blocks = section_blocks(
        join([said(voice, f"Thing{n} alone\n\n## Head{n}\n\n- x{n}") for n, voice in enumerate(voices)])
    )
    assert [block["type"] for block in blocks] == ["table"]
    assert len(blocks[0]["content"]) == 5
    validate(_doc(blocks))
