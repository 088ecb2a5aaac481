"""The names of people who are helped, or are parties to a case."""

from collections.abc import Iterator

from bulletin_tools.checks.pauses import LONG_SURNAMES
from bulletin_tools.draft import Draft
from bulletin_tools.finding import Finding
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

_NEEDY = (
    "低保户", "贫困户", "五保户", "特困户", "困难户", "受灾户", "困难学生", "贫困学生", "受助学生", "困难群众", "困难职工", "残疾人",
    "留守儿童", "困境儿童", "留守老人", "独居老人", "孤寡老人", "特困老人", "孤儿", "患者", "受害人", "被害人", "受伤者", "伤者", "死者",
    "逝者", "遇难者", "特困人员", "未成年人", "涉罪少年", "嫌疑人", "被告人", "服刑人员", "矫正对象", "吸毒人员", "戒毒人员", "救助对象",
    "家属", "受援人", "当事人", "确诊病例", "死者家属", "患者家属", "单亲母亲",
)  # fmt: skip
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "石廖贾夏韦付邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤方金"
)
_WITH_MARK = "于"
"""Surnames that are words too: a mark must stand behind the name."""
_WORDS = frozenset(
    "黄疸 黄金 黄土 万元 万名 万人 万户 余名 余人 余户 余万 余个 石材 石料 石膏 石油 江苏 江西 江南 江北 任何 任务 任职 任意 任由 程度 程序 武装 武术 "
    "武警 向上 向往 向前 向着 向其 向他 向她 向有 向公 向法 向医 向民 向社 向区 向县 向市 向警 向派 钱款 钱财 钱物 龙头 马上 马路 严重 严格 严肃 严禁 毛病 "
    "毛巾 毛毯 毛衣 何时 何地 何种 何处 何人 何以 许多 许可 曾经 曾在 曾被 曾获 曾患 曾任 曾多 曾因 曾有 曾于 陈述 陈列 陈旧 田径 田间 田地 周边 周围 周期 周岁 "
    "周末 周一 周二 周三 周四 周五 周六 周日 周到 周转 周密 杜绝 夏令 夏季 夏天 夏装 付款 付费 付出 付清 谢谢 谢绝 陆续 陆地 范围 范畴 范本 叶子 唐氏 顾虑 顾客 "
    "史料 陶艺 陶瓷 贺卡 贺信 黎明 段落 张贴 张罗 林地 林业 林区 林木 林场 杨树 杨梅 孙子 孙女 罗列 郑重 董事 肖像 姜黄 丁字 汤药 汤圆 雷达 雷电 秦岭 王者 胡同 江边 "
    "任命 严密 严防 马铃 马桶 石榴 苏醒 钟点 钟情 徐徐 余下 余款 余额 万余 万多 万分 万里 戴上 戴口 戴着 戴头 莫大 莫名 孔径 方面 方便 方案 方式 方法 方可 方能 方才 方向 方言 金额 金融 金银 金秋 金牌 金属 金色 于是".split()
)
_NO_GIVEN = "的在被因向为和与及或于到从由已均将可需应要能等个名人户家并对把给有是这那其了着过住送来去入出不无未后前时就又也都还只所以而且但则每各共须请让使以某"

_GIVEN = f"(?![{_NO_GIVEN}])[一-鿿]"
_SURNAME = f"(?:[{_SURNAMES}{_WITH_MARK}]|{'|'.join(LONG_SURNAMES)})"
_CLOSED = "(?=[，、（。；]|家[中里]|的|说|表示|一家)"
_NAMED = (
    f"«»(?:{'|'.join(_NEEDY)})(?P<name>{_SURNAME}{_GIVEN}{{1,2}}?{_CLOSED}|(?!{_WITH_MARK}){_SURNAME}{_GIVEN}{_GIVEN})"
)
"""A name that a mark or a word closes, or of three characters that make no sentence with what follows."""


def vulnerable_name(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """V004: the full name of someone who is helped, or a party to a case."""
    if not draft.scan and not any(word in draft.text for word in _NEEDY):
        return
    for _, match in draft.search(_NAMED):
        name = match["name"]
        if name[:2] not in _WORDS:
            yield rule.finding(Span(*match.span("name")), match=name)


SEARCHED = {
    "vulnerable_name": (_NAMED,),
}
