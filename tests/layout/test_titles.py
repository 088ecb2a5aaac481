"""Headlines of several lines."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_tools.layout.titles import break_title, common_words
from bulletin_tools.layout.widths import width

LIMIT = 20
WORDS = frozenset({"郑州通航试验区管委会", "区教育局", "市生态环境局上街分局"}) | common_words()
pieces = st.lists(
    st.sampled_from(
        [
            "“四个密切关注”",
            "《民法典》",
            "（试行）",
            "1.5万元",
            "2025年",
            "区教育局",
            "市生态环境局上街分局",
            *"推进重点工作的和，建设",
        ]
    ),
    max_size=24,
).map("".join)


@given(pieces)
def test_nothing_is_lost_and_no_line_too_wide(title: str) -> None:
    lines = break_title(title, LIMIT, WORDS)
    assert "".join(lines) == title
    assert len(lines) == 1 or all(0 < width(line) <= LIMIT for line in lines)


@given(pieces)
def test_what_belongs_together_stays_together(title: str) -> None:
    inside = {
        place
        for pattern in (r"“[^”]*”", r"《[^》]*》", r"（[^）]*）", r"[0-9.]+[万元年]*", *map(re.escape, WORDS))
        for match in re.finditer(pattern, title)
        for place in range(match.start() + 1, match.end())
    }
    place = 0
    for line in break_title(title, LIMIT, WORDS)[:-1]:
        place += len(line)
        assert place not in inside


@given(st.text())
def test_any_text_is_broken_in_time(title: str) -> None:
    assert "".join(break_title(title, LIMIT, WORDS)) == title


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("上街区征收土地把农民利益放在首位", ("上街区征收土地把农民利益放在首位",)),
        ("区审计局“四个密切关注”扎实开展省重点工作跟踪审计", ("区审计局“四个密切关注”", "扎实开展省重点工作跟踪审计")),
        ("区司法局举办“《民法典》大讲堂”助力社区法治建设", ("区司法局举办“《民法典》大讲堂”", "助力社区法治建设")),
        ("市生态环境局上街分局“三个重点”做好环境监测工作", ("市生态环境局上街分局", "“三个重点”做好环境监测工作")),
    ],
)
def test_breaks_by_sense(title: str, lines: tuple[str, ...]) -> None:
    assert break_title(title, LIMIT, WORDS) == lines


@pytest.mark.parametrize("count", [2, 3, 4])
def test_lines_make_a_trapezium_or_a_diamond(count: int) -> None:
    title = "全市扎实推进重点项目建设工作会议"[:16] * count
    widths = [width(line) for line in break_title(title, LIMIT, WORDS)]
    steps = [second - first for first, second in pairwise(widths)]
    assert all(step > 0 for step in steps) or all(step < 0 for step in steps) or steps[0] > 0 > steps[-1]
