"""`quizapp completion`, and what completes."""

from __future__ import annotations

from pathlib import Path

import click
from click.shell_completion import CompletionItem, get_completion_class

from quizapp.cli.lazy import Command


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash:  quizapp completion bash > ~/.local/share/bash-completion/completions/quizapp
    zsh:   quizapp completion zsh > a file named _quizapp in a folder of $fpath
    fish:  quizapp completion fish > ~/.config/fish/completions/quizapp.fish
    """  # noqa: D301 - click wants the character, not its name
    from quizapp.cli.root import quizapp

    kind = get_completion_class(shell)
    if kind is None:
        raise click.ClickException(f"click knows no completion for {shell}.")
    click.echo(kind(quizapp, {}, "quizapp", "_QUIZAPP_COMPLETE").source())


class DeckSlug(click.ParamType[str]):
    """The slug of a deck: completes from the names of the deck files, without opening the database."""

    name = "slug"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """The slugs that begin as typed."""
        return [CompletionItem(slug) for slug in known_slugs() if slug.startswith(incomplete)]


class DocumentSlug(click.ParamType[str]):
    """The name of a source document: completes from the names of the source sheets."""

    name = "document"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """The documents that begin as typed."""
        from quizapp.cli.opening import paths

        names = _stems(paths().bundled_seeds, paths().seeds)
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]


class PaperId(click.ParamType[str]):
    """The id of a paper: completes from the names of the blueprints."""

    name = "paper"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """The papers that begin as typed."""
        from quizapp.cli.opening import paths

        names = _stems(paths().bundled_papers, paths().papers)
        return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def known_slugs() -> list[str]:
    """The slugs of bundled decks and the person's own, by their file names."""
    from quizapp.cli.opening import paths

    return _stems(paths().bundled_decks, paths().decks)


def _stems(*folders: Path) -> list[str]:
    return sorted({file.stem for folder in folders if folder.is_dir() for file in folder.glob("*.yaml")})
