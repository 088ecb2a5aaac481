"""Personal numbers and names that no report may show in full."""

import re
from collections.abc import Callable, Iterable, Sequence

from bulletin_tools.source import Edit, Span, apply

_LONG = 7  # letters and digits from which more than the first is shown


def masked(value: str) -> str:
    """A value of the same length of which only the ends can be read: 138******78, 王**."""
    inked = [place for place, char in enumerate(value) if char.isalnum()]
    hidden = set(inked[3:-2] if len(inked) >= _LONG else inked[1:])
    return "".join("*" if place in hidden else char for place, char in enumerate(value))


def shown(text: str, secrets: Iterable[Span]) -> str:
    """A text of the same length with its secrets masked; the secrets don't touch."""
    return apply(text, [Edit(span, masked(text[span.start : span.end])) for span in secrets])


def masker(text: str, secrets: Sequence[Span]) -> Callable[[str], str]:
    """What masks the secrets of a text wherever a phrase repeats them."""
    words = {"".join(text[start:end].split()) for start, end in secrets}
    if not words:
        return str
    import regex

    pattern = regex.compile(r"\L<words>", words=words)
    return lambda phrase: pattern.sub(lambda match: masked(match[0]), phrase)


def merged(spans: Iterable[Span]) -> Sequence[Span]:
    """The same stretches in order, those that overlap as one."""
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and span.start < whole[-1].end:
            whole[-1] = Span(whole[-1].start, max(whole[-1].end, span.end))
        elif span.end > span.start:
            whole.append(span)
    return whole


def discreet(words: str) -> str:
    """An excerpt without its long numbers, which may be a person's."""
    return re.sub(r"[\dXx]{5,}", lambda match: "×" * len(match[0]), words)
