"""The names of people who are helped, or are parties to a case."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from bulletin_tools.checks.pauses import LONG_SURNAMES
from bulletin_tools.checks.spotting import fitting
from bulletin_tools.draft import Draft
from bulletin_tools.expressions import expression
from bulletin_tools.finding import Finding
from bulletin_tools.rulebook import Rule
from bulletin_tools.source import Span

_NEEDY = (
    "低保户", "低保对象", "低保家庭", "低保老人", "低收入户", "低保边缘户", "贫困户", "脱贫户", "监测户", "监测对象", "致贫户", "返贫户", "五保户", "五保老人",
    "五保对象", "特困户", "特困人员", "供养人员", "特困老人", "困难户", "重残户", "受灾户", "受灾群众", "困难学生", "贫困学生", "受助学生", "贫困生", "困难群众",
    "困难职工", "困难党员", "困难老党员", "困难老人", "困难家庭", "受助对象", "受助人", "救助对象", "救助人员", "流浪人员", "残疾人", "残疾儿童", "残疾老人",
    "留守儿童", "困境儿童", "抚养儿童", "自闭症儿童", "孤独症儿童", "患病儿童", "被拐儿童", "走失儿童", "受伤儿童", "脑瘫儿童", "单亲家庭学生", "单亲家庭儿童",
    "留守老人", "独居老人", "孤寡老人", "空巢老人", "失能老人", "失独老人", "失独家庭", "走失老人", "孤儿", "患者", "患儿", "病人", "病例", "感染者", "受害人",
    "被害人", "受害者", "被骗群众", "受伤者", "伤者", "伤员", "死者", "逝者", "遇难者", "死难者", "未成年人", "涉罪少年", "嫌疑人", "被告人", "被告", "罪犯",
    "服刑人员", "矫正对象", "矫正人员", "刑满释放人员", "刑释人员", "安置帮教对象", "吸毒人员", "戒毒人员", "涉案人员", "涉案人", "违法人员", "违法行为人",
    "肇事者", "缓刑人员", "假释人员", "逃犯", "家属", "受援人", "当事人", "信访人", "上访人", "信访群众", "上访群众", "举报人", "投诉人", "申请执行人",
    "被执行人", "申请人", "单亲母亲", "单亲妈妈", "烈属", "遗孀", "低保户老人", "上访户", "维权职工", "轻生者", "求助者", "溺水者", "儿童", "女童", "男童", "幼童", "病患",
    "残疾学生", "戒毒学员", "建档立卡户", "智障人员", "精神病人", "失独母亲", "失独父亲", "流浪汉", "流浪者", "失业人员", "戒毒者", "吸毒者", "同伙", "同案犯", "同案人",
    "边缘户", "困难对象", "帮扶对象", "重病户", "残疾户", "三无老人", "重度精神障碍者", "艾滋病人", "涉毒人员", "涉赌人员", "违法嫌疑人", "在押人员", "帮教对象", "社矫对象",
)  # fmt: skip
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "石廖贾夏韦付邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤方金骆霍阎傅葛樊殷施温柯洪柴翟倪祝耿芦詹鲍俞柳庞邢邬岑梅穆桑聂焦裴窦卞符邝冉蓝辛左褚尤甄饶祁匡"
)
_WITH_MARK = "于白高常康安关苗包单曾向"
"""Surnames that are words too: the name must be of three characters, and a mark stand behind it."""
_WORDS = frozenset(
    "黄疸 黄金 黄土 万元 万名 万人 万户 余名 余人 余户 余万 余个 石材 石料 石膏 石油 江苏 江西 江南 江北 任何 任务 任职 任意 任由 程度 程序 武装 武术 "
    "武警 向上 向往 向前 向着 向其 向他 向她 向有 向公 向法 向医 向民 向社 向区 向县 向市 向警 向派 钱款 钱财 钱物 龙头 马上 马路 严重 严格 严肃 严禁 毛病 "
    "毛巾 毛毯 毛衣 何时 何地 何种 何处 何人 何以 许多 许可 曾经 曾在 曾被 曾获 曾患 曾任 曾多 曾因 曾有 曾于 陈述 陈列 陈旧 田径 田间 田地 周边 周围 周期 周岁 "
    "周末 周一 周二 周三 周四 周五 周六 周日 周到 周转 周密 杜绝 夏令 夏季 夏天 夏装 付款 付费 付出 付清 谢谢 谢绝 陆续 陆地 范围 范畴 范本 叶子 唐氏 顾虑 顾客 "
    "史料 陶艺 陶瓷 贺卡 贺信 黎明 段落 张贴 张罗 林地 林业 林区 林木 林场 杨树 杨梅 孙子 孙女 罗列 郑重 董事 肖像 姜黄 丁字 汤药 汤圆 雷达 雷电 秦岭 王者 胡同 江边 "
    "任命 严密 严防 马铃 马桶 石榴 苏醒 钟点 钟情 徐徐 余下 余款 余额 万余 万多 万分 万里 戴上 戴口 戴着 戴头 莫大 莫名 孔径 方面 方便 方案 方式 方法 方可 方能 方才 方向 方言 金额 金融 金银 金秋 金牌 金属 金色 于是 于今 白细 白天 白班 白内 白血 高血 高热 高龄 高中 高危 高度 高兴 高效 康复 安置 安全 安装 安抚 安排 关爱 关怀 关心 关系 关注 单方 单位 单独 单亲 常见 "
    "符合 左右 左边 左侧 左腿 左手 辛苦 辛勤 匡算 褚遂 常年 常规 常住 包括 包含 包扎 曾在 曾经 向本 向受 温馨 温暖 施工 施救 施暴 和解 成员 成年 成才 成功 梅毒 裴回 耿直 时常 樊篱 穆斯 鲍鱼 柳州 洪水 洪涝 洪灾 申请 葛根 植物 焦虑 焦点 柯萨".split()
)
_NO_GIVEN = "的在被因向为和与及或于到从由已均将可需应要能等个名人户家并对把给有是这那其了着过住送来去入出不无未后前时就又也都还只所以而且但则每各共须请让使以某"

_GIVEN = f"(?![{_NO_GIVEN}])[一-鿿]"
_SURNAME = f"(?:[{_SURNAMES}]|{'|'.join(LONG_SURNAMES)})"
_LEADING_WORDS = "来有家国和可成出平"
"""Characters that begin a name, and a word: 段来喜."""
_DEEDS = (
    "表示|一家|夫妇|家庭|更换|办理|申请|修缮|实施|送[去来上医]|获|领[到取]|报[警案]|出院|住院|入院|治愈|回家|被|系|等|激动|高兴|感动|落网|归案|减刑|抢救|脱险|落水"
    "|接受|开展|进行|安装|发放|解决|落实|缴纳|垫付|追回|捐款|心理|因病|患[有病]|今年|现年|向|在|对|从|因|与|和"
    "|经|就业|创业|参加|考[上取入]|走失|养[羊牛猪鸡鸭殖]|种植|跌|摔|[过去]世|反映|搬[进入]|盗窃|诈骗|殴打|一案|圆梦|圆了|创办|返校|返乡|返岗"
)
_MARKS = "[，、（。；”）]|家[中里]|家的|的|说"
_CLOSED = f"(?={_MARKS}|{_DEEDS})"
_NAME = (
    f"{_SURNAME}(?:{_GIVEN}{{1,2}}?|[{_LEADING_WORDS}]{_GIVEN}){_CLOSED}|[{_WITH_MARK}]{_GIVEN}{{2}}(?={_MARKS})"
    f"|{_SURNAME}{_GIVEN}{_GIVEN}"
)
_NAMED = f"«»(?:{'|'.join(_NEEDY)})[“（]?(?P<name>{_NAME})"
"""A name that a mark or a word closes, or of three characters that make no sentence with what follows."""
_EXPLAINED = f"(?P<name>(?<![一-鿿]{_SURNAME}){_SURNAME}{_GIVEN}{{1,2}})«（»(?:系|为|是)?[一-鿿]{{0,4}}(?:{'|'.join(_NEEDY)})[，）]"
"""王小明（低保户）."""
_AFFLICTED = (
    "被骗|受骗|走失|溺水|落水|轻生|受伤|致残|致贫|智障|残疾|失足|被拐|流浪|患病|重病|病重|欠薪|受暴|家暴|受虐|被家暴|失聪|失明|失能|瘫痪|失独|丧偶|孤残|困难|低保|脱贫|涉罪|涉毒|涉赌|醉驾|酒驾|肇事"
    "|落网|在逃|服刑|矫正|戒毒|吸毒|确诊|被盗"
)
_PERSONS = "老人|群众|儿童|少年|妇女|青年|人员|学生|母亲|父亲|村民|居民|男子|女子|女孩|男孩|职工|农民工|民工|司机|驾驶人|驾驶员|女童|男童|孩子|老党员|老兵|退役军人|农户|家长|同学|网民|市民|工人"
_ILL = (
    r"\p{Han}{0,10}(?:患|患有|身患|确诊|罹患)\p{Han}{1,8}[症病癌瘤疾炎]"
    r"|(?:智力|肢体|视力|听力|言语|精神|多重)(?:[一二三四]级)?(?:残疾|障碍)|(?:因|遭遇|遭受)\p{Han}{2,8}(?:致残|致贫|返贫|诈骗|家暴|受伤|失学)"
    r"|(?:不满|未满)\d{1,2}周?岁|(?:涉嫌)?(?:盗窃|诈骗|醉驾|酒驾|赌博|吸毒|贩毒|家暴|无证驾驶|寻衅滋事|故意伤害)"
)
_WRONGED = (
    f"«»(?:{_AFFLICTED})的?(?:{_PERSONS})[“（]?(?P<name>{_NAME})",
    rf"(?:{_ILL})«的»(?:{_PERSONS}|\d{{1,2}}岁)?(?P<name>{_NAME})",
    rf"(?<!\d)1[0-7]«岁»的?(?:{_PERSONS})?(?P<name>{_SURNAME}{_GIVEN}{{1,2}}?)(?=(?:因|涉嫌|参与|伙同|多次)?(?:盗|抢|诈骗|殴打|寻衅|被抓|打架|吸毒))",
)
"""走失老人王小明, 患白血病的学生王小明, 不满16周岁的王小明."""
_BEGUN = r"(?<=^[\s△]*|[，。；：、（“ \u3000△]|村民|居民|群众|老人|学生|职工|户主)"
_CALLED = (
    *(
        rf"{_BEGUN}(?P<name>{_SURNAME}{_GIVEN}{{1,2}}?)家?«{verb}»\p{{Han}}{{0,4}}(?:{'|'.join(_NEEDY)})(?=[，。；、])"
        for verb in ("系", "是", "属于", "身为")
    ),
    rf"(?:{'|'.join(_NEEDY)})[^。\n]{{0,12}}(?:为|给|看望|慰问|帮助|资助|走访|探望|向)(?P<name>{_SURNAME}{_GIVEN}{{1,2}}?)«等»\d+[户人名]",
)
"""王小明系低保户; 走访低保户，为王小明等6户……"""


def vulnerable_name(draft: Draft, rule: Rule) -> Iterator[Finding]:
    """V004: the full name of someone who is helped, or a party to a case."""
    seen: set[Span] = set()
    rest = (place.match for find in _FINDS[1:] for place in draft.search(find))
    for match in chain(fitting(draft, _NAMED, _needy()), rest):
        name, span = match["name"], Span(*match.span("name"))
        if name[:2] not in _WORDS and span not in seen:
            seen.add(span)
            yield rule.finding(span, match=name)


@cache
def _needy() -> "re.Pattern[str]":
    """How those begin who are helped."""
    seconds: dict[str, str] = {}
    for word in _NEEDY:
        seconds[word[0]] = seconds.get(word[0], "") + word[1]
    return expression("|".join(f"{first}(?=[{second}])" for first, second in seconds.items()))


_FINDS = (_NAMED, _EXPLAINED, *_WRONGED, *_CALLED)
SEARCHED = {
    "vulnerable_name": _FINDS,
}
