"""A number and the names of what it counts, in one sentence: 三张清单，即甲清单、乙清单、丙清单; 受理、核实、回访“三步法”."""

from collections.abc import Callable, Iterator, Sequence

from bulletin_tools import regexes as regex
from bulletin_tools.checks.slogans import count, names
from bulletin_tools.draft import Draft
from bulletin_tools.source import Span

_TOLD = r"(?<![第等余多近约的前后其\d一二三四五六七八九十百千万零〇.．])(?P<words>(?P<number>[两三四五六七八九]|十[一二]?|[2-9]|1[0-2])"
_UNIT = "[个张项条类种本支份大块套道座]"
_LIST = "(?P<list>[^。；：:\\n）)“”（(]{3,90})"
_NAMES = tuple(
    rf"{_TOLD}{_UNIT}?(?P<noun>[一-鿿]{{1,6}}?))”?[，,]?«{mark}»[是为了]?{_LIST}"
    for mark in ("：", ":", "即", "分别", "包括", "——", "（")
)
_METHODS = (
    r"(?P<list>(?:[一-鿿]{1,12}、)+[一-鿿]{1,4})的?“(?P<words>(?P<number>[两三四五六七八九])[步字环级色](?:工作)?[法诀制])«”»",
    r"“(?P<words>(?P<number>[两三四五六七八九])[步字环级色](?:工作)?[法诀制])«”»[：，（(—]*即?(?P<list>(?:[一-鿿]{1,4}、)+[一-鿿]{1,4})(?=[。，；）)])",
)
_QUOTED = (
    r"“(?P<list>[一-鿿]{1,6}(?:、[一-鿿]{1,6}){2,})«”»(?P<words>(?P<number>[两三四五六七八九])[个大种类项](?:字|[一-鿿]{2}))",
    r"(?P<list>(?:“[^“”\n]{1,16}”[、和]?){1,8}“[^“”\n]{1,16})«”»(?P<words>(?P<number>[两三四五六七八九])[个大种类项][一-鿿]{2})",
)
_ACTING = rf"{_TOLD}{_UNIT}(?P<noun>[一-鿿]{{2,12}}))”?[，,]«分别»[是为]{_LIST}"
_EACH = rf"{_TOLD}{_UNIT}(?P<noun>[一-鿿]{{1,4}}))”?«：»(?P<list>[^。：:\n]{{6,300}})"
_NUMERALS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百千万两几余多")
NAMED = (*_NAMES, *_METHODS, *_QUOTED, _ACTING, _EACH)


def named(draft: Draft, fixed: Sequence[str]) -> Iterator[tuple[Span, int]]:
    """Where a number stands that isn't that of the names beside it, and how many names there are."""
    for finds, number_of in _COUNTERS:
        for match in (place.match for find in draft.held(finds) for place in draft.search(find)):
            listed = number_of(match)
            if listed > 1 and listed != count(match["number"]) and match["words"] not in fixed:
                yield Span(*match.span("words")), listed


def _of_noun(match: "regex.Match[str]") -> int:
    return _listed(match["list"], match["noun"])


def _of_what_acts(match: "regex.Match[str]") -> int:
    return _alike(match["list"], match["noun"])


def _of_clauses(match: "regex.Match[str]") -> int:
    return _headed(match["list"], match["noun"][-2:])


def _of_quoted(match: "regex.Match[str]") -> int:
    return _quoted(match["list"])


def _of_method(match: "regex.Match[str]") -> int:
    """What stands before the first name isn't told from it."""
    parts = match["list"].split("、")
    alike = len({len(part) for part in parts[1:]}) == 1 and len(parts[0]) >= len(parts[1])
    return len(parts) if len(parts) > 2 and alike else 0


def _quoted(words: str) -> int:
    """How many names stand in quotation marks; 0 where it isn't sure."""
    if "“" in words:
        return words.count("“")
    parts = words.split("、")
    return len(parts) if len({len(part) for part in parts}) == 1 else 0


def _alike(words: str, noun: str) -> int:
    """How many names end alike, with what the words before them speak of: 四条作业线同时开动，分别是烘干线、清理线."""
    parts = names(_first_clause(words))
    ending = parts[0][-1]
    alike = all(len(part) > 1 and part[-1] == ending for part in parts) and not parts[-1].endswith(("等", "等等"))
    return len(parts) if alike and ending in noun else 0


def _headed(words: str, noun: str) -> int:
    """How many clauses begin with a name that ends with what is counted: 任务清单写明节点，责任清单写明人头."""
    if noun not in words:
        return 0
    clauses = regex.split("[；;]" if "；" in words else "[，,]", words)
    heads = regex.compile(f"(?:[一二三四五六七八九]是)?[一-鿿]{{1,4}}{regex.escape(noun)}[一-鿿]")
    return len(clauses) if all(heads.match(clause) for clause in clauses) else 0


def _listed(words: str, noun: str) -> int:
    """How many names end with the noun that is counted, up to the first comma; 0 where some don't."""
    words, ending = _first_clause(words), noun[-2:]
    if ending not in words:
        return 0
    parts = names(words)
    counted = any(part.removesuffix(ending)[-1:] in _NUMERALS for part in parts)  # 12家（县直8家、乡镇4家）
    named_alike = all(part.endswith(ending) and len(part) > len(ending) for part in parts)
    return len(parts) if named_alike and not counted else 0


def _first_clause(words: str) -> str:
    return words.replace(",", "，").partition("，")[0]


_COUNTERS: tuple[tuple[tuple[str, ...], "Callable[[regex.Match[str]], int]"], ...] = (
    (_NAMES, _of_noun),
    ((_ACTING,), _of_what_acts),
    ((_EACH,), _of_clauses),
    (_QUOTED, _of_quoted),
    (_METHODS, _of_method),
)
