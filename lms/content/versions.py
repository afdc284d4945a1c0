"""What is published, by name and fingerprint: the lock file, what differs from it, what is amiss.

Each piece, a module or a question, has two fingerprints: its sense, which is the same in every
language, and its words in each language. `content.lock` keeps both, with every letter and name that
was ever used. Nothing here reads files or rows; texts come in and findings go out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from lms.content.model import Change, ContentSet, Course, Finding, Lang, Question
from lms.content.source import fingerprint
from lms.content.yaml_source import YamlError, parse
from lms.standing import Renewal

LOCK = "content.lock"
HEAD = "# What is published, by name and fingerprint. `lms content lock` writes it; do not edit.\n"


class Kind(StrEnum):
    """What a piece is."""

    MODULE = "module"
    QUESTION = "question"
    SCENARIO = "scenario"


@dataclass(frozen=True, slots=True)
class Piece:
    """A module, a question or a scenario as far as versions go."""

    kind: Kind
    name: str
    sense: str
    words: Mapping[Lang, str]
    letters: str = ""  # of its options, in order of the alphabet
    was: str = ""  # letters of options that are gone; they are never given again
    is_retired: bool = False  # not met by learners any more; the name stays taken


@dataclass(frozen=True, slots=True)
class Locked:
    """A course as it was, or is to be, published."""

    edition: int
    rules: str  # fingerprint of what a pass asks and how long it lasts
    objectives: tuple[str, ...]
    pieces: Mapping[tuple[Kind, str], Piece]
    changes: tuple[str, ...] = ()  # which entries of changes.yml are published
    gone: tuple[str, ...] = ()  # names once used, never given again


Lock = Mapping[str, Locked]


class What(StrEnum):
    """How a piece differs from what is published."""

    ADDED = "added"
    REMOVED = "removed"
    WORDS = "words"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Difference:
    """One piece that differs from what is published."""

    course: str
    kind: Kind
    name: str
    what: What
    languages: tuple[Lang, ...] = ()  # whose words differ


@dataclass(frozen=True, slots=True)
class CourseDifference:
    """Everything of a course that differs from what is published."""

    course: str
    is_new: bool
    edition: int
    edition_before: int
    rules_changed: bool
    pieces: tuple[Difference, ...]
    changes: tuple[Change, ...] = ()  # entries of changes.yml that are not published yet

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to publish."""
        return not (
            self.is_new
            or self.pieces
            or self.changes
            or self.rules_changed
            or self.edition != self.edition_before
        )


# What there is


def lock_of(content: ContentSet, before: Lock | None = None) -> Lock:
    """What publishing this content would lock; what `before` remembers is kept."""
    before = before or {}
    found = {
        slug: _locked(course, before.get(slug), _entries(content, slug))
        for slug, course in content.courses.items()
    }
    return {slug: found.get(slug) or before[slug] for slug in sorted({*found, *before})}


def _entries(content: ContentSet, course: str) -> tuple[Change, ...]:
    return tuple(change for change in content.changes if change.course == course)


def _locked(course: Course, before: Locked | None, changes: Iterable[Change]) -> Locked:
    pieces = {(piece.kind, piece.name): _remembering(piece, before) for piece in pieces_of(course)}
    gone: set[str] = set()
    if before is not None:
        gone.update(before.gone)
        for key, old in before.pieces.items():
            if key in pieces:
                continue
            if _has_name(course, *key):
                pieces[key] = replace(old, is_retired=True)
            else:
                gone.add(old.name)
    return Locked(
        edition=course.edition,
        rules=_rules(course),
        objectives=course.objectives,
        pieces=pieces,
        changes=tuple(sorted(name_of(change) for change in changes)),
        gone=tuple(sorted(gone - {name for _, name in pieces})),
    )


def _remembering(piece: Piece, before: Locked | None) -> Piece:
    old = before.pieces.get((piece.kind, piece.name)) if before else None
    if old is None:
        return piece
    was = set(old.was) | (set(old.letters) - set(piece.letters))
    return replace(piece, was="".join(sorted(was)))


def pieces_of(course: Course) -> Iterator[Piece]:
    """The pieces of a course that learners may meet, and retired questions."""
    for module in course.modules:
        yield Piece(
            Kind.MODULE,
            module.slug,
            fingerprint("module", *module.teaches),
            {lang: text.words for lang, text in sorted(module.texts.items())},
        )
    if course.quiz is not None:
        by_name: dict[str, dict[Lang, Question]] = {}
        for lang, questions in sorted(course.quiz.questions.items()):
            for name, question in questions.items():
                by_name.setdefault(name, {})[lang] = question
        for name, languages in by_name.items():
            first = next(iter(languages.values()))
            yield Piece(
                Kind.QUESTION,
                name,
                first.sense,
                {lang: question.words for lang, question in languages.items()},
                "".join(sorted(option.letter for option in first.options)),
                is_retired=first.retired,
            )
    for scenario in course.scenarios:
        texts = scenario.texts
        yield Piece(
            Kind.SCENARIO,
            scenario.slug,
            next(iter(texts.values())).sense,
            {lang: text.words for lang, text in sorted(texts.items())},
        )


def _rules(course: Course) -> str:
    return fingerprint(
        str(course.passing.score),
        str(course.passing.critical_all),
        ",".join(course.passing.practice),
        str(course.before_review),
        str(course.renewal.months),
        repr(sorted(course.quiz.draw.items()) if course.quiz else []),
        *_limits(course),
        *_renewal(course),
    )


def _limits(course: Course) -> list[str]:
    """What limits attempts; nothing without a limit, so that older locks stay as they are."""
    limits, minutes = course.limits, course.quiz.minutes if course.quiz else None
    if not limits.is_set and minutes is None:
        return []
    return [str(limits.most), str(limits.wait_hours), str(minutes)]


def _renewal(course: Course) -> list[str]:
    """What `renew` adds to a number of months; nothing without it, for older locks' sake."""
    renewal = course.renewal
    if renewal == Renewal(months=renewal.months):
        return []
    return [repr(renewal.last_day), str(renewal.window), str(renewal.grace)]


def name_of(change: Change) -> str:
    """A short name for an entry of changes.yml; a clearer reason does not make it another one."""
    parts = (change.on.isoformat(), change.kind, str(change.edition), *sorted(change.covers))
    return fingerprint(change.course, *parts)[:8]


# The lock file


def write(lock: Lock) -> str:
    """The text of `content.lock`: one line for each piece, so that a reviewer sees what moved."""
    lines = [HEAD]
    for slug, course in sorted(lock.items()):
        lines.append(f"{slug}:\n")
        lines.append(f"  edition: {course.edition}\n")
        lines.append(f'  rules: "{course.rules}"\n')
        lines.append(f"  objectives: [{', '.join(course.objectives)}]\n")
        for kind in Kind:
            found = sorted(piece.name for key, piece in course.pieces.items() if key[0] is kind)
            if found:
                lines.append(f"  {kind.value}s:\n")
                lines += [_line(course.pieces[kind, name]) for name in found]
        for key, names in (("changes", course.changes), ("gone", course.gone)):
            if names:
                quoted = ", ".join(f'"{name}"' for name in names)
                lines.append(f"  {key}: [{quoted}]\n")
    return "".join(lines)


def _line(piece: Piece) -> str:
    held = {"sense": piece.sense, "letters": piece.letters, "was": piece.was}
    parts = [f'{key}: "{value}"' for key, value in held.items() if value]
    parts += [f'{lang}: "{words}"' for lang, words in sorted(piece.words.items())]
    if piece.is_retired:
        parts.append('retired: "yes"')
    return f"    {piece.name}: {{{', '.join(parts)}}}\n"


class LockError(ValueError):
    """The lock file cannot be read."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = what


def read(text: str) -> Lock:
    """The lock that `write` wrote; raises LockError."""
    try:
        values = parse(text).values
    except YamlError as error:
        raise LockError(error.line, error.what) from error
    try:
        return {str(slug): _course(dict(held)) for slug, held in dict(values or {}).items()}
    except (KeyError, TypeError, ValueError) as error:
        raise LockError(1, "its shape is not that of a lock file") from error


def _course(held: dict[str, Any]) -> Locked:
    pieces = {}
    for kind in Kind:
        for name, values in dict(held.get(f"{kind.value}s") or {}).items():
            rest = {str(key): str(value) for key, value in dict(values).items()}
            retired = rest.pop("retired", "") == "yes"
            sense, letters, was = (rest.pop(key, "") for key in ("sense", "letters", "was"))
            pieces[kind, str(name)] = Piece(kind, str(name), sense, rest, letters, was, retired)
    return Locked(
        edition=int(held["edition"]),
        rules=str(held["rules"]),
        objectives=tuple(str(item) for item in held["objectives"]),
        pieces=pieces,
        changes=tuple(str(item) for item in held.get("changes") or ()),
        gone=tuple(str(item) for item in held.get("gone") or ()),
    )


# What differs


def differences(content: ContentSet, lock: Lock) -> tuple[CourseDifference, ...]:
    """What publishing would change, course by course; courses without a difference are left out."""
    found = (
        _difference(content, course, lock.get(slug)) for slug, course in content.courses.items()
    )
    return tuple(item for item in found if not item.is_empty)


def _difference(content: ContentSet, course: Course, before: Locked | None) -> CourseDifference:
    now = {(piece.kind, piece.name): piece for piece in pieces_of(course)}
    old = before.pieces if before is not None else {}
    pieces = [
        found
        for key in sorted({*now, *old})
        if (found := _piece_difference(course.slug, old.get(key), now.get(key))) is not None
    ]
    known = before.changes if before is not None else ()
    return CourseDifference(
        course=course.slug,
        is_new=before is None,
        edition=course.edition,
        edition_before=before.edition if before is not None else 0,
        rules_changed=before is not None and before.rules != _rules(course),
        pieces=tuple(pieces),
        changes=tuple(
            change for change in _entries(content, course.slug) if name_of(change) not in known
        ),
    )


def _piece_difference(course: str, old: Piece | None, now: Piece | None) -> Difference | None:
    old = None if old is None or old.is_retired else old
    now = None if now is None or now.is_retired else now
    piece = now or old
    if piece is None:
        return None
    if old is None or now is None:
        what = What.ADDED if old is None else What.REMOVED
        return Difference(course, piece.kind, piece.name, what, tuple(sorted(piece.words)))
    languages = tuple(
        sorted(
            lang for lang in {*old.words, *now.words} if old.words.get(lang) != now.words.get(lang)
        )
    )
    if old.sense != now.sense:
        return Difference(course, piece.kind, piece.name, What.MEANING, languages)
    if languages:
        return Difference(course, piece.kind, piece.name, What.WORDS, languages)
    return None


# What is amiss


@dataclass(slots=True)
class _Check:
    content: ContentSet
    lock: Lock
    findings: list[Finding] = field(default_factory=list)

    def add(self, path: str, line: int, code: str, what: str, fix: str) -> None:
        self.findings.append(Finding(path, max(line, 1), 1, code, what, fix))

    def course(self, course: Course, before: Locked) -> None:
        difference = _difference(self.content, course, before)
        self._names(course, before)
        self._letters(course, before)
        for piece in difference.pieces:
            # A story is never scored and nothing is remembered by it, so it may change in silence.
            if piece.what is What.MEANING and piece.kind is not Kind.SCENARIO:
                self._meaning(course, piece, difference.changes)
        self._editions(course, before, difference.changes)

    def _names(self, course: Course, before: Locked) -> None:
        """Names are for ever: what is gone must be marked as retired instead."""
        for (kind, name), _piece in sorted(before.pieces.items()):
            if not _has_name(course, kind, name):
                self.add(
                    _place(course, kind), 1, "E317",
                    f'the {kind.value} "{name}" was published and is gone',
                    "put it back and retire it; records of learning name it",
                )  # fmt: skip
        for kind, name in (key for key in _names_now(course) if key[1] in before.gone):
            path, line = _where(course, kind, name)
            self.add(
                path, line, "E317", f'the name "{name}" was used before by something that is gone',
                "choose a name that was never used",
            )  # fmt: skip

    def _letters(self, course: Course, before: Locked) -> None:
        for piece in pieces_of(course):
            old = before.pieces.get((piece.kind, piece.name))
            for letter in sorted(set(old.was) & set(piece.letters)) if old else ():
                path, line = _where(course, piece.kind, piece.name)
                self.add(
                    path, line, "E318", f"the letter ({letter}) belonged to an option that is gone",
                    f"give the new option a letter other than {', '.join(old.was if old else '')}",
                )  # fmt: skip

    def _meaning(self, course: Course, piece: Difference, changes: Sequence[Change]) -> None:
        path, line = _where(course, piece.kind, piece.name)
        entries = [change for change in changes if piece.name in change.covers]
        if not entries:
            self.add(
                path, line, "E801",
                f'the meaning of the {piece.kind.value} "{piece.name}" changed and changes.yml '
                "says nothing of it",
                "add an entry that covers it to changes.yml",
            )  # fmt: skip
            return
        for change in entries:
            if change.kind == "typo" or (change.kind == "clarified" and not change.because):
                self.add(
                    "changes.yml", change.line, "E802",
                    f'"{piece.name}" is called {change.kind} but what is right has changed',
                    "call it material, or clarified with a reason",
                )  # fmt: skip

    def _editions(self, course: Course, before: Locked, changes: Sequence[Change]) -> None:
        path = f"{course.slug}/course.yml"
        material = [change for change in changes if change.kind == "material"]
        if course.edition < before.edition:
            self.add(
                path, 1, "E804", f"the edition went from {before.edition} to {course.edition}",
                f"write {before.edition} or more",
            )  # fmt: skip
            return
        for change in material:
            if course.edition == before.edition or change.edition != course.edition:
                self.add(
                    path, 1, "E803",
                    "changes.yml has a material change and the edition does not fit it",
                    f"write edition {max(before.edition + 1, course.edition)} here and there",
                )  # fmt: skip
        if course.edition > before.edition and not material:
            self.add(
                path, 1, "E803", "the edition was raised and changes.yml has no material change",
                "add the change with its reason, or take the edition back",
            )  # fmt: skip


def check(content: ContentSet, text: str | None) -> tuple[Finding, ...]:
    """What is amiss with versions; `text` is that of the lock file, None when there is none.

    These findings stop publishing, not the showing of a draft to its author, so whoever only
    shows the content does not ask.
    """
    if text is None:
        return ()
    try:
        lock = read(text)
    except LockError as error:
        return (
            Finding(
                LOCK, error.line, 1, "E805", f"the file cannot be read: {error.what}",
                "take the last good one from the history, or delete it and run lms content lock",
            ),
        )  # fmt: skip
    made = _Check(content, lock)
    for slug, course in content.courses.items():
        if slug in lock:
            made.course(course, lock[slug])
    if not made.findings and write(lock_of(content, lock)) != text:
        made.add(
            LOCK, 1, "E805", "the file does not tell what is in the folder", "run lms content lock"
        )
    return tuple(sorted(made.findings))


def _names_now(course: Course) -> set[tuple[Kind, str]]:
    found = {(piece.kind, piece.name) for piece in pieces_of(course)}
    found.update((Kind.MODULE, module.slug) for module in course.drafts)
    return found


def _has_name(course: Course, kind: Kind, name: str) -> bool:
    if (kind, name) in _names_now(course):
        return True
    if kind is Kind.SCENARIO:
        return True  # plays live with a story that is gone, so its name is not guarded
    if kind is Kind.MODULE:
        return name in course.retired
    return course.quiz is None  # the whole quiz is a draft again


def _place(course: Course, kind: Kind) -> str:
    if kind is Kind.QUESTION and course.quiz is not None:
        for questions in course.quiz.questions.values():
            for question in questions.values():
                return question.path
    return f"{course.slug}/course.yml"


def _where(course: Course, kind: Kind, name: str) -> tuple[str, int]:
    if kind is Kind.QUESTION and course.quiz is not None:
        for questions in course.quiz.questions.values():
            if name in questions:
                return questions[name].path, questions[name].line
    for module in (*course.modules, *course.drafts):
        if kind is Kind.MODULE and module.slug == name:
            return next(iter(module.texts.values())).path, 1
    return f"{course.slug}/course.yml", 1
