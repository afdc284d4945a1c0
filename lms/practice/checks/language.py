"""Which language a draft is written in, by its small words and letters."""

from __future__ import annotations

from lms.practice.checks.stems import words_of

_ENGLISH = frozenset(
    "the a an and of to in is it was for on with that this my our we i you not are at be have "
    "from but they he she what who why how so as by me us your has had will can all about".split()
)
_FINNISH = frozenset(
    "ja on ei se että kun oli mutta niin minä me sinä hän he ovat olen olemme mitä joka jos kuin "
    "nyt jo vain myös meillä minulla tänään eilen sitten koska siitä tämä tuo mikä kiitos olla en "
    "emme aina vielä kanssa sen mukaan meidän minun oma ihan".split()
)
_CASES = (
    "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "mme", "kin", "een",
    "iin", "aan", "ään", "tta", "ttä",
)  # fmt: skip


def detect(text: str, otherwise: str) -> str:
    """English or Finnish; `otherwise` where the words do not tell."""
    english = finnish = 0
    for word in words_of(text):
        low = word.low
        english += low in _ENGLISH
        finnish += low in _FINNISH
        if len(low) > 4:
            finnish += low.endswith(_CASES) or any(letter in low for letter in "äö")
    if english == finnish:
        return otherwise
    return "en" if english > finnish else "fi"
