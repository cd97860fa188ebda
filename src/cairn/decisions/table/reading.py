"""What a cell says in numbers: the amount in "1 200,50 €", "4/5", "85 ms". Pure; never guesses.

The same text reads the same for everybody, whatever language she has set. A point is the decimal sign; a comma with
exactly three digits after it groups thousands, any other comma is a decimal sign; of two different signs the last one
is the decimal sign. "k" and "M" right behind the digits are thousands and millions. The screen shows the amount as it
was read, so a wrong guess is seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format

from cairn.decisions.models import CriterionKind

SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₺": "TRY", "₴": "UAH", "₪": "ILS"}
SIGNS = {code: symbol for symbol, code in SYMBOLS.items()}
CURRENCIES = frozenset(
    [
        "AED",
        "ARS",
        "AUD",
        "BGN",
        "BRL",
        "CAD",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CZK",
        "DKK",
        "EGP",
        "EUR",
        "GBP",
        "GEL",
        "HKD",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "ISK",
        "JPY",
        "KES",
        "KRW",
        "KZT",
        "MAD",
        "MXN",
        "MYR",
        "NGN",
        "NOK",
        "NZD",
        "PEN",
        "PHP",
        "PKR",
        "PLN",
        "RON",
        "RSD",
        "SAR",
        "SEK",
        "SGD",
        "THB",
        "TRY",
        "TWD",
        "UAH",
        "USD",
        "UYU",
        "VND",
        "ZAR",
    ]
)
DIGITS = re.compile(r"([-−+]?)\s*(\d[\d.,'’\s]{0,30})([kM]?)")
RATING = re.compile(r"([1-5](?:[.,]\d)?)(?:\s*/\s*5)?")
FACTORS = {"": 1, "k": 1_000, "M": 1_000_000}
LONGEST = 60  # characters; nothing longer is an amount


@dataclass(frozen=True, slots=True)
class Reading:
    """`unit`: the currency's code, "" where none is known; a number's unit; "" for a rating."""

    kind: str
    amount: Decimal
    unit: str = ""

    def __str__(self) -> str:
        """As people of the current language write it: "€1,200", "85 ms", "4 / 5"."""
        if self.kind == CriterionKind.RATING:
            return f"{shown(self.amount)} / 5"
        if self.kind != CriterionKind.MONEY:
            return f"{shown(self.amount)} {self.unit}".strip()
        sign, words = ("−" if self.amount < 0 else ""), shown(abs(self.amount), cents=True)
        symbol = SIGNS.get(self.unit)
        return f"{sign}{symbol}{words}" if symbol else f"{sign}{words} {self.unit}".strip()


def read(kind: str, unit: str, text: str) -> Reading | None:
    """The amount that `text` says in a criterion of this kind and unit; None where it says none, or none for sure."""
    text = text.strip()
    if kind == CriterionKind.TEXT or not text or len(text) > LONGEST:
        return None
    if kind == CriterionKind.RATING:
        return _rating(text)
    if kind == CriterionKind.MONEY:
        text, currency = _without_currency(text)
        amount = number_in(text)
        return None if amount is None else Reading(kind, amount, currency or unit)
    if unit and text.casefold().endswith(unit.casefold()):
        text = text[: -len(unit)].rstrip()
    amount = number_in(text)
    return None if amount is None else Reading(kind, amount, unit)


def _rating(text: str) -> Reading | None:
    if set(text) <= {"★", "☆"} and text.count("★") >= 1 and len(text) <= 5:
        return Reading(CriterionKind.RATING, Decimal(text.count("★")))
    found = RATING.fullmatch(text)
    amount = Decimal(found[1].replace(",", ".")) if found else Decimal(0)
    return Reading(CriterionKind.RATING, amount) if 1 <= amount <= 5 else None


def _without_currency(text: str) -> tuple[str, str]:
    """The text without its currency, and the currency's code; "" where it names none."""
    for symbol, code in SYMBOLS.items():
        if text.count(symbol) == 1 and (text.startswith(symbol) or text.endswith(symbol) or text[1:2] == symbol):
            return text.replace(symbol, "").strip(), code
    for code, rest in ((text[:3], text[3:]), (text[-3:], text[:-3])):
        if code.upper() in CURRENCIES:
            return rest.strip(), code.upper()
    return text, ""


def number_in(text: str) -> Decimal | None:
    """The number, when the whole text is one."""
    found = DIGITS.fullmatch(text.strip())
    if not found:
        return None
    digits = _plain(re.sub(r"['’\s]", "", found[2]))
    if digits is None:
        return None
    amount = Decimal(digits) * FACTORS[found[3]]
    return -amount if found[1] in ("-", "−") else amount


def _plain(digits: str) -> str | None:
    """Digits with at most one point in them; None when the signs between them make no number."""
    last = max(digits.rfind(","), digits.rfind("."))
    if last < 0:
        return digits
    sign = digits[last]
    other = "," if sign == "." else "."
    if digits.count(sign) > 1:  # 1.200.300: groups, unless the other sign stands there too
        return digits.replace(sign, "") if other not in digits and _groups(digits.split(sign)) else None
    whole, part = digits[:last], digits[last + 1 :]
    if other in whole:
        return f"{whole.replace(other, '')}.{part or '0'}" if _groups(whole.split(other)) else None
    if sign == "," and len(part) == 3 and _groups([whole, part]) and whole.strip("0"):
        return whole + part
    return f"{whole or '0'}.{part or '0'}"


def _groups(parts: list[str]) -> bool:
    return 1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])


def shown(amount: Decimal, *, cents: bool = False) -> str:
    """Without needless zeros; with two decimals where an amount of money has a fraction."""
    whole = amount == amount.to_integral_value()
    if whole:
        amount = amount.quantize(Decimal(1))
    elif cents:
        amount = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    else:
        amount = amount.normalize()
    return str(number_format(amount, use_l10n=True, force_grouping=True)).replace("-", "−")
