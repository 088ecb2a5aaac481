"""Bulletins to print, built by hand: the parser is not what these tests are about."""

from __future__ import annotations

from bulletin_tools.bulletin import Bulletin, Field, Footer, Item, Masthead
from bulletin_tools.source import Span

NOWHERE = Span(0, 0)
SENTENCE = "全区各单位认真贯彻落实会议精神，聚焦群众关心的问题，逐项细化措施，明确责任分工和完成时限。"
LONG = "区审计局“四个密切关注”扎实开展省重点工作跟踪审计"


def field(value: str) -> Field:
    return Field(value, NOWHERE)


def maybe(value: str | None) -> Field | None:
    return field(value) if value else None


def fields(*values: str) -> tuple[Field, ...]:
    return tuple(map(field, values))


def masthead(**values: str) -> Masthead:
    return Masthead(NOWHERE, **{key: field(value) for key, value in values.items()})


def item(
    headline: str | None,
    *paragraphs: str,
    sources: tuple[str, ...] = (),
    section: str | None = None,
    brief: bool = False,
) -> Item:
    return Item(
        kind="brief" if brief else "full",
        span=NOWHERE,
        section=maybe(section),
        headline=maybe(headline),
        paragraphs=fields(*paragraphs),
        sources=fields(*sources),
        source_span=NOWHERE if sources else None,
    )


def footer(**values: str) -> Footer:
    return Footer(NOWHERE, **{key: field(value) for key, value in values.items()})


HEAD = masthead(name="××信息", number="56", issuer="中共××区委办公室", date="2025-03-27")
FOOT = footer(
    report="市委办公室，区委常委。",
    send="各镇（街道）党（工）委，区委各部委，区直各单位，各人民团体，驻区各单位。",
    copies="60",
)


def bulletin(
    *items: Item, head: Masthead | None = HEAD, foot: Footer | None = FOOT, contents: tuple[str, ...] = ()
) -> Bulletin:
    return Bulletin(head, fields(*contents), items, foot)


def issue() -> Bulletin:
    """An issue with everything an issue may have, a little over two pages."""
    return bulletin(
        item(
            "全区教育工作会议召开", SENTENCE * 4, "会议强调，" + SENTENCE * 2, sources=("区教育局",), section="工作动态"
        ),
        item(
            LONG,
            "一、加强组织领导",
            SENTENCE * 2,
            "（一）压实责任。" + SENTENCE * 2,
            "1.明确分工。" + SENTENCE,
            "（1）按月调度。" + SENTENCE,
            sources=("区审计局", "区财政局"),
            section="工作动态",
        ),
        item("区司法局举办“《民法典》大讲堂”助力社区法治建设", SENTENCE * 5, sources=("区司法局",), section="基层之声"),
        item(
            None,
            "近日，区教育局开展助学活动，资助新生20人，金额10万元。",
            sources=("区教育局",),
            section="简讯",
            brief=True,
        ),
        item(None, "3月27日，" + SENTENCE, sources=("区水利局",), section="简讯", brief=True),
    )


def everything() -> Bulletin:
    """The issue with marks, contents, a total number, rare characters and all fields of the foot."""
    plain = issue()
    head = masthead(
        name="××信息",
        number="56",
        total_number="1203",
        issuer="中共××区委办公室",
        date="2025-03-27",
        classification="内部参阅",
        copy_number="000126",
    )
    rare = item("区民政局李喆到村调研", "王珺、李堃参加。<&>\x0b\x00" + SENTENCE, sources=("区民政局",), section="简讯")
    foot = footer(
        report="市委办公室。", send="区直各单位。", issue="各镇。", copies="60", editor="王珺", telephone="12345"
    )
    headlines = fields(*(entry.headline.value for entry in plain.items if entry.headline))
    return Bulletin(head, headlines, (*plain.items, rare), foot)


def draft() -> tuple[Bulletin, str]:
    """A single item without a masthead, and the logical text that holds its 落款."""
    text = "某区教育局\n2025年3月27日"
    single = item("某区教育局开展校园安全专项检查", SENTENCE * 3, "二、下一步打算。" + SENTENCE)._replace(
        signed=Span(0, len(text))
    )
    return bulletin(single, head=None, foot=None), text
