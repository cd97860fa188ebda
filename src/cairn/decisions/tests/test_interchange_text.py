"""A record written as MADR and read again is the same record, whatever people typed."""

from datetime import UTC, date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cairn.decisions.interchange.lines import block, clean, read_block
from cairn.decisions.interchange.readers import own
from cairn.decisions.interchange.record import Change, Choice, Measure, Named, Record, Said, State, unique
from cairn.decisions.interchange.writing import write

CHARS = st.one_of(
    st.sampled_from("ab *_`#-+=>1.)\n\t [](){}<>&;!|~$\\\"':,"),
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u200b"),
)
TEXT = st.text(CHARS, max_size=40).map(clean).map(str.strip)
LINE = st.text(CHARS, min_size=1, max_size=20).map(lambda text: " ".join(clean(text).split())).filter(bool)
INSTANT = st.datetimes(timezones=st.just(UTC)).filter(lambda at: at.hour != 12 and at.year > 1900)
DAY = st.dates(date(1990, 1, 1), date(2100, 1, 1))
PEOPLE = st.sampled_from([Named("", "Ana Lima"), Named("", "Ben: A. #1"), Named("", "Ana", "ana@example.org")])


def as_role(role: str) -> st.SearchStrategy[Named]:
    return PEOPLE.map(lambda who: Named(role, who.name, who.email))


@st.composite
def records(draw: st.DrawFn) -> Record:
    state = draw(st.sampled_from(State))
    record = Record("a.md", draw(LINE), form="cairn", state=state)
    record.criteria = draw(
        st.lists(st.builds(Measure, st.one_of(st.sampled_from(["Pros", "Cons", "Cost"]), LINE)), max_size=3)
    )
    keys = unique([measure.name for measure in record.criteria])
    cells = st.dictionaries(st.sampled_from(keys), TEXT.filter(bool)) if keys else st.just({})
    record.options = draw(st.lists(st.builds(Choice, LINE, TEXT, cells), max_size=3))
    titles = unique([choice.title for choice in record.options])
    record.chosen = draw(st.sampled_from(["", *titles]))
    record.people = draw(st.lists(as_role("driver"), max_size=1)) + draw(st.lists(as_role("approver"), max_size=2))
    record.labels = draw(st.lists(st.sampled_from(["infra", "2024", "a-b"]), unique=True))
    record.number, record.on = draw(st.one_of(st.none(), st.integers(1, 99))), draw(st.one_of(st.none(), DAY, INSTANT))
    record.started, record.due = draw(st.one_of(st.none(), INSTANT)), draw(st.one_of(st.none(), INSTANT))
    record.statement, record.effect, record.check_by = draw(TEXT), draw(TEXT), draw(TEXT)
    record.reason, record.override_reason = draw(TEXT), draw(TEXT)
    record.review_on = draw(st.one_of(st.none(), DAY))
    record.positions = draw(st.lists(st.builds(Said, PEOPLE, st.sampled_from(["agree", "block"]), TEXT), max_size=2))
    record.changes = draw(st.lists(st.builds(Change, TEXT.filter(bool), TEXT, INSTANT, PEOPLE), max_size=2))
    record.body = draw(st.sampled_from(["", "Some *words*.", "## Considered Options\n\n- not these", "```\n# x\n```"]))
    return record


ENDS_IN_HASH = Record(
    "a.md",
    "C #",
    form="cairn",
    criteria=[Measure("Pros ##")],
    options=[Choice("A #", "It is.", {"Pros ##": "x"})],
    chosen="A #",
    positions=[Said(Named("", "Ana #"), "agree", "So.")],
)


@settings(max_examples=60, deadline=None)
@given(st.text(CHARS))
@example("a | b\n:-")
def test_any_text_comes_back_to_the_letter(text: str) -> None:
    assert read_block(block(text)) == clean(text)


@settings(max_examples=25, deadline=None)
@given(records())
@example(ENDS_IN_HASH)
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    written = write(record)
    again = own.read("a.md", written)
    assert again is not None
    assert not again.notes, again.notes
    assert again == record, written
    assert write(again) == written
