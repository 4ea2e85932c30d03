"""Cue words: what ties a figure to its label, hedges it, dates it, or says whether it is done, planned or expected."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.errors import LexiconError
from shenhe_cli.lexicon.tables import FOLDER, Folder, pick, read_table

ACTION_KINDS = ("level", "change", "to", "flow", "share", "rank", "predicate", "adverb", "self", "light")
DIRECTIONS = ("up", "down", "flat")
PARTS = ("review", "plan", "done", "note", "world")
BOUNDS = ("approx", "at_least", "at_most")
STATUSES = ("actual", "expected", "target")
PRICES = ("comparable", "real", "nominal")
BASIS_KINDS = ("fixed", "marker", "price")
HEAD_KINDS = ("pronominal", "relational", "measured", "share", "rate", "plain")


class Action(NamedTuple):
    """A verb that ties a figure to its label; a word may play several kinds."""

    word: str
    kinds: frozenset[str]
    direction: str | None


class Status(NamedTuple):
    """A word that says how real a figure is; `scope` is how far it reaches."""

    status: str
    commitment: str | None
    scope: str


class Time(NamedTuple):
    """A word for a time: `anchor` report or data, and the years added to it for the first and the last year."""

    anchor: str
    first: int
    last: int


ROLES = (
    "glue distributive departure lead preposition closer causative negation attributive example open-end suffix own-head bare-noun "
    "join stop place apposition people generic method milestone worse-when-up entity-end kind outlay measure-end "
    "tally manner grade light-verb modifier construct counterpart gain title fund referral decision shared-qualifier "
    "recipient growth-verb keeping-verb speed hedge-adverb composition better-than category"
).split()


class Head(NamedTuple):
    """A noun at the head of a label, and how it is to be read; a noun may be read in several ways."""

    kinds: frozenset[str]
    direction: str | None


class Cues(NamedTuple):
    """All cue tables, by word."""

    actions: dict[str, Action]
    bases: dict[str, str]
    prices: dict[str, str]
    bounds_before: dict[str, str]
    bounds_after: dict[str, str]
    statuses: dict[str, Status]
    scopes: dict[str, str]
    heads: dict[str, Head]
    headings: dict[str, str]
    times: dict[str, Time]
    roles: dict[str, frozenset[str]]
    collectives: dict[str, tuple[str, ...]]

    def plays(self, word: str, kind: str) -> bool:
        """Whether a word is a verb of the action table that plays `kind`."""
        action = self.actions.get(word)
        return action is not None and kind in action.kinds


def load_cues(folder: Folder = FOLDER) -> Cues:
    """The cue tables of a folder; raises LexiconError where a row is wrong."""
    bases, prices = _load_bases(folder)
    before, after = _load_bounds(folder)
    return Cues(
        _load_actions(folder),
        bases,
        prices,
        before,
        after,
        {
            word: Status(pick(place, status, STATUSES) or "actual", pick(place, commitment, (commitment,)), scope)
            for place, (word, status, commitment, scope) in read_table(
                folder / "statuses.tsv", ("word", "status", "commitment", "scope")
            )
        },
        {word: kind for _, (word, kind) in read_table(folder / "scopes.tsv", ("word", "kind"))},
        _load_heads(folder),
        {
            cue: pick(place, part, PARTS) or "review"
            for place, (cue, part) in read_table(folder / "headings.tsv", ("cue", "part"))
        },
        {
            word: Time(pick(place, anchor, ("report", "data")) or "data", _years(place, first), _years(place, last))
            for place, (word, anchor, first, last) in read_table(folder / "periods.tsv", ("word", "anchor", "from", "to"))
        },
        _load_roles(folder),
        {word: tuple(members.split()) for _, (word, members) in read_table(folder / "collectives.tsv", ("word", "members"))},
    )


def _years(place: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise LexiconError(f"{text!r} is no number of years", place, "Write 0, 1 or -1") from None


def _load_actions(folder: Folder) -> dict[str, Action]:
    actions: dict[str, Action] = {}
    for place, (word, kind, direction) in read_table(folder / "actions.tsv", ("word", "kind", "direction")):
        kinds = frozenset({pick(place, kind, ACTION_KINDS) or "flow"})
        way = pick(place, direction, DIRECTIONS)
        known = actions.get(word)
        actions[word] = Action(word, kinds | known.kinds, known.direction or way) if known else Action(word, kinds, way)
    for verb in [a.word for a in actions.values() if len(a.word) == 2 and "change" in a.kinds]:
        # a verb of change with 至 or 到 tells what it ended at: 上调至, 精简到
        for end in "至到":
            actions.setdefault(verb + end, Action(verb + end, frozenset({"to"}), None))
    return actions


def _load_roles(folder: Folder) -> dict[str, frozenset[str]]:
    path = folder / "function_words.tsv"
    roles: dict[str, frozenset[str]] = {}
    for place, (role, words) in read_table(path, ("role", "words")):
        roles[pick(place, role, tuple(ROLES)) or role] = frozenset(words.split(" "))
    missing = set(ROLES) - set(roles)
    if missing:
        raise LexiconError(f"no row for {' '.join(sorted(missing))}", path.name, "Every role has one row")
    return roles


def _load_heads(folder: Folder) -> dict[str, Head]:
    heads: dict[str, Head] = {}
    for place, (head, kind, direction) in read_table(folder / "label_heads.tsv", ("head", "kind", "direction")):
        kinds = frozenset({pick(place, kind, HEAD_KINDS) or "pronominal"})
        known = heads.get(head)
        way = pick(place, direction, DIRECTIONS)
        heads[head] = Head(kinds | known.kinds, known.direction or way) if known else Head(kinds, way)
    return heads


def _load_bases(folder: Folder) -> tuple[dict[str, str], dict[str, str]]:
    bases: dict[str, str] = {}
    prices: dict[str, str] = {}
    for place, (word, kind, value) in read_table(folder / "bases.tsv", ("word", "kind", "value")):
        price = pick(place, value, PRICES)
        if pick(place, kind, BASIS_KINDS) == "price":
            prices[word] = price or "comparable"
        else:
            bases[word] = kind
            if price:
                prices[word] = price
    return bases, prices


def _load_bounds(folder: Folder) -> tuple[dict[str, str], dict[str, str]]:
    sides: dict[str, dict[str, str]] = {"before": {}, "after": {}}
    for place, (word, side, bound) in read_table(folder / "bounds.tsv", ("word", "side", "bound")):
        sides[pick(place, side, ("before", "after")) or "before"][word] = pick(place, bound, BOUNDS) or ""
    return sides["before"], sides["after"]
