"""A command is declared once; key, footer, palette, help and the page of keys say the same."""

from __future__ import annotations

from pathlib import Path

from quizapp.tui.app import QuizApp
from quizapp.tui.commands import BY_ID, COMMANDS, Place
from quizapp.tui.keys_page import keys_page
from quizapp.tui.screens.ahead import AheadScreen
from quizapp.tui.screens.browse import BrowseScreen
from quizapp.tui.screens.clock import ClockScreen
from quizapp.tui.screens.decks import DecksScreen
from quizapp.tui.screens.editor import EditorScreen
from quizapp.tui.screens.exam_history import ExamHistoryScreen
from quizapp.tui.screens.exam_key import ExamKeyScreen
from quizapp.tui.screens.exam_papers import ExamPapersScreen
from quizapp.tui.screens.exam_result import ExamResultScreen
from quizapp.tui.screens.exam_review import ExamReviewScreen
from quizapp.tui.screens.exam_room import ExamRoomScreen
from quizapp.tui.screens.goal import GoalScreen
from quizapp.tui.screens.help import HelpScreen
from quizapp.tui.screens.home import HomeScreen
from quizapp.tui.screens.insights import InsightsScreen
from quizapp.tui.screens.new_question import NewQuestionScreen
from quizapp.tui.screens.practice_result import PracticeResultScreen
from quizapp.tui.screens.practice_setup import PracticeSetupScreen
from quizapp.tui.screens.problems import ProblemsScreen
from quizapp.tui.screens.setting import SettingScreen
from quizapp.tui.screens.settings import SettingsScreen
from quizapp.tui.screens.study import StudyScreen
from quizapp.tui.screens.summary import SummaryScreen
from quizapp.tui.screens.writing_compare import CompareScreen
from quizapp.tui.screens.writing_essay import EssayScreen
from quizapp.tui.screens.writing_list import WritingScreen
from quizapp.tui.screens.writing_marking import MarkingScreen
from quizapp.tui.screens.writing_plan import PlanScreen
from quizapp.tui.screens.writing_text import WriteScreen
from tests.tui.support import Hall

SCREENS = {
    Place.HOME: HomeScreen,
    Place.STUDY: StudyScreen,
    Place.SUMMARY: SummaryScreen,
    Place.PRACTICE: PracticeSetupScreen,
    Place.RESULT: PracticeResultScreen,
    Place.PAPERS: ExamPapersScreen,
    Place.ROOM: ExamRoomScreen,
    Place.INSIGHTS: InsightsScreen,
    Place.SETTINGS: SettingsScreen,
    Place.HELP: HelpScreen,
    Place.BROWSE: BrowseScreen,
    Place.DECKS: DecksScreen,
    Place.SETTING: SettingScreen,
    Place.NEW: NewQuestionScreen,
    Place.EDITOR: EditorScreen,
    Place.PROBLEMS: ProblemsScreen,
    Place.CLOCK: ClockScreen,
    Place.WRITING: WritingScreen,
    Place.ESSAY: EssayScreen,
    Place.PLAN: PlanScreen,
    Place.WRITE: WriteScreen,
    Place.MARK: MarkingScreen,
    Place.ATTEMPTS: CompareScreen,
    Place.EXAM_RESULT: ExamResultScreen,
    Place.EXAM_REVIEW: ExamReviewScreen,
    Place.EXAM_KEY: ExamKeyScreen,
    Place.EXAM_HISTORY: ExamHistoryScreen,
    Place.AHEAD: AheadScreen,
    Place.GOAL: GoalScreen,
    Place.EVERYWHERE: QuizApp,
}


def test_ids_are_unique_and_every_command_has_a_method() -> None:
    """No two commands share an id, and each does something where it belongs."""
    assert len(BY_ID) == len(COMMANDS)
    for command in COMMANDS:
        scope, _, name = command.action.partition("(")[0].rpartition(".")
        owner = QuizApp if scope == "app" else SCREENS[command.place]
        assert hasattr(owner, f"action_{name}"), command.id
        assert command.help.endswith("."), command.id


def test_the_page_of_keys_is_as_the_commands_have_it() -> None:
    """`python -m quizapp.tui.keys_page > docs/keys.md` writes it."""
    page = Path(__file__).parents[2] / "docs" / "keys.md"
    assert page.read_text(encoding="utf-8") == keys_page()


async def test_the_footer_offers_what_is_possible_now(hall: Hall) -> None:
    """Choosing before the verdict, going on after it; Help always."""
    async with hall.sits() as person:
        assert "a-d Answer" in person.lines[-1]
        assert "Next" not in person.lines[-1]
        await person.press(person.right_letter)
        assert "a-d Answer" not in person.lines[-1]
        assert "enter Next (in 10 min)" in person.lines[-1]
        assert "g Guess" in person.lines[-1]
        assert person.lines[-1].rstrip().endswith("? More")


async def test_the_palette_offers_only_what_is_possible_and_does_it(hall: Hall) -> None:
    """Flagging by its name; Next is not there before the verdict."""
    async with hall.sits() as person:
        await person.press("ctrl+p")
        await person.until(lambda: "Mark the question as doubtful" in person.screen)
        assert "Go on to the next question" not in person.screen
        await person.write("flag")
        await person.until(lambda: "Open the question" not in person.screen and "Mark the question" in person.screen)
        await person.press("enter")
        await person.until(lambda: "⚑ flagged" in person.lines[0])


async def test_help_begins_with_the_screen_one_came_from_and_leads_back(hall: Hall) -> None:
    """All keys of Study first, then the rest, then what the signs mean."""
    async with hall.sits() as person:
        await person.press("question_mark")
        assert person.lines[5].split()[0] == "Study"
        for _ in range(60):
            await person.press("pagedown")
        assert "a question you marked as doubtful" in person.screen
        await person.press("escape")
        assert "capital of Australia" in person.screen
