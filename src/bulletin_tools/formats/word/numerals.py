"""Whole numbers in the forms that Word counts in."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def rendered(count: int, form: str, pattern: str = "") -> str:
    """A number in one of Word's forms, named as in numbering.xml; unknown forms count in digits."""
    if form == "custom":
        return _custom(count, pattern)
    return _FORMS.get(form, str)(count) if count >= 0 else str(count)


def _custom(count: int, pattern: str) -> str:
    """001, 002, 003, … says how many digits there are."""
    first = pattern.split(",", maxsplit=1)[0].strip()
    return str(count).zfill(len(first)) if first.isdecimal() else str(count)


def _counted(digits: str, units: str, zero: str, *, bare_ten: bool) -> Callable[[int], str]:
    """十一, 一百零一: digits with their units."""

    def spelt(count: int) -> str:
        if count == 0:
            return zero
        high, low = divmod(count, 10_000)
        text = _below_ten_thousand(low, digits, units, zero)
        if high:
            gap = zero if low and low < 1000 else ""
            return _below_ten_thousand(high, digits, units, zero) + units[3] + gap + text
        return text[1:] if bare_ten and text.startswith(digits[1] + units[0]) else text

    return spelt


def _below_ten_thousand(count: int, digits: str, units: str, zero: str) -> str:
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = count // 10**power % 10
        if digit:
            text += (zero if gap and text else "") + digits[digit] + (units[power - 1] if power else "")
        gap = not digit
    return text


def _digitwise(digits: str) -> Callable[[int], str]:
    return lambda count: "".join(digits[int(digit)] for digit in str(count))


def _simple_chinese(count: int) -> str:
    """Up to ninety-nine with 十, digit by digit beyond: what Word calls chineseCounting."""
    return _chinese(count) if count < 100 else _digitwise("○" + _DIGITS[1:])(count)


def _cyclic(names: str) -> Callable[[int], str]:
    return lambda count: names[count - 1] if 1 <= count <= len(names) else str(count)


def _run_of(first: str, length: int, zero: str = "") -> Callable[[int], str]:
    """Characters that stand in a row in Unicode."""

    def char(count: int) -> str:
        if count == 0 and zero:
            return zero
        return chr(ord(first) + count - 1) if 1 <= count <= length else str(count)

    return char


def _circled(count: int) -> str:
    for low, first in ((1, "①"), (21, "㉑"), (36, "㊱")):
        high = {1: 20, 21: 35, 36: 50}[low]
        if low <= count <= high:
            return chr(ord(first) + count - low)
    return str(count)


def _roman(count: int) -> str:
    if not 0 < count < 32_768:
        return str(count)
    text = ""
    for value, sign in _ROMAN:
        text += sign * (count // value)
        count %= value
    return text


def _letters(count: int) -> str:
    """A … Z, AA, BB …"""
    return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= 780 else str(count)


def _wide(count: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))


_chinese = _counted(_DIGITS, "十百千万", "零", bare_ten=True)
_legal = _counted(_LEGAL, "拾佰仟万", "零", bare_ten=False)
_legal_traditional = _counted(_LEGAL_TRADITIONAL, "拾佰仟萬", "零", bare_ten=False)
_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda count: f"{count:02}",
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _run_of("⒈", 20),
    "decimalEnclosedParen": _run_of("⑴", 20),
    "ideographEnclosedCircle": _run_of("㊀", 10),
    "numberInDash": lambda count: f"- {count} -",
    "chineseCounting": _simple_chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _simple_chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _digitwise(_DIGITS),
    "japaneseDigitalTenThousand": _digitwise(_DIGITS),
    "taiwaneseDigital": _digitwise("○" + _DIGITS[1:]),
    "koreanDigital2": _digitwise(_DIGITS),
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal_traditional,
    "japaneseLegal": _legal_traditional,
    "ideographTraditional": _cyclic(_STEMS),
    "ideographZodiac": _cyclic(_BRANCHES),
}
