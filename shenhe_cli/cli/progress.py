"""How far long work has come: one line on a terminal, written over itself, gone when the work is done."""

from __future__ import annotations

import sys
import time

# Shorter work shows nothing; the line is drawn anew at most this often.
_AFTER, _EVERY = 1.0, 0.2


class Progress:
    """Counts reports; `total` is None where nobody knows it. Draws only if standard error is a terminal and output goes elsewhere."""

    def __init__(self, total: int | None, is_output_elsewhere: bool) -> None:
        self.total = total
        self.done = self.skipped = 0
        self.is_shown = is_output_elsewhere and total != 1 and sys.stderr.isatty()
        self.began = self.drawn = time.monotonic()
        self.has_line = False

    def advance(self, count: int = 1, is_skipped: bool = False) -> None:
        """So many reports more; those skipped say nothing about the rate."""
        self.done += count
        self.skipped += count if is_skipped else 0
        now = time.monotonic()
        if self.is_shown and now - self.began >= _AFTER and now - self.drawn >= _EVERY:
            self.drawn, self.has_line = now, True
            sys.stderr.write(f"\r\x1b[K{self.line(now - self.began)}")
            sys.stderr.flush()

    def line(self, elapsed: float) -> str:
        """`120 of 400 reports · 35 a second · 0:08 left`."""
        rate = (self.done - self.skipped) / elapsed if elapsed else 0.0
        of = f" of {self.total}" if self.total is not None else ""
        parts = [f"{self.done}{of} reports", f"{rate:.3g} a second" if rate < 100 else f"{rate:.0f} a second"]
        if self.total is not None and rate:
            parts.append(f"{write_time((self.total - self.done) / rate)} left")
        return " · ".join(parts)

    def clear(self) -> None:
        """Take the line away, so that something else can be written."""
        if self.has_line:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self.has_line = False


def write_time(seconds: float) -> str:
    """0:08, 12:30, 1:02:03."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
