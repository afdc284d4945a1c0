"""Single mistakes sown into the shipped courses, each with the place where it must be found."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

COURSES = Path(__file__).resolve().parents[2] / "course_content"
EACH = 4
"""How many mistakes of each kind are sown."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: what the file holds with it, and the finding that must be there."""

    kind: str
    path: str
    text: str | bytes
    code: str
    line: int
    at: str = ""  # the file where it is found, when it is another one

    @property
    def place(self) -> str:
        """Where the finding must stand."""
        return f"{self.at or self.path}:{self.line}"


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, str]:
    """The texts of the shipped courses by their place."""
    return {
        path.relative_to(COURSES).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(COURSES.rglob("*"))
        if path.suffix in {".md", ".yml"} and path.name != "README.md"
    }


Sower = Callable[[str, list[str]], Iterator[Fault]]
_KINDS: list[tuple[str, str, Sower]] = []


def sows(kind: str, files: str) -> Callable[[Sower], Sower]:
    """Register a kind of mistake and the files in which it can be made."""

    def keep(sower: Sower) -> Sower:
        _KINDS.append((kind, files, sower))
        return sower

    return keep


def faults(seed: int = 20261122) -> list[Fault]:
    """So many mistakes of each kind, the same ones every time."""
    chance = random.Random(seed)  # noqa: S311 - the same mistakes every time
    found: list[Fault] = []
    for kind, files, sower in _KINDS:
        ready = [
            fault
            for path, text in shipped().items()
            if re.search(files, path) and ("status: ready" in text or path.endswith(".yml"))
            for fault in sower(path, text.split("\n"))
        ]
        assert ready, f"nothing to spoil for: {kind}"
        found += chance.sample(ready, min(EACH, len(ready)))
    return found


def line_faults(
    kind: str, files: str, pattern: str, new: str, code: str, *, shift: int = 0
) -> None:
    """Mistakes in one line: the pattern is replaced, and the finding stands in that line."""

    @sows(kind, files)
    def sower(path: str, lines: list[str]) -> Iterator[Fault]:
        for at in matching(lines, pattern):
            made = list(lines)
            made[at] = re.sub(pattern, new, lines[at], count=1)
            yield Fault(kind, path, "\n".join(made), code, at + 1 + shift)


def question_faults(kind: str, files: str, head: str, pattern: str, new: str, code: str) -> None:
    """Mistakes inside a question that are told at its heading."""

    @sows(kind, files)
    def sower(path: str, lines: list[str]) -> Iterator[Fault]:
        for at in matching(lines, head):
            end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("#")), None)
            inside = next((n for n in matching(lines, pattern) if at < n < (end or 10**9)), None)
            if inside is not None:
                made = list(lines)
                made[inside] = re.sub(pattern, new, lines[inside], count=1)
                yield Fault(kind, path, "\n".join(made), code, at + 1)


def matching(lines: list[str], pattern: str) -> Iterator[int]:
    """The lines that a pattern is found in."""
    yield from (at for at, line in enumerate(lines) if re.search(pattern, line))


MODULES = r"/\d+-[a-z-]+\.(en|fi)\.md$"
MODULES_EN = r"/\d+-[a-z-]+\.en\.md$"
QUIZZES = r"/quiz\.(en|fi)\.md$"
QUIZZES_EN = r"/quiz\.en\.md$"
QUIZZES_FI = r"/quiz\.fi\.md$"
COURSE = r"/course\.yml$"
PAGES = r"\.md$"

# Ticks, options, feedback

question_faults("a tick removed", QUIZZES, "^### single", r"- \[x\]", "- [ ]", "E306")
question_faults("a second tick", QUIZZES, "^### single", r"- \[ \]", "- [x]", "E306")


@sows("every option ticked", QUIZZES)
def _all_ticked(path: str, lines: list[str]) -> Iterator[Fault]:
    for at in matching(lines, "^### multiple"):
        end = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("#")), len(lines))
        inside = [line.replace("- [ ]", "- [x]") for line in lines[at:end]]
        text = "\n".join([*lines[:at], *inside, *lines[end:]])
        yield Fault("every option ticked", path, text, "E307", at + 1)


line_faults("a letter used twice", QUIZZES, r"^(- \[[ x]\] )\(b\)", r"\1(a)", "E310")
line_faults("a closed box", QUIZZES, r"^- \[ \] \(", "- [] (", "E304")
line_faults("a letter without brackets", QUIZZES, r"^(- \[[ x]\]) \((b)\)", r"\1 \2)", "E304")
line_faults("a capital tick", QUIZZES, r"^- \[x\]", "- [X]", "E304")
line_faults("a step without a letter", QUIZZES, r"^(\d\.) \([a-z]\)", r"\1", "E304")
line_faults("a row without a letter", QUIZZES, r"^\| \([a-z]\) ", "| ", "E304")
line_faults("a mark of feedback lost", QUIZZES, r"^  > (?=[A-ZÅÄÖ])", "", "E304")


@sows("feedback removed", QUIZZES)
def _feedback(path: str, lines: list[str]) -> Iterator[Fault]:
    for at in matching(lines, r"^- \["):
        if re.match(r"^  > ", lines[at + 1]) and not re.match(r"^  > ", lines[at + 2]):
            made = lines[: at + 1] + lines[at + 2 :]
            yield Fault("feedback removed", path, "\n".join(made), "E311", at + 1)


@sows("two options alike", QUIZZES)
def _alike(path: str, lines: list[str]) -> Iterator[Fault]:
    for at in matching(lines, r"^- \[ \] \(b\)"):
        first = next((lines[n] for n in range(at, at - 6, -1) if "] (a) " in lines[n]), "")
        made = list(lines)
        made[at] = "- [ ] (b) " + first.partition(") ")[2]
        if first:
            yield Fault("two options alike", path, "\n".join(made), "E322", at + 1)


# Questions

line_faults("a name without marks", QUIZZES, r"^(### \w+) `([a-z-]+)`", r"\1 \2", "E301")
line_faults("a type misspelt", QUIZZES, "^### single", "### singel", "E302")
line_faults("a type in capitals", QUIZZES, "^### multiple", "### Multiple", "E302")
line_faults("a flag misspelt", QUIZZES, "` critical$", "` crtical", "E301")
line_faults("a name with a space", QUIZZES, r"^(### \w+ `[a-z]+)-", r"\1 ", "E303")
line_faults("no space after the marks of a question", QUIZZES, "^### ", "###", "E116")
question_faults("no Why", QUIZZES, "^### ", r"^\*\*(Why|Miksi):\*\* .*", "", "E314")
question_faults("no Review", QUIZZES, "^### ", r"^\*\*(Review|Kertaa):\*\* .*", "", "E315")
line_faults("a keyword misspelt", QUIZZES, r"^\*\*(Wh|Mik)(\w+):", r"**\1h\2:", "E314")
line_faults("the other keyword misspelt", QUIZZES, r"^\*\*(Re|Ke)(\w+):", r"**\1x\2:", "E315")
line_faults("a keyword of the other language", QUIZZES, r"^\*\*Why:\*\*", "**Miksi:**", "E603")


@sows("a name used twice", QUIZZES)
def _twice(path: str, lines: list[str]) -> Iterator[Fault]:
    heads = list(matching(lines, r"^### \w+ `"))
    for before, at in pairwise(heads):
        name = lines[before].split("`")[1]
        made = list(lines)
        made[at] = re.sub(r"`[^`]*`", f"`{name}`", lines[at])
        yield Fault("a name used twice", path, "\n".join(made), "E316", at + 1)


@sows("a question in one language", QUIZZES_FI)
def _alone(path: str, lines: list[str]) -> Iterator[Fault]:
    other = path.replace(".fi.md", ".en.md")
    for at in matching(lines, r"^### \w+ `"):
        ends = (n for n in range(at + 1, len(lines)) if lines[n].startswith("#"))
        end = next(ends, len(lines))
        there = shipped()[other].split("\n")
        name = lines[at].split("`")[1]
        line = next(n for n in matching(there, f"`{name}`")) + 1
        made = "\n".join(lines[:at] + lines[end:])
        yield Fault("a question in one language", path, made, "E601", line, at=other)


@sows("another answer in the translation", QUIZZES_FI)
def _moved(path: str, lines: list[str]) -> Iterator[Fault]:
    for at in matching(lines, "^### single"):
        made = list(lines)
        right = next(n for n in range(at, len(lines)) if lines[n].startswith("- [x]"))
        wrong = next(n for n in range(at, len(lines)) if lines[n].startswith("- [ ]"))
        made[right] = made[right].replace("[x]", "[ ]")
        made[wrong] = made[wrong].replace("[ ]", "[x]")
        text = "\n".join(made)
        yield Fault("another answer in the translation", path, text, "E602", at + 1)


line_faults("a flag only in the translation", QUIZZES_FI, r"^(### single `[a-z-]+`)$",
            r"\1 critical", "E602")  # fmt: skip

# Links

line_faults("a link's file misspelt", QUIZZES, r"\]\((\d+)-", r"](\1-x", "E502")
line_faults("a link's heading misspelt", QUIZZES, r"#(\w\w)[^)]*\)$", r"#\1xx)", "E503")
line_faults("a link into the other language", QUIZZES, r"\.en\.md#", ".fi.md#", "E604")
line_faults("a term's link misspelt", MODULES, r"(glossary\.\w\w\.md#\w)", r"\1q", "E503")
line_faults("a picture's file misspelt", MODULES, r"\]\(media/", "](media/x", "E502")
line_faults("a picture without a text", MODULES, r"!\[[^\]]*\]", "![]", "E501")
line_faults("a link that says nothing", MODULES_EN, r"(^|[^!])\[[\w -]+\]\(\.\.", r"\1[here](..",
            "W506")  # fmt: skip
line_faults("an address misspelt", MODULES, r"^(\[\^.*)https://www\.", r"\1https://wwww.", "E703")

# Shape of modules

line_faults("a skipped level", MODULES, "^## (?!Lyhyesti|In short|Test|Check|Prac|Harj)", "#### ",
            "E103")  # fmt: skip
line_faults("no space after the marks of a heading", MODULES,
            "^## (?!Lyhyesti|In short|Test|Check|Prac|Harj)", "##", "E116")  # fmt: skip
line_faults("a second title", MODULES, "^## (?!Lyhyesti|In short|Test|Check|Prac|Harj)", "# ",
            "E101")  # fmt: skip
line_faults("the summing-up misspelt", MODULES, "^## (Lyhyesti|In short)", "## Summary", "E102")
line_faults("a callout misspelt", MODULES, r"\[!(\w)\w+\]", r"[!\1XXX]", "E104")
line_faults("text on a callout's line", MODULES, r"(\[!\w+\])", r"\1 text", "E104")
line_faults("a note's mark misspelt", MODULES, r"([^\]])\[\^(\w)(?=[^\]]*\](?!:))", r"\1[^q\2",
            "E701")  # fmt: skip
line_faults("HTML", MODULES, r"^([A-ZÅÄÖ]\w+) ", r"<b>\1</b> ", "E107")
line_faults("a script", MODULES, r"^([A-ZÅÄÖ]\w+) ", r"<script>x</script>\1 ", "E108")
line_faults("an address that runs", MODULES, r"\]\(\.\./", "](javascript:../", "E108")
line_faults("an open detail", MODULES, r"^<details>", "<details open>", "E107")


def _inserted(kind: str, files: str, new: str, code: str, *, after: str = r"^# ") -> None:
    @sows(kind, files)
    def sower(path: str, lines: list[str]) -> Iterator[Fault]:
        for at in matching(lines, after):
            made = [*lines[: at + 1], "", new, *lines[at + 1 :]]
            yield Fault(kind, path, "\n".join(made), code, at + 3)


_inserted("a block of code that never ends", MODULES, "```", "E117")
_inserted("a policy word misspelt", MODULES, "Ask {{contact.comm}} first.", "E212")
_inserted("a mail address", MODULES, "Write to ada@example.org.", "E908")
_inserted("a number", MODULES, "There are 300 of them.", "W706")
_inserted("studies", MODULES_EN, "Studies show it.", "W708")
_inserted("two sentences", MODULES, "One is here. Two is there.", "W906")
_inserted("an exclamation", MODULES, "So it is!", "W907")
_inserted("a long sentence", MODULES, "word " * 30 + "word.", "W905")
_inserted("a duty to share", MODULES_EN, "You must post.", "W901")
_inserted("a steering word", MODULES_EN, "Be an ambassador.", "W902")
_inserted("a count of posts", MODULES_EN, "Post more often.", "W903")
_inserted("a table without a header", MODULES, "| | |\n| --- | --- |\n| a | b |", "W507")
_inserted("a hidden turn of direction", MODULES, "Left \u202eand right.", "E113")

# Settings

line_faults("a key misspelt", MODULES, "^minutes:", "minuts:", "E205")
line_faults("a status misspelt", PAGES, "^status: ready", "status: redy", "E215")
line_faults(
    "a day turned round", PAGES, r"^checked: (\d+)-(\d+)-(\d+)", r"checked: \3.\2.\1", "E206"
)
line_faults("too many minutes", MODULES, r"^minutes: .*", "minutes: 45", "E203")
line_faults("other minutes", r"/\d+-[a-z-]+\.fi\.md$", r"^minutes: .*", "minutes: 5", "E611")
line_faults("an objective misspelt", MODULES, r"^(teaches: \[[A-Z])\d", r"\g<1>99", "E207")
line_faults("a quote that never ends", COURSE, r"^id: (.*)", r'id: "\1', "E216")
line_faults("a key of the course misspelt", COURSE, "^required_for:", "requird_for:", "E205")
line_faults("a pass mark of ten", COURSE, r"score: \d+", "score: 10", "E211")
line_faults("an audience misspelt", COURSE, r"(required_for: \[\w+)", r"\1x", "E215")
line_faults("an id misspelt", COURSE, r"^id: (\w)", r"id: x\1", "E215")
line_faults("months without a unit", COURSE, r"^(renew_after: \d+) months", r"\1", "E215")
for what, renewed in {
    "a renewal without a period": "{window: 60 days}",
    "a renewal with two periods": "{every: 12 months, until: 31 December}",
    "a renewal until a day that not every year has": "{until: 29 February}",
    "a renewal until a day that is none": "{until: 31 April}",
    "a renewal without a unit": "{every: 12}",
    "a renewal with a window as long as its period": "{every: 2 months, window: 60 days}",
    "a renewal with a grace into the next window": "{until: 30 June, grace: 330 days}",
}.items():
    line_faults(what, COURSE, r"^renew_after: .*", f"renew: {renewed}", "E215")
line_faults("a renewal said twice", COURSE, r"^(renew_after: .*)",
            r"\1\nrenew: {every: 12 months}", "E215")  # fmt: skip
line_faults("a key of the renewal misspelt", COURSE, r"^renew_after: .*",
            "renew: {evry: 12 months}", "E205")  # fmt: skip
line_faults("a key twice", COURSE, "^mark: .*", "id: again", "E216")
line_faults("an anchor", COURSE, r"^required_for: ", "required_for: &all ", "E216")
line_faults("a course misspelt", "^programme", r"(courses: \[)", r"\1x", "E502")
line_faults("a source checked tomorrow", "^sources", r"^  checked: .*", "  checked: 2026-12-24",
            "E206")  # fmt: skip
line_faults("a key of a source misspelt", "^sources", "^  review_by:", "  reviewby:", "E205")
line_faults("a promise with another name", r"/course\.(en|fi)\.md$", "^promise:", "promis:", "E205")
line_faults("a term's name in capitals", "^glossary", "^## (\\w)", r"## X\1", "E303")
line_faults("an objective not listed", r"/course\.\w\w\.md$", r"^- \*\*([A-Z])(\d)\*\*",
            r"- **\g<1>9\2**", "E207")  # fmt: skip
line_faults(
    "an unknown objective over questions", QUIZZES, r"^## ([A-Z])(\d)", r"## \g<1>9\2", "E207"
)
line_faults("a draw larger than its bank", COURSE, r"(draw: \{\w+): \d+", r"\1: 20", "E209")


@sows("front matter not closed", PAGES)
def _not_closed(path: str, lines: list[str]) -> Iterator[Fault]:
    end = lines.index("---", 1)
    made = "\n".join(lines[:end] + lines[end + 1 :])
    yield Fault("front matter not closed", path, made, "E202", 1)


@sows("front matter not begun", PAGES)
def _not_begun(path: str, lines: list[str]) -> Iterator[Fault]:
    yield Fault("front matter not begun", path, "\n".join(lines[1:]), "E201", 1)


@sows("no title", PAGES)
def _no_title(path: str, lines: list[str]) -> Iterator[Fault]:
    at = next(matching(lines, "^# "))
    made = "\n".join(lines[:at] + lines[at + 1 :])
    yield Fault("no title", path, made, "E101", lines.index("---", 1) + 2)


@sows("not UTF-8", PAGES)
def _latin(path: str, lines: list[str]) -> Iterator[Fault]:
    at = next(matching(lines, "^# "))
    before = "\n".join(lines[: at + 1]).encode() + b" \xe4\n"
    yield Fault("not UTF-8", path, before + "\n".join(lines[at + 1 :]).encode(), "E113", at + 1)


@sows("a licence taken out", r"/media/licences\.yml$")
def _licence(path: str, lines: list[str]) -> Iterator[Fault]:
    for at in matching(lines, r"^[a-z0-9-]+\.svg:"):
        picture = path.replace("licences.yml", lines[at].partition(":")[0])
        made = "\n".join(lines[:at] + lines[at + 1 :])
        yield Fault("a licence taken out", path, made, "E504", 1, at=picture)
