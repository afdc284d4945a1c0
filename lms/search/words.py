"""Words as the index knows them: small letters, without endings, without those that say nothing."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import snowballstemmer

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ALGORITHMS = {"en": "english", "fi": "finnish", "sv": "swedish"}
_lock = threading.Lock()
MOST = 20
"""Words of a question that are looked for."""
_SILENT = {
    "en": frozenset(
        "a about am an and any are as at be been but by can could did do does for from had has "
        "have he her his how i if in is it its may me might must my of on or our ours shall she "
        "should so some that the their them there they this to us was we were what when where "
        "which who whom whose why will with would you your".split()
    ),
    "fi": frozenset(
        "ei eikä en entä et että ette he hän itse ja jo joka jokin jos jossa kai kai kaikki kanssa "
        "kenen ketkä koska ko kuin kuinka kuka kun kyllä me mikä miksi milloin minkä minun minulla "
        "minulle minusta minä missä mitä mukaan mutta myös ne niin no noin nyt oikein ole olen "
        "olette olisi on onko oma oman omasta omia ovat pitääkö pitäisi se sen siis siitä sinun "
        "sinä sitä tai te tuo tämä tämän tästä tätä vai vaikka vain voi voiko voin voinko voimme "
        "saa saada saako saan saanko saamme saammeko saisi saisinko mä mua mulla mulle mun musta "
        "sä sua sulla sulle sun susta tää tän tätä toi ton oon oot ootko oonko onks oisko ois "
        "voiks voinks voitko voisko voisiko saaks saanks saisiko pitää pitäis pitäisikö pitäiskö "
        "täytyy täytyykö kannattaa kannattaako kannattaisi kannattaisiko tarviiko "
        "tarvitseeko tarvii kelle kellä kelta ketä kenet keneltä miten miks mihin minne mistä "
        "missä mite eks et eka jotain joku jotakin vaan sitte niinku mut ku ny "
        "just aina ihan tosi".split()
    ),
}


@lru_cache(100_000)
def stem(word: str, lang: str) -> str:
    """A word without its ending, by the Snowball algorithm of its language."""
    name = _ALGORITHMS.get(lang)
    if name is None:
        return word
    with _lock:  # a stemmer keeps the word it works on
        return str(_stemmer(name).stemWord(word))


@lru_cache
def _stemmer(name: str) -> Any:
    return snowballstemmer.stemmer(name)


def words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return [match[0].replace("’", "'") for match in _WORD.finditer(text.casefold())]


def stems(text: str, lang: str) -> str:
    """A text as the index keeps it; the parts of words with a hyphen are found by themselves."""
    found = []
    groups = _groups(lang)
    for word in words(text):
        for part in (word, *(word.split("-") if "-" in word else ())):
            known = stem(part, lang)
            found.append(groups.get(known, known))
    return " ".join(item.replace("-", "").replace("'", "") for item in found if item)


def asked(question: str, lang: str) -> tuple[str, ...]:
    """What a question asks about: its words that say something, each once."""
    silent = _SILENT.get(lang, frozenset())
    said = words(question)
    telling: Sequence[str] = [word for word in said if word not in silent] or said
    found = dict.fromkeys(stems(" ".join(telling), lang).split())
    strong = [item for item in found if item not in _weak(lang)]
    return tuple(strong or found)[:MOST]


def is_silent(word: str, lang: str) -> bool:
    """Whether a word says nothing about what is asked."""
    return word in _SILENT.get(lang, ())


_ALIKE = {
    "en": (
        "picture photo photograph image selfie",
        "boss manager supervisor leader",
        "colleague coworker workmate teammate",
        "company firm employer organisation organization",
        "customer client",
        "ai chatgpt copilot chatbot",
        "post publish share",
        "mistake slip error blunder",
        "salary pay wage",
        "journalist reporter press media",
        "delete remove",
        "angry nasty rude furious",
        "secret confidential",
        "job work",
        "video film",
        "ad advertisement advertising paid",
        "facebook fb",
        "instagram insta ig",
        "phone mobile cellphone smartphone",
        "friend mate buddy pal",
    ),
    "fi": (
        "kuva valokuva selfie foto",
        "pomo esihenkilö esimies päällikkö johtaja",
        "työkaveri kollega työtoveri duunikaveri",
        "yritys firma työnantaja organisaatio talo",
        "asiakas asiakkaan asiakkaiden",
        "tekoäly chatgpt copilot",
        "julkaista jakaa postata julkaisu postaus",
        "virhe moka lipsahdus erehdys",
        "palkka palkan",
        "toimittaja lehti media",
        "poistaa poisto",
        "vihainen kiukkuinen ilkeä",
        "salainen salaisuus luottamuksellinen",
        "työ työpaikka töissä duuni duunissa",
        "mainos mainostaa mainonta",
        "nimi nimen",
        "lapsi lapsen lasten",
        "tauko vapaa-aika",
        "facebook face fb naamakirja",
        "instagram insta ig",
        "linkedin linkkari",
        "whatsapp wappi wapi",
        "puhelin kännykkä kännykän luuri",
        "palaveri kokous",
    ),
}
"""Words that people use for the same thing; whoever asks with one finds the others."""


_WEAK = {
    "en": "post publish share write tell say talk mention use put show",
    "fi": "julkaista jakaa kirjoittaa kertoa sanoa puhua mainita käyttää laittaa näyttää postata",
}
"""Nearly every question here has one of these, so they count only where nothing else was said."""


@lru_cache(8)
def _groups(lang: str) -> dict[str, str]:
    """Each stem that has a likeness, with the one that stands for all."""
    found: dict[str, str] = {}
    for line in _ALIKE.get(lang, ()):
        group = [stem(word, lang) for word in line.split()]
        found |= dict.fromkeys(group, group[0])
    return found


@lru_cache(8)
def _weak(lang: str) -> frozenset[str]:
    return frozenset(stems(_WEAK.get(lang, ""), lang).split())
