"""Help pages: both languages, wrapped by display width (a Chinese character takes two columns), examples at the end.

Plain text rather than typer's rich pages: rich alone takes longer to import than everything else `--help` needs.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from shenhe_cli.cli.messages import help_text, language, load_help

if TYPE_CHECKING:
    import click

MAX_WIDTH = 100
# A line is not broken before what closes nor behind what opens.
CLOSING = frozenset("，。、；：！？）》”.,)…")
OPENING = frozenset("（《“(")
FIRST_WIDE = "\u2e80"


def make_page(command: click.Command, context: click.Context) -> str:
    """The help page of `command`."""
    name = command.name if context.parent else "shenhe"
    blocks = [[f"{help_text('usage')} {' '.join([context.command_path, *command.collect_usage_pieces(context)])}"]]
    blocks.append(wrap(help_text(name or ""), screen_width()))
    parameters = {kind: list(describe_parameters(command, context, kind)) for kind in ("argument", "option")}
    blocks.append(make_list("arguments", parameters["argument"]))
    blocks.append(make_list("options", parameters["option"]))
    if hasattr(command, "list_commands"):
        blocks.append(make_list("commands", [(each, help_text(each)) for each in command.list_commands(context)]))
    blocks.append(make_examples(name or ""))
    return "\n".join("\n".join(block) + "\n" for block in blocks if block).rstrip()


def describe_parameters(command: click.Command, context: click.Context, kind: str) -> Iterator[tuple[str, str]]:
    """For every argument or option how it is written and what it is for."""
    for parameter in command.get_params(context):
        if parameter.param_type_name != kind or getattr(parameter, "hidden", False):
            continue
        if kind == "argument":
            yield parameter.make_metavar(context), help_text(f"{context.command.name} {(parameter.name or '').upper()}")
        else:
            yield write_option(parameter, context), parameter_help(command, parameter, context)


def parameter_help(command: click.Command, parameter: Any, context: click.Context) -> str:
    """The text of an option, which goes by its longest name."""
    option = max(parameter.opts, key=len)
    name = command.name if context.parent else "shenhe"
    return help_text(option) or help_text(f"{name} {option}")


def write_option(parameter: Any, context: click.Context) -> str:
    """`-o, --output FILE`."""
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if parameter.is_flag else f"{names} {parameter.make_metavar(context)}"


def make_list(title: str, rows: list[tuple[str, str]]) -> list[str]:
    """A titled list of terms with what they mean beside them."""
    if not rows:
        return []
    indent = 2 + max(width_of(term) for term, _ in rows) + 2
    lines = [f"{help_text(title)}:" if language() == "en" else f"{help_text(title)}："]
    for term, text in rows:
        first, *others = wrap(fill(text), screen_width() - indent) or [""]
        lines.append(f"  {term}{' ' * (indent - 2 - width_of(term))}{first}".rstrip())
        lines += [" " * indent + other for other in others]
    return lines


def make_examples(name: str) -> list[str]:
    """The examples of a command; those of the program itself are its first three."""
    examples = [(key.removeprefix("$ "), text) for key, text in load_help(language()).items() if key.startswith("$ ")]
    chosen = examples[:3] if name == "shenhe" else [row for row in examples if f"shenhe {name}" in row[0]]
    lines = [f"{help_text('examples')}:" if language() == "en" else f"{help_text('examples')}："]
    for command, text in chosen:
        lines += [f"  # {text}", f"  {command}"]
    return lines


def fill(text: str) -> str:
    """`text` with what only the folders' listings know."""
    if "{formats}" in text:
        from shenhe_cli.export.writers import WRITERS

        text = text.replace("{formats}", ", ".join(WRITERS.names()))
    if "{suffixes}" in text:
        from shenhe_cli.read.documents import known_suffixes

        text = text.replace("{suffixes}", " ".join(known_suffixes()))
    return text


def screen_width() -> int:
    """Columns to write help in."""
    return max(40, min(shutil.get_terminal_size().columns, MAX_WIDTH))


def width_of(text: str) -> int:
    """Columns that `text` takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns, as far as its words allow."""
    lines: list[str] = []
    line, used = "", 0
    for piece in split_pieces(text):
        size = width_of(piece)
        if used and used + size > width:
            lines.append(line.rstrip())
            line, used = "", 0
            if piece.isspace():
                continue
        line += piece
        used += size
    return [*lines, line] if line else lines


def split_pieces(text: str) -> Iterator[str]:
    """The parts of `text` between which a line may be broken: words, spaces, and wide characters one by one."""
    piece = ""
    for character in text:
        if piece and is_break(piece[-1], character):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def is_break(before: str, after: str) -> bool:
    """Whether a line may be broken between the two characters."""
    if after in CLOSING or before in OPENING:
        return False
    return before >= FIRST_WIDE or after >= FIRST_WIDE or (before == " ") != (after == " ")
