"""Group 6: the same thing in every language."""

from __future__ import annotations

from lms.content.codes.record import (
    COURSE_PAGE,
    GLOSSARY_FI,
    MODULE,
    MODULE_FI,
    QUIZ_FI,
    SCENARIO_FI,
    Code,
    Example,
)

CODES = (
    Code(
        "E601",
        "A question, term or practice in one language only",
        "Write it in the other language, with the same name.",
        Example(GLOSSARY_FI, wrong="## knot\n", right="## bowline\n"),
    ),
    Code(
        "E602",
        "Type, objective, flags, options, pairs, order or answers differ",
        "Make both the same; only words may differ.",
        Example(
            QUIZ_FI,
            wrong="### single `evening-wind`\n",
            right="### single `evening-wind` critical\n",
        ),
    ),
    Code(
        "E603",
        "A keyword of another language",
        "Use the keyword of this file's language.",
        Example(
            QUIZ_FI,
            wrong="**Why:** Tuulessa arvokkain",
            right="**Miksi:** Tuulessa arvokkain",
        ),
    ),
    Code(
        "E604",
        "A link to a file in another language",
        "Link to the file in this language.",
        Example(
            MODULE_FI,
            wrong="[Paalusolmu](../glossary.en.md#bowline)",
            right="[Paalusolmu](../glossary.fi.md#bowline)",
        ),
    ),
    Code(
        "E605",
        "Scenes or choices differ between languages",
        "Make the scenes, choices, ticks and links the same; only words may differ.",
        Example(
            SCENARIO_FI,
            wrong="- [~] (c) Hyppää veteen. [Hyppää](#cold-water)\n",
            right="- [ ] (c) Hyppää veteen. [Hyppää](#cold-water)\n",
        ),
    ),
    Code(
        "E606",
        "Answer key, options, objective or ways have changed since the translation",
        "Read the original again, mend the translation and renew its `translates`.",
        Example(
            QUIZ_FI,
            wrong="translates: {lang: en, blocks: {evening-wind: 0123abcd-b95e1b22}}\n",
            right="translates: {lang: en, blocks: {evening-wind: 704c634f-b95e1b22}}\n",
            instead="translates: en\n",
        ),
    ),
    Code(
        "W607",
        "A block of the original has changed, is new or is gone since it was translated",
        "Read both, mend this one and renew its `translates` or its day.",
        Example(
            MODULE_FI,
            wrong="checked: 2026-11-19\nchecked_by: legal\ntranslates: en\n",
            right="checked: 2026-11-20\nchecked_by: legal\ntranslates: en\n",
        ),
    ),
    Code(
        "W608",
        "A line of text that is the same in both languages",
        "Translate it.",
        Example(
            MODULE_FI,
            wrong="A boat drifts past the quay in the evening wind.\n",
            right="Vene ajelehtii laiturin ohi iltatuulessa.\n",
        ),
    ),
    Code(
        "E609",
        "Objectives differ between languages, or from `course.yml`",
        "List the same objectives everywhere.",
        Example(
            COURSE_PAGE,
            wrong="## What you will be able to do\n",
            right="## What you will be able to do\n\n- **C1** Tie a loop that holds\n",
        ),
    ),
    Code(
        "W610",
        "A ready file that one of the programme's languages lacks",
        "Write it; until then readers are offered the other language.",
        Example(
            MODULE,
            wrong="10-one-loop.en.md\n",
            right="10-one-loop.en.md\n10-one-loop.fi.md\n",
            without=MODULE_FI,
        ),
    ),
    Code(
        "E611",
        "The minutes of a module differ between languages",
        "Write the same minutes; they are judged by the length of the text.",
        Example(MODULE_FI, wrong="minutes: 4\n", right="minutes: 3\n"),
    ),
)
