"""Learn the weights of cc.registry/2: `python -m benchmarks.training.registry`.

From the train part of the gun-violence set: the numbers that its reports give for an incident, and
the one that the registry entered. Incidents whose number no report gives teach nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.training.codings import SHARED, CodedDocument, read_incidents
from counterclaim.ledger.base import Event, EventId
from counterclaim.policy.base import Case
from counterclaim.policy.case import make_case
from counterclaim.policy.counting import sift_counts
from counterclaim.policy.registry import OTHER_HARM, find_moments, find_unread
from counterclaim.policy.registry_figures import make_features, make_told
from counterclaim.policy.registry_likely import RegistryWeights, find_odds
from counterclaim.reconcile.dossier import Dossier

Array = NDArray[np.float64]

OUTPUT = Path(__file__).resolve().parents[2] / "src/counterclaim/policy/registry_weights.json"
#: Weight of the squares of the weights.
PENALTY = 1.0
FOLDS = 5
DECIMALS = 3
ABOUT = (
    "Weights of cc.registry/2 in log-odds, by harm and feature of a number that reports give. Learned by "
    "`python -m benchmarks.training.registry`; see docs/reference/model-cards/registry.md."
)
#: What is known of every number that reports of an incident give.
Choice = Mapping[int, Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The numbers to choose from for an incident, and the one entered."""

    choice: Choice
    entered: int


def read_entries(part: str, harm: str) -> tuple[Entry, ...]:
    """Read the entries of a part of the set for one harm."""
    entered = _read_registry(part, f"num_{harm}")
    return tuple(
        Entry(choice=make_choice(case, harm), entered=entered[name]) for name, case in _iter_cases(part)
    )


def make_choice(case: Case, harm: str) -> Choice:
    """Make the features of the numbers to choose from; 0 alone where nobody is counted."""
    counts, others = (sift_counts(case, field).drop(find_unread).kept for field in (harm, OTHER_HARM[harm]))
    told = make_told(counts, others, find_moments(case))
    return make_features(told) if told.reports else {0: {}}


def _read_registry(part: str, column: str) -> Mapping[str, int]:
    path = SHARED / "data/gva" / part / "incidents.jsonl"
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {str(row["incident_id"]): int(row[column]) for row in rows}


def _iter_cases(part: str) -> Iterator[tuple[str, Case]]:
    """Yield each incident's case: the main mentions of its reports."""
    members: dict[str, list[CodedDocument]] = {}
    for each in read_incidents(part):
        members.setdefault(str(each.story), []).append(each)
    for name, documents in members.items():
        records = [each for one in documents for each in one.mentions if each.mention.role == "main"]
        if records:
            ordered = tuple(sorted(records, key=lambda record: record.key))
            yield name, make_case(Dossier(event=Event(id=EventId(ordered[0].key), mentions=ordered)))


def fit(entries: Sequence[Entry]) -> Mapping[str, float]:
    """Fit a conditional logistic regression: which of the numbers given is the one entered."""
    lessons = [each for each in entries if each.entered in each.choice and len(each.choice) > 1]
    names = sorted({name for each in lessons for values in each.choice.values() for name in values})
    tables = [np.array([[row[name] for name in names] for row in each.choice.values()]) for each in lessons]
    places = [list(each.choice).index(each.entered) for each in lessons]

    def find_loss(theta: Array) -> tuple[float, Array]:
        loss, slope = PENALTY * float(theta @ theta), 2 * PENALTY * theta
        for table, place in zip(tables, places, strict=True):
            odds = table @ theta
            shares = np.exp(odds - np.logaddexp.reduce(odds))
            loss -= float(np.log(shares[place]))
            slope = slope + table.T @ shares - table[place]
        return loss, slope

    theta = minimize(find_loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), DECIMALS) for name, weight in zip(names, theta, strict=True)}


def score(entries: Sequence[Entry], weights: Mapping[str, float]) -> float:
    """Return the percentage of incidents whose number is chosen rightly."""
    return 100.0 * sum(_choose(each.choice, weights) == each.entered for each in entries) / len(entries)


def _choose(choice: Choice, weights: Mapping[str, float]) -> int:
    odds = find_odds(choice, weights)
    return max(odds, key=lambda number: (odds[number], -number))


def score_held_out(entries: Sequence[Entry]) -> float:
    """Return the percentage over folds whose incidents the weights were not fitted to."""
    parts = [entries[place::FOLDS] for place in range(FOLDS)]
    return sum(
        score(part, fit([each for other in parts if other is not part for each in other])) * len(part)
        for part in parts
    ) / len(entries)


def main() -> None:
    """Learn the weights, write them, and say what they reach."""
    weights = {}
    for harm in OTHER_HARM:
        entries, others = read_entries("train", harm), read_entries("dev", harm)
        weights[harm] = fit(entries)
        sys.stdout.write(
            f"{harm}: {len(entries)} incidents, {score(entries, weights[harm]):.1f} fitted, "
            f"{score_held_out(entries):.1f} held out, {score(others, weights[harm]):.1f} on dev\n"
        )
    table = RegistryWeights(about=ABOUT, weights=weights)
    OUTPUT.write_bytes(msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n")


if __name__ == "__main__":
    main()
