"""Every message a user can meet: what went wrong, where, and the way out."""

from __future__ import annotations


class ShenheError(Exception):
    """Something the caller can put right. `what` happened, `where` (file, line, option), `hint`: the way out."""

    def __init__(self, what: str, where: str | None = None, hint: str | None = None) -> None:
        self.what, self.where, self.hint = what, where, hint
        super().__init__(self.__str__())

    def __str__(self) -> str:
        message = f"{self.where}: {self.what}" if self.where else self.what
        return f"{message}. {self.hint}" if self.hint else message


class ReadError(ShenheError):
    """A source that cannot be read: missing, undecodable, of an unknown format."""


class LexiconError(ShenheError):
    """A row of a lexicon table that is wrong; `where` is file:line."""


class AnswersError(ShenheError):
    """A line of hand-made answers that is wrong; `where` is file:line."""


class UsageError(ShenheError):
    """An option or argument that makes no sense."""
