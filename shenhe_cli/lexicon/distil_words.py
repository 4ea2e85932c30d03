"""Distil words.tsv from the dictionary that jieba ships. Run again with: python -m shenhe_cli.lexicon.distil_words FOLDER

Binding asks of a word whether it is a noun, a verb, an adverb, a time …, and where one word ends and the next begins. The
jieba dictionary answers both, but takes a second to load. Kept are its words up to four characters that are frequent in
general or occur in reports (FOLDER holds texts of reports, *.txt), with the frequency that the two together give them.
Source: jieba 0.42.1, dict.txt (MIT licence).
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

_HEADER = """\
# Words by class and cost, distilled from jieba's dict.txt by distil_words.py: do not edit, add words to words_extra.tsv.
# class: n noun  v verb  w verb that is also a noun (vn)  a adjective  b attributive  d adverb  p preposition  c conjunction
#        u particle  t time  f direction or place word  m numeral  q classifier  r pronoun  i set phrase  x other
# cost: -100 ln(frequency / total), in steps of 20: the cut with the least total cost wins
# words: those of a row are of one length
class\tcost\twords
"""
_CLASSES = {"vn": "w", "an": "n", "l": "i", "i": "i", "z": "a", "s": "f", "j": "n", "eng": "n"}
_LONGEST, _RAREST, _RAREST_IN_REPORTS, _STEP = 4, 100, 3, 20
_WEIGHT_OF_REPORTS = 0.7


def word_class(tag: str) -> str:
    """One letter for a jieba tag."""
    if tag in _CLASSES:
        return _CLASSES[tag]
    return tag[0] if tag[0] in "nvabdpcutfmqr" else "x"


def count_words(folder: Path) -> Counter[str]:
    """How often each dictionary word occurs in the texts of the folder, as jieba cuts them."""
    import jieba

    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt")):
        counts.update(jieba.cut(path.read_text("utf-8-sig"), HMM=False))
    return counts


def distil(source: Path, target: Path, reports: Counter[str]) -> int:
    """Write the table and return the number of its words."""
    rows = [(w, int(f), tag) for w, f, tag in (line.split() for line in source.read_text("utf-8").splitlines())]
    total, report_total = sum(f for _, f, _ in rows), sum(reports.values()) or 1
    groups: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for word, frequency, tag in rows:
        seen = reports[word]
        if len(word) > _LONGEST or not (seen >= _RAREST_IN_REPORTS or (frequency >= _RAREST and not tag.startswith("nr"))):
            continue
        share = (1 - _WEIGHT_OF_REPORTS) * frequency / total + _WEIGHT_OF_REPORTS * seen / report_total
        groups[word_class(tag), _STEP * round(-100 * math.log(share) / _STEP), len(word)].append(word)
    lines = (f"{letter}\t{cost}\t{' '.join(sorted(words))}\n" for (letter, cost, _), words in sorted(groups.items()))
    target.write_text(_HEADER + "".join(lines), "utf-8")
    return sum(map(len, groups.values()))


if __name__ == "__main__":
    import jieba

    dictionary = Path(jieba.__file__).parent / "dict.txt"
    print(distil(dictionary, Path(__file__).with_name("words.tsv"), count_words(Path(sys.argv[1]))), "words")
