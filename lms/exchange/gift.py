"""GIFT, the plain text format of Moodle: written so that other programs read it, and read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lms.content.model import Option, Question
from lms.exchange.carried import Carried, note_of, read_note
from lms.exchange.drafts import Draft, Part
from lms.exchange.losses import Fate, Losses, Where

NOTE = "// lms "
"""What a comment line begins with that only this product reads."""

FREE = "✓"
"""What stands beside a part of a post that may go out."""
_ESCAPED = re.compile(r"[\\~=#{}:]")
_NEWLINE = re.compile(r"\n(?=[ \t]*(?:\n|//|\$|$))")
_FORMAT = re.compile(r"^\[(html|markdown|plain|moodle)\]")
_WEIGHT = re.compile(r"^%(-?\d{1,3}(?:\.\d*)?)%")
_TRUTH = re.compile(r"^(TRUE|FALSE|T|F)(?=\s*(?:#|$))", re.IGNORECASE)
_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?$")


# Writing


def write(questions: Sequence[Question], *, course: str) -> str:
    """The questions as a GIFT file, a category for each objective."""
    blocks: list[str] = []
    objective = None
    for question in questions:
        if question.objective != objective:
            objective = question.objective
            blocks.append(f"$CATEGORY: {course}/{objective}")
        blocks.append(_question(question))
    return "\n\n".join(blocks) + "\n"


def _question(question: Question) -> str:
    held = {
        "critical": question.critical,
        "keep-order": question.keep_order and question.type != "truefalse",
        "retired": question.retired,
    }
    tags = [question.objective, question.type, *(flag for flag, on in held.items() if on)]
    comment = "".join(f" [tag:{tag}]" for tag in tags if tag)
    answers = list(_answers(question))
    if question.why:
        answers.append(f"####{_text(question.why)}")
    return "\n".join(
        [
            f"// [id:{question.name}]{comment}",
            NOTE + note_of(question),
            f"::{question.name}::[html]{_text(question.prompt)} {{",
            *answers,
            "}",
        ]
    )


def _answers(question: Question) -> Iterator[str]:
    match question.type:
        case "single":
            for option in question.options:
                mark = "=" if option.right else "~"
                yield mark + _guarded(option.html, "100" if option.right else "0") + _said(option)
        case "multiple":
            right = sum(option.right for option in question.options)
            share = f"{100 / right:.5f}".rstrip("0").rstrip(".")
            for option in question.options:
                sign = "" if option.right else "-"
                yield f"~%{sign}{share}%{_text(option.html)}{_said(option)}"
        case "truefalse":
            right_one = next(option for option in question.options if option.right)
            wrong = next(option for option in question.options if not option.right)
            truth = "TRUE" if right_one.letter == "t" else "FALSE"
            yield f"{truth}#{_text(wrong.feedback)}#{_text(right_one.feedback)}"
        case "text":
            for option in question.options:
                # A star stands for anything in typed answers, so one that is meant is marked.
                # An arrow would make a pair of it.
                typed = _plain(option.text.replace("*", "\\*").replace("->", "→"))
                if _FORMAT.match(typed):
                    typed = f"[plain]{typed}"
                weight = "" if option.right else "%0%"
                if option.right and typed.startswith("%"):
                    weight = "%100%"
                yield f"={weight}{typed}{_said(option)}"
        case "match" | "order" | "mark":
            yield from _pairs_of(question)


def _pairs_of(question: Question) -> Iterator[str]:
    """Pairs; steps of an order with their numbers; parts of a post with their reasons."""
    if question.type == "mark":
        reasons = {right.letter: _plain(right.text) for right in question.rights}
        for part in question.options:
            yield f"={_text(part.html)} -> {reasons.get(part.pair, FREE)}"
        used = {part.pair for part in question.options}
        yield from (f"= -> {said}" for letter, said in reasons.items() if letter not in used)
        return
    if question.type == "order":
        for number, step in enumerate(question.options, start=1):
            yield f"={_text(step.html)} -> {number}"
    lefts = {option.pair: option for option in question.options}
    for right in question.rights:
        left = lefts.get(right.letter)
        said = "" if left is None else _text(left.html)
        yield f"={said} -> {_plain(right.text)}"


def _said(option: Option) -> str:
    return f"#{_text(option.feedback)}" if option.feedback else ""


def _guarded(made: str, weight: str) -> str:
    """A text that would be read as a weight gets one."""
    return f"%{weight}%{_text(made)}" if made.startswith("%") else _text(made)


def _text(made: str) -> str:
    """HTML with the marks of GIFT written as themselves, never across an empty line."""
    made = made.strip()
    if _FORMAT.match(made):
        made = f"[html]{made}"  # words that look like the name of a form get one before them
    return _NEWLINE.sub(r"\\n", _ESCAPED.sub(r"\\\g<0>", made))


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\\\g<0>", " ".join(text.split()))


# Reading


@dataclass(frozen=True, slots=True)
class _Block:
    """A question, a category or loose text, with the comments before it."""

    text: str
    line: int
    comments: tuple[str, ...]


def read(text: str, file: str, losses: Losses) -> list[Draft]:
    """The questions of a GIFT file; what is no question is told."""
    drafts: list[Draft] = []
    category = ""
    for block in _blocks(text):
        where = Where(file, block.line)
        if block.text.startswith("$CATEGORY:"):
            first, _, rest = block.text.partition("\n")
            category = first.removeprefix("$CATEGORY:").strip().replace("$course$", "").strip("/")
            if rest.strip():
                losses.add(Fate.DROPPED, where, "", "text right below a category is not read")
            continue
        draft = _Reading(block, where, losses).draft()
        if draft is not None:
            draft.objective = draft.objective or _objective(category)
            drafts.append(draft)
    return drafts


def _objective(category: str) -> str:
    last = category.rpartition("/")[2].strip()
    return last if re.fullmatch(r"[A-Z]{1,3}\d{1,2}", last) else ""


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    comments: list[str] = []
    first = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.lstrip().startswith("//"):
            comments.append(line.strip())
        elif line.strip():
            first = first or number
            lines.append(line)
        elif lines:
            yield _Block("\n".join(lines).strip(), first, tuple(comments))
            lines, comments, first = [], [], 0


@dataclass(slots=True)
class _Reading:
    """One block on its way to a draft."""

    block: _Block
    where: Where
    losses: Losses
    title: str = ""

    def tell(self, fate: Fate, what: str) -> None:
        self.losses.add(fate, self.where, self.title, what)

    def draft(self) -> Draft | None:
        text = self.block.text
        title = re.match(r"::((?:\\.|(?!::).)*)::", text, re.DOTALL)
        if title is not None:
            self.title = _unescaped(" ".join(title[1].split()))
            text = text[title.end() :].lstrip()
        opened = _find(text, "{")
        closed = _find(text, "}", opened + 1) if opened >= 0 else -1
        if opened < 0:
            self.tell(Fate.DROPPED, "a description without answers is no question")
            return None
        if closed < 0:
            self.tell(Fate.DROPPED, "the braces are not closed before the empty line")
            return None
        before, answers, after = text[:opened], text[opened + 1 : closed], text[closed + 1 :]
        form = _FORMAT.match(before.strip())
        prompt = before.strip()
        if after.strip():
            prompt = f"{prompt} ___ {after.strip()}"
            if _find(after, "{") >= 0:
                self.tell(Fate.DROPPED, "a second pair of braces in one question is not read")
                return None
        body, why = _general(answers)
        draft = Draft(
            where=self.where, type="single", title=self.title,
            prompt=self.html(prompt, form[1] if form else ""), why=self.html(why, _of(form)),
        )  # fmt: skip
        self._comments(draft)
        self.title = draft.title
        return draft if self._fill(draft, body.strip(), _of(form)) else None

    def _comments(self, draft: Draft) -> None:
        for comment in self.block.comments:
            if comment.startswith(NOTE):
                draft.carried = read_note(comment[len(NOTE) :])
                if draft.carried is None:
                    self.tell(Fate.DROPPED, "the note beside the question cannot be read")
            elif draft.title == "" and (found := re.search(r"\[id:([^\]]+)\]", comment)):
                self.title = draft.title = found[1].strip()
        if draft.carried is None:
            tags = [
                tag for comment in self.block.comments
                for tag in re.findall(r"\[tag:([^\]]+)\]", comment)
            ]  # fmt: skip
            draft.carried = _of_tags(tags)
            known = {"critical", "keep-order", "retired"}
            for tag in tags:
                if tag not in known and not _objective(tag):
                    self.tell(Fate.DROPPED, f'the tag "{tag}" has no place here')

    def _fill(self, draft: Draft, body: str, form: str) -> bool:
        """Read the answers; False when there is no such question here."""
        if not body:
            self.tell(Fate.DROPPED, "an essay is not a question of the format")
            return False
        if truth := _TRUTH.match(body):
            return self._truth(draft, truth, body, form)
        if body.startswith("#"):
            return self._numbers(draft, body[1:].strip())
        answers = list(_split(body))
        if not answers:
            return self._typed(draft, [("=", body)], form)
        if body[0] not in "=~":
            self.tell(Fate.DROPPED, "words before the first answer are not taken")
        if all(mark == "=" and _find(text, "->") >= 0 for mark, text in answers):
            return self._pairs(draft, answers, form)
        if all(mark == "=" for mark, _text in answers):
            return self._typed(draft, answers, form)
        return self._choices(draft, answers, form)

    def _truth(self, draft: Draft, truth: re.Match[str], body: str, form: str) -> bool:
        pieces = _cut(body[truth.end() :].strip().removeprefix("#"), "#")
        wrong, right = ([*pieces, "", ""])[:2]
        is_true = truth[1].upper() in {"T", "TRUE"}
        said = {is_true: self.html(right, form), (not is_true): self.html(wrong, form)}
        draft.type = "truefalse"
        draft.parts = [
            Part("True", right=is_true, feedback=said[True], letter="t"),
            Part("False", right=not is_true, feedback=said[False], letter="f"),
        ]
        return True

    def _numbers(self, draft: Draft, body: str) -> bool:
        draft.type = "text"
        for mark, text in list(_split(body)) or [("=", body)]:
            number, _, feedback = text.partition("#")
            weight = _WEIGHT.match(number.strip())
            number = number.strip()[weight.end() if weight else 0 :].strip()
            if re.fullmatch(r".*:0(\.0*)?", number):
                number = number.partition(":")[0]
            if mark == "~" or not _NUMBER.match(number):
                self.tell(Fate.DROPPED, f'the numerical answer "{number[:40]}" is no single number')
                continue
            right = weight is None or float(weight[1]) >= 100
            draft.parts.append(Part(number, right=right, feedback=self.html(feedback, "")))
        if not any(part.right for part in draft.parts):
            self.tell(Fate.DROPPED, "a numerical question without a single right number")
            return False
        self.tell(Fate.BENT, "a numerical question became one with typed text")
        return True

    def _typed(self, draft: Draft, answers: list[tuple[str, str]], form: str) -> bool:
        draft.type = "text"
        for _mark, text in answers:
            weight, answer, feedback = self._answer(text)
            if weight is not None and 0 < weight < 100:
                self.tell(Fate.BENT, f"an answer worth {weight:g} % counts as wrong")
            typed = _unescaped(_FORMAT.sub("", answer).strip())
            if re.search(r"(?<!\\)\*", typed):
                self.tell(Fate.BENT, f'the star in "{typed[:40]}" stands for itself here')
            draft.parts.append(
                Part(
                    html.escape(typed.replace("\\*", "*"), quote=False),
                    right=weight is None or weight >= 100,
                    feedback=self.html(feedback, form),
                )
            )
        return True

    def _pairs(self, draft: Draft, answers: list[tuple[str, str]], form: str) -> bool:
        draft.type = "match"
        for number, (_mark, text) in enumerate(answers):
            at = _find(text, "->")
            left, right = text[:at].strip(), text[at + 2 :].strip()
            said = html.escape(_unescaped(right), quote=False)
            same = next((one for one in draft.rights if one.html == said), None)
            if same is None or not left:
                same = Part(said, letter=f"right {number}")
                draft.rights.append(same)
            if left:
                draft.parts.append(Part(self.html(left, form), right=True, pair=same.letter))
        return True

    def _choices(self, draft: Draft, answers: list[tuple[str, str]], form: str) -> bool:
        marks = [(mark, *self._answer(text)) for mark, text in answers]
        draft.type = "single" if any(mark == "=" for mark, *_rest in marks) else "multiple"
        worths: list[float] = []
        for mark, weight, answer, feedback in marks:
            worth = weight if weight is not None else (100.0 if mark == "=" else 0.0)
            worths.append(worth)
            right = worth >= 100 if draft.type == "single" else worth > 0
            draft.parts.append(
                Part(self.html(answer, form), right=right, feedback=self.html(feedback, form))
            )
        if not is_usual(draft.type, worths):
            self.tell(Fate.BENT, "the weights of single options are not kept")
        return True

    def _answer(self, text: str) -> tuple[float | None, str, str]:
        """The weight, the answer and its feedback."""
        answer, *rest = _cut(text.strip(), "#", 1)
        weight = _WEIGHT.match(answer.strip())
        if weight is not None:
            answer = answer.strip()[weight.end() :]
        return (float(weight[1]) if weight else None), answer.strip(), (rest or [""])[0].strip()

    def html(self, text: str, form: str) -> str:
        """A text of the file as HTML."""
        text = text.strip()
        if own := _FORMAT.match(text):
            form, text = own[1], text[own.end() :]
        text = _unescaped(text).strip()
        if form == "html":
            return text
        if form in {"", "moodle"} and re.search(r"</?[a-z][a-z0-9]*[^<>]*>", text):
            return text
        if form == "markdown" and re.search(r"[*_`\[#]", text):
            self.tell(Fate.BENT, "text in another Markdown is taken as plain words")
        paragraphs = (html.escape(one, quote=False) for one in re.split(r"\n{2,}", text))
        made = "".join(f"<p>{one}</p>" for one in paragraphs if one.strip())
        return made.removeprefix("<p>").removesuffix("</p>") if made.count("<p>") == 1 else made


def is_usual(kind: str, worths: Sequence[float]) -> bool:
    """Whether weights say what this product's scoring says: right ones alike, wrong ones taken."""
    right = [worth for worth in worths if worth > 0]
    wrong = [worth for worth in worths if worth <= 0]
    if kind == "single":
        return all(worth >= 100 for worth in right) and not any(wrong)
    share = 100 / max(len(right), 1)
    return all(abs(worth - share) < 0.01 for worth in right) and all(
        abs(worth + share) < 0.01 for worth in wrong
    )


def _of(form: re.Match[str] | None) -> str:
    return form[1] if form is not None else ""


def _of_tags(tags: Sequence[str]) -> Carried | None:
    flags = tuple(tag for tag in tags if tag in {"critical", "keep-order", "retired"})
    objective = next((tag for tag in tags if _objective(tag)), "")
    return Carried(flags=flags, objective=objective) if flags or objective else None


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\\~=#{}:n])", lambda found: "\n" if found[1] == "n" else found[1], text)


def _find(text: str, mark: str, start: int = 0) -> int:
    """Where a mark stands that is not escaped; -1 when nowhere."""
    place = start
    while place < len(text):
        if text[place] == "\\":
            place += 2
        elif text.startswith(mark, place):
            return place
        else:
            place += 1
    return -1


def _cut(text: str, mark: str, most: int = -1) -> list[str]:
    """The pieces between marks that are not escaped."""
    pieces: list[str] = []
    while most != len(pieces) and (place := _find(text, mark)) >= 0:
        pieces.append(text[:place])
        text = text[place + len(mark) :]
    return [*pieces, text]


def _general(answers: str) -> tuple[str, str]:
    """The answers and the feedback for everybody."""
    place = _find(answers, "####")
    return (answers, "") if place < 0 else (answers[:place], answers[place + 4 :].strip())


def _split(body: str) -> Iterator[tuple[str, str]]:
    """Every answer with the mark it begins with."""
    starts: list[int] = []
    place = 0
    while place < len(body):
        if body[place] == "\\":
            place += 2
            continue
        if body[place] in "=~":
            starts.append(place)
        place += 1
    for start, end in zip(starts, [*starts[1:], len(body)], strict=False):
        yield body[start], body[start + 1 : end].strip()
