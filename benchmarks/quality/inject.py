"""Putting known faults into clean text, and looking whether the linter finds and mends them there and nothing else.

A finding that the clean text has too doesn't count, neither for nor against.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import regex

from bulletin_tools import api
from bulletin_tools.finding import Finding
from bulletin_tools.fix import fix
from bulletin_tools.lint import lint
from bulletin_tools.source import Span
from quality.faults import FAULTS, Fault
from quality.pairs import Pair
from quality.places import meets
from quality.score import document, office

SEED = 20200818
_BODY = 30  # characters from which a line is body text, not a headline or masthead
_TWINS = 60
_EXAMPLES = Path(__file__).parents[2] / "examples"


class Planted(NamedTuple):
    """A text with one fault, and the same text without it."""

    fault: Fault
    source: str
    """Which text it was put into."""
    clean: str
    bad: str
    place: Span
    """Where the fault stands in `bad`."""
    clean_end: int
    """Where what it replaced ends in `clean`."""


class Result(NamedTuple):
    """What the linter made of one planted fault."""

    planted: Planted
    found: bool
    mended: bool
    alarms: Sequence[Finding]
    """Findings elsewhere that the clean text doesn't have."""


def clean_texts(twins: Sequence[Pair], corpus: str | None = None) -> dict[str, str]:
    """Name → text: the clean issues of examples/, some clean twins, and the corpus's real texts if there is one."""
    texts = {path.name: path.read_text("utf-8") for path in sorted(_EXAMPLES.glob("第*期.txt"))}
    texts |= {pair.where: pair.good for pair in Random(SEED).sample(twins, min(_TWINS, len(twins)))}
    corpus = corpus or os.environ.get("BULLETIN_CORPUS")
    if corpus:
        for path in sorted(Path(corpus, "real").glob("*.txt")):
            texts[path.name] = path.read_text("utf-8").partition("#---\n")[2]
    return texts


def plant(name: str, text: str, most: int, faults: Iterable[Fault] = FAULTS) -> Iterator[Planted]:
    """Each fault at up to `most` places of a text, one at a time; the same places every time."""
    for fault in faults:
        chance = Random(f"{SEED} {fault.name} {name}")
        places = list(_places(fault, text))
        chance.shuffle(places)
        planted = (_planted(fault, name, text, match, chance) for match in places)
        yield from [one for one, _ in zip(filter(None, planted), range(most), strict=False)]


def judge(planted: Planted, *, everything: bool) -> Result:
    """Lint and mend a planted fault, with the clean text for comparison, by all rules or those on by default."""
    before, mended = _told(planted.clean, everything=everything)
    known = {(finding.code, _moved(finding.span, planted), finding.message) for finding in before}
    there = {(code, span) for code, span, _ in known}
    after, also_mended = _told(planted.bad, everything=everything)
    new = [finding for finding in after if (finding.code, finding.span, finding.message) not in known]
    return Result(
        planted,
        any(meets([finding.span], [planted.place]) for finding in new),
        also_mended == mended,
        [
            finding
            for finding in new
            if not meets([finding.span], [planted.place]) and (finding.code, finding.span) not in there
        ],
    )


def missed(results: Iterable[Result]) -> list[str]:
    """A line for each fault that wasn't found or mended, or that was reported elsewhere."""
    lines = []
    for one in results:
        start, end = one.planted.place
        head = f"{one.planted.source} {one.planted.fault.name}: …{one.planted.bad[max(0, start - 12) : end + 12]}…"
        wrong = [] if one.found else ["not found"]
        wrong += ["not mended"] if one.planted.fault.fixable and not one.mended else []
        wrong += [f"elsewhere: {finding.code} {finding.message}" for finding in one.alarms]
        lines += [f"{head.replace(chr(10), '/')} {', '.join(wrong)}"] if wrong else []
    return lines


def by_fault(results: Iterable[Result]) -> Mapping[str, list[Result]]:
    """Fault's name → its results, in the order of the list of faults."""
    names: dict[str, list[Result]] = {fault.name: [] for fault in FAULTS}
    for one in results:
        names[one.planted.fault.name].append(one)
    return {name: own for name, own in names.items() if own}


def _places(fault: Fault, text: str) -> Iterator[regex.Match[str]]:
    """Where a line of body text can take the fault; a line with wide gaps is a masthead."""
    for line in regex.finditer(rf"(?m)^(?!.*\S[^\S\n]{{4}}).{{{_BODY},}}$", text):
        yield from regex.compile(fault.find, regex.M).finditer(text, line.start(), line.end())


def _planted(fault: Fault, name: str, text: str, match: regex.Match[str], chance: Random) -> Planted | None:
    made = fault.make(match, chance)
    if made is None:
        return None
    head, tail = text[: match.start()], text[match.end() :]
    clean, bad = made
    place = Span(match.start(), match.start() + len(bad))
    return Planted(fault, name, head + clean + tail, head + bad + tail, place, match.start() + len(clean))


def _moved(span: Span, planted: Planted) -> Span:
    """A place of the clean text as it is in the bad one."""
    shift = len(planted.bad) - len(planted.clean)
    start, end = (at + shift if at >= planted.clean_end else at for at in span)
    return Span(start, end)


@lru_cache(maxsize=8)
def _told(text: str, *, everything: bool) -> tuple[Sequence[Finding], str]:
    """The findings in a text, and the text with all fixes."""
    manuscript, held = document(text), office(everything=everything)
    fixed = api.write(manuscript, fix(manuscript, held, bool).edits).decode()
    return lint(manuscript, held).findings, fixed
