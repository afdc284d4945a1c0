"""Group 7: facts and their sources."""

from __future__ import annotations

from lms.content.codes.record import LOOP, MODULE, SOURCES, Code, Example, in_text

CODES = (
    Code(
        "E701",
        "A source note is used but not written",
        "Write a line `[^note]: [title](address)`.",
        in_text("It holds.[^tests]\n", "It holds.[^act]\n"),
    ),
    Code(
        "E702",
        "A source note is written but not used, or written twice",
        "Refer to it in the text, or remove it.",
        Example(
            MODULE,
            wrong="A rope across a lane is marked.\n",
            right="A rope across a lane is marked.[^act]\n",
        ),
    ),
    Code(
        "E703",
        "The address of a source note is not in `sources.yml`",
        "Add it there, with the day on which a person opened it.",
        Example(
            MODULE,
            wrong="[^act]: [Rope Act](https://www.finlex.fi/fi/roap), section 2.\n",
            right="[^act]: [Rope Act](https://www.finlex.fi/fi/rope), section 2.\n",
        ),
    ),
    Code(
        "W704",
        "A source past its `review_by`",
        "Open it again, compare, and change its days.",
        Example(SOURCES, wrong="  review_by: 2026-11-02\n", right="  review_by: 2027-05-01\n"),
    ),
    Code(
        "E705",
        "An IMPORTANT callout without a source note",
        "Add a source note, or choose another callout.",
        Example(
            MODULE,
            wrong="> **The rule.** A rope across a lane is marked.\n",
            right="> **The rule.** A rope across a lane is marked.[^act]\n",
        ),
    ),
    Code(
        "W706",
        "A number without a source note in its paragraph, quotations and exercises excepted",
        "Add a source note, or say it in words.",
        in_text("It has held for 300 years.\n", "It has held for 300 years.[^act]\n"),
    ),
    Code(
        "W707",
        "A ready module that states law and has no `checked_by`; its page says so to readers",
        "Add `checked_by: legal` once a lawyer has read it, and not before.",
        Example(
            MODULE,
            wrong="checked: 2026-11-20\n---\n",
            right="checked: 2026-11-20\nchecked_by: legal\n---\n",
        ),
    ),
    Code(
        "W708",
        '"Studies show" and the like without a source note',
        "Add a source note, or leave the claim out.",
        in_text("Studies show that it holds.\n", LOOP),
    ),
    Code(
        "W709",
        "A page past its `review_by`",
        "Check its facts again, then change `checked` and `review_by`.",
        Example(
            MODULE,
            wrong="checked_by: legal\nreview_by: 2026-11-02\n",
            right="checked_by: legal\nreview_by: 2027-05-01\n",
            instead="checked_by: legal\n",
        ),
    ),
    Code(
        "E710",
        "`checked_by` is not a role of `programme.yml`",
        "Write `legal`, `dpo` or another role named there, never a person.",
        Example(
            MODULE,
            wrong="checked_by: leagl\n",
            right="checked_by: legal\n",
        ),
    ),
)
