"""Group 3: questions."""

from __future__ import annotations

from lms.content.codes.record import (
    DIAGNOSTIC,
    DIAGNOSTIC_FI,
    MODULE,
    QUIZ,
    QUIZ_FI,
    Code,
    Example,
)

_SINGLE = """\
### single `{name}`

Which knot {asks}?

- [{a}] (a) A bowline
  > The bowline {asks} well.
- [{b}] (b) A slip knot
  > A slip knot tightens instead.

**Why:** Each knot has its use.

**Review:** [The loop](10-one-loop.en.md#the-loop)

"""
_SINGLE_FI = """\
### single `{name}`

Mikä solmu sopii?

- [{a}] (a) Paalusolmu
  > Paalusolmu sopii.
- [{b}] (b) Juoksusolmu
  > Juoksusolmu kiristyy.

**Miksi:** Solmuilla on tehtävänsä.

**Kertaa:** [Silmukka](10-one-loop.fi.md#silmukka)

"""
_MARK = """\
### mark `what-to-post`

You have written this in the evening.

> **We tied our boat up for the winter** (a).
> {told}

What should not go out, and why?

- [ ] (a)
  > A boat at rest is nobody's secret.
- {tick}
  > The harbour office wants to hear of it first.
- (p) Somebody could be recognised
- (q) It has not been told yet

**Why:** Most of a post may go out.

**Review:** [The loop](10-one-loop.en.md#the-loop)

"""
_MARK_FI = """\
### mark `what-to-post`

Olet kirjoittanut illalla tämän.

> **Sidoimme veneen talveksi** (a).
> **Ensi vuonna ostamme sataman** (b).

Mikä ei kuulu julki, ja miksi?

- [ ] (a)
  > Levossa oleva vene ei ole salaisuus.
- [x] (b) (q)
  > Satama kuulee siitä ensin.
- (p) Joku voidaan tunnistaa
- (q) Sitä ei ole vielä kerrottu

**Miksi:** Useimmat asiat saa kertoa.

**Kertaa:** [Silmukka](10-one-loop.fi.md#silmukka)

"""
_NEXT = "### multiple `good-rope`\n"


def _mark(told: str, tick: str) -> str:
    """A post with two parts."""
    return _MARK.format(told=told, tick=tick) + _NEXT


_BOUGHT = "**Next year we buy the harbour** (b)."
_MARK_FI_EDIT = (QUIZ_FI, _NEXT, _MARK_FI + _NEXT)


def _singles(letters: str, text: str = _SINGLE) -> str:
    """As many questions, with the right answer at these letters."""
    uses = ("ends", "joins", "stops")
    made = [
        text.format(
            name=f"knot-that-{use}",
            asks=use,
            a="x" if letter == "a" else " ",
            b="x" if letter == "b" else " ",
        )
        for letter, use in zip(letters, uses, strict=True)
    ]
    return "".join(made) + _NEXT


CODES = (
    Code(
        "E301",
        "The heading is not ``### type `name` flags``, or a flag is unknown",
        "Write the type, then the name between backticks, then the flags.",
        Example(
            QUIZ,
            wrong="### single evening-wind critical\n",
            right="### single `evening-wind` critical\n",
        ),
    ),
    Code(
        "E302",
        "Unknown type, with a guess",
        "Use single, multiple, truefalse, match, order, text or mark; in the diagnostic, scale.",
        Example(QUIZ, wrong="### trufalse `jams`\n", right="### truefalse `jams`\n"),
    ),
    Code(
        "E303",
        "A name that is not lower-case letters, digits and hyphens",
        "Use lower-case letters, digits and hyphens, at most 60.",
        Example(QUIZ, wrong="### truefalse `Jams now`\n", right="### truefalse `jams`\n"),
    ),
    Code(
        "E304",
        "An option, step or row that cannot be read, or a line that belongs to none",
        "Write an option as `- [ ] (a) text`, a step as `1. (a) text`, "
        "a row as `| (a) left | (p) right |`.",
        Example(QUIZ, wrong="- [] (a) A slip knot\n", right="- [ ] (a) A slip knot\n"),
    ),
    Code(
        "E305",
        "A question or a term without text",
        "Write the situation and the question under the heading.",
        Example(
            QUIZ,
            wrong="### truefalse `jams`\n\n- [ ] (t) True\n",
            right="### truefalse `jams`\n\nA bowline jams under load.\n\n- [ ] (t) True\n",
        ),
    ),
    Code(
        "E306",
        "Not exactly one tick; for typed answers, none",
        "Tick the one right option.",
        Example(QUIZ, wrong="- [x] (a) A slip knot\n", right="- [ ] (a) A slip knot\n"),
    ),
    Code(
        "E307",
        "`multiple` with fewer than two ticks, or all ticked",
        "Tick the right options, or use single.",
        Example(QUIZ, wrong="- [x] (c) A frayed one\n", right="- [ ] (c) A frayed one\n"),
    ),
    Code(
        "E308",
        "`truefalse` without exactly the options (t) and (f)",
        "Write `(t)` and `(f)` and tick one of them.",
        Example(QUIZ, wrong="- [ ] (a) True\n", right="- [ ] (t) True\n"),
    ),
    Code(
        "E309",
        "Too few or too many options",
        "A single has 2 to 8 options, a multiple 3 to 10, typed answers 1 to 40.",
        Example(
            MODULE,
            wrong="- [x] (a) It holds.\n  > Right, the turn locks itself.\n",
            right="- [x] (a) It holds.\n  > Right, the turn locks itself.\n"
            "- [ ] (b) It slips.\n  > Another loop does that.\n",
        ),
    ),
    Code(
        "E310",
        "A letter used twice",
        "Give every option its own letter.",
        Example(QUIZ, wrong="- [ ] (b) Two half hitches\n", right="- [ ] (c) Two half hitches\n"),
    ),
    Code(
        "E311",
        "An option without feedback (not for match, order and accepted answers)",
        "Add a line `  > …` under it that speaks to the thought behind the option.",
        Example(
            QUIZ,
            wrong="- [x] (a) A dry one\n- [x] (b) A clean one\n",
            right="- [x] (a) A dry one\n  > Dry fibre grips.\n- [x] (b) A clean one\n",
        ),
    ),
    Code(
        "W312",
        "The same feedback on two options",
        "Speak to the reason of each.",
        Example(
            QUIZ,
            wrong="- [x] (b) A clean one\n  > Dry fibre grips.\n",
            right="- [x] (b) A clean one\n  > Sand cuts fibre.\n",
        ),
    ),
    Code(
        "E313",
        "Too few rows to match or steps to order",
        "Add rows or steps, or choose another type.",
        Example(
            QUIZ,
            wrong="2. (b) Come up through it.\n",
            right="2. (b) Come up through it.\n3. (c) Go round and down.\n",
        ),
    ),
    Code(
        "E314",
        'No "Why" ("Miksi")',
        "Add a line `**Why:** …` that gives the reason in a sentence.",
        Example(
            QUIZ,
            wrong="3. (c) Go round and down.\n\n**Review:**",
            right="3. (c) Go round and down.\n\n**Why:** The eye comes first.\n\n**Review:**",
        ),
    ),
    Code(
        "E315",
        'No "Review" ("Kertaa") with a link',
        "Add a line `**Review:** [heading](module.en.md#heading)`.",
        Example(
            MODULE,
            wrong="**Why:** The turn around the long end locks it.\n",
            right="**Why:** The turn around the long end locks it.\n\n"
            "**Review:** [The loop](10-one-loop.en.md#the-loop)\n",
        ),
    ),
    Code(
        "E316",
        "A name that is already used",
        "Give this one a name of its own.",
        Example(QUIZ, wrong="### truefalse `good-rope`\n", right="### truefalse `jams`\n"),
    ),
    Code(
        "E317",
        "A name once used and gone",
        "Put the question back and give it the flag `retired`; records lean on its name.",
        Example(
            QUIZ,
            wrong="<!-- the question was published and has been deleted -->\n",
            right="### single `which-loop` retired\n",
            is_told=True,
        ),
    ),
    Code(
        "E318",
        "A letter that once named another option",
        "Give the new option a letter that was never used in this question.",
        Example(
            QUIZ,
            wrong="- [ ] (c) A new option under the letter of one that was deleted\n",
            right="- [ ] (d) A new option under a letter of its own\n",
            is_told=True,
        ),
    ),
    Code(
        "W319",
        "The right option is clearly the longest",
        "Make the options alike in length.",
        Example(
            QUIZ,
            wrong="- [x] (b) A bowline, tied slowly around the post so that it holds\n",
            right="- [x] (b) A bowline\n",
        ),
    ),
    Code(
        "W320",
        '"All of the above" and the like, or a sentence that says no twice',
        "Write an option that stands by itself, and say it plainly.",
        Example(QUIZ, wrong="- [ ] (c) All of the above\n", right="- [ ] (c) Two half hitches\n"),
    ),
    Code(
        "W321",
        "The same letter is right in more than half of a bank of four or more",
        "Let the right letter vary.",
        Example(
            QUIZ,
            wrong=_singles("bba"),
            right=_singles("aba"),
            instead=_NEXT,
            edits=((QUIZ_FI, _NEXT, _singles("aba", _SINGLE_FI)),),
        ),
    ),
    Code(
        "E322",
        "Two options with the same text",
        "Change one of them.",
        Example(QUIZ, wrong="- [ ] (c) A slip knot\n", right="- [ ] (c) Two half hitches\n"),
    ),
    Code(
        "E323",
        "A reason of the diagnostic without exactly two statements",
        "Write two statements for every reason that has a route.",
        Example(
            DIAGNOSTIC,
            wrong="### scale `quick` R2\n",
            right="### scale `quick` R1\n",
            wrong_edits=((DIAGNOSTIC_FI, "### scale `quick` R1\n", "### scale `quick` R2\n"),),
        ),
    ),
    Code(
        "E324",
        "A reason of the diagnostic without a route to a course",
        "Add a row for the reason, with a link to a course.",
        Example(
            DIAGNOSTIC,
            wrong="| R1 | Begin where you like |\n",
            right="| R1 I have had no time | [Knots](knots/course.en.md) |\n",
        ),
    ),
    Code(
        "E325",
        "A post of `mark` whose marked parts and list do not agree",
        "Write the post as a quotation, each part as **bold words** (a), each letter once, "
        "and list the same letters under the question.",
        Example(
            QUIZ,
            wrong=_mark("Next year we buy the harbour.", "[x] (b) (q)"),
            right=_mark(_BOUGHT, "[x] (b) (q)"),
            instead=_NEXT,
            edits=(_MARK_FI_EDIT,),
        ),
    ),
    Code(
        "E326",
        "A part of a post without a reason, with one too many, or too few reasons to choose from",
        "List two reasons or more, give one to each ticked part, and none to the others.",
        Example(
            QUIZ,
            wrong=_mark(_BOUGHT, "[x] (b)"),
            right=_mark(_BOUGHT, "[x] (b) (q)"),
            instead=_NEXT,
            edits=(_MARK_FI_EDIT,),
        ),
    ),
    Code(
        "E327",
        "A post of `mark` where everything or nothing may go out",
        "Mark something that may go out, and something that should not.",
        Example(
            QUIZ,
            wrong=_mark(_BOUGHT, "[ ] (b)"),
            right=_mark(_BOUGHT, "[x] (b) (q)"),
            instead=_NEXT,
            edits=(_MARK_FI_EDIT,),
        ),
    ),
)
