"""Which of overlapping candidates win: the stronger class, then the longest, then the leftmost, then the smaller rule id."""

from __future__ import annotations

from bisect import bisect_left

from shenhe_cli.model import Quantity
from shenhe_cli.recognize.rules import Candidate


def settle(candidates: list[Candidate]) -> list[Quantity]:
    """The quantities of the winners in order of place. The result does not depend on the order of the candidates."""
    candidates.sort(key=_place)
    quantities: list[Quantity] = []
    cluster: list[Candidate] = []
    end = -1
    for candidate in candidates:
        if candidate.start >= end:
            _settle_cluster(cluster, quantities)
            cluster = []
        cluster.append(candidate)
        if candidate.end > end:
            end = candidate.end
    _settle_cluster(cluster, quantities)
    return quantities


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.start, candidate.end


def _strength(candidate: Candidate) -> tuple[int, int, int, str]:
    return candidate.rank, candidate.start - candidate.end, candidate.start, candidate.rule


def _settle_cluster(cluster: list[Candidate], quantities: list[Quantity]) -> None:
    """Append the quantities of the winners among candidates that overlap one another in a chain."""
    if len(cluster) == 1:
        quantities.extend(cluster[0].quantities)
        return
    starts: list[int] = []
    winners: list[Candidate] = []
    for candidate in sorted(cluster, key=_strength):
        i = bisect_left(starts, candidate.end)
        # the winners do not overlap, so only the last one that starts before this one's end can
        if i == 0 or winners[i - 1].end <= candidate.start:
            starts.insert(i, candidate.start)
            winners.insert(i, candidate)
    for winner in winners:
        quantities.extend(winner.quantities)
