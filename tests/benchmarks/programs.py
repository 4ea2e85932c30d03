"""The small programs that are timed, each in a process of its own: python programs.py NAME ARGUMENT…, seconds on standard output."""

from __future__ import annotations

import gc
import re
import sys
import time
from pathlib import Path

# What anybody would write first: Arabic numbers with thousands separators and decimals, and Chinese numerals.
BARE = r"\d+(?:[,，]\d{3})*(?:[.．]\d+)?|[零〇一二两三四五六七八九十百千万亿]+"
TIMES = 5


def read_texts(paths: list[str]) -> list[str]:
    return [Path(path).read_text("utf-8-sig") for path in paths]


def best(work, times: int = TIMES) -> float:
    """The shortest of several runs."""
    results = []
    for _ in range(times):
        began = time.process_time()
        work()
        results.append(time.process_time() - began)
    return min(results)


def shenhe(*paths: str) -> None:
    """All records of the texts, read for the first time and again; the first call, which reads the tables, does not count.

    Again is faster: contexts that were met are remembered, and two in five of another report's were. The first time is that of
    a text that nobody has seen. The collector is set as the command sets it.
    """
    from shenhe_cli import Extractor

    gc.set_threshold(100_000)
    extractor, texts = Extractor(), read_texts(list(paths))
    extractor.extract("增长5%。")
    print(best(lambda: [extractor.extract(text) for text in texts], 1), best(lambda: [extractor.extract(text) for text in texts]))


def bare(*paths: str) -> None:
    """A bare scan with `re`, which keeps where each number stands."""
    scan, texts = re.compile(BARE), read_texts(list(paths))
    print(best(lambda: [[match.span() for match in scan.finditer(text)] for text in texts]))


def recognizers(share: str, *paths: str) -> None:
    """Recognizers-Text over one line in `share`: seconds, as if it were all of them by their characters."""
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    functions = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
    lines = [line for text in read_texts(list(paths)) for line in text.splitlines() if line.strip()]
    chosen = lines[:: int(share)]
    for function in functions:
        function("增长5%", Culture.Chinese)
    began = time.process_time()
    for line in chosen:
        for function in functions:
            function(line, Culture.Chinese)
    print((time.process_time() - began) * sum(map(len, lines)) / sum(map(len, chosen)))


def growth(path: str, *copies: str) -> None:
    """Seconds for the text so many times over, as one document."""
    from shenhe_cli import Extractor

    extractor, (text,) = Extractor(), read_texts([path])
    extractor.extract(text)
    for count in copies:
        print(best(lambda count=count: extractor.extract(text * int(count)), 3 if count == "1" else 1))


def one_line(*lengths: str) -> None:
    """Seconds for one line of so many characters, without the end of a sentence in it."""
    from shenhe_cli import Extractor

    extractor, part = Extractor(), "新建学校12所，同比增长5.5%，完成投资3.2亿元、"
    extractor.extract(part)
    for length in lengths:
        text = (part * (int(length) // len(part) + 1))[: int(length)]
        print(best(lambda text=text: extractor.extract(text), 2))


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
