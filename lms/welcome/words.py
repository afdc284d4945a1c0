"""The sentences of the welcome, the reasons and the promise, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_pgettext

from lms.welcome.said import CHANNELS, COLOURS, CONTENT, DARE, Now, Time, Willing, Wish
from lms.welcome.summary import Step


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose, with a line that says what it may mean."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the welcome. `alone` is an answer that excludes the others."""

    title: str
    help: str
    choices: tuple[Choice, ...]
    several: bool = False
    alone: Choice | None = None


NOTHING = "nothing"
"""The answer that nothing holds somebody back."""


def reasons() -> Mapping[str, str]:
    """What holds people back, in their own words."""
    return {
        COLOURS: _("I don’t want to show my colours in public"),
        CHANNELS: _("I am not sure how the channels work"),
        DARE: _("I don’t dare to talk about work"),
        CONTENT: _("I don’t want to share company content"),
    }


def questions() -> tuple[Asked, Asked, Asked, Asked]:
    """The four questions."""
    said = reasons()
    return (
        Asked(
            _("What do you do online now?"),
            _("Choose what comes nearest. Everything is a good place to begin."),
            (
                Choice(Now.WRITES, _("I write posts of my own"), _("Now and then, or often.")),
                Choice(Now.COMMENTS, _("I react and comment"), _("To what others have written.")),
                Choice(Now.READS, _("I mostly read"), _("And follow what interests me.")),
                Choice(Now.AWAY, _("I keep away from it"), _("By choice, or so far.")),
            ),
        ),
        Asked(
            _("What holds you back, if anything?"),
            _(
                "Choose all that sound like you. Every one of these is a good reason, and we "
                "start from there."
            ),
            (
                Choice(COLOURS, said[COLOURS], _("I keep work and my public face apart.")),
                Choice(CHANNELS, said[CHANNELS], _("Settings, tags, who sees what.")),
                Choice(DARE, said[DARE], _("I worry about saying something I shouldn’t.")),
                Choice(CONTENT, said[CONTENT], _("It doesn’t feel like me.")),
            ),
            several=True,
            alone=Choice(NOTHING, _("Nothing, I already talk about my work")),
        ),
        Asked(
            _("What would you like to get out of it?"),
            _("Choose as many as you like."),
            (
                Choice(Wish.LIMITS, _("To know what I may say"), _("And where the limits are.")),
                Choice(Wish.SAFETY, _("To be safe online"), _("Settings, passwords, strangers.")),
                Choice(Wish.VOICE, _("To find my own way of telling"), _("My field, my words.")),
                Choice(
                    Wish.CUSTOMERS, _("To talk well with customers"), _("Answers, not adverts.")
                ),
            ),
            several=True,
            alone=Choice(Wish.NOTHING, _("Nothing just now")),
        ),
        Asked(
            _("How much time suits you?"),
            _("Learning belongs to working hours. You can change this at any time."),
            (
                Choice(Time.MINUTES, _("A few minutes at a time"), _("One module, then a break.")),
                Choice(Time.HALF_HOUR, _("Half an hour at once"), _("Most of a course.")),
                Choice(Time.WEEKLY, _("A little every week"), _("A module a week.")),
                Choice(Time.LATER, _("Not now"), _("Come back when it suits you.")),
            ),
        ),
    )


def time_advice() -> Mapping[str, str]:
    """What follows from the time that suits somebody."""
    return {
        Time.MINUTES: _(
            "Each module takes five to eight minutes, and the page remembers where you were."
        ),
        Time.HALF_HOUR: _("Four modules fit into half an hour. The quiz can wait for another day."),
        Time.WEEKLY: _(
            "A module a week finishes a course in six weeks. A calendar of your own helps: "
            "Account, Calendar."
        ),
        Time.LATER: _("That is fine. Everything is here when you come back."),
    }


def duties() -> Mapping[str, str]:
    """What the organisation owes for each reason; no person is asked to change."""
    return {
        COLOURS: _("That is a fine choice. See that nobody feels watched."),
        CHANNELS: _("Book 20 minutes for Channel basics, and offer a colleague to try with."),
        DARE: _("Read the freedoms together, and tell of a mistake of your own."),
        CONTENT: _(
            "Look at the content, not at the people. Ask what they would rather talk about."
        ),
    }


def steps() -> Mapping[Step, str]:
    """How many say so."""
    return {
        Step.FEW: _("A few or none"),
        Step.HALF: _("Up to half"),
        Step.MORE: _("More than half"),
        Step.NEARLY: _("Nearly all"),
    }


def willing() -> tuple[Choice, ...]:
    """How somebody feels about sharing."""
    return (
        Choice(Willing.NOT_FOR_ME, _("Not for me"), _("I keep that part for myself.")),
        Choice(Willing.LISTENING, _("Listening"), _("I follow along and see.")),
        Choice(
            Willing.LEARNING,
            str(lazy_pgettext("somebody", "Learning")),
            _("I would like to, a little at a time."),
        ),
        Choice(Willing.READY, _("Ready"), _("I share when I have something to say.")),
    )


@dataclass(frozen=True, slots=True)
class Check:
    """A statement about the promise: whether it holds, and why."""

    name: str
    statement: str
    holds: bool
    why: str


def checks() -> tuple[Check, Check, Check]:
    """What somebody should know before a promise."""
    return (
        Check(
            "courses",
            _("Whoever finishes the courses has agreed to speak in public."),
            holds=False,
            why=_(
                "Finishing shows that you know the ground. Speaking is a choice of its own, and "
                "it stays yours."
            ),
        ),
        Check(
            "stop",
            _("You may stop at any time, and nobody asks why."),
            holds=True,
            why=_("One click takes the promise back. There is no field for a reason."),
        ),
        Check(
            "certificate",
            _("If you stop, your certificate is taken away."),
            holds=False,
            why=_("A certificate shows what you have learned. It stays valid until its date."),
        ),
    )
