"""Rules about what stands around a question: explanations, reasons, sources, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from quizapp.domain.errors import Severity
from quizapp.domain.linting.values import Examined, Flaw, Rule, Steps
from quizapp.domain.linting.words import quoted
from quizapp.domain.questions import Basic, Choice, Cloze, Essay, Multiple, TrueFalse, Typed

_LETTER = r"(?:\([a-fA-F]\)|[A-F]\b)"
_PLACES = "first|second|third|fourth|fifth|last|next|previous|preceding|top|bottom"
_NAMED = re.compile(
    rf"\b(?:[Oo]ptions?|[Cc]hoices?|[Aa]nswers?|[Aa]lternatives?|[Dd]istractors?)\s+(?:{_LETTER}|[1-6]\b(?!\s*(?:%|per|million)))"
    rf"|(?<![\w.] )(?<!\w ){_LETTER}(?:\s*(?:,|and|or|&)\s*{_LETTER})*\s+(?:is|are|was|were)\s+(?:the\s+)?"
    r"(?:correct|incorrect|right|wrong|true|false|answer|best|found|a|an)\b"
    rf"|(?<=[;,] ){_LETTER}\s+(?:is|was)\b"
    rf"|\b[Tt]he (?:{_PLACES}) (?:one|two|three)?\s*"
    r"(?:options?|choices?|answers?|alternatives?|distractors?|statements?)"
    r" (?:is|are|lies|lie|has|have|describes?|belongs?|refers?|names?)\b"
    rf"|\b[Tt]he (?:{_PLACES}) (?:options?|alternatives?|distractors?) (?:was|were|had)\b"
    r"(?! (?:rejected|dropped|chosen|tried|taken|refused|ruled|given|abandoned|preferred|to|not)\b)"
    rf"|\b(?:answer|key|choice|option) (?:is|was) {_LETTER}(?=[\s,.;:)]|$)"
    r"|\b(?:option|choice|answer|alternative)s? (?:above|below)\b|\b(?:one|two) (?:above|below) it\b"
)  # fmt: skip
_NAMING = re.compile(r"ption|hoice|nswer|lternative|istractor|statement|above|below|[A-F][,) ;.]|\([a-f]\)")
"""What stands in every text that `_NAMED` finds: most texts are passed over after this quick look."""

_DATED = r"(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november|december)"
_CHANGING = re.compile(
    r"\b(?P<word>currently|nowadays|at present|presently|these days|so far(?! as\b)|up to now|until now|as of now|"
    r"today(?!['’]s)|this (?:year|month|week|decade)|last (?:year|month|week)|incumbent|"
    r"(?:serving|sitting)(?= (?:prime|president|chief|head|governor|king|judge|member))|"
    r"(?:most )?recent(?:ly)?|latest|newest)\b"
    r"|\b(?P<now>now)\b"
    r"(?! (?:called|known|named|part of|in|a part|lies|lie|belongs|the (?:capital|city|site|town) of)\b)"
    r"|\b(?:the|its|their|his|her|a|[\w]+['’]s) (?P<present>current|present)\b"
    r" (?!(?:of|in|through|is|that|which|at|to|when|and|day|account|affairs|tense|continuous|perfect|participle|simple"
    r"|indefinite|value)\b)(?=[a-z])"
    r"|\bto date(?=[\s]*[,.?;]|$)",
    re.I,
)
_CHANGES = frozenset(
    ("currently", "current", "nowadays", "present", "presently", "these", "so", "up", "until", "as", "now", "today",
     "this", "last", "incumbent", "serving", "sitting", "recent", "recently", "latest", "newest", "date", "who", "is",
     "holds", "chairs", "heads", "leads", "how", "are")
)  # fmt: skip
"""One of these stands in every stem that some pattern of changing facts finds."""

_STEADY = re.compile(
    r"\bwhat is (?:now|today)\b"
    r"|\b(?:electric|alternating|direct|ocean|eddy|sea|warm|cold|convection|air) current\b"
    r"|\btoday (?:known|called|named|part of|belongs?|lies?)\b"
    r"|\b(?:names?|what (?:is|are|was|were))\b[^?]*\b(?:known|called|named)(?: as)? today(?=\W*$)"
    r"|\b(?:lies?|belongs?)(?: (?:in|to))? today(?=\W*$)"
    r"|\bpresent-day\b|\bmodern-day\b|\bat the latest\b|\brecent(?:ly)? (?:past|epoch)\b|\btill now\b"
    r"|\b(?:sitting|serving) (?:on|in|as|at)\b|\bby now\b|\bhad (?:recently|so far)\b|\bnow and then\b",
    re.I,
)
_PHYSICS = re.compile(
    r"\b(?:circuit|wire|amp(?:ere)?s?|volt\w*|resist\w*|ohm\w*|electri\w*|batter\w*|magnet\w*|ocean|river)\b", re.I
)
_OFFICE = (
    r"(?:president|prime minister|chief|chair(?:man|person|woman)?|head|governor|king|queen|monarch|pope|secretary|"
    r"minister|director|chancellor|speaker|captain|champion|mayor|ambassador|commander|judge|justice|ceo|record holder|"
    r"holder|commissioner|high commissioner)"
)
_INCUMBENT = re.compile(
    rf"(?i:\b(?:who|which [\w ]+?) (?:is|holds) (?:the )?)(?:(?i:[\w'’-]+ ){{0,3}}?(?i:{_OFFICE})\b(?:[\w' -]*?)"
    rf" (?:of|for|at) (?:the )?[A-Z]|[A-Z][\w'’]+(?: [A-Z][\w'’]+)* (?i:{_OFFICE})\b)"
    r"|\b(?i:who|which [\w ]+?) (?:chairs|heads|leads|rules|governs) (?:the )?[A-Z]",
)
_LEGAL = re.compile(r"\b(?:under|by|in) (?:the|its) (?:\w+ )?(?:constitution|charter|law|act)\b", re.I)
_COUNT = re.compile(
    r"\bhow many (?:full |permanent )?(?:members|member states|states|countries|provinces|districts|judges|seats)\b"
    r"[^?]*\b(?:does|do|has|have|belong)\b",
    re.I,
)
_RANKED = re.compile(
    r"\b(?:is|are) (?:the )?(?:world['’]s )?"
    r"(?:most populous|richest (?:man|person|woman|country)|largest (?:economy|exporter|producer|importer))\b",
    re.I,
)
_AS_OF = re.compile(rf"\bas (?:of|on|at)\b[^?]*\b{_DATED}\b", re.I)


def _explanations(item: Examined) -> Iterator[tuple[Steps, str]]:
    if item.question.explanation:
        yield ("explanation",), item.question.explanation
    for place, option in enumerate(item.options):
        if option.why:
            yield ("options", place, "why"), option.why


def letters_in_explanation(item: Examined) -> Iterable[Flaw]:
    """An explanation that names options by letter or place."""
    if not isinstance(item.question, (Choice, Multiple)):
        return
    for steps, text in _explanations(item):
        if _NAMING.search(text) and (found := _NAMED.search(text)):
            yield Flaw(steps, f"{quoted(found.group())} names a place, and options are shuffled: name the thing itself")


def no_explanation(item: Examined) -> Iterable[Flaw]:
    """A question without an explanation."""
    if not item.question.explanation and not isinstance(item.question, (Essay, Basic)):
        yield Flaw((), "there is no `explanation`: say in a sentence why the answer is right")


def no_why(item: Examined) -> Iterable[Flaw]:
    """Distractors without a reason."""
    if not isinstance(item.question, (Choice, Multiple)):
        return
    bare = [place for place, option in enumerate(item.options) if not option.correct and not option.why]
    if bare:
        count = "a distractor has" if len(bare) == 1 else f"{len(bare)} distractors have"
        yield Flaw(("options", bare[0]), f"{count} no `why`: say what it really belongs to")


def no_sources(item: Examined) -> Iterable[Flaw]:
    """A question without a source."""
    question = item.question
    if not question.sources and not (isinstance(question, Essay) and any(point.facts for point in question.outline)):
        yield Flaw((), "there is no entry in `sources`: nobody can look up why the answer is right")


def undated(item: Examined) -> Iterable[Flaw]:
    """A fact that changes, with no day on which it held."""
    question = item.question
    if question.as_of or not isinstance(question, (Choice, Multiple, TrueFalse, Typed, Cloze, Basic)):
        return
    vocabulary = item.vocabulary
    if "as" in vocabulary and _AS_OF.search(item.prompt):
        yield Flaw(("prompt",), "the stem is dated, but `as_of` is missing")
        return
    if vocabulary.isdisjoint(_CHANGES) and "'s" not in item.prompt and "’s" not in item.prompt:
        return
    text = _STEADY.sub(" ", item.prompt)
    if "current" in text and _PHYSICS.search(text):
        text = text.replace("current", "")
    found = (
        _CHANGING.search(text)
        or (not _LEGAL.search(text) and _INCUMBENT.search(text))
        or _COUNT.search(text)
        or _RANKED.search(text)
    )
    if found:
        yield Flaw(("prompt",), f"{quoted(found.group().strip())} will change: date the stem and give `as_of`")


def expired(item: Examined) -> Iterable[Flaw]:
    """A question past its day."""
    until = item.question.valid_until
    if until is not None and until < item.conditions.today:
        yield Flaw(("valid_until",), f"the question was to be trusted until {until.isoformat()}: check the fact anew")


RULES = (
    Rule(
        "Q501", "letters-in-explanation", Severity.ERROR,
        "Options are shuffled, so a letter or a place in an explanation names another option each time.",
        "Where does RATS sit? | Astana | Beijing | Bishkek | *Tashkent // Option B is the seat of the Secretariat.",
        "Where does RATS sit? | Astana | Beijing | Bishkek | *Tashkent // Beijing is the seat of the Secretariat.",
        letters_in_explanation,
    ),
    Rule(
        "Q502", "no-explanation", Severity.WARNING,
        "A mistake teaches only where somebody says why it is one.",
        "Where does RATS sit? | Astana | *Tashkent // ",
        "Where does RATS sit? | Astana | *Tashkent // It moved there before it began its work.",
        no_explanation,
    ),
    Rule(
        "Q503", "no-why", Severity.ADVICE,
        "Every wrong option is a mistake that somebody makes: say what it really belongs to.",
        "A distractor without `why`.",
        "A distractor with `why: Bishkek was first chosen as the seat.`",
        no_why,
    ),
    Rule(
        "Q504", "no-sources", Severity.ADVICE,
        "What cannot be looked up cannot be mended when it is doubted.",
        "A question without `sources`.",
        "A question with `sources: [css-2025-essay#rats-seat]`.",
        no_sources,
    ),
    Rule(
        "Q505", "undated", Severity.WARNING,
        "What is so now will not be: the stem says when, and `as_of` says it to the program.",
        "Who is currently the secretary-general? | Annan | Ban | *Guterres | Waldheim",
        "Who was secretary-general in 2020? | Annan | Ban | *Guterres | Waldheim",
        undated,
    ),
    Rule(
        "Q506", "expired", Severity.WARNING,
        "After `valid_until` the answer may have become wrong.",
        "A question with `valid_until: 2020-01-01`.",
        "A question with `valid_until` in the time to come.",
        expired,
    ),
)  # fmt: skip
