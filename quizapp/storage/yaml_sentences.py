"""What libyaml says of broken syntax, in words that tell an author what to do."""

from __future__ import annotations

from typing import Any

from quizapp.domain.errors import Problem

_UNFINISHED = "this line does not fit the lines above it: look for an indentation, a quote or a bracket gone wrong here"
_CURLY = 'a colon stands inside the text, and curly quotes are part of it: put "straight quotes" around the text'
_SENTENCES: tuple[tuple[str, str], ...] = (
    ("mapping values are not allowed", "a colon stands inside the text: put the whole text in quotes"),
    ("mapping keys are not allowed", "a text that begins with ? must be put in quotes"),
    ("block sequence entries are not allowed", "a list must begin on a line of its own, or the text needs quotes"),
    ("expected comment or line break", "a text that begins with > or | must be put in quotes"),
    ("expected alphabetic or numeric character", "a text that begins with * or & must be put in quotes"),
    ("unknown escape character", "a backslash inside \"double quotes\" is special: use 'single quotes' instead"),
    ("escape code", "a backslash inside \"double quotes\" is special: use 'single quotes' instead"),
    ("unknown escape", "a backslash inside \"double quotes\" is special: use 'single quotes' instead"),
    ("expected escape sequence", "a backslash inside \"double quotes\" is special: use 'single quotes' instead"),
    ("where an indentation space is expected", "a tab cannot indent a line: use spaces"),
    ("expected ',' or ']'", "a comma or the closing ] is missing, or a text inside [ ] needs quotes"),
    ("expected ',' or '}'", "a comma or the closing } is missing, or a text inside { } needs quotes"),
    ("expected '-' indicator", "this line does not belong to the list above: check its indentation"),
    ("expected node content", "a value is missing here, or the text must be put in quotes"),
    ("could not find expected ':'", "this line needs a key followed by a colon, or more indentation"),
    ("directive", "a text that begins with % must be put in quotes"),
    ("document start", "the file goes on after its end: remove the line --- or ..."),
    ("document indicator", "the line --- or ... stands inside a quoted text: a quote is missing above it"),
)


def explain(error: Exception, path: str, text: str) -> Problem:
    """The problem that an error of the YAML reader stands for, at the place where its cause is seen."""
    said = str(getattr(error, "problem", None) or "")
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    if "end of stream" in said and "quoted" in context and opened is not None:
        return _at(opened, path, "the quote that opens here is never closed")
    if "expected key" in said and mark is not None:
        return _at(mark, path, _leftover(text, mark))
    if "cannot start any token" in said and mark is not None:
        return _at(mark, path, _bad_start(text[mark.index : mark.index + 1]))
    if "mapping values are not allowed" in said and mark is not None and _is_in_curly_quotes(text, mark):
        return _at(mark, path, _CURLY)
    for words, sentence in _SENTENCES:
        if words in said:
            return _at(mark, path, sentence)
    return _at(mark or opened, path, _UNFINISHED)


def _at(mark: Any, path: str, sentence: str) -> Problem:
    if mark is None:
        return Problem(path, 1, 1, sentence)
    return Problem(path, mark.line + 1, mark.column + 1, sentence)


def _bad_start(character: str) -> str:
    if character == "\t":
        return "a tab cannot indent a line: use spaces"
    return f"a text that begins with {character} must be put in quotes" if character else _UNFINISHED


def _is_in_curly_quotes(text: str, mark: Any) -> bool:
    """Whether the value that a second colon cuts begins with a quote of a word processor."""
    _, colon, value = text[mark.index - mark.column : mark.index].partition(": ")
    return bool(colon) and value.lstrip().startswith(("\u201c", "\u201d", "\u201e", "\u2018", "\u2019"))


def _leftover(text: str, mark: Any) -> str:
    """Something follows on the same line after a quoted text or a bracket is closed, or the indentation is off."""
    line_start = max(text.rfind("\n", 0, mark.index), text.rfind("\r", 0, mark.index)) + 1
    before = text[line_start : mark.index].rstrip()
    if before.endswith(("]", "}")):
        return "more text follows the closing bracket: put the whole text in quotes"
    if before.endswith("'"):
        return "more text follows the closing quote: inside 'single quotes' write '' for an apostrophe"
    if before.endswith('"'):
        return "more text follows the closing quote: put 'single quotes' around a text that holds double ones"
    return _UNFINISHED
