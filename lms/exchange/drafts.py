"""Questions of other programs on their way into a quiz: named, lettered and written as Markdown."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from string import ascii_lowercase

from lms.content.model import Finding, Question, QuestionType
from lms.content.questions import FLAGS, Reader
from lms.content.source import NAME, Findings, Kind, Name, lines_of, split
from lms.content.unfinished import MARK
from lms.content.words import words_of
from lms.exchange.carried import Carried, CarriedReview, same_words
from lms.exchange.losses import Fate, Losses, Where
from lms.exchange.markup import Markup, escaped

MAX_LENGTH = 20_000
"""Nobody reads a longer question, and its Markdown would take long to read back."""
_ADDRESS = re.compile(r"^/(courses|glossary|media)(?:/([^/?#]+))?(?:/([^/?#]+))?(#[^\s]*)?$")
_LABEL = re.compile(r"(?:[^\[\]\\\n]|\\[^\n])+")
_PACKED = re.compile(r"^\.\./media/([^/]+)/([^/]+)$")
_TODO = {
    "feedback": "Say why this is right, or why it is not.",
    "why": "Give the idea in one line.",
    "review": "The heading that teaches it",
    "prompt": "Describe the situation, then ask the question.",
    "header": "Name this column",
}


@dataclass(slots=True)
class Part:
    """An option, an accepted answer, a step, or one side of a pair."""

    html: str
    right: bool = False
    feedback: str = ""
    letter: str = ""
    pair: str = ""  # the letter of its right side
    line: int = 0


@dataclass(slots=True)
class Draft:
    """A question as another format told it; texts are HTML, steps stand in the right order."""

    where: Where
    type: QuestionType
    title: str
    prompt: str
    parts: list[Part] = field(default_factory=list)
    rights: list[Part] = field(default_factory=list)
    why: str = ""
    keep_order: bool = False
    objective: str = ""
    carried: Carried | None = None
    headers: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    review: CarriedReview | None = None

    @property
    def length(self) -> int:
        """How many characters the question has."""
        parts = (*self.parts, *self.rights)
        own = len(self.title) + len(self.prompt) + len(self.why)
        return own + sum(len(part.html) + len(part.feedback) for part in parts)


@dataclass(frozen=True, slots=True)
class Place:
    """Where imported questions go, and what is there already."""

    course: str
    lang: str
    objective: str = ""  # for all questions; nothing leaves each its own
    objectives: Mapping[str, str] = field(default_factory=dict)  # with their titles, in order
    pages: Sequence[Name] = ()  # every file of the content folder
    taken: Mapping[str, str] = field(default_factory=dict)  # names in use, and where

    @property
    def path(self) -> str:
        """The file the questions are for."""
        return f"{self.course}/quiz.{self.lang}.md"

    def module(self, course: str, slug: str) -> str | None:
        """The address, from the quiz, of a module."""
        return self._page(Kind.MODULE, course or self.course, slug)

    def first_module(self) -> str:
        """The address of any module of the course."""
        found = (
            page for page in self.pages
            if (page.kind, page.course, page.lang) == (Kind.MODULE, self.course, self.lang)
        )  # fmt: skip
        first = min(found, key=lambda page: page.number, default=None)
        return posixpath.basename(first.path) if first else f"10-module.{self.lang}.md"

    def link(self, href: str) -> str | None:
        """What to write for an address that was found; None when it leads nowhere."""
        if href.lower().startswith(("https://", "http://")):
            return href
        match = _ADDRESS.match(href)
        if match is None:
            return None
        area, course, slug, anchor = match[1], match[2] or "", match[3] or "", match[4] or ""
        found: str | None = None
        if area == "glossary" and not course:
            found = self._page(Kind.GLOSSARY, "", "")
        elif area == "media" and course and slug:
            found = self._media(course, slug)
        elif area == "courses" and course and slug == "quiz":
            found = self._page(Kind.QUIZ, course, "")
        elif area == "courses" and course:
            kind = Kind.MODULE if slug else Kind.COURSE
            found = self._page(kind, course, slug)
        return None if found is None else f"{found}{anchor}"

    def picture(self, source: str) -> str | None:
        """What to write for a picture; only one that the course has is shown."""
        match = _ADDRESS.match(source)
        if match is not None and match[1] == "media" and match[2] and match[3]:
            return self._media(match[2], match[3])
        if packed := _PACKED.match(source):
            return self._media(packed[1], packed[2])
        if source.startswith(("http:", "https:", "data:", "/")):
            return None
        return self._media(self.course, posixpath.basename(unescape(source)))

    def _page(self, kind: Kind, course: str, slug: str) -> str | None:
        for page in self.pages:
            if (page.kind, page.course, page.slug, page.lang) == (kind, course, slug, self.lang):
                return posixpath.relpath(page.path, self.course)
        return None

    def _media(self, course: str, name: str) -> str | None:
        path = f"{course}/media/{name}"
        if any(page.path == path and page.kind is Kind.MEDIA for page in self.pages):
            return posixpath.relpath(path, self.course)
        return None


@dataclass(frozen=True, slots=True)
class Written:
    """Questions as Markdown, what they are when read back, and what is left to do."""

    markdown: str  # sections of a quiz: `## C1 …` with their questions
    questions: tuple[Question, ...]
    findings: tuple[Finding, ...]

    def page(self, title: str) -> str:
        """The same as a whole file."""
        return f"---\nstatus: draft\n---\n\n# {title}\n\n{self.markdown}"


def written(drafts: Iterable[Draft], place: Place, losses: Losses) -> Written:
    """Write questions as sections of a quiz, and read them back."""
    sections: dict[str, list[str]] = {}
    taken = dict(place.taken)
    for draft in drafts:
        if draft.length > MAX_LENGTH:
            said = f"the question is longer than {MAX_LENGTH} characters"
            losses.add(Fate.DROPPED, draft.where, draft.title[:60], said)
            continue
        _apply_note(draft, losses)
        name = _name(draft, taken, losses)
        if not _can_be_held(draft, name, losses):
            continue
        taken[name] = str(draft.where)
        objective = _objective(draft, place, name, losses)
        sections.setdefault(objective, []).append(_question(draft, name, place, losses))
    order = [*place.objectives, *sections]
    chapters = [
        "\n\n".join(
            [f"## {objective} {place.objectives.get(objective, '')}".strip(), *sections[objective]]
        )
        for objective in dict.fromkeys(order)
        if objective in sections
    ]
    markdown = "\n\n".join(chapters) + "\n" if chapters else ""
    return Written(markdown, *_read_back(markdown, place))


def _read_back(markdown: str, place: Place) -> tuple[tuple[Question, ...], tuple[Finding, ...]]:
    findings = Findings(place.path)
    reader = Reader(place.path, place.lang, findings)
    questions: tuple[Question, ...] = ()
    _, chapters = split(lines_of(markdown), 2)
    for chapter in chapters:
        _, parts = split(chapter.lines, 3)
        objective = chapter.heading.text.split()[0]
        questions += reader.read(parts, objective).questions
    return questions, tuple(findings.items)


def _apply_note(draft: Draft, losses: Losses) -> None:
    """Put back what the note beside a question kept, where it still fits."""
    note = draft.carried
    if note is None:
        return
    if note.type == "mark" and _marked(draft, note):
        _with_rest(draft, note)
        return
    if note.type is not None and note.type != draft.type:
        _retype(draft, note, losses)
    for parts, letters, words in (
        (draft.parts, note.letters, note.words),
        (draft.rights, note.rights, note.right_words),
    ):
        if not letters:
            continue
        if len(set(letters)) != len(letters) or len(letters) != len(parts):
            losses.add(
                Fate.DROPPED, draft.where, draft.title,
                "the letters of the note do not fit the options any more; new ones are given",
            )  # fmt: skip
            continue
        _letter(draft, parts, letters, words)
    _with_rest(draft, note)


def _marked(draft: Draft, note: Carried) -> bool:
    """Make pairs of parts and reasons a post to mark again; False when they no longer are."""
    if draft.type != "match" or len(note.letters) != len(draft.parts):
        return False
    known: dict[str, str] = {}  # letters of the reasons by the names they have in the file
    for letter, words in note.right_words.items():
        for right in draft.rights:
            if same_words(words, right.html) and right.letter not in known:
                known[right.letter] = letter
                right.html = words
                break
        else:
            return False
    reasons = {known[right.letter]: right for right in draft.rights if right.letter in known}
    if sorted(reasons) != sorted(note.rights):
        return False
    for part, letter in zip(draft.parts, note.letters, strict=True):
        part.letter = part.letter or letter
        part.pair = known.get(part.pair, "")
        part.right = bool(part.pair)
        part.feedback = note.feedback.get(part.letter, "")
    for letter, right in reasons.items():
        right.letter = letter
    draft.rights = [reasons[letter] for letter in note.rights]
    draft.type = "mark"
    return True


def _with_rest(draft: Draft, note: Carried) -> None:
    """What the note says beside the options."""
    draft.flags = tuple(flag for flag in FLAGS if flag in note.flags)
    draft.headers = note.headers or draft.headers
    draft.review = note.review
    draft.objective = note.objective or draft.objective


def _letter(draft: Draft, parts: list[Part], letters: str, words: Mapping[str, str]) -> None:
    """Give options the letters of the note; letters they have already are theirs."""
    if {part.letter for part in parts} == set(letters):
        if draft.type == "truefalse":
            parts.sort(key=lambda part: letters.index(part.letter))
    else:
        renamed = {part.letter: letter for part, letter in zip(parts, letters, strict=True)}
        for part, letter in zip(parts, letters, strict=True):
            part.letter = letter
        if parts is draft.rights:
            for part in draft.parts:
                part.pair = renamed.get(part.pair, part.pair)
    for part in parts:
        html = words.get(part.letter, part.html)
        if draft.type == "truefalse" or same_words(html, part.html):
            part.html = html


def _retype(draft: Draft, note: Carried, losses: Losses) -> None:
    """Take the type of the note when the question still has its shape."""
    if note.type == "order" and draft.type == "match":
        places = {right.letter: right.html.strip() for right in draft.rights}
        numbers = [places.get(part.pair, "") for part in draft.parts]
        if sorted(numbers) == sorted(str(one) for one in range(1, len(numbers) + 1)):
            draft.parts.sort(key=lambda part: int(places[part.pair]))
            for part in draft.parts:
                part.pair = ""
            draft.type, draft.rights = "order", []
            return
    if note.type == "truefalse" and draft.type == "single" and len(draft.parts) == 2:
        draft.type = "truefalse"
        return
    if note.type in {"single", "multiple"} and draft.type in {"single", "multiple"}:
        draft.type = note.type
        return
    losses.add(
        Fate.BENT, draft.where, draft.title,
        f"the note says {note.type}, the question has become {draft.type}",
    )  # fmt: skip


def _can_be_held(draft: Draft, name: str, losses: Losses) -> bool:
    """Mend the shape of a question; False when the format cannot hold it at all."""

    def tell(fate: Fate, what: str) -> None:
        losses.add(fate, draft.where, name, what)

    ticks = sum(part.right for part in draft.parts)
    if draft.type == "multiple" and ticks == 1:
        draft.type = "single"
        tell(Fate.BENT, "one right option makes it a question of type single")
    elif draft.type == "single" and ticks > 1:
        draft.type = "multiple"
        tell(Fate.BENT, "several right options make it a question of type multiple")
    if draft.type == "text":
        _without_doubles(draft, tell)
    if max(len(draft.parts), len(draft.rights)) > len(ascii_lowercase):
        tell(Fate.DROPPED, f"the question has more than {len(ascii_lowercase)} options")
        return False
    if not draft.parts:
        tell(Fate.DROPPED, "the question has no options")
        return False
    if draft.type == "mark":
        return True
    if draft.type == "match":
        pairs = [part.pair for part in draft.parts]
        if len(set(pairs)) != len(pairs):
            tell(Fate.DROPPED, "two left sides share a right side, which a match cannot hold")
            return False
    if draft.type in {"match", "order"} and any(part.feedback for part in draft.parts):
        tell(Fate.DROPPED, f"a question of type {draft.type} has no feedback for single rows")
    _give_letters(draft)
    return True


def _without_doubles(draft: Draft, tell: Callable[[Fate, str], None]) -> None:
    seen: set[str] = set()
    kept: list[Part] = []
    for part in draft.parts:
        folded = " ".join(unescape(part.html).casefold().rstrip(".").split())
        if folded in seen:
            tell(Fate.DROPPED, f'the answer "{unescape(part.html)[:60]}" is there already')
            continue
        seen.add(folded)
        kept.append(part)
    draft.parts = kept


def _give_letters(draft: Draft) -> None:
    """Every option without a letter gets the next free one."""
    if draft.type == "truefalse" and {part.letter for part in draft.parts} != {"t", "f"}:
        for part, letter in zip(draft.parts, "tf", strict=False):
            part.letter = letter
    first = ascii_lowercase.index("p") if len(draft.rights) <= 11 else 0
    for parts, alphabet in (
        (draft.parts, ascii_lowercase),
        (draft.rights, ascii_lowercase[first:] + ascii_lowercase[:first]),
    ):
        named = re.compile("^[a-z]$")
        used = [part.letter for part in parts]
        if all(named.match(letter) for letter in used) and len(set(used)) == len(used):
            continue
        renamed = {part.letter: letter for part, letter in zip(parts, alphabet, strict=False)}
        for part in parts:
            part.letter = renamed[part.letter] if part.letter else ""
        free = iter(letter for letter in alphabet if letter not in {part.letter for part in parts})
        for part in parts:
            part.letter = part.letter or next(free)
        if parts is draft.rights:
            for part in draft.parts:
                part.pair = renamed.get(part.pair, part.pair)


def _name(draft: Draft, taken: Mapping[str, str], losses: Losses) -> str:
    title = draft.title.strip()
    base = title if re.fullmatch(NAME, title) and len(title) <= 60 else ""
    if not base:
        words = title or re.sub(r"<[^<>]*>", " ", draft.prompt)
        base = named(unescape(words))
        if title:
            losses.add(Fate.BENT, draft.where, base, f'the title "{title[:80]}" became this name')
    name, number = base, 2
    while name in taken:
        ending = f"-{number}"
        name, number = f"{base[: 60 - len(ending)].rstrip('-')}{ending}", number + 1
    if name != base:
        losses.add(Fate.BENT, draft.where, name, f"the name {base} is in use in {taken[base]}")
    return name


def named(words: str) -> str:
    """A name made of the first words of a text."""
    plain = unicodedata.normalize("NFKD", words.replace("ß", "ss").casefold())
    kept = "".join(char for char in plain if not unicodedata.combining(char))
    pieces = re.findall("[a-z0-9]+", kept)
    name = ""
    for piece in pieces[:8]:
        longer = f"{name}-{piece}".lstrip("-")
        if len(longer) > 50:
            break
        name = longer
    return name or (pieces[0][:50] if pieces else "question")


def _objective(draft: Draft, place: Place, name: str, losses: Losses) -> str:
    own = draft.objective
    if place.objective:
        if own and own != place.objective:
            losses.add(
                Fate.BENT, draft.where, name, f"it was under {own} and goes to {place.objective}"
            )
        return place.objective
    if own in place.objectives:
        return own
    first = next(iter(place.objectives), "C1")
    said = f"the course has no objective {own}" if own else "the file names no objective"
    losses.add(Fate.BENT, draft.where, name, f"{said}; it goes to {first}")
    return first


def _question(draft: Draft, name: str, place: Place, losses: Losses) -> str:
    """One question as Markdown."""
    markup = Markup(
        place.path,
        place.lang,
        place.link,
        place.picture,
        has_numbers=draft.type != "order",
        has_tables=draft.type != "match",
        parts=[part.letter for part in draft.parts] if draft.type == "mark" else [],
    )
    line = draft.where.line or 1
    flags = list(draft.flags)
    if draft.keep_order and "keep-order" not in flags and draft.type != "truefalse":
        flags.append("keep-order")
    flags = [flag for flag in FLAGS if flag in flags]
    words = words_of(place.lang)
    blocks = [
        " ".join([f"### {draft.type} `{name}`", *flags]),
        markup.block(draft.prompt, line) or f"{MARK} {_TODO['prompt']}",
        _body(draft, markup, line),
        f"**{words.why}:** " + (markup.inline(draft.why, line) or f"{MARK} {_TODO['why']}"),
        f"**{words.review}:** " + _review(draft, name, place, losses),
    ]
    for told in markup.told:
        where = Where(draft.where.file, told.line, told.element)
        losses.add(told.fate, where, name, told.what)
    return "\n\n".join(blocks)


def _body(draft: Draft, markup: Markup, line: int) -> str:
    match draft.type:
        case "match":
            return _rows(draft, markup, line)
        case "mark":
            return _post(draft, markup, line)
        case "order":
            return "\n".join(
                f"{number}. ({part.letter}) {markup.inline(part.html, part.line or line)}"
                for number, part in enumerate(draft.parts, start=1)
            )
    lines: list[str] = []
    for part in draft.parts:
        said = markup.inline(part.html, part.line or line)
        lines.append(f"- [{'x' if part.right else ' '}] ({part.letter}) {said}")
        feedback = markup.inline(part.feedback, part.line or line)
        if feedback:
            lines.append(f"  > {feedback}")
        elif draft.type != "text" or not part.right:
            lines.append(f"  > {MARK} {_TODO['feedback']}")
    return "\n".join(lines)


def _rows(draft: Draft, markup: Markup, line: int) -> str:
    headers = [markup.inline(header, line) for header in draft.headers]
    headers = headers if len(headers) == 2 else [f"{MARK} {_TODO['header']}"] * 2
    lines = [f"| {headers[0]} | {headers[1]} |", "| --- | --- |"]
    lefts = {part.pair: part for part in draft.parts}
    # Rows stand as their right sides do, so that both come back in their order.
    for right in _as_rows(draft):
        left = lefts.get(right.letter)
        said = f"({left.letter}) {markup.inline(left.html, left.line or line)}" if left else ""
        lines.append(f"| {said} | ({right.letter}) {markup.inline(right.html, line)} |")
    return "\n".join(lines)


def _post(draft: Draft, markup: Markup, line: int) -> str:
    """The parts of a post to mark and the reasons; its words stand in the text."""
    lines: list[str] = []
    for part in draft.parts:
        reason = f" ({part.pair})" if part.right else ""
        lines.append(f"- [{'x' if part.right else ' '}] ({part.letter}){reason}")
        feedback = markup.inline(part.feedback, line) or f"{MARK} {_TODO['feedback']}"
        lines.append(f"  > {feedback}")
    lines += [f"- ({right.letter}) {markup.inline(right.html, line)}" for right in draft.rights]
    return "\n".join(lines)


def _as_rows(draft: Draft) -> list[Part]:
    """The right sides in the order of the rows: beside their left sides, extras where they were."""
    order = [part.pair for part in draft.parts]
    if [right.letter for right in draft.rights if right.letter in order] == order:
        return draft.rights
    by_letter = {right.letter: right for right in draft.rights}
    extras = [right for right in draft.rights if right.letter not in order]
    return [by_letter[letter] for letter in order if letter in by_letter] + extras


def _review(draft: Draft, name: str, place: Place, losses: Losses) -> str:
    review = draft.review
    if review is not None:
        target = place.module(review.course, review.module)
        if target is not None:
            anchor = f"#{review.heading}" if review.heading else ""
            is_markdown = _LABEL.fullmatch(review.label) is not None
            label = review.label if is_markdown else escaped(review.label)
            return f"[{label}]({target}{anchor})"
        losses.add(
            Fate.DROPPED, draft.where, name,
            f"the way back to {review.module} leads nowhere: there is no such module here",
        )  # fmt: skip
    return f"[{MARK} {_TODO['review']}]({place.first_module()})"
