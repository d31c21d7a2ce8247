"""The cues of harm and of counts, compiled for a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.model.statement import Property
from counterclaim.vocabulary.cues import GAP, compile_cue, join_templates
from counterclaim.vocabulary.lexical import (
    TollTable,
    load_lexical_places,
    load_number_table,
    load_toll_table,
)

_WORD = r"[\w'’-]+"


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmPatterns:
    """The compiled cues of one harm."""

    property: Property
    noun: re.Pattern[str]
    after: re.Pattern[str]
    beside: re.Pattern[str]
    before: re.Pattern[str]
    totals: re.Pattern[str]
    #: The harmed and the verb that counts them before a number, and the harmed after one.
    counted: re.Pattern[str]
    counted_after: re.Pattern[str]
    #: The harmed right before a number that is told beside them ("los heridos, 68 en total,").
    apposed: re.Pattern[str]
    none: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TollCues:
    """The compiled patterns of a language."""

    harms: tuple[HarmPatterns, ...]
    #: The people counted, right after the number.
    people: re.Pattern[str]
    everyone: re.Pattern[str]
    joint: re.Pattern[str]
    aside: re.Pattern[str]
    blocker: re.Pattern[str]
    part: re.Pattern[str]
    #: Words right after a number that make it a part ("siete de ellos mujeres").
    part_of: re.Pattern[str]
    #: Dead and wounded whom one number counts.
    together: re.Pattern[str]
    #: A verb that puts a number to the harmed, right before it.
    counting: re.Pattern[str]
    campaign: re.Pattern[str]
    #: Words before a period that only rank the event in it ("la plus meurtrière depuis 2015").
    superlative: re.Pattern[str]
    superseded: re.Pattern[str]
    #: The same right after a figure and its noun.
    superseded_after: re.Pattern[str]
    revised: re.Pattern[str]
    #: A place, and what joins the count of another to it; and where the other count was.
    elsewhere: re.Pattern[str]
    at_place: re.Pattern[str]
    #: What closes a number told beside the harmed.
    closed: re.Pattern[str]
    #: Words after the people counted that make the number a least one ("12 morts au moins").
    at_least: re.Pattern[str]
    #: Words before a figure that make it only possible.
    possible: re.Pattern[str]


@lru_cache(maxsize=4)
def load_toll_cues(language: str) -> TollCues:
    """Load the compiled cues of a language."""
    table, linkers = load_toll_table(language), join_templates(load_number_table(language).linkers)
    people, others = join_templates(table.people), join_templates(table.others)
    joints = join_templates(table.joints)
    suffixes = load_number_table(language).suffixes.get("at_least", ("(?!)",))
    leads = join_templates(load_lexical_places(language).prepositions)
    at = rf"(?:\s+|(?<=\s)){leads}\s*(?:l[’'])?[A-ZÀ-ÖØ-Þ][\w’'-]+"
    return TollCues(
        harms=tuple(_compile_harm(name, table, linkers) for name in table.harms),
        people=re.compile(
            rf"{GAP}(?:{linkers}(?:(?<=['’])|[^\S\n]+))?(?:(?P<others>{others})(?!\w)[^\S\n]*)?"
            rf"(?:(?:[^\W\d_]+[^\S\n]+)?(?P<people>{people})(?!\w))?", re.IGNORECASE,
        ),
        everyone=re.compile(join_templates(table.everyone), re.IGNORECASE),
        joint=re.compile(rf"(?:^|[\s,])(?:,|{joints})\s*(?:{others}\s*)?$", re.IGNORECASE),
        aside=re.compile(rf",[^\S\n]*(?:{join_templates(table.parts)})[^,;.\n]*,|\([^)]*\)", re.IGNORECASE),
        blocker=compile_cue(table.blockers),
        part=compile_cue([f"{cue}[ ,]*" for cue in table.parts], table.fragments, ends=True),
        part_of=re.compile(
            rf"[^\S\n]+{join_templates(table.parts_after)},?[^\S\n]+(?P<people>{people})(?!\w)", re.IGNORECASE
        ),
        together=re.compile(
            rf"[^\S\n]+(?:{linkers}[^\S\n]*)?{join_templates(table.together)}(?!\w)", re.IGNORECASE
        ),
        counting=re.compile(
            rf"(?<!\w){join_templates(table.counting)}(?:\s+{join_templates(table.counting_to)})?\s*$",
            re.IGNORECASE,
        ),
        campaign=compile_cue(table.campaign),
        superlative=compile_cue([rf"{cue}(?:~[\w'’-]+){{0,6}}?~" for cue in table.superlative], ends=True),
        superseded=compile_cue([f"{cue}~" for cue in table.superseded], ends=True),
        superseded_after=re.compile(rf"[^\S\n]+{join_templates(table.superseded_after)}", re.IGNORECASE),
        revised=compile_cue([f"{cue}~" for cue in table.revised], ends=True),
        elsewhere=re.compile(rf"{at}(?:[ -][\w’'-]+){{0,3}},?(?: (?:{joints}))? (?:{others} )?"),
        closed=re.compile(rf"(?:\s+{join_templates(table.all_told)})?\s*(?:[,.;)]|$)", re.IGNORECASE),
        at_place=re.compile(rf"(?:\s+{others}(?!\w))?{at}"),
        at_least=re.compile(rf"[^\S\n]+{join_templates(suffixes)}(?!\w)", re.IGNORECASE),
        possible=compile_cue([rf"{cue}(?:~[\w'-]+){{1,5}}~" for cue in table.possible], ends=True),
    )  # fmt: skip


def _compile_harm(name: Property, table: TollTable, linkers: str) -> HarmPatterns:
    """Compile the cues of a harm; a list that is empty never matches."""
    cues, fragments = table.harms[name], table.fragments
    noun = join_templates(cues.nouns or ("(?!)",), fragments)
    beside = join_templates(cues.beside or ("(?!)",), fragments)
    stops = join_templates((*table.joints, *table.blockers))
    verbs = join_templates((*table.joints, *table.blockers, *table.auxiliaries))
    before = join_templates(cues.before or ("(?!)",), fragments)
    verb, to = join_templates(table.counting), join_templates(table.counting_to)
    harmed = rf"{join_templates(table.counted)}\s+{noun}"
    return HarmPatterns(
        property=name,
        noun=re.compile(
            rf"{GAP}(?:{linkers}[^\S\n]*)?(?:{join_templates(table.others)}[^\S\n]+)?{noun}(?!\w)",
            re.IGNORECASE,
        ),
        after=compile_cue(cues.after or ("(?!)",), fragments),
        beside=re.compile(rf"(?:[^\S\n]+(?!{verbs}(?!\w)){_WORD})?[^\S\n]+{beside}(?!\w)", re.IGNORECASE),
        before=re.compile(
            rf"(?<![\w-]){before}(?!\w)(?:[^\S\n]+(?!{stops}(?!\w)){_WORD}){{0,3}}[^\S\n]*$", re.IGNORECASE
        ),
        totals=compile_cue(cues.totals or ("(?!)",), fragments),
        counted=re.compile(
            rf"(?<!\w)(?:{verb}\s+({harmed})|({harmed})(?:[^\S\n]+{_WORD}){{0,6}}?\s+{verb})\s+{to}\s*$",
            re.IGNORECASE,
        ),
        counted_after=re.compile(rf"\s+{harmed}(?!\w)", re.IGNORECASE),
        apposed=re.compile(
            rf"(?<!\w){noun},\s+(?:{join_templates(table.beside_number)}\s+)?$", re.IGNORECASE
        ),
        none=compile_cue(cues.none or ("(?!)",), fragments),
    )
