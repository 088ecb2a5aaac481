"""Which rules hold for a file, how gravely, and with what options."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin_tools.errors import BulletinError
from bulletin_tools.rulebook import SEVERITIES, Rule, Rulebook
from bulletin_tools.settings import Settings

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NAMED = 100  # a name is as specific as anything can be


def select(rulebook: Rulebook, settings: Settings, path: Path) -> list[Rule]:
    """The rules to run on one file. Errors: `BulletinError` for a selector, severity or option that is unknown."""
    lint = settings.lint
    ignored = (*lint.ignore, *_ignored_here(settings, path))
    if not (lint.select or lint.extend_select or ignored):
        rules = [rule for rule in rulebook.rules.values() if rule.default]
    else:
        chosen = _chosen(rulebook, (*lint.select, *lint.extend_select), not lint.select)
        codes = _winning(chosen, _specificity(rulebook, ignored))
        rules = [rule for code, rule in rulebook.rules.items() if code in codes]
    return [_adjusted(rule, rulebook, settings) for rule in rules] if lint.severity or lint.options else rules


def fixable(rulebook: Rulebook, settings: Settings) -> frozenset[str]:
    """The codes of the rules whose fixes may be applied. Errors: `BulletinError` for an unknown selector."""
    return _winning(_specificity(rulebook, settings.lint.fixable), _specificity(rulebook, settings.lint.unfixable))


def _winning(chosen: dict[str, int], dropped: dict[str, int]) -> frozenset[str]:
    """The codes whose choice is more specific than their dropping."""
    return frozenset(code for code, rank in chosen.items() if rank > dropped.get(code, -1))


def _chosen(rulebook: Rulebook, selectors: Iterable[str], with_defaults: bool) -> dict[str, int]:
    ranks = {code: 0 for code, rule in rulebook.rules.items() if rule.default} if with_defaults else {}
    for code, rank in _specificity(rulebook, selectors).items():
        ranks[code] = max(rank, ranks.get(code, 0))
    return ranks


def _specificity(rulebook: Rulebook, selectors: Iterable[str]) -> dict[str, int]:
    """Code → how specific the most specific selector is that means it: ALL 0, a prefix its length, a name the most."""
    ranks: dict[str, int] = {}
    for selector in selectors:
        rank = 0 if selector == "ALL" else _NAMED if rulebook.find(selector) else len(selector)
        for rule in rulebook.matching(selector):
            ranks[rule.code] = max(rank, ranks.get(rule.code, 0))
    return ranks


def _ignored_here(settings: Settings, path: Path) -> list[str]:
    table = settings.lint.per_file_ignores
    return [selector for glob, selectors in table.items() if fits(glob, settings.home, path) for selector in selectors]


def fits(glob: str, home: Path, path: Path) -> bool:
    """Whether a pattern, as in .gitignore, means a path below `home`."""
    full = Path(path).resolve()
    try:
        inner = full.relative_to(home.resolve())
    except ValueError:
        inner = Path(full.name)
    return bool(_spec(glob).match_file(inner.as_posix()))


@cache
def _spec(glob: str) -> "GitIgnoreSpec":
    import pathspec

    return pathspec.GitIgnoreSpec.from_lines([glob])


def _adjusted(rule: Rule, rulebook: Rulebook, settings: Settings) -> Rule:
    for selector, level in settings.lint.severity.items():
        if rule in rulebook.matching(selector):
            if level not in SEVERITIES:
                raise BulletinError(f"severity.{selector}应为{'、'.join(SEVERITIES)}之一，现为“{level}”")
            rule = rule._replace(severity=SEVERITIES[level])
    options = settings.lint.options.get(rule.code) or settings.lint.options.get(rule.name)
    if options:
        unknown = set(options) - set(rule.options)
        if unknown:
            raise BulletinError(f"规则{rule.code}没有这样的选项：{'、'.join(sorted(unknown))}")
        rule = rule._replace(options={**rule.options, **options})
    return rule
