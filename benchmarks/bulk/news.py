"""An invented archive for bulk coding: reports of attacks among news of quite other things.

Every text has names of its own, as real news has: a worker that kept what it saw would grow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.ledger.archive import iter_archive, make_name
from benchmarks.quality.rows import Row

_CALM = (
    "{a} opened the new reading room of {b} with {n} books and a choir.",
    "The council of {b} voted to name its park after {a}, who painted the hills of {c}.",
    "A cheese from {b} won the prize of the fair at {c} for the {n}th time.",
    "{a}, who teaches music in {b}, has bought the old mill and wants to make a hall of it.",
    "Rain is expected over {b} and {c} until the weekend, the weather office said.",
    "The bank of {b} kept its rate unchanged, and {a} expects prices to rise by two per cent.",
    "Trains between {b} and {c} will be {n} minutes faster from spring, {a} told the paper.",
)
#: Sentences of a calm report.
_LENGTH = 14


def write_news(path: Path, count: int, *, share: float, seed: int = 1) -> Path:
    """Write reports as JSON Lines.

    Args:
        path: the file.
        count: how many reports.
        share: the part of them that tells of an attack, spread evenly.
        seed: another one gives other news.
    """
    with path.open("w", encoding="utf-8") as file:
        for row in iter_news(count, share=share, seed=seed):
            file.write(json.dumps(row) + "\n")
    return path


def iter_news(count: int, *, share: float, seed: int = 1) -> Iterator[Row]:
    """Iterate over reports as rows of JSON Lines."""
    chance = Random(f"{seed} calm")
    attacks = iter_archive(round(count * share), seed=seed)
    told = 0.0
    for number in range(count):
        told += share
        coding = next(attacks, None) if told >= 1 else None
        told -= told >= 1
        if coding is None:
            yield _make_calm(number, chance)
        else:
            report = coding.report
            yield {"text": report.text, "url": report.url, "outlet": report.outlet, "title": report.title,
                   "published": str(report.published), "language": "en"}  # fmt: skip


def _make_calm(number: int, chance: Random) -> Row:
    sentences = (
        chance.choice(_CALM).format(
            a=f"{make_name(chance)} {make_name(chance)}",
            b=make_name(chance, syllables=3),
            c=make_name(chance, syllables=3),
            n=chance.randint(2, 90),
        )
        for _ in range(_LENGTH)
    )
    return {
        "text": " ".join(sentences),
        "url": f"https://calm.example/{number}",
        "outlet": "The Calm Mail",
        "title": f"News of {make_name(chance)}",
        "language": "en",
    }
