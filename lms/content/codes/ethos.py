"""Group 9: ethos and language."""

from __future__ import annotations

from lms.content.codes.record import POLICY, QUIZ, Code, Example, in_text

CODES = (
    Code(
        "W901",
        "Tells people to share",
        "Leave the choice to the reader.",
        in_text("You should post about your knots.\n", "You may post about your knots.\n"),
    ),
    Code(
        "W902",
        "Steering words",
        "Say what people may do themselves.",
        in_text("Be an ambassador of ropes.\n", "Speak of ropes in your own words.\n"),
    ),
    Code(
        "W903",
        "Counts posts as success",
        "Speak of the reader instead.",
        in_text("Post at least weekly.\n", "Post when you have something to say.\n"),
    ),
    Code(
        "E904",
        "Rules for people that hold fewer freedoms than limits, or name the limits first",
        "Begin with what people may do, and say it at least as often.",
        Example(
            POLICY,
            wrong="limits:\n  - {en: Leave the flag., fi: Jätä lippu.}\n"
            "freedoms:\n  - {en: Ask., fi: Kysy.}\ncontact:\n",
            right="freedoms:\n  - {en: Ask., fi: Kysy.}\n"
            "limits:\n  - {en: Leave the flag., fi: Jätä lippu.}\ncontact:\n",
            instead="contact:\n",
        ),
    ),
    Code(
        "W905",
        "A sentence over 25 words in English or 20 in Finnish",
        "Make two of it.",
        in_text(
            "When the wind rises in the evening and the boat begins to pull at its rope, you tie "
            "the loop that you have learned here, calmly and without hurry.\n",
            "The wind rises in the evening and the boat pulls.\nYou tie the loop calmly.\n",
        ),
    ),
    Code(
        "W906",
        "More than one sentence on a line in a paragraph of a module",
        "Write every sentence on a line of its own; it makes changes easy to review.",
        in_text("Make an eye. Come up through it.\n", "Make an eye.\nCome up through it.\n"),
    ),
    Code(
        "W907",
        "An exclamation mark outside a quotation",
        "End with a full stop.",
        in_text("It holds!\n", "It holds.\n"),
    ),
    Code(
        "E908",
        "An e-mail address, a phone number or a personal identity code",
        "Remove it, or name a team through `policy.yml`.",
        in_text("Write to ada@harbour.example today.\n", "Write to {{contact.comms}} today.\n"),
    ),
    Code(
        "W909",
        "Words of blame in feedback",
        "Leave them out and give the reason.",
        Example(
            QUIZ,
            wrong="  > Obviously it grips.\n",
            right="  > Dry fibre grips.\n",
        ),
    ),
)
