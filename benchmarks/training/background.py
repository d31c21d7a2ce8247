"""Count in how many documents words occur: `python -m benchmarks.training.background`."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
from spacy.lang.es.stop_words import STOP_WORDS as SPANISH
from spacy.lang.fr.stop_words import STOP_WORDS as FRENCH

from benchmarks.quality.rows import iter_rows
from counterclaim.reconcile.words import iter_words

SHARED = Path(__file__).resolve().parents[3] / "shared"
OUTPUT = Path(__file__).resolve().parents[2] / "src/counterclaim/reconcile/background.json"
#: What is counted. The cluster set is left out, so that its figures are honest.
SETS = (
    "gva/train/docs.jsonl",
    "polnear/train.jsonl",
    "muc4/dev.docs.jsonl",
    "temporal/timebank.jsonl",
    "temporal/aquaint.jsonl",
    "geoparsing/lgl.jsonl",
    "geoparsing/geovirus.jsonl",
)
#: Words of fewer documents count as seen in this many: names of people stay out of the file.
DOCUMENTS_MIN = 8
ABOUT = (
    "How rare words are, for the comparison of reports: the natural logarithm of one over the share of "
    "documents that have a word, in tenths, by band. Counted over other people's texts by "
    "`python -m benchmarks.training.background`; function words from spaCy (MIT)."
)


def iter_texts(data: Path) -> Iterator[str]:
    """Yield the texts of the sets."""
    for name in SETS:
        yield from (str(row["text"]) for row in iter_rows(data / name))


def count_documents(texts: Iterable[str]) -> tuple[int, Counter[str]]:
    """Count texts, and the texts that each word is in."""
    number, counts = 0, Counter[str]()
    for text in texts:
        number += 1
        counts.update(set(iter_words(text)))
    return number, counts


def make_table(number: int, counts: Counter[str]) -> dict[str, object]:
    """Make the table as it is shipped."""
    bands: dict[int, list[str]] = {}
    for word, count in counts.items():
        if count >= DOCUMENTS_MIN:
            bands.setdefault(round(10 * math.log(number / count)), []).append(word)
    stop_words = {each for words in (ENGLISH, FRENCH, SPANISH) for word in words for each in iter_words(word)}
    return {
        "about": ABOUT,
        "documents": number // DOCUMENTS_MIN * 2,
        "bands": {str(band): " ".join(sorted(bands[band])) for band in sorted(bands)},
        "stop_words": " ".join(sorted(stop_words)),
    }


def main() -> None:
    """Write the table."""
    table = make_table(*count_documents(iter_texts(SHARED / "data")))
    OUTPUT.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
