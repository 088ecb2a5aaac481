"""The functions of rules, which say what patterns can't, and what they search by.

A function is named by its rule's `check` and found in `checks/<family>.py`, or in a module that ELSEWHERE says there. A wheel
knows where each of them is, and by which patterns it searches, so that a start loads only the modules of those that it calls.
"""

import importlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import ModuleType
from typing import Any

from bulletin_tools import signs
from bulletin_tools.patterns import finds_of
from bulletin_tools.rulebook import Rule


def function(rule: Rule) -> Callable[..., Iterable[Any]]:
    """The function of a rule."""
    found: Callable[..., Iterable[Any]] = getattr(_place(rule.family, rule.check), rule.check)
    return found


@cache
def _place(family: str, check: str) -> ModuleType:
    known = signs.functions().get(f"{family}.{check}")
    return _module(known[0] if known else _home(family, check))


def searched(rule: Rule) -> Iterable[str]:
    """The patterns without one of which a rule's function finds nothing, as SEARCHED in its module says; none: unknown."""
    known = signs.functions().get(_name(rule))
    if known and not (known[2] and rule.options != rule.table.get("options", {})):
        return known[1]
    return finds_of(_searched(rule), rule.options)


def shipped(rules: Iterable[Rule]) -> Mapping[str, signs.Searched]:
    """What a wheel keeps of the functions of rules with the options of the rulebook."""
    return {
        _name(rule): (
            _home(rule.family, rule.check),
            tuple(finds_of(_searched(rule), rule.options)),
            callable(_searched(rule)),
        )
        for rule in rules
        if rule.check
    }


def _name(rule: Rule) -> str:
    return f"{rule.family}.{rule.check}"


def _home(family: str, check: str) -> str:
    """The module in which the function of a rule is."""
    elsewhere: Mapping[str, str] = vars(_module(family)).get("ELSEWHERE", {})
    return elsewhere.get(check, family)


def _searched(rule: Rule) -> Any:
    return vars(_module(_home(rule.family, rule.check))).get("SEARCHED", {}).get(rule.check)


@cache
def _module(name: str) -> ModuleType:
    return importlib.import_module(f"bulletin_tools.checks.{name}")
