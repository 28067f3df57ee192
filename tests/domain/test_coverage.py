"""What a bank covers: facts and the questions that examine them, by themselves or by facts that say the same."""

from __future__ import annotations

from quizapp.domain.coverage import Coverage, coverage, covered, linked
from quizapp.domain.insight import Share
from quizapp.domain.question_format import citation, question_from_plain
from quizapp.domain.questions import Kind, Question
from quizapp.domain.sources import Fact, Importance, SourceSheet


def sheet(document: str, *facts: str) -> SourceSheet:
    """A sheet of facts written as `id` or `id = document#fact`; a mark of ! says that the fact must be known."""
    made = []
    for fact in facts:
        name, _, same = fact.partition(" = ")
        importance = Importance.MUST if name.endswith("!") else Importance.SUPPORTING
        others = tuple(citation(each) for each in same.split()) if same else ()
        made.append(Fact(name.rstrip("!"), "It is so.", "page 1", importance=importance, same_as=others))
    return SourceSheet(document, "Title", "unknown", "notes", "2024", "Good.", tuple(made))


def typed(id: str, *sources: str) -> tuple[str, Question]:
    """A typed question of the deck d that cites these facts."""
    plain = {"prompt": "Where?", "answer": "Here", "sources": list(sources)}
    return "d", question_from_plain(id, "typed", "T", plain)


def choice(id: str, *sources: str) -> tuple[str, Question]:
    """A choice question of the deck d that cites these facts."""
    options = [{"id": "a", "text": "Here", "correct": True}, {"id": "b", "text": "There"}]
    return "d", question_from_plain(
        id, "choice", "T", {"prompt": "Where?", "options": options, "sources": list(sources)}
    )


def examined(found: Coverage) -> dict[str, list[str]]:
    """The questions of each fact, a linked one in brackets."""
    return {
        fact.name: [each.question for each in fact.questions] + [f"({each.question})" for each in fact.linked]
        for fact in found.facts
    }


def test_a_question_examines_what_it_cites() -> None:
    """It counts to the document of its first fact, and is seen by every document it cites, once."""
    sheets = [sheet("b", "x", "y"), sheet("a", "z")]
    found = coverage(sheets, [typed("one", "b#x", "a#z", "b#y"), typed("two", "a#z"), typed("three")])
    assert [(each.sheet.document, each.first, each.citing) for each in found.documents] == [("a", 1, 2), ("b", 1, 1)]
    assert (found.questions, found.without_source) == (3, 1)
    assert examined(found) == {"a#z": ["d/one", "d/two"], "b#x": ["d/one"], "b#y": ["d/one"]}


def test_an_essay_cites_what_its_outline_cites() -> None:
    """The points of its outline name facts as sources do."""
    rubric = {"full": "All", "half": "Some", "none": "None"}
    outline = [{"id": "p", "text": "Point", "facts": ["a#x"]}, {"id": "q", "text": "Point", "facts": ["a#y", "a#x"]}]
    essay = question_from_plain(
        "e", "essay", "T", {"prompt": "Why?", "marks": 20, "outline": outline, "rubric": rubric}
    )
    found = coverage([sheet("a", "x", "y")], [("d", essay)])
    assert examined(found) == {"a#x": ["d/e"], "a#y": ["d/e"]}
    assert found.documents[0].first == 1


def test_facts_that_say_the_same_count_together() -> None:
    """Whichever of them says so, and over several steps; a question that cites two of them counts once."""
    sheets = [sheet("a", "x = b#x"), sheet("b", "x", "y = b#x c#x"), sheet("c", "x", "z")]
    found = coverage(sheets, [typed("one", "a#x"), typed("two", "c#x", "b#y")])
    assert examined(found) == {
        "a#x": ["d/one", "(d/two)"],
        "b#x": ["(d/two)", "(d/one)"],
        "b#y": ["d/two", "(d/one)"],
        "c#x": ["d/two", "(d/one)"],
        "c#z": [],
    }


def test_links_that_run_in_circles_are_one_group() -> None:
    """Two facts may name each other, and a fact itself."""
    groups = linked([sheet("a", "x = b#x a#x"), sheet("b", "x = a#x")])
    assert {len(group) for group in groups.values()} == {2}


def test_must_facts_are_to_be_chosen_and_produced() -> None:
    """A must fact is counted by choice and by cloze or typed questions, a supporting one by any."""
    found = coverage([sheet("a", "w!", "x!", "y", "z")], [typed("t", "a#w", "a#y"), choice("c", "a#x")])
    figures = covered(found.facts)
    assert (figures.chosen, figures.produced, figures.supporting) == (Share(1, 2), Share(1, 2), Share(1, 2))
    assert found.facts[0].examined_by({Kind.TYPED})
    assert not found.facts[0].examined_by({Kind.CHOICE})


def test_a_document_without_a_sheet_is_no_source() -> None:
    """A sheet with errors is not read; what cites it alone counts as without a source."""
    found = coverage([sheet("a", "x")], [typed("one", "gone#x"), typed("two", "gone#x", "a#x")])
    assert (found.without_source, found.documents[0].first) == (1, 1)
