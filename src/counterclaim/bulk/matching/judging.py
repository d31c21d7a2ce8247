"""Judge candidate pairs with the matcher that ledgers use, and keep what a ledger would write."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from counterclaim.bulk.matching.candidates import PairPlace
from counterclaim.bulk.matching.gather import read_profile_bytes
from counterclaim.bulk.shards import make_columns
from counterclaim.export.parquet import get_parquet_path, write_tables
from counterclaim.ledger.codec import to_judgement_body
from counterclaim.ledger.dump import get_dump_path
from counterclaim.reconcile.near import judge_near
from counterclaim.reconcile.profile import Profile, decode_profile

#: Table of the judgements, as in an export of a ledger.
JUDGEMENT_TABLE = "judgement"
#: Profiles that a process keeps at hand: pairs come in the order of their days, and meet them again.
_KEPT = 10_000


class JudgeTask(msgspec.Struct, frozen=True, kw_only=True):
    """Some pairs to be judged."""

    scratch: str
    #: Place among the tasks.
    number: int
    pairs: tuple[PairPlace, ...]


def judge_pairs(task: JudgeTask) -> str:
    """Judge pairs, write the judgements that are written to a Parquet file, and return its path."""
    final = Path(task.scratch) / f"{task.number:06}.judged.parquet"
    with TemporaryDirectory(dir=task.scratch) as folder:
        rows = Path(folder)
        with get_dump_path(rows, JUDGEMENT_TABLE).open("wb") as out:
            for sequence, (chunk, begins, size, *other) in enumerate(task.pairs):
                one = load_profile(task.scratch, chunk, begins, size)
                judgement = judge_near(one, load_profile(task.scratch, *other))
                if judgement is not None:
                    body = to_judgement_body(judgement)
                    out.write(msgspec.json.encode(make_columns(JUDGEMENT_TABLE, sequence, body)) + b"\n")
        write_tables(rows, rows, [JUDGEMENT_TABLE])
        get_parquet_path(rows, JUDGEMENT_TABLE).rename(final)
    return str(final)


@lru_cache(maxsize=_KEPT)
def load_profile(scratch: str, chunk: str, begins: int, size: int) -> Profile:
    """Load a profile that was gathered."""
    return decode_profile(read_profile_bytes(scratch, chunk, begins, size))
