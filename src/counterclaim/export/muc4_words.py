"""MUC-4: names in its notation."""

from __future__ import annotations

from counterclaim.vocabulary.parties import load_party_entries


def find_in_text(name: str, text: str) -> str | None:
    """Find a name in a text, whatever its case and line breaks; as MUC-4 prints it."""
    plain = say_words(name)
    return plain if plain in say_words(text) else None


def find_nation(words: str) -> str | None:
    """Find the country that a description names by its adjective or its name ("U.S. EMBASSY")."""
    for word in say_words(words).split():
        entries = load_party_entries().get(word.rstrip(".").split(".")[0].lower(), ())
        nations = (each for each in entries if each.kind == "country" and not each.is_capital)
        found = next((each for each in nations if each.wording.upper() in {word, f"{word}."}), None)
        if found is not None:
            return found.name.upper()
    return None


def say_words(words: str) -> str:
    """Say words as MUC-4 prints them: capitals, one blank between two words."""
    return " ".join(words.split()).upper()
