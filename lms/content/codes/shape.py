"""Group 1: the shape of files and texts."""

from __future__ import annotations

from lms.content.codes.record import COURSE_PAGE, LOOP, MODULE, PICTURE, Code, Example, in_text

_SPARE = (
    "---\nminutes: 2\nteaches: [C1]\nstatus: draft\nchecked: 2026-11-20\n---\n\n"
    "# Spare loop\n\n## In short\n\n- One.\n- Two.\n"
)
_PLAIN_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">'
    '<rect width="640" height="360" rx="12" fill="#eef"/></svg>\n'
)

CODES = (
    Code(
        "E101",
        "The file has no title, or more than one `#` heading",
        "Begin the text with one `#` heading and use `##` for sections.",
        Example(MODULE, wrong="# The loop\n", right="## The loop\n"),
    ),
    Code(
        "E102",
        'The module does not end with "In short" ("Lyhyesti")',
        "Add that section at the end, with two to five points.",
        Example(MODULE, wrong="## At the end\n", right="## In short\n"),
    ),
    Code(
        "E103",
        "A heading level is skipped",
        "Go down one level at a time: `##` under `#`, `###` under `##`.",
        Example(MODULE, wrong="### The loop\n", right="## The loop\n"),
    ),
    Code(
        "E104",
        "Unknown callout, or text on the line of its mark",
        "Use NOTE, TIP, IMPORTANT, WARNING or CAUTION; begin the text on the next line.",
        Example(MODULE, wrong="> [!IMPORTENT]\n", right="> [!IMPORTANT]\n"),
    ),
    Code(
        "W105",
        "More than three callouts in a module, or two side by side",
        "Keep the best three, and put text between them.",
        Example(
            MODULE,
            wrong=f"{LOOP}\n> [!TIP]\n> Tie it often.\n\n> [!NOTE]\n> It has other names.\n\n"
            "Then pull.\n",
            right=f"{LOOP}\n> [!TIP]\n> Tie it often.\n\nIt has other names.\nThen pull.\n",
            instead=LOOP,
        ),
    ),
    Code(
        "E106",
        "A callout inside a list",
        "Put it before or after the list; Git hosts show no callouts inside lists.",
        Example(
            MODULE,
            wrong="- It holds under load.\n    > [!TIP]\n    > Pull once.\n",
            right="- It holds under load.\n",
        ),
    ),
    Code(
        "E107",
        "HTML other than `<details><summary>…</summary>` and `</details>`, each on its own line",
        "Write it in Markdown.",
        in_text("A <b>bowline</b> holds.\n", "A **bowline** holds.\n"),
    ),
    Code(
        "E108",
        "Something that could run: a script, an event handler, a `javascript:` address, "
        "an active picture",
        "Remove it; nothing in a course runs.",
        Example(
            PICTURE,
            wrong='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">'
            "<script>pull()</script></svg>\n",
            right=_PLAIN_PICTURE,
        ),
    ),
    Code(
        "E109",
        "A file or folder that the format does not know, or a language the programme lacks",
        "Rename it: a module is `10-name.en.md`; pictures lie in `media/`.",
        Example(
            "knots/20-spare-loop.en.md",
            wrong=_SPARE,
            right=_SPARE,
            wrong_path="knots/Spare loop.en.md",
        ),
    ),
    Code(
        "E110",
        "Two modules with one number or one name",
        "Give every module a number and a name of its own.",
        Example(
            "knots/20-spare-loop.en.md",
            wrong=_SPARE,
            right=_SPARE,
            wrong_path="knots/10-spare-loop.en.md",
        ),
    ),
    Code(
        "E111",
        "The file takes too long to read, or cannot be read to its end",
        "Make its lists, quotes and tables simpler, or make two files of it.",
        Example(
            MODULE,
            wrong="a quote in a quote in a quote, three thousand deep\n",
            right="> One quote.\n",
            is_told=True,
        ),
    ),
    Code(
        "E112",
        "A link out of the folder, or something that is no plain readable file",
        "Put an ordinary file there that everyone who publishes may read.",
        Example(
            COURSE_PAGE,
            wrong="knots/course.en.md -> ../../elsewhere/course.en.md\n",
            right="knots/course.en.md\n",
            is_told=True,
        ),
    ),
    Code(
        "E113",
        "Not UTF-8 text, a character that cannot be shown, or a file that is not what its "
        "ending says",
        "Save texts as UTF-8 and pictures in the form their ending names; retype the character.",
        Example(PICTURE, wrong="A loop, drawn.\n", right=_PLAIN_PICTURE),
    ),
    Code(
        "E114",
        "A ready page with a text that is still to be written, marked `TODO:`",
        "Replace the text together with its mark, or write `status: draft`.",
        in_text("TODO: Tell how the loop is tied.\n", LOOP),
    ),
    Code(
        "W115",
        "A draft with texts that are still to be written, marked `TODO:`; said once for a file",
        "Replace them before the page becomes ready. Their wording is not judged until then.",
        Example(
            "knots/90-spare-loop.en.md",
            wrong=_SPARE.replace("- One.", "- TODO: Say what to remember."),
            right=_SPARE,
        ),
    ),
    Code(
        "E116",
        "A heading without a space after its marks",
        "Write a space between the `#` marks and the words.",
        Example(MODULE, wrong="##The loop\n", right="## The loop\n"),
    ),
    Code(
        "E117",
        "A block of code that does not end",
        "Add a line of the same marks after the code, or take the first one out.",
        in_text("~~~\nmake an eye\n", "~~~\nmake an eye\n~~~\n"),
    ),
    Code(
        "E118",
        "A practice without a list to check oneself by, or without exactly one model answer",
        "Add lines `- [ ]` and one `<details>` with the answer.",
        Example(
            MODULE,
            wrong="Tie the loop with your eyes closed.\n",
            right="Tie the loop with your eyes closed.\n\n- [ ] It holds when pulled.\n",
        ),
    ),
    Code(
        "E120",
        "An underlined heading",
        "Write `#` or `##` before its words and take the line under it out.",
        Example(MODULE, wrong="The loop\n--------\n", right="## The loop\n"),
    ),
    Code(
        "W119",
        "Markdown of other tools that is not read as such; named once for a file",
        "Write it in a form of this page; as it is, readers see the marks themselves.",
        in_text("A ~~slip knot~~ bowline holds.\n", LOOP),
    ),
)
