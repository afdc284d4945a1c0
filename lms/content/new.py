"""New courses, modules, quizzes and scenarios: drafts in every language, valid at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Literal

import yaml
from yaml import CSafeLoader

from lms.content import folder, settings
from lms.content.folder import Folder, Roots, roots_of
from lms.content.schemas import schema_name
from lms.content.settings import CourseSettings, ProgrammeSettings
from lms.content.source import NAME, Findings, Kind, Name, name_of, plain
from lms.content.unfinished import MARK
from lms.content.words import KNOWN
from lms.content.writing import Changed, replace_text
from lms.content.yaml_source import YamlError, parse

NewKind = Literal["course", "module", "quiz", "scenario"]
FIRST_MODULE = "first-steps"
"""The module that a new course begins with."""

_STARTERS = Path(__file__).parent / "starters"
_TITLES = {
    "en": {FIRST_MODULE: "First steps", "quiz": "{title}: quiz"},
    "fi": {FIRST_MODULE: "Ensiaskeleet", "quiz": "{title}: koe"},
}
_QUESTIONS = ("single", "multiple", "truefalse")
_OBJECTIVE_ITEM = re.compile(r"^[-*][ \t]+\*\*([A-Z]{1,3}\d{1,2})\*\*[ \t]+(.+)$", re.MULTILINE)
_TITLE = re.compile(r"^#[ \t]+(.+)$", re.MULTILINE)
_MODELINE = re.compile(
    r"^# yaml-language-server: \$schema=(\S+)/programme\.json[ \t]*$", re.MULTILINE
)


class NotPossible(Exception):
    """Why nothing new was written, and what to do."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an author asks for."""

    kind: NewKind
    slug: str
    course: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)  # by language; "" is the first one's
    path: str | None = None  # the path a course joins; None the first one, "" none


@dataclass(frozen=True, slots=True)
class Plan:
    """New files and the one file that changes, before anything is written."""

    files: Mapping[str, str]
    changed: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # old and new text
    hints: tuple[str, ...] = ()


def plan(roots: Roots, wish: Wish) -> Plan:
    """Work out what a wish means for a content folder; raises NotPossible.

    With an overlay everything new belongs there, where no upgrade touches it.
    """
    read = folder.read(roots)
    kinds = {"course": _course, "module": _module, "quiz": _quiz, "scenario": _scenario}
    desk = _Desk(roots_of(roots), read, _programme(read))
    made = kinds[wish.kind](desk, wish)
    for path in made.files:
        if (desk.target / path).exists():
            raise NotPossible(f"{path} exists already. Choose another name, or change that file.")
    return made


def write(root: Path, made: Plan) -> None:
    """Write a plan: all of its files or none, and never over something that is there."""
    done: list[Path] = []
    try:
        for path, text in made.files.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("x", encoding="utf-8", newline="") as file:
                done.append(place)
                file.write(text)
        for path, (old, new) in made.changed.items():
            replace_text(root / path, old, new)
    except (OSError, Changed) as error:
        for place in done:
            place.unlink(missing_ok=True)
        why = (
            f"The files cannot be written: {error.strerror}." if isinstance(error, OSError) else ""
        )
        raise NotPossible(why or str(error)) from error


@dataclass(frozen=True, slots=True)
class _Desk:
    """What there is when something new is made."""

    roots: tuple[Path, ...]
    read: Folder
    programme: ProgrammeSettings

    @property
    def target(self) -> Path:
        """The folder that something new is written into."""
        return self.roots[-1]

    @property
    def languages(self) -> tuple[str, ...]:
        return self.programme.languages

    def courses(self) -> list[str]:
        return sorted(
            name.course for name in self.read.names.values() if name.kind is Kind.COURSE_SETTINGS
        )

    def settings_of(self, course: str) -> CourseSettings:
        """The settings of a course; one that cannot be read is mended first."""
        path = f"{course}/course.yml"
        findings = Findings(path)
        made, _ = settings.read(self.read.texts[path], CourseSettings, findings)
        if made is None:
            raise NotPossible(f"Mend this first: {findings.items[0]}")
        return made

    def pages(self, kind: Kind, course: str, lang: str = "") -> list[Name]:
        found = (
            name
            for name in self.read.names.values()
            if name.kind is kind and name.course == course and lang in {"", name.lang}
        )
        return sorted(found, key=lambda name: (name.number, name.slug, name.lang))


def _programme(read: Folder) -> ProgrammeSettings:
    if "programme.yml" not in read.texts:
        raise NotPossible("There is no programme.yml here. Give the content folder with --folder.")
    findings = Findings("programme.yml")
    made, _ = settings.read(read.texts["programme.yml"], ProgrammeSettings, findings)
    if made is None:
        raise NotPossible(f"Mend this first: {findings.items[0]}")
    return made


# The four kinds


def _course(desk: _Desk, wish: Wish) -> Plan:
    slug = _name(wish.slug, "course")
    if wish.course:
        raise NotPossible("A course stands by itself; leave --course out.")
    if any((root / slug).exists() for root in desk.roots):
        raise NotPossible(f"The folder {slug} exists already. Choose another name.")
    objective = _objective(desk, slug)
    path = f"{slug}/course.yml"
    files = {
        path: _fill("course.yml", slug=slug, objective=objective, modeline=_modeline(desk, path))
    }
    for lang in desk.languages:
        common = {"objective": objective, "translates": _translates(desk, lang)}
        title = _title(desk, wish, lang)
        files[f"{slug}/course.{lang}.md"] = _text(lang, "course", title=title, **common)
        file = f"10-{FIRST_MODULE}.{lang}.md"
        first = _words(lang)[FIRST_MODULE]
        files[f"{slug}/{file}"] = _text(
            lang, "module", title=f"{MARK} {first}", slug=FIRST_MODULE, file=file, **common
        )
        heading = f"\n## {objective} {MARK} {_bare(title)}\n"
        asked = heading + _questions(lang, objective, 3, label=first, link=file)
        files[f"{slug}/quiz.{lang}.md"] = _text(
            lang, "quiz", title=_quiz_title(lang, title), questions=asked, **common
        )
    if wish.path == "":
        return Plan(files)
    known = [item.id for item in desk.programme.paths]
    if wish.path is not None and wish.path not in known:
        raise NotPossible(f"There is no path {wish.path}. Paths: {', '.join(known)}")
    number = known.index(wish.path) if wish.path is not None else 0
    hint = f"It is in the path {known[number]} of programme.yml, and counts there once it is ready."
    place = desk.target / "programme.yml"
    if not place.exists():  # an overlay takes the programme of the base along
        files[place.name] = with_course(desk.read.texts[place.name], number, slug)
        return Plan(files, hints=(hint,))
    old = place.read_bytes().decode()
    return Plan(files, {place.name: (old, with_course(old, number, slug))}, (hint,))


def _module(desk: _Desk, wish: Wish) -> Plan:
    slug, course = _name(wish.slug, "module"), _known_course(desk, wish)
    held = desk.pages(Kind.MODULE, course)
    if any(name.slug == slug for name in held):
        raise NotPossible(f"{course} has a module {slug} already. Choose another name.")
    number = max((name.number for name in held), default=0) // 10 * 10 + 10
    objective = desk.settings_of(course).objectives[0]
    files = {}
    for lang in desk.languages:
        file = f"{number}-{slug}.{lang}.md"
        files[f"{course}/{file}"] = _text(
            lang, "module", title=_title(desk, wish, lang), slug=slug, file=file,
            objective=objective, translates=_translates(desk, lang),
        )  # fmt: skip
    return Plan(files)


def _scenario(desk: _Desk, wish: Wish) -> Plan:
    slug, course = _name(wish.slug, "scenario"), _known_course(desk, wish)
    if any(name.slug == slug for name in desk.pages(Kind.SCENARIO, course)):
        raise NotPossible(f"{course} has a scenario {slug} already. Choose another name.")
    objective = desk.settings_of(course).objectives[0]
    return Plan({
        f"{course}/scenario-{slug}.{lang}.md": _text(
            lang, "scenario", title=_title(desk, wish, lang), objective=objective,
            translates=_translates(desk, lang),
        )
        for lang in desk.languages
    })  # fmt: skip


def _quiz(desk: _Desk, wish: Wish) -> Plan:
    course = _known_course(desk, wish, wish.course or wish.slug)
    if wish.course and wish.slug not in {"quiz", wish.course}:
        raise NotPossible(f"A course has one quiz: lms content new quiz {wish.course}")
    if there := desk.pages(Kind.QUIZ, course):
        raise NotPossible(f"{there[0].path} exists already. Add your questions to it.")
    made = desk.settings_of(course)
    draw = made.quiz.draw if made.quiz else {}
    files = {}
    for lang in desk.languages:
        modules = desk.pages(Kind.MODULE, course, lang)
        if not modules:
            raise NotPossible(
                f"{course} has no module in {lang} to send people back to. "
                f"Write one first: lms content new module NAME --course {course}"
            )
        file = modules[0].path.rpartition("/")[2]
        label = _first_title(desk.read.texts[modules[0].path]) or file
        page = desk.read.texts.get(f"{course}/course.{lang}.md", "")
        said = {match[1]: plain(match[2]) for match in _OBJECTIVE_ITEM.finditer(page)}
        asked = "".join(
            f"\n## {name} {said.get(name) or f'{MARK} {name}'}\n"
            + _questions(lang, name, max(draw.get(name, 1), 1), label=label, link=file)
            for name in made.objectives
        )
        title = wish.titles.get(lang) or (lang == desk.languages[0] and wish.titles.get("")) or (
            _quiz_title(lang, _first_title(page) or f"{MARK} {_spoken(course)}")
        )  # fmt: skip
        files[f"{course}/quiz.{lang}.md"] = _text(
            lang, "quiz", title=title, questions=asked, translates=_translates(desk, lang)
        )
    missing = ", ".join(f"{name}: 1" for name in made.objectives if name not in draw)
    hint = f"When it is ready, add to {course}/course.yml under quiz: draw: {{{missing}}}"
    return Plan(files, hints=(hint,) if missing else ())


# Names and words


def _name(slug: str, what: str) -> str:
    if re.fullmatch(NAME, slug) and len(slug) <= 60:
        return slug
    bare = unicodedata.normalize("NFKD", slug).encode("ascii", "ignore").decode().lower()
    better = "-".join(re.findall(r"[a-z0-9]+", bare))[:60].strip("-")
    near = f" Did you mean {better}?" if better else ""
    raise NotPossible(
        f'"{slug}" cannot be the name of a {what}: '
        f"use lower-case letters, digits and single hyphens, at most 60.{near}"
    )


def _known_course(desk: _Desk, wish: Wish, course: str = "") -> str:
    course = course or wish.course
    known = desk.courses()
    if not course:
        raise NotPossible(f"Say which course it belongs to: --course {'|'.join(known)}")
    if course not in known:
        raise NotPossible(f"There is no course {course}. Courses: {', '.join(known)}")
    return course


def _objective(desk: _Desk, slug: str) -> str:
    """A name for the first objective, with letters that no other course uses."""
    taken = {
        name.rstrip("0123456789")
        for course in desk.courses()
        for name in desk.settings_of(course).objectives
    }
    initials = "".join(part[0] for part in slug.split("-")).upper()
    letters = "".join(char for char in initials if char.isalpha()) or "N"
    choices = [letters[:1], letters[:2], letters[:3], *"ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    return f"{next((choice for choice in choices if choice not in taken), letters[:1])}1"


def _title(desk: _Desk, wish: Wish, lang: str) -> str:
    """The title in a language; one that was not given stays to be written."""
    first = wish.titles.get("") or wish.titles.get(desk.languages[0])
    if lang in wish.titles:
        return wish.titles[lang]
    if first and lang == desk.languages[0]:
        return first
    return f"{MARK} {first or _spoken(wish.slug)}"


def _spoken(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _bare(title: str) -> str:
    return title.removeprefix(MARK).strip()


def _quiz_title(lang: str, title: str) -> str:
    return _words(lang)["quiz"].format(title=title)


def _words(lang: str) -> Mapping[str, str]:
    return _TITLES.get(lang, _TITLES["en"])


def _first_title(text: str) -> str:
    match = _TITLE.search(text)
    return plain(match[1]) if match else ""


def _translates(desk: _Desk, lang: str) -> str:
    first = desk.languages[0]
    return "" if lang == first else f"\ntranslates: {first}"


def _questions(lang: str, objective: str, count: int, *, label: str, link: str) -> str:
    return "".join(
        _text(
            lang, _QUESTIONS[number % len(_QUESTIONS)],
            name=f"{objective.lower()}-question-{number + 1}", label=label, link=link,
        )
        for number in range(count)
    )  # fmt: skip


def _text(lang: str, starter: str, **words: str) -> str:
    own = lang if lang in KNOWN and (_STARTERS / lang).is_dir() else "en"
    return _fill(f"{own}/{starter}.md", **words)


def _fill(starter: str, **words: str) -> str:
    return Template((_STARTERS / starter).read_text(encoding="utf-8")).substitute(words)


# programme.yml


def _modeline(desk: _Desk, path: str) -> str:
    """A line that leads editors to the schema, when programme.yml has one."""
    match = _MODELINE.search(desk.read.texts["programme.yml"])
    name = name_of(path)
    if match is None or name is None:
        return ""
    base = match[1] if "://" in match[1] or match[1].startswith("/") else f"../{match[1]}"
    return f"# yaml-language-server: $schema={base}/{schema_name(name)}\n"


def with_course(text: str, path: int, slug: str) -> str:
    """The text of a programme.yml with one more course in a path; comments stay where they are."""
    hand = "Add the course to programme.yml by hand and use --path none."
    try:
        marks = yaml.compose(text, Loader=CSafeLoader)
        before = parse(text).values
    except (yaml.YAMLError, YamlError, ValueError) as error:
        raise NotPossible(f"programme.yml cannot be read. {hand}") from error
    node = _value(_item(_value(marks, "paths"), path), "courses")
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise NotPossible(f"programme.yml lists no courses there. {hand}")
    last = node.value[-1]
    at = last.end_mark.index
    if node.flow_style:
        new = f"{text[:at]}, {slug}{text[at:]}"
    else:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line_end = "\r\n" if text[:end].endswith("\r") else "\n"
        start = text.rfind("\n", 0, last.start_mark.index) + 1
        lead = text[start : last.start_mark.index]
        new = f"{text[:end]}{line_end[-1]}{lead}{slug}{line_end[:-1]}{text[end:]}"
    before["paths"][path]["courses"].append(slug)
    try:
        after = parse(new).values
    except YamlError:
        after = None
    if after != before:
        raise NotPossible(f"programme.yml is written in a form that cannot be added to. {hand}")
    return new


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    return None


def _item(node: yaml.Node | None, number: int) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and number < len(node.value):
        item: yaml.Node = node.value[number]
        return item
    return None


def titles_of(given: Sequence[str], languages: Sequence[str] = tuple(KNOWN)) -> dict[str, str]:
    """Titles by language, from `Stories` for the first language and `fi=Tarinoita` for another."""
    result: dict[str, str] = {}
    for text in given:
        lang, mark, title = text.partition("=")
        if mark and (lang in languages or re.fullmatch("[a-z]{2,3}", lang)):
            result[lang] = " ".join(title.split())
        else:
            result[""] = " ".join(text.split())
    return {lang: title for lang, title in result.items() if title}
