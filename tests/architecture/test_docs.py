"""The documents are true: what they name exists, and what exists is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.test_help import COMMANDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "decks" / "README.md"])
GUIDES = (ROOT / "README.md", ROOT / "docs" / "getting-started.md", ROOT / "docs" / "deck-format.md")


def _code(text: str) -> str:
    """All that stands in code: fenced blocks and words between backticks."""
    fenced = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))
    return "\n".join([*fenced, *spans])


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_is_in_the_guides(words: tuple[str, ...]) -> None:
    """Whoever reads the README and the guides has met every command."""
    assert any("quizapp " + " ".join(words) in _code(guide.read_text()) for guide in GUIDES if guide.exists())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_a_document_names_exists(document: Path) -> None:
    """No document tells anyone to type what does not work."""
    for line in re.findall(r"^\s*(?:\$ )?quizapp ((?:[a-z]+ ?)*)", _code(document.read_text()), re.MULTILINE):
        words = tuple(line.split())
        if words:
            known = {command[:length] for command in COMMANDS for length in (1, 2)}
            assert words[:1] in known, line
            group = any(command[0] == words[0] and len(command) > 1 for command in COMMANDS)
            assert not group or len(words) == 1 or words[:2] in known, line


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_target_a_document_names_is_in_the_makefile(document: Path) -> None:
    """`make something` is something that can be made."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"^\s*make ([a-z]+)", _code(document.read_text()), re.MULTILINE)) <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_somewhere(document: Path) -> None:
    """A link or a picture points to a file that is there."""
    text = re.sub(r"^```.*?^```", "", document.read_text(), flags=re.DOTALL | re.MULTILINE)
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    inside = [target for target in targets if target and "://" not in target]
    assert [target for target in inside if not (document.parent / target).exists()] == []


def test_the_decisions_are_listed() -> None:
    """Every record of a decision is linked from their list."""
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text()
    assert [record.name for record in folder.glob("[0-9]*.md") if f"({record.name})" not in listed] == []


def test_every_picture_is_shown() -> None:
    """No picture lies about that no document shows."""
    pictures = {path.name for path in (ROOT / "docs" / "pictures").glob("*.svg")}
    texts = [document.read_text() for document in DOCUMENTS]
    shown = {Path(found).name for text in texts for found in re.findall(r"\]\((\S+\.svg)\)", text)}
    assert pictures <= shown
