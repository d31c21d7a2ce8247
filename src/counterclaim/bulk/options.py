"""What a bulk job is asked for: everything beside its input that its output depends on."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib.metadata import version

import msgspec

from counterclaim.read.catalog import InputFormat


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How reports are read and coded; every worker has the same."""

    #: Day and outlet of the reports that bring none.
    published: date | None = None
    outlet: str | None = None
    #: How every file is read; None tells by the content.
    input_format: InputFormat | None = None
    #: Keep the names of victims that the reports print.
    names: bool = False
    #: Leave out, unparsed, texts whose words tell of no violence or protest.
    screen: bool = True
    #: Seconds that one report may take; 0 is no limit.
    time_limit: float = 0.0


class Versions(msgspec.Struct, frozen=True, kw_only=True):
    """With what a job codes; a worker with other versions would code otherwise."""

    counterclaim: str
    model: str
    #: Hash of the vocabulary by language.
    vocabulary: tuple[str, ...]


@lru_cache(maxsize=1)
def find_versions() -> Versions:
    """Find the versions of this process."""
    from counterclaim.annotate.parse import get_model_version
    from counterclaim.vocabulary.lexical import LEXICAL_LANGUAGES
    from counterclaim.vocabulary.load import make_vocabulary_version

    languages = ("en", *sorted(LEXICAL_LANGUAGES))
    return Versions(
        counterclaim=version("counterclaim"),
        model=get_model_version(),
        vocabulary=tuple(map(make_vocabulary_version, languages)),
    )
