"""The program: finds a command by its file (`extract_command.py`), runs it, and turns errors into a line and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import click
import typer
from typer.core import TyperCommand, TyperGroup

from shenhe_cli.cli.messages import load_help
from shenhe_cli.errors import AnswersError, LexiconError, ReadError, ShenheError, UsageError
from shenhe_cli.registry import Registry

COMMANDS = Registry("shenhe_cli.cli", "_command")

EXIT_PARTLY, EXIT_USAGE, EXIT_NOTHING, EXIT_INTERRUPTED = 1, 2, 3, 130


class HelpPage(click.Command):
    """Shows our own help page instead of click's."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from shenhe_cli.cli.pages import make_page

        formatter.write(make_page(self, ctx))


class Command(HelpPage, TyperCommand):
    """One command."""


class Commands(HelpPage, TyperGroup):
    """The commands whose files lie in this folder; a command's module is imported when the command is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the help table."""
        order = list(load_help("en"))
        return sorted(COMMANDS.names(), key=lambda name: (order.index(name) if name in order else len(order), name))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None where there is none."""
        if cmd_name not in COMMANDS.names():
            return None
        function: Callable[..., Any] = getattr(COMMANDS.load(cmd_name), cmd_name)
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cmd_name, cls=Command)(function)
        return typer.main.get_command(app)


app = typer.Typer(cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False)


def show_version(is_wanted: bool) -> None:
    """Print the version and stop."""
    if is_wanted:
        from shenhe_cli import __version__

        typer.echo(f"shenhe {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def shenhe(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=show_version, is_eager=True)] = False,
) -> None:
    """What is common to all commands; alone it shows how the program is used."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(EXIT_USAGE)


_GC_THRESHOLD = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments` (without: those it was called with) and return its exit code."""
    if sys.stdout is None:
        # Closed by the caller (`>&-`): what is written goes nowhere.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (open as long as the program runs)
    # Tables of sixty thousand tuples come into being and none goes: looking for garbage among them takes as long as a report.
    gc.set_threshold(_GC_THRESHOLD)
    try:
        code = typer.main.get_command(app).main(arguments, "shenhe", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.UsageError as error:
        return complain(describe_misuse(error, sys.argv[1:] if arguments is None else arguments), EXIT_USAGE)
    except click.Abort:
        return EXIT_INTERRUPTED
    except (ShenheError, click.ClickException) as error:
        return complain(str(error), exit_code_of(error))
    except Exception as error:
        if os.environ.get("SHENHE_DEBUG"):
            raise
        return complain(f"{describe_defect(error)}", EXIT_PARTLY)


def exit_code_of(error: Exception) -> int:
    """The exit code for an error that ended the whole run."""
    if isinstance(error, UsageError | LexiconError):
        return EXIT_USAGE
    return EXIT_NOTHING if isinstance(error, ReadError | AnswersError) else EXIT_PARTLY


def complain(message: str, code: int) -> int:
    """Say on standard error what is wrong, and give `code` back."""
    print(f"shenhe: {message}", file=sys.stderr)
    return code


def count_of(number: int, noun: str) -> str:
    """`1 row`, `2 rows`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def describe_misuse(error: click.UsageError, arguments: Sequence[str]) -> str:
    """The line for a command line that cannot be understood."""
    # Not every such error of click knows the command it is about.
    named = next((argument for argument in arguments if argument in COMMANDS.names()), "")
    command = error.ctx.command_path if error.ctx else f"shenhe {named}".strip()
    message = error.format_message().rstrip(".")
    return f"{message}{'' if message.endswith('?') else '.'} See {command} --help"


def describe_defect(error: Exception) -> str:
    """The line for an error that is the program's own fault."""
    return f"defect in the program: {type(error).__name__}: {error}. Please report it; SHENHE_DEBUG=1 shows where"


def run() -> None:
    """The `shenhe` command."""
    code = main()
    # the process ends: the collector need not look through the tables once more
    gc.freeze()
    sys.exit(code)
