"""xlsxwriter as this program uses it: rows in order, text only as text, widths and formats settled in one place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO, Any

from shenhe_cli.errors import ShenheError
from shenhe_cli.export.columns import Column
from shenhe_cli.export.numbers import write_number
from shenhe_cli.export.provenance import made_at, sign

MOST_ROWS = 1_048_576
LONGEST_CELL = 32_767
# Numbers that are names, not amounts: no thousands mark.
PLAIN = "0"
WHOLE = "#,##0"
# Years, offsets and the like are below it, and figures above it are hard to read without marks.
LEAST_GROUPED = 10_000
# Bytes of a workbook that are kept in memory; a larger one waits in a temporary file.
MOST_IN_MEMORY = 16 << 20

WIDTHS = {"sentence": 70, "indicator": 26, "section": 22, "source": 22, "id": 22, "norm_value": 18, "quantity": 14, "rule": 20}
WIDTHS_BY_TYPE = {"integer": 9, "number": 12, "enum": 10, "string": 12}


def width_of_column(column: Column) -> int:
    """A sensible width, in characters: what the values need, at least the heading."""
    width = WIDTHS.get(column.field or "", WIDTHS_BY_TYPE[column.type])
    return max(width, sum(2 if character > "⺀" else 1 for character in column.heading) + 3)


class Workbook:
    """An .xlsx that is written to a stream when all went well."""

    def __init__(self, stream: IO[bytes], own_lexicon: Sequence[str] = ()) -> None:
        import xlsxwriter

        # A zip file that breaks off (`… | head`) is no workbook, and zipfile would complain once more when it is collected.
        self.whole = SpooledTemporaryFile(MOST_IN_MEMORY)  # noqa: SIM115 (closed when the workbook is)
        # Row by row, so that memory stays flat; nothing in a text is ever a formula, a link or a number.
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self.stream = stream
        self.book = xlsxwriter.Workbook(self.whole, options)
        self.book.set_properties({"title": "shenhe", "comments": sign(own_lexicon), "created": made_at()})
        self.heading = self.book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF7", "bottom": 1})
        self.text = self.book.add_format({"valign": "top"})
        self.wrapped = self.book.add_format({"valign": "top", "text_wrap": True})
        self.bold = self.book.add_format({"bold": True, "font_color": "#9C2A00"})
        self._numbers: dict[str, Any] = {}

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with self.whole:
            if kind is not None:
                # Otherwise xlsxwriter warns when it is collected; the sheets' temporary files go with them.
                self.book.fileclosed = True
                return
            self.book.close()
            self.whole.seek(0)
            copyfileobj(self.whole, self.stream)

    def add_sheet(self, name: str) -> Sheet:
        """A new sheet behind the others."""
        return Sheet(self, self.book.add_worksheet(name))

    def number_format(self, number: Any) -> Any:
        """The format that shows all digits of a number, large ones grouped by thousands."""
        _, _, places = write_number(number).partition(".")
        pattern = (WHOLE if abs(number) >= LEAST_GROUPED else PLAIN) + (f".{'0' * len(places)}" if places else "")
        if pattern not in self._numbers:
            self._numbers[pattern] = self.book.add_format({"num_format": pattern, "valign": "top"})
        return self._numbers[pattern]


class Sheet:
    """A sheet that is filled from the top."""

    def __init__(self, book: Workbook, sheet: Any) -> None:
        self.book, self.sheet = book, sheet
        self.row = 0
        self.width = 0

    def write_headings(self, headings: list[str], widths: list[int], meanings: list[str] | None) -> None:
        """The first row, which stays in sight; meanings are shown as comments."""
        self.width = len(headings)
        for place, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            self.sheet.set_column(place, place, width)
            self.sheet.write_string(0, place, make_writable(heading), self.book.heading)
            if meanings:
                self.sheet.write_comment(0, place, meanings[place], {"x_scale": 2})
        self.sheet.freeze_panes(1, 0)
        self.row = 1

    def write_row(self, row: list[Any]) -> None:
        """A row of text, numbers and None. Raises ShenheError where the sheet is full."""
        if self.row >= MOST_ROWS:
            raise ShenheError(f"a sheet holds {MOST_ROWS - 1} rows", "xlsx", "Write CSV, or fewer reports into one workbook")
        for place, value in enumerate(row):
            if isinstance(value, str):
                self.sheet.write_string(self.row, place, make_writable(value), self.book.text)
            elif isinstance(value, int | float | Decimal | Fraction):
                self.sheet.write_number(self.row, place, float(write_number(value)), self.book.number_format(value))
        self.row += 1

    def write_rich(self, place: int, text: str, start: int, end: int) -> None:
        """Text into the last row written, with the part from `start` to `end` in bold."""
        parts = [make_writable(part) for part in (text[:start], text[start:end], text[end:])]
        if not (0 <= start < end <= len(text)) or not (parts[0] or parts[2]):
            return
        before, bold, after = parts
        pieces = [*([before] if before else []), self.book.bold, bold, *([after] if after else [])]
        self.sheet.write_rich_string(self.row - 1, place, *pieces, self.book.wrapped)

    def finish(self) -> None:
        """A filter over all that was written."""
        if self.width:
            self.sheet.autofilter(0, 0, max(self.row - 1, 0), self.width - 1)


def make_writable(text: str) -> str:
    """`text` as a cell can hold it: a file name's stray bytes are shown escaped, and what is too long is cut."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")[:LONGEST_CELL]
