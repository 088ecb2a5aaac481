"""Manuscripts that hypothesis makes: random text, and the rulebook's own examples mutated and strung together."""

from __future__ import annotations

from hypothesis import strategies as st

from bulletin_tools import rulebook

BOOK = rulebook.load()
EXAMPLES = [
    text for rule in BOOK.rules.values() for example in rule.examples for text in (example.bad, example.good) if text
]
ALPHABET = (
    "区教育局近日召开会议部署工作一二三是第其月日号年“”‘’（）《》【】，。、；：！？,.;:!?()\"' \u3000\xa0\t\n\r\f\v"
    "0123456789０１２%％ABCabc-–—…△●\u200b\ufeff\u2028\x85\x00\ue5e5𠮷\u0301报送发期供稿单位：#*`|>_~-"
)
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "utf-16", "utf-32"]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Examples of the rulebook, strung together, with stretches cut out, put in or doubled."""
    text = draw(st.sampled_from(["\n", "\n\n", "\r\n", "\r", ""])).join(
        draw(st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=4))
    )
    for _ in range(draw(st.integers(0, 5))):
        place = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 6))
        new = draw(st.one_of(st.just(""), st.text(ALPHABET, max_size=4), st.just(text[place : place + length] * 2)))
        text = text[:place] + new + text[place + length :]
    return text


@st.composite
def wrapped(draw: st.DrawFn) -> str:
    """A mutated manuscript as a PDF gives it: in lines of so many characters, perhaps with blank lines between."""
    width = draw(st.integers(13, 30))
    end = draw(st.sampled_from(["\n", "\r\n", "\n\n"]))
    rows = []
    for line in draw(mutated()).splitlines():
        rows += [line[start : start + width] for start in range(0, len(line), width)] or [""]
    return end.join(rows)


def random_text() -> st.SearchStrategy[str]:
    """Text of the characters that the rules look at, and some that nobody expects."""
    return st.one_of(st.text(ALPHABET, max_size=200), st.text(st.characters(codec="utf-8"), max_size=60))


def manuscripts() -> st.SearchStrategy[str]:
    """Any of them, never without a word."""
    return st.one_of(mutated(), wrapped(), random_text()).map(lambda text: "会" + text)
