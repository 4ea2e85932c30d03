"""Recognition: where the quantities of a text are, and how they are written."""

from shenhe_cli.recognize.recognizer import RULES, Recognizer

__all__ = ["RULES", "Recognizer"]
