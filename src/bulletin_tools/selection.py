"""Which rules hold for a file, how gravely, and with what options."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bulletin_tools.errors import BulletinError
from bulletin_tools.finding import Severity
from bulletin_tools.globs import fits
from bulletin_tools.rulebook import SEVERITIES, Options, Rule, Rulebook
from bulletin_tools.settings import Lint, Settings

_NAMED = 100  # a name is as specific as anything can be


def select(rulebook: Rulebook, settings: Settings, path: Path) -> list[Rule]:
    """The rules to run on one file. Errors: `BulletinError` for a selector, severity or option that is unknown."""
    lint = settings.lint
    ignored = (*lint.ignore, *ignored_here(settings, path))
    if not (lint.select or lint.extend_select or ignored):
        rules = [rule for rule in rulebook.rules.values() if rule.default]
    else:
        codes = _winning(_chosen(rulebook, lint), _specificity(rulebook, ignored, "ignore"))
        rules = [rule for code, rule in rulebook.rules.items() if code in codes]
    if not (lint.severity or lint.options):
        return rules
    levels, options = _levels(rulebook, lint.severity), _options(rulebook, lint.options)
    return [
        rule._replace(
            severity=levels.get(rule.code, rule.severity),
            options=Options({**rule.options, **options.get(rule.code, {})}),
        )
        for rule in rules
    ]


def fixable(rulebook: Rulebook, settings: Settings) -> frozenset[str]:
    """The codes of the rules whose fixes may be applied. Errors: `BulletinError` for an unknown selector."""
    lint = settings.lint
    can, cannot = _specificity(rulebook, lint.fixable, "fixable"), _specificity(rulebook, lint.unfixable, "unfixable")
    return _winning(can, cannot)


def _winning(chosen: dict[str, int], dropped: dict[str, int]) -> frozenset[str]:
    """The codes whose choice is more specific than their dropping."""
    return frozenset(code for code, rank in chosen.items() if rank > dropped.get(code, -1))


def _chosen(rulebook: Rulebook, lint: Lint) -> dict[str, int]:
    ranks = {} if lint.select else {code: 0 for code, rule in rulebook.rules.items() if rule.default}
    for key, selectors in (("select", lint.select), ("extend-select", lint.extend_select)):
        for code, rank in _specificity(rulebook, selectors, key).items():
            ranks[code] = max(rank, ranks.get(code, 0))
    return ranks


def _specificity(rulebook: Rulebook, selectors: Iterable[str], key: str) -> dict[str, int]:
    """Code → how specific the most specific selector is that means it."""
    ranks: dict[str, int] = {}
    for selector in selectors:
        for code in _meant(rulebook, selector, key):
            ranks[code] = max(_rank(rulebook, selector), ranks.get(code, 0))
    return ranks


def _rank(rulebook: Rulebook, selector: str) -> int:
    """ALL 0, a prefix its length, a code or a name the most."""
    return 0 if selector == "ALL" else _NAMED if rulebook.find(selector) else len(selector)


def _meant(rulebook: Rulebook, selector: str, key: str) -> list[str]:
    """The codes that a selector means. Errors: `BulletinError` that names the setting."""
    try:
        return [rule.code for rule in rulebook.matching(selector)]
    except BulletinError as error:
        raise BulletinError(f"{key}：{error}") from None


def ignored_here(settings: Settings, path: Path) -> list[str]:
    """The selectors that `per-file-ignores` has for one file."""
    table = settings.lint.per_file_ignores
    return [
        selector for glob, selectors in table.items() if fits([glob], settings.home, path) for selector in selectors
    ]


def _levels(rulebook: Rulebook, levels: Mapping[str, str]) -> dict[str, Severity]:
    """Code → its severity by the most specific selector."""
    found: dict[str, Severity] = {}
    for selector, level in sorted(levels.items(), key=lambda entry: _rank(rulebook, entry[0])):
        if level not in SEVERITIES:
            raise BulletinError(f"severity.{selector}应为{'、'.join(SEVERITIES)}之一，现为“{level}”")
        found.update(dict.fromkeys(_meant(rulebook, selector, "severity"), SEVERITIES[level]))
    return found


def _options(rulebook: Rulebook, options: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Code → its options, of the kinds that the rulebook gives them."""
    found: dict[str, Mapping[str, Any]] = {}
    for selector, values in options.items():
        rule = rulebook.find(selector)
        if not rule:
            raise BulletinError(f"options：没有这样的规则：{selector}（可用规则代号或规则名）")
        unknown = values.keys() - rule.options.keys()
        if unknown:
            raise BulletinError(f"options.{selector}：规则{rule.code}没有这样的选项：{'、'.join(sorted(unknown))}")
        for key, value in values.items():
            if type(value) is not type(rule.options[key]):
                raise BulletinError(f"options.{selector}.{key}类型不对，应与“{rule.options[key]}”同类")
        found[rule.code] = values
    return found
