"""What cells say in numbers: whatever is typed is read as one thing or as nothing, never as something else."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.decisions.models import CriterionKind
from cairn.decisions.table.reading import number_in, read


@pytest.mark.parametrize(
    ("kind", "unit", "text", "amount", "said"),
    [
        ("money", "", "€1,200", "1200", "EUR"),
        ("money", "EUR", "1.200,50", "1200.50", "EUR"),
        ("money", "EUR", "1200 USD", "1200", "USD"),
        ("money", "", "CHF 1'200.50", "1200.50", "CHF"),
        ("money", "EUR", "12k", "12000", "EUR"),
        ("money", "", "-€ 20", "-20", "EUR"),
        ("number", "ms", "85 ms", "85", "ms"),
        ("number", "%", "12,5 %", "12.5", "%"),
        ("number", "", "1.200.300", "1200300", ""),
        ("number", "", "0,125", "0.125", ""),
        ("rating", "", "4/5", "4", ""),
        ("rating", "", "★★★☆☆", "3", ""),
    ],
)
def test_amounts(kind: str, unit: str, text: str, amount: str, said: str) -> None:
    reading = read(kind, unit, text)
    assert reading and (reading.amount, reading.unit) == (Decimal(amount), said)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("money", "six weeks"),
        ("money", "€400 a month"),
        ("money", "€1 or $2"),
        ("number", "1,2,3"),
        ("number", "12 to 15"),
        ("rating", "6"),
        ("rating", "0"),
        ("text", "12"),
    ],
)
def test_what_is_no_amount(kind: str, text: str) -> None:
    assert read(kind, "", text) is None


@settings(max_examples=50)
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_a_number_is_itself_however_it_is_grouped(amount: Decimal) -> None:
    for text in (f"{amount}", f"{amount:,}", f"{amount:,}".replace(",", " "), f"{amount:,}".replace(",", "’")):
        assert number_in(text) == amount
    german = f"{amount:,}".replace(",", "x").replace(".", ",").replace("x", ".")
    assert number_in(german) == amount


@settings(max_examples=50)
@given(st.sampled_from(CriterionKind.values), st.text(max_size=80))
def test_anything_typed_is_read_or_left(kind: str, text: str) -> None:
    reading = read(kind, "EUR", text)
    assert reading is None or str(reading)
