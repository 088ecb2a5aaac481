"""Running the rules over a manuscript.

Rules speak of the logical text; what leaves this module speaks of the original file, so that everything after it has
one kind of position.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from bulletin_tools import masking, suppress
from bulletin_tools.bulletin import Bulletin, Item
from bulletin_tools.draft import Draft, scan_together
from bulletin_tools.errors import BulletinError
from bulletin_tools.finding import Finding, Fix
from bulletin_tools.functions import function
from bulletin_tools.matcher import Mask, Place, outside, places
from bulletin_tools.office import PHYSICAL, Office
from bulletin_tools.parse import parse
from bulletin_tools.patterns import RARE
from bulletin_tools.rulebook import Pattern, Rule, Rulebook
from bulletin_tools.source import Document, Edit, Source, Span, apply, made, smallest
from bulletin_tools.unwrap import unwrap

CRASHED, CYCLE = "X002", "X005"
_PATIENCE = 10.0  # seconds that one pattern of an office may take on one manuscript


class Report(NamedTuple):
    """A manuscript and what the rules found in it; the findings' positions are physical."""

    document: Document
    findings: Sequence[Finding]
    characters: int
    """How many characters of text it has, blanks apart."""
    secrets: Sequence[Span] = ()
    """Where the manuscript has what no report may show."""
    parsed: Sequence[Bulletin] | None = None

    @property
    def bulletins(self) -> Sequence[Bulletin]:
        """The issues of the manuscript; read again where the report comes from a cache or another process."""
        return parse(unwrap(self.document)) if self.parsed is None else self.parsed

    @property
    def items(self) -> list[Item]:
        """The items of all issues, in order; read again as often as the issues are."""
        return [item for bulletin in self.bulletins for item in bulletin.items]

    @property
    def shown(self) -> str:
        """The manuscript's text as reports may quote it, secrets masked; made anew each time."""
        return masking.shown(self.document.text, self.secrets) if self.secrets else self.document.text


def lint(document: Document, office: Office, *, quoted: bool = False) -> Report:
    """Run the rules over one manuscript; a rule that crashes becomes a finding of its own.

    Secrets are looked for where there is a finding to quote them, or where the text is `quoted` anyway.
    """
    return lint_together([document], office, quoted=quoted)[0]


def lint_together(documents: Sequence[Document], office: Office, *, quoted: bool = False) -> list[Report]:
    """Run the rules over several manuscripts, each over all before the next one.

    What a rule needs is then still at hand for the next manuscript, which makes short ones a third faster.
    """
    read = [_read(document, office) for document in documents]
    scan_together([draft for _, draft in read])
    told: list[dict[str, list[Finding]]] = [{} for _ in read]
    awake: defaultdict[str, list[int]] = defaultdict(list)
    for index, (_, draft) in enumerate(read):
        for code in _awake(draft, office):
            awake[code].append(index)
    for rule in office.holding:
        numbers = awake.get(rule.code, ())
        drafts = (read[index][rule.script != "traditional"] for index in numbers)
        for index, found in zip(numbers, _run(rule, drafts, office.rulebook), strict=True):
            if found:
                told[index][rule.code] = found
    return [
        _reported(written, draft, office, found, quoted=quoted)
        for (written, draft), found in zip(read, told, strict=True)
    ]


def _read(document: Document, office: Office) -> tuple[Draft, Draft]:
    """A manuscript as it is written, and as most rules read it."""
    source = unwrap(document)
    written = _draft(source, parse(source), office)
    return written, _read_simplified(written, office) if office.traditional else written


def _reported(
    written: Draft, draft: Draft, office: Office, told: Mapping[str, list[Finding]], *, quoted: bool
) -> Report:
    """What the rules told of a manuscript, with positions in the file, without what is suppressed or may not be shown."""
    source, document, rules = written.source, written.source.document, office.rulebook.rules
    secrets = _secrets(draft, office, told) if quoted or told else ()
    hidden = masking.merged(map(source.origin, secrets))
    found: list[Finding] = []
    for code, findings in told.items():
        if rules[code].where in PHYSICAL:
            found += _discreet(findings, document.text, hidden)
        else:
            found += _located(_discreet(findings, draft.text, secrets), written, office)
    if document.format == "markdown":
        found = _outside_code(found, document)
    kept = suppress.apply(source, found, office.rulebook, office.holding)
    told_of = [_writable(finding, document) for finding in kept] if document.format == "word" else kept
    # Sorted first: what each rule found is in order already. Of findings that are the same, one is kept.
    ordered = list(dict.fromkeys(sorted(told_of, key=in_order)))
    return Report(document, ordered, _characters(source.text), hidden, written.bulletins)


def _awake(draft: Draft, office: Office) -> Collection[str]:
    """The codes of the rules that may find something."""
    codes = office.codes if draft.source.document.format == "word" else office.codes_for_texts
    known, held = draft.told
    if not known:
        return codes
    return office.awake(known, [*held, RARE] if draft.rare else held) & codes


def _draft(source: Source, bulletins: Sequence[Bulletin], office: Office) -> Draft:
    masks = office.rulebook.masks
    return Draft(source, bulletins, masks, office.departments, office.given, office.terms, office.template)


def _read_simplified(draft: Draft, office: Office) -> Draft:
    """A traditional manuscript as if it were in simplified characters, so that every rule can read it."""
    from bulletin_tools import script

    text = script.requoted(script.aligned(draft.text, script.from_traditional), script.CURLY)
    source = draft.source.read_as(text)
    return _draft(source, parse(source), office)


def _secrets(draft: Draft, office: Office, told: Mapping[str, list[Finding]]) -> Sequence[Span]:
    """What no report may show, whether the rules that find it are on or not."""
    spans: list[Span] = []
    for rule in office.rulebook.secret:
        if rule.code in told:
            found = told[rule.code]
        elif rule.code in office.codes:
            continue  # it has been run, or may find nothing
        else:
            found = next(_run(rule, [draft], office.rulebook))
        spans += (finding.span for finding in found if finding.code == rule.code)
    return masking.merged(spans)


def _run(rule: Rule, drafts: Iterable[Draft], rulebook: Rulebook) -> Iterator[list[Finding]]:
    """What a rule finds in each of some manuscripts."""
    patterns = {pattern.find: pattern for pattern in rule.patterns}
    check: Callable[..., Iterable[Finding]] | None = None
    for draft in drafts:
        try:
            found = [*_matched(rule, patterns, draft)] if patterns else []
            if rule.check:
                check = check or function(rule)
                found += check(draft, rule)
            yield found
        except BulletinError:  # the office's template is wrong
            raise
        except Exception as error:  # noqa: BLE001 - one rule's crash must not hide what the others find
            yield [crash(rulebook, rule.code, draft.source, error)]


def crash(rulebook: Rulebook, code: str, source: Source, error: Exception) -> Finding:
    """The finding that a rule crashed on this manuscript."""
    told = rulebook.rules[CRASHED]
    start = source.paragraphs[0].start if source.paragraphs else 0
    return told.finding(Span(start, start), code=code, error=f"{type(error).__name__}: {error}"[:200])


def cycle_finding(rulebook: Rulebook, codes: Sequence[str], report: Report) -> Finding:
    """The finding that fixes of some rules undo each other, where the first of them would mend."""
    first = next((finding for finding in report.findings if finding.code in codes and finding.fix), None)
    told = rulebook.rules[CYCLE].finding(first.span if first else Span(0, 0), codes="、".join(codes))
    return told._replace(item=first.item if first else None)


def _matched(rule: Rule, patterns: Mapping[str, Pattern], draft: Draft) -> Iterator[Finding]:
    """What the rule's patterns find."""
    patience = None if rule.family else _PATIENCE
    masks: Sequence[Mask] = ()
    for find in patterns if rule.where == "lines" else draft.held(patterns):
        pattern = patterns[find]
        if rule.where == "lines":
            text = draft.source.document.text
            found = places(find, text, [Span(0, len(text))], patience=patience)
        else:
            text = draft.text
            found = draft.search(find, rule.where, patience=patience)
        for place in found:
            masks = masks or draft.masks(rule.excepts)
            if outside(masks, place.span):
                yield _said(rule, pattern, text, place)


def _said(rule: Rule, pattern: Pattern, text: str, place: Place) -> Finding:
    span, match = place
    matched = text[span.start : span.end]
    values = {"match": matched, **match.groupdict("")}
    if pattern.replace is None:
        return rule.finding(span, message=pattern.message, **values)
    if isinstance(pattern.replace, str):
        new = pattern.replace.format_map(values)
        edits = [smallest(Edit(span, new), matched)]
    else:
        edits = _translated(span, matched, pattern.replace)
        new = apply(matched, [Edit(Span(start - span.start, end - span.start), new) for (start, end), new in edits])
    return rule.finding(span, *edits, message=pattern.message, replacement=new, **values)


def _translated(span: Span, matched: str, table: Mapping[str, str]) -> list[Edit]:
    """The whole match by the table, else each of its characters that the table has."""
    if matched in table:
        return [smallest(Edit(span, table[matched]), matched)]
    places = enumerate(matched, span.start)
    return [Edit(Span(place, place + 1), table[char]) for place, char in places if char in table]


def _located(findings: Iterable[Finding], draft: Draft, office: Office) -> Iterator[Finding]:
    """The findings with positions in the original file."""
    origin, original_edits, item_at = draft.source.origin, draft.source.original_edits, draft.item_at
    traditional = office.traditional
    for code, name, severity, span, message, fix, _ in findings:
        if fix:
            edits, safe, title, _ = fix
            edits = tuple(original_edits(map(_in_traditional, edits) if traditional else edits))
            # None: what it would mend isn't in the file.
            fix = made(Fix, (edits, safe, title, ())) if edits else None  # noqa: PLW2901
        item = item_at(span.start)
        yield made(Finding, (code, name, severity, origin(span), message, fix, None if item is None else item + 1))


def _in_traditional(edit: Edit) -> Edit:
    from bulletin_tools import script

    return edit._replace(text=script.requoted(script.traditional(edit.text), script.CORNER))


def _writable(finding: Finding, document: Document) -> Finding:
    """The finding without a fix that its file can't take, such as one of an automatic number in Word."""
    edits = finding.fix.edits if finding.fix else ()
    reason = next(filter(None, map(document.obstacle, edits)), "")
    if not reason:
        return finding
    return finding._replace(fix=None, message=f"{finding.message}（不能自动改正：{reason}）")


def _discreet(findings: Sequence[Finding], text: str, secrets: Sequence[Span]) -> Sequence[Finding]:
    """The findings without the secrets that their places touch in their messages."""
    return [_masked(finding, text, secrets) for finding in findings] if secrets else findings


def _masked(finding: Finding, text: str, secrets: Sequence[Span]) -> Finding:
    message, span = finding.message, finding.span
    for number in range(max(0, bisect_right(secrets, span) - 1), len(secrets)):
        start, end = secrets[number]
        if start >= span.end:
            break
        secret = text[start:end]
        if secret in message:
            message = message.replace(secret, masking.masked(secret))
    return finding if message == finding.message else finding._replace(message=message)


def _outside_code(findings: Iterable[Finding], document: Document) -> list[Finding]:
    """The findings that neither stand in code nor would change it."""
    code = [span for line in document.lines for span in line.code]
    starts = [span.start for span in code]

    def in_code(span: Span) -> bool:
        index = bisect_right(starts, span.start) - 1
        return index >= 0 and span.start < code[index].end and span.end <= code[index].end

    def meets_code(span: Span) -> bool:
        index = bisect_left(starts, span.end) - 1
        return index >= 0 and code[index].end > span.start

    return [
        finding
        for finding in findings
        if not in_code(finding.span) and not (finding.fix and any(meets_code(edit.span) for edit in finding.fix.edits))
    ]


in_order = attrgetter("span", "code", "message")
"""By place, then by code and words."""


def _characters(text: str) -> int:
    return len(text) - sum(text.count(blank) for blank in " \n\u3000\t\xa0" if blank in text)
