"""The house's picture holds: imports point one way, and stages do not know one another."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "shenhe_cli"
STAGES = ("read", "segment", "recognize", "tables", "bind", "normalize", "export")
# what each part of the package may import of it, besides itself
ALLOWED = {stage: {"lexicon", "model", "errors", "registry", "patterns"} for stage in STAGES} | {
    "lexicon": {"model", "errors", "patterns"},
    "patterns": set(),
    "model": set(),
    "errors": set(),
    "registry": set(),
}


def imported_parts(path: Path) -> set[str]:
    """The parts of the package (its folders and top modules) that a module imports, type checking included."""
    parts = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "shenhe_cli" else [f"shenhe_cli.{alias.name}" for alias in node.names]
        parts |= {name.split(".")[1] for name in names if name.startswith("shenhe_cli.")}
    return parts


def part_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path):
    part = part_of(path)
    if part in ALLOWED:
        assert imported_parts(path) - {part} <= ALLOWED[part]


def modules_after(*arguments: str) -> set[str]:
    """The modules that are loaded when the command line has run, in a process of its own."""
    code = (
        "import sys\nfrom shenhe_cli.cli.app import main\n"
        f"try:\n    main({list(arguments)!r})\nexcept SystemExit:\n    pass\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    return set(run.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "heavy"),
    [
        (("--help",), {"jieba", "regex", "rich.table", "pydantic", "pandas", "xlsxwriter", "shenhe_cli.pipeline", "decimal"}),
        (
            ("extract", "seeds/shenhe_2023.txt", "--format", "csv"),
            {"jieba", "regex", "rich.table", "pydantic", "pandas", "xlsxwriter", "pyarrow", "multiprocessing"},
        ),
        (("normalize", "75.8亿元"), {"jieba", "rich.table", "pydantic", "shenhe_cli.bind"}),
    ],
    ids=["help", "extract", "normalize"],
)
def test_no_heavy_import_where_it_is_not_needed(arguments, heavy, monkeypatch):
    monkeypatch.chdir(PACKAGE.parent)
    assert not modules_after(*arguments) & heavy
