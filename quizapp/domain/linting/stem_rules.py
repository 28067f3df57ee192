"""Rules about stems: what is asked, and whether it can be understood before the options are read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizapp.domain.errors import Severity
from quizapp.domain.linting.values import Examined, Flaw, Rule
from quizapp.domain.linting.words import listed, quoted, words
from quizapp.domain.questions import Choice, Cloze, Essay, Multiple, TrueFalse, Typed

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z“\"(])")
_UNTRUE = r"(?:incorrect|false|untrue|wrong)"
_NEGATION = (
    rf"(?:not|never|except|excepting|incorrectly|wrongly|neither|nor|no|least (?=likely|appropriate|suitable)"
    rf"|(?<=is |re )(?:the )?{_UNTRUE}|{_UNTRUE}(?= (?:statement|option|answer|pair|match|claim|one)))"
)
_NEGATIONS = frozenset(
    ("not", "never", "except", "excepting", "incorrect", "incorrectly", "false", "untrue", "wrong", "wrongly", "least",
     "neither", "nor", "no", "cannot")
)  # fmt: skip
_NEGATIVE = re.compile(
    rf"\b(?:which|what|who|whom|where|when|all|each|every|choose|name|select|find|identify)\b[^,;]*?"
    rf"\b(?P<word>{_NEGATION}|(?:is|was|are|were|does|did|do|has|have|had|can|could|would|should)n['’]t|cannot)\b",
    re.I,
)
_NEITHER = re.compile(r"(?<!\bdid )(?<!\bdoes )(?<!\bdo )\bneither\b[^,;?]*?\bnor\b", re.I)
_AMONG = re.compile(r"\b(?:of|among) (?:these|those|the following|them)\b|\bthe following\b", re.I)
_EVENTFUL = re.compile(r"\bnever[- ](?:marri\w+|wed\b|set\b|sets\b|ending|lost\b|coloni[sz]ed|defeated|freez\w+)", re.I)
_EXCEPT_END = re.compile(r"\b(?P<word>except(?: for| that)?)[\s:,_.…]*$", re.I)
_NOT_NEGATIVE = re.compile(
    r"\bnot only\b|\bwhether or not\b|\bat least\b|\bno longer\b|\bnot yet\b|\bleast developed\b|\bno\.\s*\d", re.I
)
_MANNER = re.compile(r"^\W*(?:why|how)\b|, (?:why|how)\b|\bfor (?:what|which) reason\b", re.I)
_DENIED = re.compile(r"\b(?P<word>not|never|neither|nor|cannot|\w+n['’]t)\b(?! only)", re.I)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|(?<!\w)'[^']*'(?!\w)")
_SAID = re.compile(
    r"\b(?:words?|said|says|lyrics|statement|lines?|slogan|quotation|remark|declared|wrote|advice|motto|verse)\s*:\s.*",
    re.I,
)
_BLANK = re.compile(r"_{2,}|\.{4,}|…{2,}|(?<=\s)(?:…|\.\.\.)(?=\s)|[-–—]{3,}")
_BLANK_LAST = re.compile(r"(?:_{2,}|\.{3,}|…|[-–—]{3,})[\s.]*$")
_LINKS = frozenset(
    listed(
        "about above across after against along among around as at because before behind below beside between beyond "
        "by during for from if in inside into near of off on onto out over past since than that though through till to "
        "towards under until unless up upon when where while with within without"
    )
)
"""Words that go on from a whole sentence, before which nothing is claimed."""

_PLAIN_CLAIM = (
    r"(?:is|are|was|were|holds?|hold|seems?)\s+(?:not\s+)?"
    r"(?:the (?:most )?(?=\w+ (?:statement|option|answer|one|claim)))?"
    r"(?:true|correct|false|right|incorrect|wrong|accurate|inaccurate|untrue|valid)"
    r"(?=\s*(?:[?:.,_]|$)|\s+(?:about|of|for|regarding|in|with|concerning|when|as|according|if|on|statement|option|answer"
    r"|one|claim)\b)"
)
_UNFOCUSED = (
    re.compile(
        r"\b(?:which|what)(?: one| ones| two)?(?: of)?(?: the| these| those)?(?: following| below| given)?"
        r"(?: statements?| assertions?| claims?| propositions?| options?| sentences?)?"
        r"(?: (?:about|regarding|concerning|on|of|for|with regard to)\b[^?]*?)?\s+" + _PLAIN_CLAIM,
        re.I,
    ),
    re.compile(r"\bwhat (?:is|was) (?:true|correct|false|right) (?:of|about|for|regarding)\b", re.I),
    re.compile(r"\bchoose the (?:correct|true|right|false) (?:statement|option|answer|assertion)\b", re.I),
)
_VERDICTS = frozenset(
    ("true", "false", "correct", "incorrect", "right", "wrong", "accurate", "inaccurate", "untrue", "valid")
)
_LANGUAGE_CHOICE = re.compile(r"\b(?:which|what)(?: one)?(?: of the| of these)?(?: following)? sentences?\b", re.I)
_ASKING = re.compile(
    r"\b(?:which|what|who|whom|whose|where|when|why|how|choose|select|name|find|give|identify|complete|mark|pick|"
    r"calculate|solve|state|define|is|are|was|were|means?|called|lies|does|do|did)\b|[=+×÷]",
    re.I,
)
_SECOND = re.compile(
    r"\b(?:which|what|who|whom|whose|where|when|why|how)\b.*?[,\s](?:and|or)\s+(?:also\s+)?(?:(?:in|on|at|by|for|to|from|with|under|during)\s+)?"
    r"(?P<word>which|what|who|whom|where|when|why|how)\b(?!\s+(?:ever|soever))",
    re.I,
)
_NOT_ALIKE = r"(?!first\b|second\b|third\b|last\b|difference\b|relation)"
_TWO_NOUNS = re.compile(
    rf"\b(?:what|who|which) (?:are|were) (?:the |its |their ){_NOT_ALIKE}(?:\w+ )?(?P<one>\w+[^s\W]) and "
    r"(?:the |its |their )?(?:\w+ )?(?P<other>\w+[^s\W]) (?:of|in)\b"
    rf"|\b(?:(?:what|who|which) (?:is|was)|name|give|state) (?:the |its ){_NOT_ALIKE}(?:\w+ )?\w+ and (?:the|its) "
    r"(?:\w+ )?\w+ of\b",
    re.I,
)
_ONE_THING = frozenset({("flora", "fauna"), ("rank", "file"), ("law", "order"), ("length", "breadth")})
_INTERROGATIVES = frozenset(("which", "what", "who", "whom", "whose", "where", "when", "why", "how"))
_JOINING = frozenset(("and", "or"))
_LINKED = re.compile(
    r"(?<!\band)(?<!\bor)[,\s](?:whose|of which|in which|by which|to which|with which|for which)\b", re.I
)
_TWO_CLAIMS = re.compile(
    r"\b(?:is|was|are|were|has|have|had|became|rises|began|won|led|lies|[a-z]{3,}ed|consists|contains"
    r"|[a-z]{3,}s(?= (?:to|into|from|in|on|at|through|with|the|a)\b))\b[^.;]*?"
    r"(?:;|,? (?:and|but))\s+(?:(?:it|he|she|they|its \w+|the \w+)\s+)?"
    r"(?:is|was|are|were|has|had|became|won|began|led|made|took|gave|lost|held|lies|flows|ended|[a-z]{4,}ed)\b",
)


def asking_part(prompt: str) -> str:
    """The last sentence of a prompt, which is the one that asks; names in capitals are kept."""
    return _SENTENCE_END.split(prompt.strip())[-1]


def negative_word(item: Examined) -> str:
    """The word that turns the question round; "" where it asks for what is."""
    question = item.question
    if isinstance(question, TrueFalse):
        found = _DENIED.search(_NOT_NEGATIVE.sub(" ", item.prompt))
        return found["word"] if found else ""
    if not isinstance(question, (Choice, Multiple, Typed)):
        return ""
    if _NEGATIONS.isdisjoint(item.vocabulary) and "n't" not in item.lowered and "n’t" not in item.lowered:
        return ""
    part = _NOT_NEGATIVE.sub(" ", _SAID.sub(" ", _QUOTED.sub(" ", asking_part(item.prompt))))
    if "never" in item.vocabulary and not _AMONG.search(part):
        part = _EVENTFUL.sub(" ", part)
    if "neither" in item.vocabulary:
        part = _NEITHER.sub(" ", part)
    if _MANNER.search(part):
        return ""
    found = _EXCEPT_END.search(part) or _NEGATIVE.search(part)
    if (
        found
        and found["word"].lower() == "no"
        and not re.search(r"\b(?:has|have|had|is|are|was|were|with)\s+no\b", part, re.I)
    ):
        return ""
    return found["word"] if found else ""


def negative_stem(item: Examined) -> Iterable[Flaw]:
    """A question that asks for what is not so without shouting it."""
    word = negative_word(item)
    if not word or word.isupper():
        return
    if isinstance(item.question, TrueFalse):
        if word.lower() != "never":
            yield Flaw(("prompt",), f"{quoted(word)} makes “false” a double negative: state what is so")
        return
    yield Flaw(("prompt",), f"{quoted(word)} is overlooked: ask for what is so, or write {word.upper()}")


def blank_in_middle(item: Examined) -> Iterable[Flaw]:
    """A blank with text after it, so that the stem must be read twice."""
    if isinstance(item.question, (Essay, Cloze)):
        return
    if not any(sign in item.prompt for sign in ("__", "..", "…", "--", "—")):
        return
    for found in _BLANK.finditer(item.prompt):
        if len(words(item.prompt[found.end() :])) >= 1:
            yield Flaw(("prompt",), "the blank stands inside the sentence: move it to the end, or ask a question")
            return


def unfocused_stem(item: Examined) -> Iterable[Flaw]:
    """A stem that says nothing until the options are read."""
    if not isinstance(item.question, (Choice, Multiple)):
        return
    part = asking_part(item.prompt) if item.vocabulary & _VERDICTS else ""
    if any(pattern.search(part) for pattern in _UNFOCUSED) and not _LANGUAGE_CHOICE.search(part):
        yield Flaw(("prompt",), "the stem cannot be answered with the options covered: ask about one thing")
    elif (
        "?" not in item.prompt
        and len(words(item.prompt)) <= 5
        and _are_claims(item.texts)
        and not _asks(item)
        and not _is_drill(item)
    ):
        yield Flaw(("prompt",), "the stem asks nothing: the options are loose claims about it")


def _asks(item: Examined) -> bool:
    return bool(_ASKING.search(item.prompt))


def _are_claims(texts: list[str]) -> bool:
    """Whether most options go on where the stem stops, as `was a general` does."""
    return 2 * sum(text[:1].islower() and " " in text for text in texts) > len(texts)


def _is_drill(item: Examined) -> bool:
    """Whether a sentence ends in a blank for one point of grammar: a preposition, or the form of one word."""
    if not _BLANK_LAST.search(item.prompt):
        return False
    same = frozenset.intersection(*item.option_words)
    return bool(same) or all(spoken[:1] and spoken[0] in _LINKS for spoken in item.option_spoken)


def double_barrelled(item: Examined) -> Iterable[Flaw]:
    """Two questions in one, or two claims in one statement."""
    question = item.question
    if isinstance(question, TrueFalse):
        if _TWO_CLAIMS.search(item.prompt):
            yield Flaw(("prompt",), "the statement makes two claims, and one may hold without the other: part them")
        return
    if not isinstance(question, (Choice, Multiple, Typed)):
        return
    joined = (len(item.vocabulary & _INTERROGATIVES) > 1 and item.vocabulary & _JOINING) or item.spoken.count(
        "which"
    ) > 1
    second = _SECOND.search(_LINKED.sub(" ", asking_part(item.prompt))) if joined else None
    if ("?" in item.prompt and _QUOTED.sub(" ", item.prompt).count("?") > 1) or second or _asks_two_nouns(item):
        yield Flaw(("prompt",), "the stem asks two things: make two questions of it")


def _asks_two_nouns(item: Examined) -> bool:
    """Whether the capital and the currency are asked together."""
    found = _TWO_NOUNS.search(item.lowered) if "and" in item.vocabulary else None
    return bool(found and (found["one"], found["other"]) not in _ONE_THING)


RULES = (
    Rule(
        "Q401", "negative-stem", Severity.WARNING,
        "A small “not” is overlooked by those who know; ask for what is so, or write it in capitals.",
        "Which state is not a member? | China | *Japan | Pakistan | Russia",
        "Which state is an observer? | China | *Mongolia | Pakistan | Russia",
        negative_stem,
    ),
    Rule(
        "Q402", "blank-in-middle", Severity.WARNING,
        "A blank inside the sentence must be held in mind while the rest is read.",
        "The ____ is the longest river of Pakistan. | Chenab | *Indus | Jhelum | Ravi",
        "Which river is the longest of Pakistan? | Chenab | *Indus | Jhelum | Ravi",
        blank_in_middle,
    ),
    Rule(
        "Q403", "unfocused-stem", Severity.WARNING,
        "A stem that cannot be answered with the options covered is four true-false questions in one.",
        "Which of the following is true? | Gold floats | *Ice floats | Iron floats | Lead floats",
        "Which of these solids floats on water? | Gold | *Ice | Iron | Lead",
        unfocused_stem,
    ),
    Rule(
        "Q404", "double-barrelled", Severity.WARNING,
        "A question that asks two things cannot tell which of them was known.",
        "Who founded it and when? | *Jinnah, 1913 | Iqbal, 1930 | Bose, 1939 | Gandhi, 1920",
        "Who founded it? | Bose | Gandhi | Iqbal | *Jinnah",
        double_barrelled,
    ),
)  # fmt: skip
