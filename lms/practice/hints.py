"""What each hint says, and the paragraph of a module that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from lms.content.model import ContentSet
from lms.courses.shown import in_language
from lms.practice.checks.model import Level, Rule


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of a module: the heading's name in each language."""

    course: str
    module: str
    headings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a hint."""

    title: Any
    advice: Any
    place: Place


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that exists: its title in the reader's language and where it is."""

    course: str
    module: str
    title: str
    heading: str
    anchor: str
    lang: str


LEVEL_WORDS: Mapping[Level, Any] = {
    Level.OPEN: lazy_pgettext("a draft", "Open"),
    Level.ASK: _l("Ask first"),
    Level.INSIDE: _l("Inside"),
}

_SECRET = ("confidentiality", "three-tests")
_PEOPLE = ("confidentiality", "people-are-not-content")
_EVERYONE = ("channel-basics", "posts-everyone-can-read")

HINTS: Mapping[Rule, Said] = {
    Rule.CUSTOMER: Said(
        _l("A customer’s or partner’s name."),
        _l("Ask whether they want to be named. Or write “a dairy customer”, and it is open."),
        Place(
            *_SECRET,
            {
                "en": "confidential-is-wider-than-secret",
                "fi": "luottamuksellista-on-enemmän-kuin-salaista",
            },
        ),
    ),
    Rule.CODE_NAME: Said(
        _l("A working name."),
        _l("It tells that there is something to tell. Write what you do, without its name."),
        Place(*_SECRET, {"en": "the-three-tests", "fi": "kolme-testiä"}),
    ),
    Rule.PRICE: Said(
        _l("A price, a sum or a share."),
        _l(
            "What something costs your organisation or its customers seldom needs to be in a story."
        ),
        Place(*_SECRET, {"en": "the-three-tests", "fi": "kolme-testiä"}),
    ),
    Rule.DATE_AHEAD: Said(
        _l("A day that is still to come."),
        _l("If it has been told in public, it is open. If not, somebody else may tell it first."),
        Place(
            "confidentiality",
            "inside-information",
            {"en": "a-hint-is-enough", "fi": "vihje-riittää"},
        ),
    ),
    Rule.PERSON: Said(
        _l("Someone who could recognise themselves."),
        _l("Show them the text before others see it. If it is kind, they may well say yes."),
        Place(
            *_PEOPLE,
            {"en": "everything-that-points-to-a-person", "fi": "kaikki-mistä-ihmisen-tunnistaa"},
        ),
    ),
    Rule.HEALTH: Said(
        _l("Somebody’s health."),
        _l("Good news is news of their health as well. It is theirs to tell."),
        Place(
            *_PEOPLE,
            {"en": "health-is-in-a-class-of-its-own", "fi": "terveys-on-oma-lukunsa"},
        ),
    ),
    Rule.TAG: Said(
        _l("A tag."),
        _l("A tag leads your readers to somebody’s page. Ask whether they want visitors."),
        Place(
            *_PEOPLE, {"en": "ask-so-that-no-is-easy", "fi": "kysy-niin-että-on-helppo-sanoa-ei"}
        ),
    ),
    Rule.DISCLOSURE: Said(
        _l("It does not say that you work there."),
        _l("Say it in plain words at the beginning, and the rest is easier to believe."),
        Place("guidelines", "say-who-you-are", {"en": "where-and-how", "fi": "missä-ja-miten"}),
    ),
    Rule.FROM_OUR: Said(
        _l("A finding of your own house, without its source."),
        _l("If it has been published, say where. If not, ask whether it may be told."),
        Place("guidelines", "whose-picture-whose-words", {"en": "words", "fi": "sanat"}),
    ),
    Rule.PICTURE: Said(
        _l("A picture without words."),
        _l("Write what can be seen in it, for those who listen to the post."),
        Place(
            *_EVERYONE,
            {"en": "say-what-the-picture-says", "fi": "kerro-mitä-kuva-kertoo"},
        ),
    ),
    Rule.HASHTAG: Said(
        _l("A hashtag that runs together."),
        _l("A capital at the beginning of each word lets everybody read it."),
        Place(
            *_EVERYONE,
            {"en": "hashtags-and-little-pictures", "fi": "aihetunnisteet-ja-pikkukuvat"},
        ),
    ),
    Rule.OWN_REASON: Said(
        _l("This is your own voice."),
        _l("People answer a reason more readily than a result."),
        Place(
            "personal-branding",
            "first-comment-first-post",
            {"en": "a-post-has-four-parts", "fi": "julkaisussa-on-neljä-osaa"},
        ),
    ),
    Rule.THANKS: Said(
        _l("You thank somebody."),
        _l("Thanks are best when they say what for."),
        Place(
            "leading-by-example",
            "thank-well",
            {"en": "how-a-good-thank-you-is-made", "fi": "miten-hyvä-kiitos-tehdään"},
        ),
    ),
    Rule.QUESTION: Said(
        _l("A question opens a door."),
        _l("Somebody can answer it in one line, if it is a real one."),
        Place(
            "customer-conversations",
            "questions-first",
            {"en": "questions-that-open", "fi": "avaavia-kysymyksiä"},
        ),
    ),
}


def cited(content: ContentSet, place: Place, wanted: str) -> Cited | None:
    """The paragraph as this organisation's courses have it: its module when only that is left."""
    course = content.course(place.course)
    module = course.module(place.module) if course else None
    if course is None or module is None:
        return None
    lang, text = in_language(module.texts, wanted)
    anchor = place.headings.get(lang, "")
    heading = next((item for item in text.headings if item.slug == anchor), None)
    return Cited(
        course=place.course,
        module=place.module,
        title=text.title,
        heading=heading.text if heading else "",
        anchor=heading.slug if heading else "",
        lang=lang,
    )
