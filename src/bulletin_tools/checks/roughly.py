"""Rough numbers: two neighbouring ones say about how many (GB/T 15834—2011, 4.5.3.4; GB/T 15835—2011, 4.2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_CHINESE = "〇一二三四五六七八九"
_NEIGHBOURS = frozenset(
    ("一二", "一两", "二三", "两三", "三四", "三五", "四五", "五六", "六七", "七八", "八九", "五七", "五八")
)
_NUMERIC = frozenset("第、.0123456789一二三四五六七八九")
_RANKED = frozenset("获列居得为夺排在前")
"""What stands before a place in a ranking: 分获二、三名."""
_COUNTED = (
    "台(?![阶湾])|辆|间(?!隔)|座(?![客车位])|场(?![馆地所次])|份|起(?![点])|处(?![长室理])|种(?![类植])|所(?!有)|艘|架|把(?![手握关])|根|支(?![部付])|套|扇|眼|幅|车(?!间|道|位)|匹|餐|"
    "圈|筐|担|袋|桶|盆|瓶|箱|盒|床|双|捆|堆|成(?![效果员立])|周(?!年|岁|边)|星期|里(?=[路远地，。；、])|公里|公斤|公顷|斤|吨|"
    "行(?![业政动人程长])|[卡货]车|本(?![院科])|棵|株|头|只|盏|口(?=人|[井塘])|篇|首|任(?!务)|桌|顿|块|毛钱|角钱"
)
_ROUGHLY = (
    "十(?!年代|[一二三四五六七八九届期])|[百千万](?!分|年代)|天(?!工)|个(?!百|月[份初末])|人(?![民次大])|名|位(?!数)|小时|分钟|秒|岁|米|里|倍|"
    "次(?!产)|年(?![级制生期度代])|家|户|趟|遍|回(?![线路])|亩|元|块|度(?![烧冻])|件|批次?|句|步|条(?![规款例线路生措意])|口|锅|碗|杯|尺|寸|头|张|平方|厘米|"
    f"{_COUNTED}"
)
_ROUGH = f"(?<=[一二两三四五六七八])«、»(?P<next>[两二三四五六七八九])(?={_ROUGHLY})"
_ROUGHLY_ARABIC = (
    "天(?!工)|个(?!月份)|人(?![民大])|名|位(?!数)|小时|分钟|次(?!产)|趟|遍|回(?!路)|岁|家|户|倍|[十百千万](?=[万个名位人户家平立天岁度元台辆件亩株棵吨斤头只张份套箱袋盏册公平条场次里米岁天块])|"
    f"年(?![级制生期度初末底代])|公里|公斤|里(?=[山水路地远外，。；])|点钟|[车周](?![间道位年岁边])|个?星期|层(?=住户)|米|条(?![规款例线路生措意])|件|亩|{_COUNTED}"
)
_ROUGH_ARABIC = rf"(?<=(?<![\d.、第])(?P<tens>[1-9]?)(?P<first>[1-8])(?P<zero>0?))«、»(?P<next>[2-9])(?P<ten>0?)(?={_ROUGHLY_ARABIC})"
"""3、4天, 15、6分钟, 30、40人."""
_UNITS = "[个名位人家户次件项条棵株亩头只份场辆台张套册本箱袋间座栋处组所里斤吨公天年岁门幅米元万亿种把根]"
ROUND = rf"(?<=几|(?:^|[\s，。、；：近了有达访出栽种动织成过带及放助救建入用费耗往集问上布查改植区县市镇乡局委办])数)«10»(?P<zeros>0{{0,3}})(?P<scale>[万亿]?)(?={_UNITS})"
_SCALES = ("十", "百", "千", "万")


def approximate_pause(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N007: 三、四天 for 三四天, 十七、八岁 for 十七八岁."""
    for (place, _), match in draft.search(_ROUGH):
        pair = draft.text[place - 1 : place] + match["next"]
        if pair in _NEIGHBOURS and _is_rough(draft.text, place - 1) and not _is_rank(draft.text, place, match.end()):
            span = Span(place - 1, place + 2)
            yield rule.finding(span, Edit(Span(place, place + 1), ""), match=draft.text[slice(*span)], replacement=pair)


def _is_rank(text: str, place: int, end: int) -> bool:
    """Whether two places in a ranking are told: 分获二、三名. But 安排五、六名学生 counts them."""
    ranked = text[end] in "名位" and text[place - 2 : place - 1] in _RANKED
    return ranked and not (text[place - 3 : place - 1] == "安排" and "\u4e00" <= text[end + 1 : end + 2] <= "\u9fff")


def _is_rough(text: str, place: int) -> bool:
    """Whether a digit begins a rough number, and is no part of an order or a list."""
    before = text[max(0, place - 3) : place]
    if before.endswith("十"):
        before = before[:-1].rstrip("二三四五六七八九")
        return not before.endswith(("第", "、", "百", "千", "零", "月"))
    return not before or before[-1] not in _NUMERIC


def approximate_arabic(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """N008: 3、4天 for 三四天, 几10户 for 几十户."""
    text = draft.text
    for _, match in draft.search(_ROUGH_ARABIC):
        words = _in_han(match, text[match.end()])
        span = Span(match.start("tens"), match.end())
        if words and not text.endswith("各", 0, span.start) and not _is_told_apart(text, span.start):
            yield rule.finding(span, Edit(span, words), match=text[slice(*span)], replacement=words)
    for span, words in rounded(draft):
        head = text[span.start - 1]
        yield rule.finding(span, Edit(span, words), match=head + text[slice(*span)], replacement=head + words)


def _is_told_apart(text: str, place: int) -> bool:
    """Whether two numbers stand for two things: 分别增长10、20倍."""
    clause = text[max(0, place - 12) : place]
    return "分别" in clause or "依次" in clause


def rounded(draft: Draft) -> Iterator[tuple[Span, str]]:
    """The Arabic part of 几10户 and 数100名, and how it reads in Chinese."""
    for span, match in draft.search(ROUND):
        yield span, _SCALES[len(match["zeros"])] + match["scale"]


def _in_han(match: regex.Match[str], unit: str) -> str:
    """三四 for 3、4, 十五六 for 15、6, 三四十 for 30、40; empty where the two are no neighbours."""
    tens, first, zero, ten = match["tens"], int(match["first"]), match["zero"], match["ten"]
    neighbours = int(match["next"]) == first + 1 or (first, match["next"]) == (3, "5")
    if not neighbours or (zero and not ten) or (tens and (zero or ten)):
        return ""
    if tens:
        return ("" if tens == "1" else _CHINESE[int(tens)]) + "十" + _CHINESE[first] + _CHINESE[int(match["next"])]
    words = "三五" if match["next"] == "5" and first == 3 else _in_words(first, "十" if ten else unit)
    return words + ("十" if ten else "")


def _in_words(first: int, unit: str) -> str:
    """两三天, but 二三十天."""
    if first == 1:
        return "一二" if unit == "十" else "一两"
    two = "二" if unit == "十" else "两"
    return f"{two}三" if first == 2 else _CHINESE[first] + _CHINESE[first + 1]


SEARCHED = {"approximate_pause": (_ROUGH,), "approximate_arabic": (_ROUGH_ARABIC, ROUND)}
