"""Counting an archive: items and faults by department, period and rule."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bulletin_tools.bulletin import Bulletin, Item
from bulletin_tools.finding import Finding
from bulletin_tools.settings import Stats

PERIODS = ("month", "quarter", "year")
UNDATED, UNSIGNED, NO_ITEM = "无日期", "（未署单位）", "（报头报尾）"


class Use(NamedTuple):
    """One item that was used, once for each of its departments."""

    department: str
    period: str
    brief: bool
    points: float


class Tally:
    """Sums over the manuscripts of an archive."""

    def __init__(self, scheme: Stats, period: str = "month", departments: Sequence[Sequence[str]] = ()) -> None:
        self._scheme = scheme
        self._period = period
        self._names = {name: names[min(1, len(names) - 1)] for names in departments for name in names}
        self.uses: list[Use] = []
        self.issues: Counter[str] = Counter()
        self.items: Counter[str] = Counter()
        self.characters: Counter[str] = Counter()
        self.faults: Counter[tuple[str, str, str]] = Counter()
        """Department, period, code → how many."""

    def add(self, bulletins: Sequence[Bulletin], findings: Sequence[Finding] = ()) -> None:
        """Count a manuscript's issues and what was found in them."""
        homes: list[tuple[list[str], str]] = []
        for bulletin in bulletins:
            period = self.period_of(bulletin)
            self.issues[period] += 1
            for item in bulletin.items:
                homes.append((self.departments(item), period))
                self.items[period] += 1
                self.characters[period] += sum(len(field.value) for field in item.paragraphs)
                self.uses += self._uses(item, period)
        outside = ([NO_ITEM], self.period_of(bulletins[0]) if bulletins else UNDATED)
        for finding in findings:
            inside = finding.item and finding.item <= len(homes)
            departments, period = homes[finding.item - 1] if inside and finding.item else outside
            for department in departments:
                self.faults[department, period, finding.code] += 1

    def departments(self, item: Item) -> list[str]:
        """Who sent an item in, under the names of the office's list."""
        names = [self._names.get(field.value, field.value) for field in item.sources]
        return list(dict.fromkeys(names)) or [UNSIGNED]

    def period_of(self, bulletin: Bulletin) -> str:
        """2026-09, 2026年第3季度 or 2026."""
        head = bulletin.masthead
        date = head.date.value if head and head.date else ""
        if len(date) != len("2026-09-18"):
            return UNDATED
        if self._period == "quarter":
            return f"{date[:4]}年第{(int(date[5:7]) + 2) // 3}季度"
        return date[:4] if self._period == "year" else date[:7]

    @property
    def periods(self) -> list[str]:
        """Those in which anything was printed, in order; undated last."""
        return sorted(self.issues, key=lambda period: (period == UNDATED, period))

    def _uses(self, item: Item, period: str) -> Iterator[Use]:
        brief = item.kind == "brief"
        points = self._scheme.brief if brief else self._scheme.full
        if item.section:
            points = self._scheme.sections.get(item.section.value, points)
        departments = self.departments(item)
        if self._scheme.shared == "split":
            points /= len(departments)
        return (Use(department, period, brief, points) for department in departments)


def summed(uses: Sequence[Use]) -> Mapping[str, tuple[int, int, float]]:
    """Department → full items, briefs, points; the most points first."""
    full, brief, points = Counter[str](), Counter[str](), Counter[str]()
    for use in uses:
        (brief if use.brief else full)[use.department] += 1
        points[use.department] += use.points  # type: ignore[assignment]
    order = sorted(points, key=lambda name: (name == UNSIGNED, -points[name], -full[name], name))
    return {name: (full[name], brief[name], points[name]) for name in order}
