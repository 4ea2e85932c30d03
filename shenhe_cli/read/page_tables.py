"""Lines of a page that are rows of a table to its cells: by the columns that most rows have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from shenhe_cli.read.layout import Cell
from shenhe_cli.read.page_lines import Line, Piece

_CLOSING = "）)"


def align_rows(lines: Sequence[Line]) -> list[list[Cell]]:
    """The rows with every piece in its column; a piece over several columns is one wide cell, or is cut behind a bracket there."""
    columns = find_columns(lines)
    return [place_pieces(line, columns) for line in lines]


def find_columns(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """The (left, right) of the columns of the rows that have the usual number of pieces, the larger of two."""
    counts = Counter(len(line.pieces) for line in lines)
    usual = max(counts, key=lambda count: (counts[count] >= max(2, len(lines) // 3), count))
    rows = [line.pieces for line in lines if len(line.pieces) == usual]
    return [(min(piece.left for piece in column), max(piece.right for piece in column)) for column in zip(*rows, strict=True)]


def place_pieces(line: Line, columns: list[tuple[float, float]]) -> list[Cell]:
    """The cells of one row, empty ones too."""
    if len(line.pieces) == len(columns):
        return [Cell(piece.text) for piece in line.pieces]
    bounds = [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    texts: dict[int, tuple[str, int]] = {}
    for piece in (part for whole in line.pieces for part in cut_at_bounds(whole, bounds)):
        first = sum(bound < piece.left + 0.25 * (piece.right - piece.left) for bound in bounds)
        last = sum(bound < piece.right - 0.25 * (piece.right - piece.left) for bound in bounds)
        while first in texts and first < len(columns) - 1:
            first += 1
        texts[first] = (texts.get(first, ("", 1))[0] + piece.text, max(last - first, 0) + 1)
    cells: list[Cell] = []
    column = 0
    while column < len(columns):
        text, width = texts.get(column, ("", 1))
        cells.append(Cell(text, 1, width))
        column += width
    return cells


def cut_at_bounds(piece: Piece, bounds: list[float]) -> list[Piece]:
    """The piece, cut behind closing brackets that stand near a bound between columns (2021年（亿元）|比上年增长（%）)."""
    cuts = []
    em = (piece.right - piece.left) / max(len(piece.text), 1)
    for bound in bounds:
        near = [i + 1 for i, c in enumerate(piece.text[:-1]) if c in _CLOSING and abs(piece.spots[i + 1] - bound) < 4 * em]
        if near and piece.left < bound < piece.right:
            cuts.append(min(near, key=lambda i: abs(piece.spots[i] - bound)))
    parts = []
    for start, end in zip([0, *cuts], [*cuts, len(piece.text)], strict=True):
        right = piece.spots[end] if end < len(piece.text) else piece.right
        parts.append(Piece(piece.text[start:end], piece.spots[start], right, piece.spots[start:end]))
    return parts
