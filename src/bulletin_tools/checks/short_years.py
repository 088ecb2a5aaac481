"""Years cut to two digits, told from spans of years by what stands beside them: GB/T 15835—2011, 5.1.4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.matcher import Place
    from bulletin_tools.rulebook import Rule

_TWO = r"(?P<year>[0-4]\d|[89]\d)"
_RECENT = r"(?P<year>1[5-9]|2[1-9]|3[1-5])"
"""Years that are seldom a span: nobody says that he worked for a round 24 years without saying so."""
_TO = r"(?:[至到～~-]|—{1,2})"
_FREE = r"(?<![\d〔\[第.．])"
_ALONE = r"(?<![\d〔\[第.．—～~-]|(?<!截)至|[满近余前后约过历了龄长达]|工作|[总共合]计|曾经|历经|已经|同比|不到|达到)"
"""Not the end of a longer number or range, nor how long something took."""
_HEAD = r"(?<=^[ \u3000△▲●◆■]*|[。；，：（《“])"
_POINT = (
    r"[初末底](?![蕴细子色本线座数量具步心始中级衷端尾])|年[初末底]|[上下]半年|第?[一二三四]季度|前[三两]个?季度|“?两会|度(?![过假日量])|[春夏秋冬]季|汛期"
    r"|春节|国庆|中秋|端午|清明|元旦|暑[期假]|寒假"
)
"""What part of a year is meant; a span has none."""
_DEED = "建成|建立|成立|投用|投产|修建|始建|开工|竣工|出生|毕业|入党|入伍|参军|参加工作|启用|建校|创办|创建|开通|改制|脱贫|退役|退休|当选|返乡|被评为|被授予|荣获|获评|立案|审结|结案|动工|获批|挂牌|颁布|出台|洪水|特大洪水|抗洪|汶川|奥运"
"""What happens once."""
_GROWTH = "增|下降|减|提高|上升|多(?!年)|少|翻|高|低|同期|相比|净增"
_AFFAIRS = "工作(?!经验|经历|者)|任务|重点|补贴|资金|预算|决算|计划|项目|目标|要点|台账|城乡|中央|省级|财政|民生|农村|高考|中考|防汛|[春夏秋冬]|医保|社保|考核|招生|征兵|部门|粮食|产量|税收|地区生产总值|全[县区市镇乡]|《"
_MADE = "形成|出台|印发|制定|颁布|修订|发布|公布|立案|查处|受理|审结|签订|实施|施行|购置|采购|安装|建成|竣工|完工|评定|认定|命名|归档|移交|采集|拍摄|栽植|引进|办结|投用|新建|改造|开工|落户|招聘|录用|下达|拨付|发放|举办|开展"
"""What is told of a year, with 的 behind it; a span has another object: 22年的经验."""
_PLANS = "计划|方案|行动|规划|纲要|攻坚|工程"
_FINDS = (
    r"[’‘'＇](?P<year>[0-4]\d|[89]\d)«年»",
    rf"{_FREE}{_TWO}«年»(?=(?:1[0-2]|[1-9])月\d{{1,2}}[日号])",
    (
        rf"{_ALONE}{_TWO}«年»(?=(?:1[0-2]|[1-9])月(?![龄内来间余多])|(?:1[0-2]|[1-9]){_TO}(?:1[0-2]|[1-9])月|{_TO}(?:19|20)\d\d年|全年|同期"
        r"|(?<=(?<!\d)0\d年)|(?<=[自从]\d\d年)(?:以来|起)|年[初末底])"
    ),
    rf"(?<![\d〔\[第.．近满约续持]|坚持|整整){_TWO}«年»(?={_POINT})",
    rf"{_ALONE}{_TWO}«年»(?=[、和与及](?:19|20)\d\d年)",
    r"(?<![\d〔\[第.．满近]|合同|期限)(?P<year>2[1-9])«年»(?=[、和与及]2[1-9]年(?!期))",
    rf"(?<![\d〔\[(第.．—～~-]|[到满近余前后约过历经了作龄共计长达用时需花守持续]|坚持)(?P<year>0\d|1[5-9]|2[1-9]|[89]\d)«年»(?={_DEED})",
    r"(?<=[建始成修创立生办开毕]业?于)(?P<year>\d\d)«年»(?![来前后多余间内以])",
    rf"(?<=[较比与同跟]){_TWO}«年»(?={_GROWTH})",
    rf"(?<=总结|部署|安排|谋划|回顾|对照|落实|拨付|下达|公布|完成|推进|《|^){_RECENT}«年»(?={_AFFAIRS})",
    rf"(?<=《\p{{Han}}{{0,12}}){_RECENT}«年»(?={_AFFAIRS}|\p{{Han}}{{0,12}}(?:{_PLANS})》)",
    rf"(?<=[乡镇县区市局，]){_RECENT}«年»(?=新建|完成|实现|投入|印发|拨付|{_AFFAIRS})",
    rf"{_HEAD}{_RECENT}«年»(?=以来|，\p{{Han}}{{0,4}}[镇乡区县市村局委办街])",
    rf"(?<=(?:预计|计划|力争|确保|拟|到|于|在))(?<!达到|不到|控制在){_RECENT}«年»(?=全面|全部|全[县区市镇乡]|建成|完工|竣工|投用|投产|开工|，)",
    rf"{_HEAD}{_RECENT}«年»(?=(?:{_MADE})的|(?:立案|审结|出台|颁布|修订)[，。了]?)",
    rf"(?<=年(?:1[0-2]|[1-9])月(?:\d{{1,2}}[日号])?{_TO}){_TWO}«年»(?=(?:1[0-2]|[1-9])月)",
    r"(?<![\d〔\[第.．近满约续持])(?P<year>[4-9]\d)«年»(?=生人|出生|入伍|参军)",
    rf"(?<=[去今前上]年（){_TWO}«年»(?=）)",
    rf"(?<=[从由]){_TWO}«年»(?=的\d)",
    rf"(?<=含|其中|包括|[将把对]){_RECENT}«年»(?=结转|遗留|转入|续建|跨年|积存|未结|剩余|{_AFFAIRS})",
    rf"(?<=\p{{Han}}[到至])(?<!达到){_RECENT}«年»(?=的\d)",
)
_END = rf"(?<=(?<!\d)(?:19|20)(?P<first>\d\d)年?(?:{_TO}|[、和与及]))(?P<year>\d\d)«年»(?![级代来前后内])"
_LONGEST_LIST = 30  # years; what lies farther from the year before it is another kind of number
_BOTH = (
    rf"(?<=^[ \u3000△]*|[。；，：]|[自从])(?P<first>[12]\d)年?(?P<sign>{_TO})(?P<year>[23]\d)«年»(?![级代来前后内的])",
    r"(?<=^[ \u3000△]*|[。；，：]|[县区市镇乡局校])(?P<first>[12]\d)(?P<sign>、)(?P<year>2[1-9])«年»(?![级代来前后内期龄的])",
    rf"(?<=(?:{_PLANS})（)(?P<first>[12]\d)年?(?P<sign>{_TO})(?P<year>[23]\d)«年»(?=）)",
)
_LONGEST_PLAN = 6  # years


def two_digit_year(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D003: a year cut to two digits (5.1.4)."""
    seen: set[int] = set()
    for span, match in _years(draft):
        if span.end not in seen:
            seen.add(span.end)
            edit = Edit(Span(span.start, match.start("year")), _century(match["year"]))
            new = f"{_century(match['year'])}{match['year']}年"
            yield rule.finding(span, edit, match=draft.text[slice(*span)], replacement=new)
    for find in draft.held(_BOTH):
        for span, match in draft.search(find):
            if 0 < int(match["year"]) - int(match["first"]) <= _LONGEST_PLAN:
                starts = [match.start("first"), match.start("year")]
                edits = [Edit(Span(start, start), "20") for start in starts if start not in seen]
                new = f"20{match['first']}{draft.text[match.end('first') : starts[1]]}20{match['year']}年"
                yield rule.finding(span, *edits, match=draft.text[slice(*span)], replacement=new)


def _years(draft: Draft) -> Iterator[Place]:
    for find in draft.held(_FINDS):
        yield from draft.search(find)
    for place in draft.search(_END):
        if 0 <= int(place.match["year"]) - int(place.match["first"]) <= _LONGEST_LIST:
            yield place


def _century(year: str) -> str:
    return "20" if year < "50" else "19"


SEARCHED = {
    "two_digit_year": (*_FINDS, _END, *_BOTH),
}
