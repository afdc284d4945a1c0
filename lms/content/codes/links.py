"""Group 5: links, media, access."""

from __future__ import annotations

from lms.content.codes.record import (
    LICENCES,
    LOOP,
    MODULE,
    MODULE_FI,
    PICTURE,
    QUIZ,
    Code,
    Example,
    in_text,
)

_FILM = "A [short film of the knot](media/knot.mp4) helps.\n"

CODES = (
    Code(
        "E501",
        "A picture without a text alternative of at least 12 characters",
        "Say what the picture shows, without beginning with \"image of\".",
        Example(
            MODULE,
            wrong="![A rope](media/loop.svg",
            right="![A rope laid in a loop on a wooden deck](media/loop.svg",
        ),
    ),
    Code(
        "E502",
        "A link, course, practice or licence entry whose target is missing or not ready",
        "Mend the name, or take the link out until its target is ready.",
        Example(
            MODULE,
            wrong="A [bowline](../glosary.en.md#bowline) holds without slipping.\n",
            right=LOOP,
        ),
    ),
    Code(
        "E503",
        "A heading that the target does not have",
        "Copy the heading, in lower case and with hyphens.",
        Example(
            QUIZ,
            wrong="**Review:** [The loop](10-one-loop.en.md#the-lop)\n",
            right="**Review:** [The loop](10-one-loop.en.md#the-loop)\n",
        ),
    ),
    Code(
        "E504",
        "A picture or film without an entry in `media/licences.yml`",
        "Add who made it and under which licence.",
        Example(
            LICENCES, wrong="{}\n", right="loop.svg: {by: the project, licence: MIT}\n"
        ),
    ),
    Code(
        "E505",
        "A film without captions and a transcript in each language",
        "Put `film.en.vtt` and `film.en.txt` beside it, for each language.",
        Example(
            MODULE,
            wrong="media/knot.mp4\nmedia/knot.fi.vtt\nmedia/knot.en.txt\nmedia/knot.fi.txt\n",
            right="media/knot.mp4\nmedia/knot.en.vtt\nmedia/knot.fi.vtt\nmedia/knot.en.txt\n"
            "media/knot.fi.txt\n",
            edits=((MODULE, LOOP, _FILM),),
            files={
                "knots/media/knot.mp4": "\0\0\0\x18ftypisom",
                "knots/media/knot.en.vtt": "WEBVTT\n\n00:00.000 --> 00:02.000\nA loop is tied.\n",
                "knots/media/knot.fi.vtt": "WEBVTT\n\n00:00.000 --> 00:02.000\nSilmukka.\n",
                "knots/media/knot.en.txt": "A rope is laid in a loop.\n",
                "knots/media/knot.fi.txt": "Köysi on silmukalla.\n",
                LICENCES: "loop.svg: {by: us, licence: MIT}\nknot.mp4: {by: us, licence: MIT}\n"
                "tying.mp4: {by: us, licence: MIT}\n",
            },
            without="knots/media/knot.en.vtt",
        ),
    ),
    Code(
        "W506",
        "A link text that says nothing by itself",
        "Name what the link leads to.",
        Example(
            MODULE,
            wrong="Read about the bowline [here](../glossary.en.md#bowline).\n",
            right=LOOP,
        ),
    ),
    Code(
        "W507",
        "A table without a header",
        "Name its columns.",
        Example(MODULE, wrong="| | |\n| --- | --- |\n", right="| Part | Name |\n| --- | --- |\n"),
    ),
    Code(
        "W508",
        "A hashtag whose words cannot be told apart",
        "Begin each word with a capital, so that screen readers can say them.",
        in_text(
            "Find more under #ropesandknotsatsea there.\n",
            "Find more under #RopesAndKnotsAtSea there.\n",
        ),
    ),
    Code(
        "E509",
        "A file over the limit (text and SVG 1 MB, other media 5 MB), or too many files",
        "Make it smaller, or remove some.",
        Example(PICTURE, wrong="loop.svg of 6 MB\n", right="loop.svg of 6 kB\n", is_told=True),
    ),
    Code(
        "E510",
        "A media file that nobody uses",
        "Link to it, or remove it.",
        Example(
            MODULE,
            wrong="| Part | Name |\n",
            right='![A rope laid in a loop on a wooden deck](media/loop.svg "The loop, from above")'
            "\n\n| Part | Name |\n",
            wrong_edits=(
                (MODULE_FI, "](media/loop.svg", "](https://www.finlex.fi/fi/rope"),
            ),
        ),
    ),
)  # fmt: skip
