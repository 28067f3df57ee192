"""Rules about what a stem refers to or claims: a text that was read, a law, something that always holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizapp.domain.errors import Severity
from quizapp.domain.linting.values import Examined, Flaw, Rule
from quizapp.domain.linting.words import listed, quoted, without_names
from quizapp.domain.questions import TrueFalse

_DOCUMENTS = frozenset(
    ("passage", "text", "essay", "article", "chapter", "document", "book", "paragraph", "author", "extract", "note",
     "notes", "lecture", "outline", "writer", "handout", "handouts", "slide", "slides", "class", "lesson", "module",
     "textbook", "reading", "course", "worksheet")
)  # fmt: skip
_TAUGHT = (
    r"(?:passage|essay|extract|lecture|handouts?|slides?|notes?|class|lesson|module|textbook|reading|course|worksheet"
    r"|text|chapter|article|document|paragraph|outline)"
)
_TOLD = (
    r"(?:stated|mentioned|described|given|discussed|explained|noted|shown|taught|said|read|seen|argued|listed|told"
    r"|presented|covered|named)"
)
_DOCUMENT = re.compile(
    rf"\bas (?:(?:was|were|is|are|you) )?{_TOLD} (?:by|in) (?:(?:the|this|your|our) )?(?:(?:given|above) )?{_TAUGHT}\b"
    r"(?! (?:of|\d))"
    rf"|\b{_TOLD} in (?:the|this|your|our) (?:(?:given|above) )?{_TAUGHT}\b(?! (?:of|\d|on)\b)"
    r"|\baccording to (?:the|this) (?:passage|text|essay|article|chapter|document|book|paragraph|author|extract|notes?"
    r"|lecture|outline|handouts?|slides?|textbook)\b(?! (?:of|\d))"
    r"|\b(?:in|from) (?:the|this) (?:passage|essay|extract|lecture|above (?:text|passage)|given text)\b(?! of)"
    r"|\bin (?:this|the) text\b(?=\W*[,?])"
    r"|\bthe (?:author|writer) (?:of the (?:text|passage|essay) )?"
    r"(?:say|argue|mention|claim|state|call|name|list|use|think|believe|suggest)s?\b"
    r"|\bdoes the (?:author|writer|text|passage|essay|document)\b"
    r"|\bparagraph \d+\b|\bin (?:the|this) (?:text|passage|essay) (?:above|below)\b",
    re.I,
)
_ALWAYS = re.compile(
    r"\b(?:always|never|every(?! (?:\w+ )?(?:other|few|years?|months?|weeks?|days?)\b)|everyone|everybody|nobody"
    r"|no one|none|entirely|completely|exclusively|solely|invariably|absolutely|totally|impossible|in all cases"
    r"|without exception|under all circumstances)\b",
    re.I,
)
_AT_START = re.compile(r"^\W*(?:all|no|only|each)\b(?!-)(?! (?:other|in all)\b)", re.I)
_LAW = re.compile(
    r"\b(?:under|by|in|of|to|with) (?:the |its |this )?(?:[\w-]+ )?(?:constitution|charter|act|statute|ordinance|law)\b"
    r"|\b(?:article|section|clause)s? \d",
    re.I,
)
_LAWS = frozenset(listed("constitution charter act statute ordinance law article articles section sections clause"))
_ONLY_LAST = re.compile(r"\b(?:in|by|on|after|with|at|before|from|to|for)\b[^,;]{2,60}? only(?=\W*$)", re.I)
_ONLY = re.compile(
    r"(?<!the )(?<!its )(?<!their )(?<!not )(?<!an )\bonly\b"
    r"(?! (?:in|on|after|since|from|until|at|when|if|by|\d))",
    re.I,
)
_CAN_ONLY = re.compile(r"\b(?:can|may|must|could) only\b", re.I)


def cites_law(item: Examined) -> bool:
    """Whether the stem speaks of what a law says: there, only is the law's own word."""
    return not _LAWS.isdisjoint(item.vocabulary) and bool(_LAW.search(item.prompt))


def about_document(item: Examined) -> Iterable[Flaw]:
    """A question about the text that was read instead of its matter."""
    if item.vocabulary & _DOCUMENTS and (found := _DOCUMENT.search(item.prompt)):
        yield Flaw(("prompt",), f"{quoted(found.group())} asks about a document, not about its matter")


def true_false_absolute(item: Examined) -> Iterable[Flaw]:
    """A statement whose absolute word tells that it is false (or that it is a trap)."""
    if not isinstance(item.question, TrueFalse):
        return
    text = _ONLY_LAST.sub(" ", without_names(item.prompt))
    found = _ALWAYS.search(text) or _AT_START.search(text) or _ONLY.search(text) or _CAN_ONLY.search(text)
    if found and not ("only" in found.group().lower() and cites_law(item)):
        yield Flaw(("prompt",), f"{quoted(found.group().strip())} tells the test-wise that it is false")


RULES = (
    Rule(
        "Q405", "about-document", Severity.WARNING,
        "The exam asks about the matter; what one text says of it is not knowledge.",
        "According to the passage, why did Rome fall? | Fire | *Invasion | Plague | Drought",
        "Which people took Rome in 410? | Franks | *Goths | Huns | Vandals",
        about_document,
    ),
    Rule(
        "Q406", "true-false-absolute", Severity.WARNING,
        "Absolute statements are false more often than not, so the word is answered and not the matter.",
        "true-false: Metals always sink in water. = false",
        "true-false: Sodium sinks in water. = false",
        true_false_absolute,
    ),
)  # fmt: skip
