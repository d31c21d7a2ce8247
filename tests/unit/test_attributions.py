"""Who is said to say what: cues, contents, chains, quotations and speech that goes on."""

from __future__ import annotations

import pytest

from counterclaim.annotate.attributions import find_attributions, find_attributions_over, find_speakers_of
from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.layers import Attribution
from counterclaim.annotate.parse import parse_text
from counterclaim.annotate.parties import find_parties
from counterclaim.annotate.quotations import find_quotations
from counterclaim.model.span import Span


def attribute(text: str) -> tuple[Attribution, ...]:
    """Return the attributions of a text."""
    blocks = find_blocks(text)
    doc = parse_text(text, blocks)
    return find_attributions(doc, find_quotations(text, blocks), find_parties(doc))


def summarise(text: str) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """Return speakers' names, cue lemma and content words of each attribution."""
    return [
        (
            tuple(speaker.name for speaker in each.speakers),
            each.cue_lemma,
            tuple(text[span.start : span.end] for span in each.content),
        )
        for each in attribute(text)
    ]


@pytest.mark.parametrize(
    ("text", "speakers", "lemma", "content"),
    [
        (
            "The governor of Sarn, Ilse Marek, told reporters that 12 people were killed and 30 wounded.",
            ("Ilse Marek",),
            "tell",
            "that 12 people were killed and 30 wounded",
        ),
        (
            "The toll was cut by the head of the rescue service, Joren Pell, who reported that 40 people "
            "had died and 90 were hurt.",
            ("Joren Pell",),
            "report",
            "that 40 people had died and 90 were hurt",
        ),
        (
            "The Vostan army denied involvement in the attack on Melka.",
            ("Vostan army",),
            "deny",
            "involvement in the attack on Melka",
        ),
        (
            "According to the Health Ministry, 23 people were hurt.",
            ("Health Ministry",),
            "accord",
            "23 people were hurt",
        ),
        (
            "Twelve people died in the blast, according to hospital sources in Dorrin.",
            ("hospital sources in Dorrin",),
            "accord",
            "Twelve people died in the blast",
        ),
        (
            "The Interior Ministry put the death toll at 40.",
            ("Interior Ministry",),
            "put",
            "the death toll at 40",
        ),
        (
            "The army said in a statement that it had killed 20 rebels.",
            ("army",),
            "say",
            "that it had killed 20 rebels",
        ),
        (
            "Pro-government newspapers continue to claim that the rebels are responsible.",
            ("Pro-government newspapers",),
            "claim",
            "that the rebels are responsible",
        ),
        (
            "The spokesman of the armed forces questioned the veracity of the video.",
            ("spokesman of the armed forces",),
            "question",
            "the veracity of the video",
        ),
        (
            "Marek's officials were quick to point the finger at the Northern League.",
            ("Marek's officials",),
            "point",
            "at the Northern League",
        ),
        ("It was reported that three children were among the dead.", (), "report", None),
        ("Nobody immediately claimed responsibility for the bombing.", (), "claim", None),
    ],
)
def test_cue_gives_speaker_and_content(
    text: str, speakers: tuple[str, ...], lemma: str, content: str | None
) -> None:
    found = [each for each in summarise(text) if each[1] == lemma]
    assert [each[0] for each in found] == [speakers]
    if content is not None:
        assert found[0][2] == (content,)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Radio Kelm quoted a medic as saying that nine bodies had been brought in.",
            ("Radio Kelm", "medic"),
        ),
        (
            "State television, citing the regional governor, said 14 soldiers died.",
            ("State television", "regional governor"),
        ),
        (
            "Interior Minister Jan Kolar was quoted by the newspaper Dnes as saying the suspect confessed.",
            ("Dnes", "Jan Kolar"),
        ),
    ],
)
def test_cited_voice_is_innermost(text: str, names: tuple[str, ...]) -> None:
    assert [each[0] for each in summarise(text) if each[1] == "say"] == [names]


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The mayor has not confirmed that a bomb was found.", True),
        ("The mayor did not comment on the blast.", True),
        ("No group has claimed responsibility for the blast.", True),
        ("There was no immediate claim of responsibility.", True),
        ("The mayor confirmed that a bomb was found.", False),
    ],
)
def test_negation_of_the_cue(text: str, negated: bool) -> None:
    assert [each.negated for each in attribute(text)] == [negated]


def test_neither_nor_negates_both_cues_over_one_content() -> None:
    found = attribute("The mayor neither confirmed nor denied the report.")
    assert [(each.cue_lemma, each.negated) for each in found] == [("confirm", True), ("deny", True)]
    assert found[0].content == found[1].content


def test_parenthesis_leaves_two_parts_of_content() -> None:
    assert summarise("The attack, the mayor said, was the work of foreign agents.") == [
        (("mayor",), "say", ("The attack", "was the work of foreign agents"))
    ]


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("“We will rebuild,” the mayor said.", "direct"),
        ("The mayor said the town would “rise again”.", "mixed"),
        ("The mayor said the town would rise again.", "indirect"),
    ],
)
def test_manner_follows_the_marks(text: str, manner: str) -> None:
    assert [each.manner for each in attribute(text)] == [manner]


def test_speech_goes_on_without_a_cue() -> None:
    text = '"It was a massacre," the nurse said. "They shot at everyone."\n\n"I saw nine bodies there."'
    found = attribute(text)
    assert [each.speakers[0].name for each in found] == ["nurse"] * 3
    assert len({each.cue for each in found}) == 1


def test_speech_does_not_go_on_over_another_sentence() -> None:
    text = '"It was a massacre," the nurse said. The hospital closed at noon. "Roads to nowhere" is a film.'
    assert len(attribute(text)) == 1


def test_inverted_cue_with_name_behind_the_role() -> None:
    text = '"We will find those responsible," said the spokesman, Karim Bolat.'
    speaker = attribute(text)[0].speakers[0]
    assert (speaker.name, speaker.role, speaker.named) == ("Karim Bolat", "spokesman", True)


def test_name_before_the_role_is_the_speaker() -> None:
    text = 'Mayor Karim Bolat spoke.\n\n"We are in mourning," Bolat, the mayor of Sandry, tweeted.'
    assert attribute(text)[-1].speakers[0].name == "Karim Bolat"


def test_name_behind_the_role_tells_more_than_a_role_heard_before() -> None:
    text = (
        "A spokeswoman for the port authority rejected the charge.\n\n"
        '"No crane was lost," said the spokeswoman, Hanna Brell.'
    )
    assert attribute(text)[-1].speakers[0].name == "Hanna Brell"


def test_participle_takes_the_nearest_subject_that_can_speak() -> None:
    text = (
        "The governor's office rejected any claims that the transfer of land had anything to do with the "
        'raid, stating, "The decision was made long before."'
    )
    found = {each.cue_lemma: each for each in attribute(text)}
    assert [speaker.name for speaker in found["state"].speakers] == ["governor's office"]


def test_next_sentence_with_its_own_content_does_not_take_the_marks() -> None:
    text = 'Mila Soren said the siren was late. "We ran to the river." The mayor estimated a crowd of 300.'
    found = [each.speakers[0].name for each in attribute(text) if each.manner == "direct"]
    assert found == ["Mila Soren"]


def test_both_clauses_after_a_cue_are_said() -> None:
    text = 'He noted that Velmora sells the army oil and Sarn "is the largest buyer of its coal."'
    assert summarise(text)[0][2][0].startswith("that Velmora sells") and "coal" in summarise(text)[0][2][-1]


def test_contrast_with_its_own_speaker_is_not_said_by_the_first() -> None:
    text = "Doctors said they had 14 bodies, while the governor's office spoke of nine dead."
    assert summarise(text)[0] == (("Doctors",), "say", ("they had 14 bodies",))


def test_stray_verb_after_according_stays_outside_of_the_content() -> None:
    text = (
        "The Foreign Office considers “absurd” any suggestion that Kelm or Sarn were involved in “what looks "
        "like an attack by rebels,” according to a senior diplomat spoke on condition of anonymity."
    )
    found = {each.cue_lemma: each for each in attribute(text)}
    diplomat = found["accord"].speakers[0]
    assert (diplomat.name, diplomat.kind, diplomat.named) == ("senior diplomat", "authority", False)
    assert found["consider"].speakers[0].named
    said = [text[span.start : span.end] for span in found["accord"].content]
    assert said[0].startswith("The Foreign Office considers")
    assert "spoke" not in " ".join(said)


@pytest.mark.parametrize(
    ("text", "lemma", "name"),
    [
        ("The mayor, Omar Delan, left early. He said the town was calm.", "say", "Omar Delan"),
        ("Officials suspect a gas leak. They believe the pipes were old.", "believe", "Officials"),
        (
            "The Interior Ministry put the death toll at 40. It said 12 were missing.",
            "say",
            "Interior Ministry",
        ),
        ("In its message on the web, the Velan Front said two men took part.", "say", "Velan Front"),
        ("The Health Ministry named 12 victims. The toll may rise, the statement said.", "say", None),
        ("The rebels met the governor. He and the mayor agreed. He said nothing new.", "say", None),
    ],
)
def test_reference_is_resolved_only_where_it_is_sure(text: str, lemma: str, name: str | None) -> None:
    found = [each for each in attribute(text) if each.cue_lemma == lemma]
    assert all([speaker.name for speaker in each.speakers] == ([name] if name else []) for each in found)


def test_pronoun_never_means_somebody_named_in_what_is_said() -> None:
    text = "Lena Roth, an analyst, spoke first.\n\nOmar Delan would stay in office, she said."
    assert attribute(text)[-1].speakers[0].name == "Lena Roth"


def test_its_spokesman_as_subject_ends() -> None:
    found = attribute("In its report its spokesman said its office denied its claim.")
    assert all(speaker.name for each in found for speaker in each.speakers)


def test_turns_of_an_interview() -> None:
    text = (
        "MORENO: How many people were hurt?\n\nVALDEZ: We hear that ten people were hurt.\n\n"
        "MORENO: Who is behind it?\n\nVALDEZ: Nobody has claimed it so far."
    )
    turns = [each for each in attribute(text) if each.cue_lemma == ":"]
    assert [each.speakers[0].name for each in turns] == ["MORENO", "VALDEZ", "MORENO", "VALDEZ"]


def test_heading_with_a_colon_is_no_turn() -> None:
    assert attribute("Updated: Friday at noon local time\n\nThe town was calm.") == ()


def test_own_words_of_the_first_person_are_no_attribution() -> None:
    assert [each.cue_lemma for each in attribute("“I think we said enough,” the mayor told reporters.")] == [
        "tell"
    ]


def test_speakers_of_a_span_run_from_the_outside_in() -> None:
    text = "Radio Kelm reported that the governor said nine people had died."
    attributions = attribute(text)
    start = text.index("nine")
    span = Span(start, start + 4)
    assert [each.cue_lemma for each in find_attributions_over(span, attributions)] == ["report", "say"]
    assert [each.name for each in find_speakers_of(span, attributions)] == ["Radio Kelm", "governor"]


def test_no_attribution_covers_a_span_of_the_narrator() -> None:
    text = "Nine people died. The mayor said the town was calm."
    assert find_speakers_of(Span(0, 4), attribute(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“”",
        "said",
        "According to",
        "He said: “",
        "Citing, quoting and according to, they said that.",
        "“A,” “B,” said C, “D.”\n“",
    ],
)
def test_offsets_hold_on_broken_text(text: str) -> None:
    for each in attribute(text):
        for span in each.content:
            assert 0 <= span.start < span.end <= len(text)
            assert not span.overlaps(each.cue)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            'Kael Brent, the mayor, met Tarek Sun-ho. "We mourn," Brent, former head of the port, tweeted.',
            "Brent",
        ),
        ("Tarek Sun-ho, the spokesman for the army, spoke. The spokesman said it rained.", "Tarek Sun-ho"),
        (
            "Velmoran leader Tarek Som met Omar Delan, a governor.\n\nThe governor left. It was late.\n\n"
            '"We will win," the Velmoran leader said.',
            "Tarek Som",
        ),
        (
            "According to a source cited by Radio Kelm, the prime minister told a priest it rained.",
            "prime minister",
        ),
    ],
)
def test_role_finds_its_name(text: str, name: str) -> None:
    assert name in attribute(text)[-1].speakers[-1].name


def test_name_that_signs_a_picture_is_not_meant_by_a_pronoun() -> None:
    text = (
        "Lena Roth, an analyst, said it was late.\n\nSoldiers leave the town. VELMORA PRESS/Omar Delan\n\n"
        '"Nobody came," she said.'
    )
    assert "Omar Delan" not in [voice.name for voice in attribute(text)[-1].speakers]


def test_caption_between_two_paragraphs_is_passed_over() -> None:
    text = (
        "Omar Delan, chairman of the port, said the charges were false.\n\n"
        "Lena Roth speaks to her lawyer Mila Soren in Sandry. VELPRESS/Jan Kolar\n\n"
        '"Their aim is to frighten us," he said.'
    )
    assert [voice.name for voice in attribute(text)[-1].speakers] == ["Omar Delan"]


def test_who_prints_a_text_speaks_in_it() -> None:
    text = "A commentary published in the Velmora Courier newspaper on Friday said no wall would hold."
    assert "Velmora Courier" in attribute(text)[-1].speakers[-1].name


def test_pronoun_passes_over_the_person_of_a_relative_clause() -> None:
    text = (
        "Mr. Delan accused the cabinet of lying. Citing the treaty, which Mr. Kolar opposed, he said the "
        "town was safe."
    )
    assert attribute(text)[-1].speakers[-1].name == "Delan"


@pytest.mark.parametrize("name", ["Karim Bolat", "the Highland Front"])
def test_role_with_a_verb_of_its_own_stands_behind_no_name(name: str) -> None:
    found = attribute(f"Soldiers arrested {name}, police said.")
    assert [voice.name for voice in found[-1].speakers] == ["police"]


def test_unnamed_people_somebody_speaks_of_are_no_wish_to_stay_unnamed() -> None:
    told = summarise("Police in Tarn Bridge said unidentified gunmen had killed ten soldiers.")
    assert told == [(("Police in Tarn Bridge",), "say", ("unidentified gunmen had killed ten soldiers",))]
    assert summarise("The officer asked to remain anonymous.") == []
