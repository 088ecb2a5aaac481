"""What an office has told of itself, and the rules that hold for it."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from bulletin_tools.functions import searched
from bulletin_tools.rulebook import Rule, Rulebook
from bulletin_tools.terms import Term

PHYSICAL = ("lines", "layout")
"""Rules that speak of these give places in the physical text."""


class Office:
    """What lint needs beside the manuscript."""

    def __init__(
        self,
        rulebook: Rulebook,
        rules: Sequence[Rule],
        departments: Sequence[Sequence[str]] = (),
        given: Sequence[str] = (),
        terms: Sequence[Term] = (),
        script: str = "simplified",
        template: tuple[str, Path] = ("", Path()),
    ) -> None:
        self.rulebook = rulebook
        self.rules = rules
        self.departments = departments
        self.given = given
        """Masthead fields that the config gives."""
        self.terms = terms
        """The office's own list of wrong words."""
        self.script = script
        """The characters that the manuscript should be in: simplified | traditional."""
        self.template = template
        """The layout that Word files are judged by: a name or a file, and the folder from which to look for it."""
        self._wakings: dict[frozenset[str], tuple[set[str], dict[str, list[str]]]] = {}
        """By what is known of texts."""

    def only(self, rules: Sequence[Rule], given: Sequence[str]) -> "Office":
        """The same with some of the rules, and with more masthead fields."""
        return Office(
            self.rulebook, rules, self.departments, [*self.given, *given], self.terms, self.script, self.template
        )

    @cached_property
    def holding(self) -> list[Rule]:
        """The rules for a manuscript in its script."""
        return [rule for rule in self.rules if rule.script in ("", self.script)]

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of those that look for something; the program's own findings need no looking."""
        return frozenset(rule.code for rule in self.holding if rule.patterns or rule.check)

    @cached_property
    def codes_for_texts(self) -> frozenset[str]:
        """Those of them that don't judge a Word file's layout."""
        return self.codes.difference(rule.code for rule in self.holding if rule.where == "layout")

    def awake(self, known: frozenset[str], held: Iterable[str]) -> set[str]:
        """The codes of the rules that may find something in a text that holds no more of what is known."""
        always, by_find = self._waking(known)
        return always.union(*(by_find[find] for find in held if find in by_find))

    def _waking(self, known: frozenset[str]) -> tuple[set[str], dict[str, list[str]]]:
        """The rules that are always awake, and those that a pattern or rare characters wake; made once."""
        if known not in self._wakings:
            always: set[str] = set()
            by_find: dict[str, list[str]] = {}
            for rule in self.holding:
                finds = _sought(rule)
                if finds and finds <= known:
                    for find in finds:
                        by_find.setdefault(find, []).append(rule.code)
                else:
                    always.add(rule.code)
            self._wakings[known] = always, by_find
        return self._wakings[known]

    @property
    def traditional(self) -> bool:
        """Whether rules read the manuscript as if it were in simplified characters."""
        return self.script == "traditional"


def _sought(rule: Rule) -> frozenset[str]:
    """The patterns without one of which a rule finds nothing; none: unknown."""
    own = [pattern.find for pattern in rule.patterns]
    if rule.where in PHYSICAL or not rule.check:
        return frozenset(own if rule.where not in PHYSICAL else ())
    found = [*searched(rule)]
    return frozenset((*own, *found)) if found else frozenset()
