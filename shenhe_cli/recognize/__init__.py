"""Recognition: where the quantities of a text are, and how they are written."""

from shenhe_cli.recognize.recognizer import RULES, Recognizer
from shenhe_cli.recognize.written import WRITTEN_RULES

__all__ = ["RULES", "WRITTEN_RULES", "Recognizer"]
