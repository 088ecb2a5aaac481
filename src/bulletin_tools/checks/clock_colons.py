"""The colon between hours and minutes: GB/T 15835—2011, 5.1.5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin_tools.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bulletin_tools.draft import Draft
    from bulletin_tools.finding import Finding
    from bulletin_tools.rulebook import Rule

_COLONS = "：∶︰"
_NO_RATIO = r"(?<!(?:比例|比分|比率|尺度?|比为|占比|配比|稀释)[^，。；\n]{0,8})(?<!以|比)"
_CLOCK = r"(?<![\d∶.]|\d：)(?P<hour>[01]?\d|2[0-4])«{}»(?P<minute>[0-5]\d)(?![\d：∶])"
_TIMES = r"[上中下]午|时间[为是：:]?|时段[为是：:]?|每天|[早晚]上?|凌晨|今早|当晚|夜间"
_TO = r"(?:[至到～~-]|—{1,2})(?:次日|翌日|第二天|当日)?"
_SHIFTED = r"(?:延[时长后迟]|推迟|提前|顺延|提早|更?改|调整|持续|服务|开放|营业|发生)(?:服务|开放|营业|闭馆|时间)?[至到为在于]|大?约"
_OPENED = r"(?:首班车?|末班车?|开门|关门|发车|收车|营业|开放|上班|下班|上课|放学|作息|(?:早班|晚班|夜班)车?)(?:时间)?[为是于至到：]?|截[至止]|(?:周|星期)[一二三四五六日]|工作日|节假日|周末|次日|翌日"
_DEEDS = (
    "发车|收车|收班|开门|关门|开市|闭市|到校|离校|入校|上课|下课|放学|上班|下班|起飞|到达|到站|进站|闭馆|开馆|开园|闭园|营业|打烊|熄灯|起床|入场|开赛|开球|开打|发射|播出|开播|召开|举行"
    "|开始|结束|集合|出发|接警|报警|到场|抵达|扑灭|控制|开诊|停诊|到岗|离岗|签到|报到|启动|落幕|开幕|发布|推送|上报|受理|供水|停水|停电|恢复|发现|接到|左右|许|准时|整|[一两三四]班|起(?!重)|止"
    "|之?前|以前|以?后(?!卫|锋|腰|场)"
)
_NO_SCORE = r"(?!的?比[分例]|[人个名元%％件户家次万亿度米]|[^，。；\n]{0,4}(?:战胜|负于|惜败|击败|取胜|获胜))"
_OFFICE_HOURS = rf"(?<![\d∶.]|\d：){_NO_RATIO}(?P<hour>0?[6-9]|1\d|2[0-4])«{{}}»(?P<minute>00)(?![\d：∶]|[人个名])"
_FINDS = (
    (
        rf"(?<=(?:日|[上中下]午|时间|每[天日]|[早晚夜]|凌晨|班次|时段)[^。；\n]{{0,20}}){_NO_RATIO}"
        rf"(?<=日|{_TIMES}|[至到于从由自在前后为、—～~-]|[日天]的){_CLOCK}{_NO_SCORE}"
    ),
    rf"(?<={_OPENED}|{_SHIFTED}){_NO_RATIO}{_CLOCK}(?![人个名])",
    rf"(?<=[\p{{Han}}，。；、]|^[\s△]*){_NO_RATIO}{_CLOCK}(?={_DEEDS})",
    rf"{_NO_RATIO}{_CLOCK}(?={_TO}(?:[01]?\d|2[0-4])[：∶:][0-5]\d(?!\d))",
    rf"(?<=(?<!\d)(?:[01]?\d|2[0-4])[：∶:][0-5]\d{_TO}){_NO_RATIO}{_CLOCK}",
    rf"(?<=^[\s△]*|。|（|^[\s△]*\d{{1,2}}月\d{{1,2}}日){_CLOCK}(?=[，）])",
    r"(?<=^[\s△]*)(?P<hour>[5-9]|1\d|2[0-4])«{}»(?P<minute>[0-5]\d)(?=\p{Han}{2})(?![人个名元件户家次万亿度米比的稀])",
    rf"{_NO_RATIO}{_CLOCK}(?=、(?:[01]?\d|2[0-4])[：∶:][0-5]\d(?:、|[一两三四]班))",
    rf"(?<=(?:[01]?\d|2[0-4])[：∶:][0-5]\d、){_CLOCK}(?=、(?:[01]?\d|2[0-4])[：∶:][0-5]\d|[一二两三四五]班)",
    _OFFICE_HOURS,
)
_BY_COLON = tuple(find.replace("{}", colon) for colon in _COLONS for find in _FINDS)


def time_colon(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """D014: a full-width colon, or one for ratios, in a time of day."""
    seen: set[int] = set()
    for find in _BY_COLON:
        for span, match in draft.search(find):
            place = match.end("hour")
            if place not in seen:
                seen.add(place)
                new = f"{match['hour']}:{match['minute']}"
                yield rule.finding(
                    span, Edit(Span(place, place + 1), ":"), match=draft.text[slice(*span)], replacement=new
                )


SEARCHED = {
    "time_colon": _BY_COLON,
}
