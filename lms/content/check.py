"""The linter's checks that need more than one file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from lms.content import links, media
from lms.content.links import Link
from lms.content.model import Finding, Question, Status
from lms.content.parts import CourseParts, Page, Parts
from lms.content.settings import CourseFront, ModuleFront
from lms.content.source import Kind
from lms.content.yaml_source import Settings

_LAW_HOSTS = re.compile(r"^https?://(?:www\.)?(?:finlex\.fi|eur-lex\.europa\.eu|stuklex\.fi)/")
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")
_VIDEOS = (".mp4", ".webm")
_CATCH_ALL = re.compile(
    r"\b(?:(?:all|none|both) of (?:the above|these|them)|kaikki (?:edellä|nämä|edelliset)"
    r"|ei mikään (?:näistä|edellisistä)|kaikki yllä|molemmat edelliset)",
    re.IGNORECASE,
)
_DOUBLE_NO = re.compile(
    r"(?:n't|n’t|\bnot|\bnever|\bcannot)\b[^.,;:?]*(?:n't|n’t|\bnot|\bnever|\bnobody|\bnothing)\b"
    r"|\bnot un(?!til|der|ion|it|ique|less)\w+"
    r"|\b(?:ei|en|et|emme|ette|eivät)\b[^.,;:?]*\b(?:ei|en|et|älä)\b",
    re.IGNORECASE,
)
_MINUTE = 560
"""Characters that people read in a minute, measured on finished modules."""


def run(parts: Parts) -> None:
    """Add what is wrong between the files to the findings."""
    _Checker(parts).run()


def states_law(page: Page) -> bool:
    """Whether a module says what the law is: a rule, or a source in a collection of laws."""
    document = page.document
    return "rule" in document.callouts or any(
        _LAW_HOSTS.match(link.target) for link in document.note_links
    )


class _Checker:
    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.used_media: set[str] = set()
        self.guesses = 100

    def run(self) -> None:
        """All checks, in the order of the groups."""
        self._programme()
        for course in self.parts.courses.values():
            if course.settings is not None:
                self._course(course)
        self._orphans()
        self._cycles()
        self._dates()
        for page in self.parts.pages.values():
            self._page(page)
            self._links(page)
        self._media()
        for group in self._groups():
            self._languages(group)

    def add(self, path: str, place: tuple[int, int], code: str, what: str, fix: str) -> None:
        """Note one thing that is wrong."""
        self.parts.findings.append(Finding(path, *place, code, what, fix))

    def guess(self, word: str, known: Iterable[str], likeness: float = 0.6) -> list[str]:
        """The nearest known word, as long as there are not too many mistakes to guess about."""
        if self.guesses <= 0 or len(word) > 200:
            return []
        self.guesses -= 1
        return get_close_matches(word, list(known)[:2000], 1, likeness)

    # Settings

    def _programme(self) -> None:
        made, held = self.parts.programme, self.parts.programme_settings
        if made is None:
            return
        for number, path in enumerate(made.paths):
            for index, slug in enumerate(path.courses):
                place = held.place(("paths", number, "courses", index))
                self._is_course("programme.yml", place, slug)
        for key, words in (("name", made.name), *((f"audiences.{name}", words)
                           for name, words in made.audiences.items())):  # fmt: skip
            missing = [lang for lang in made.languages if lang not in words]
            if missing:
                self.add(
                    "programme.yml", held.place(tuple(key.split("."))), "E215",
                    f'"{key}" has no words in {", ".join(missing)}', "write them",
                )  # fmt: skip

    def _is_course(self, path: str, place: tuple[int, int], slug: str) -> bool:
        known = self.parts.courses
        if slug not in known:
            near = self.guess(slug, known)
            fix = f'did you mean "{near[0]}"' if near else "write the course or take the name out"
            self.add(path, place, "E502", f'there is no course "{slug}"', fix)
            return False
        pages = self.parts.of(Kind.COURSE, slug)
        if any(page.front is None for page in pages):
            return True  # what is wrong there is said there
        if not any(page.status is Status.READY for page in pages):
            self.add(
                path, place, "E502", f'the course "{slug}" is not ready',
                "take the name out until it is",
            )  # fmt: skip
            return False
        return True

    def _orphans(self) -> None:
        """Pages of a folder that has no course.yml."""
        known = set(self.parts.courses)
        missing = {page.name.course for page in self.parts.pages.values()} - known - {""}
        for slug in sorted(missing):
            self.add(
                f"{slug}/course.yml", (1, 1), "E215", "the file is missing", "write course.yml"
            )

    def _course(self, course: CourseParts) -> None:
        made, held, path = course.settings, course.held, course.path
        if made is None:
            return
        if made.id != course.slug:
            self.add(
                path, held.place(("id",)), "E215",
                f'the id "{made.id}" is not the folder\'s name', f'write "{course.slug}"',
            )  # fmt: skip
        programme = self.parts.programme
        for number, name in enumerate(made.required_for):
            if programme is not None and name not in programme.audiences:
                near = self.guess(name, programme.audiences)
                self.add(
                    path, held.place(("required_for", number)), "E215",
                    f'there is no audience "{name}"',
                    f'did you mean "{near[0]}"' if near else "add it to programme.yml",
                )  # fmt: skip
        for number, name in enumerate(made.requires):
            self._is_course(path, held.place(("requires", number)), name)
        for number, name in enumerate(made.objectives):
            if name in made.objectives[:number]:
                self.add(
                    path, held.place(("objectives", number)), "E316",
                    f'the objective "{name}" stands twice', "keep one of them",
                )  # fmt: skip
        self._practices(course)
        self._numbers(course.slug)
        self._objectives(course)
        self._bank(course)

    def _practices(self, course: CourseParts) -> None:
        made = course.settings
        known = {
            practice.name
            for page in self.parts.of(Kind.MODULE, course.slug)
            for practice in page.document.practices
        }
        for number, name in enumerate(made.passing.practice if made else ()):
            if name not in known:
                self.add(
                    course.path, course.held.place(("pass", "practice", number)), "E502",
                    f'there is no practice "{name}"', "mend the name or take it out",
                )  # fmt: skip

    def _numbers(self, slug: str) -> None:
        """Every module has one number and one name."""
        by_number: dict[tuple[str, int], Page] = {}
        by_name: dict[str, Page] = {}
        by_file: dict[tuple[str, str], Page] = {}
        for page in self.parts.of(Kind.MODULE, slug):
            name = page.name
            other = by_number.setdefault((name.lang, name.number), page)
            if other is not page:
                self._doubled(page, f"the number {name.number} is that of {other.path}")
            other = by_file.setdefault((name.lang, name.slug), page)
            if other is not page:
                self._doubled(page, f'the name "{name.slug}" is that of {other.path}')
                continue
            first = by_name.setdefault(name.slug, page)
            if first.name.number != name.number:
                self._doubled(page, f"the number differs from that of {first.path}")

    def _doubled(self, page: Page, what: str) -> None:
        self.add(page.path, (1, 1), "E110", what, "rename one of the files")

    def _objectives(self, course: CourseParts) -> None:
        made = course.settings
        if made is None or not self._is_ready(course.slug):
            return
        modules = [
            page
            for page in self.parts.of(Kind.MODULE, course.slug)
            if page.status is Status.READY and isinstance(page.front, ModuleFront)
        ]
        unread = any(page.front is None for page in self.parts.of(Kind.MODULE, course.slug))
        taught = {name for page in modules for name in getattr(page.front, "teaches", ())}
        quizzes = [
            page for page in self.parts.of(Kind.QUIZ, course.slug) if page.status is Status.READY
        ]
        broken = any(page.document.broken or page.document.is_unread for page in quizzes)
        asked = {
            question.objective
            for page in quizzes
            for question in page.document.questions
            if not question.retired
        }
        for number, name in enumerate(made.objectives):
            place = course.held.place(("objectives", number))
            if name not in taught and not unread:
                self.add(
                    course.path, place, "E208", f"no ready module teaches {name}",
                    "write one or take the objective out",
                )  # fmt: skip
            if made.quiz is not None and name not in asked and not broken:
                self.add(
                    course.path, place, "E208", f"no question asks about {name}",
                    "write one or take the objective out",
                )  # fmt: skip
        self._course_pages(course)

    def _course_pages(self, course: CourseParts) -> None:
        """The objectives on the course's pages are those of its settings."""
        made = course.settings
        for page in self.parts.of(Kind.COURSE, course.slug):
            if page.document.is_unread:
                continue
            listed = {item.name: item for item in page.document.objectives}
            for name in made.objectives if made else ():
                if name not in listed:
                    self.add(
                        page.path, (page.document.title_line, 1), "E609",
                        f"the objective {name} of course.yml is not listed",
                        f"add a line - **{name}** and what people will be able to do",
                    )  # fmt: skip
            for name, item in listed.items():
                if made and name not in made.objectives:
                    self._unknown_objective(page, item.line, name, course)

    def _unknown_objective(
        self, page: Page, line: int, name: str, course: CourseParts, column: int = 1
    ) -> None:
        known = course.settings.objectives if course.settings else ()
        self.add(
            page.path, (line, column), "E207", f"the course has no objective {name}",
            f"course.yml has {', '.join(known)}",
        )  # fmt: skip

    def _bank(self, course: CourseParts) -> None:
        made = course.settings
        if made is None or made.quiz is None:
            return
        for name, draw in made.quiz.draw.items():
            place = course.held.place(("quiz", "draw", name))
            if name not in made.objectives:
                self.add(
                    course.path, place, "E207", f"the course has no objective {name}",
                    f"course.yml has {', '.join(made.objectives)}",
                )  # fmt: skip
                continue
            for page in self.parts.of(Kind.QUIZ, course.slug):
                self._draw(course, page, name, draw, place)

    def _draw(
        self, course: CourseParts, page: Page, name: str, draw: int, place: tuple[int, int]
    ) -> None:
        unread = page.document.is_unread or any(
            broken.objective in {name, ""} for broken in page.document.broken
        )
        bank = [
            question
            for question in page.document.questions
            if question.objective == name and not question.retired
        ]
        lang = page.name.lang
        if draw > len(bank) and not unread:
            self.add(
                course.path, place, "E209",
                f"the quiz draws {draw} for {name}, its bank ({lang}) has {len(bank)}",
                "write more questions or draw fewer",
            )  # fmt: skip
        elif len(bank) < 3 * draw and not unread and lang == self.parts.languages[0]:
            self.add(
                course.path, place, "W210",
                f"the bank of {name} has {len(bank)} questions for a draw of {draw}",
                "three times the draw keeps a second attempt fresh",
            )  # fmt: skip

    def _is_ready(self, slug: str) -> bool:
        return any(page.status is Status.READY for page in self.parts.of(Kind.COURSE, slug))

    def _cycles(self) -> None:
        """No course waits for itself."""
        needs = {
            slug: course.settings.requires if course.settings else ()
            for slug, course in self.parts.courses.items()
        }
        for slug, course in self.parts.courses.items():
            reached: set[str] = set()
            rest = list(needs[slug])
            while rest:
                name = rest.pop()
                if name not in reached:
                    reached.add(name)
                    rest += needs.get(name, ())
            if slug in reached:
                self.add(
                    course.path, course.held.place(("requires",)), "E214",
                    "the course comes before itself", "take one of the requirements out",
                )  # fmt: skip

    def _dates(self) -> None:
        for page in self.parts.pages.values():
            checked = page.front.checked if page.front is not None else None
            if checked is not None and checked > self.parts.today:
                self.add(
                    page.path, page.settings.place(("checked",)), "E206",
                    f"{checked} is in the future", "write the day on which a person checked",
                )  # fmt: skip
        for url, source in self.parts.sources.items():
            line, _ = self.parts.source_places[url]
            if source.checked > self.parts.today:
                self.add(
                    "sources.yml", (line, 1), "E206", f"{source.checked} is in the future",
                    "write the day on which a person checked",
                )  # fmt: skip
            if source.review_by < self.parts.today:
                self.add(
                    "sources.yml", (line, 1), "W704",
                    f'the source "{source.id}" was to be reviewed by {source.review_by}',
                    "read it again and change the days",
                )  # fmt: skip

    # One page

    def _page(self, page: Page) -> None:
        front = page.front
        if isinstance(front, ModuleFront):
            self._module(page, front)
        if isinstance(front, CourseFront) and not front.promise:
            self.add(
                page.path, (1, 1), "E213", "the course promises nothing",
                "add promise: and one line on what is in it for the learner",
            )  # fmt: skip
        if page.name.kind is Kind.QUIZ:
            self._quiz(page)
        for question in page.document.questions:
            self._question(page, question)

    def _module(self, page: Page, front: ModuleFront) -> None:
        course = self.parts.courses.get(page.name.course)
        if course is not None and course.settings is not None:
            for number, name in enumerate(front.teaches):
                if name not in course.settings.objectives:
                    line, column = page.settings.place(("teaches", number))
                    self._unknown_objective(page, line, name, course, column)
        needed = page.document.characters / _MINUTE
        if page.document.characters and not needed * 0.6 - 1 <= front.minutes <= needed * 1.5 + 2:
            self.add(
                page.path, page.settings.place(("minutes",)), "W204",
                f"{front.minutes} minutes for about {round(needed)} minutes of text",
                "change the minutes or the length",
            )  # fmt: skip
        if page.status is Status.READY and states_law(page) and not front.checked_by:
            self.add(
                page.path, (1, 1), "W707", "the module states law and nobody has checked it",
                "add checked_by: legal once a lawyer has; the page says so until then",
            )  # fmt: skip

    def _quiz(self, page: Page) -> None:
        course = self.parts.courses.get(page.name.course)
        if course is not None and course.settings is not None:
            for item in page.document.objectives:
                if item.name not in course.settings.objectives:
                    self._unknown_objective(page, item.line, item.name, course)
        banks: dict[str, list[Question]] = {}
        for question in page.document.questions:
            if question.type == "single" and not question.retired:
                banks.setdefault(question.objective, []).append(question)
        for objective, bank in banks.items():
            letters = [
                option.letter for question in bank for option in question.options if option.right
            ]
            most = max(set(letters), key=letters.count, default="")
            if len(bank) >= 4 and letters.count(most) * 2 > len(letters):
                self.add(
                    page.path, (bank[0].line, 1), "W321",
                    f"({most}) is right in {letters.count(most)} of {len(bank)} questions of "
                    f"{objective}",
                    "let the right letter vary",
                )  # fmt: skip

    def _question(self, page: Page, question: Question) -> None:
        if question.type == "single":
            self._longest(page, question)
        texts = [question.prompt, *(option.text for option in question.options)]
        for text in texts:
            if match := _CATCH_ALL.search(text):
                self.add(
                    page.path, (question.line, 1), "W320",
                    f'"{match[0]}" in "{question.name}" asks about the options',
                    "write an option that stands by itself",
                )  # fmt: skip
                return
        for option in question.options:
            if match := _DOUBLE_NO.search(re.sub(r"\"[^\"]*\"|”[^”]*”|“[^”]*”", "", option.text)):
                self.add(
                    page.path, (question.line, 1), "W320",
                    f'"{match[0]}" in "{question.name}" says no twice', "say it plainly",
                )  # fmt: skip
                return

    def _longest(self, page: Page, question: Question) -> None:
        right = [len(option.text) for option in question.options if option.right]
        wrong = [len(option.text) for option in question.options if not option.right]
        if right and wrong and right[0] > 1.5 * max(wrong) and right[0] > max(wrong) + 15:
            self.add(
                page.path, (question.line, 1), "W319",
                f'the right option of "{question.name}" is clearly the longest',
                "make the options alike in length",
            )  # fmt: skip

    # Links and media

    def _links(self, page: Page) -> None:
        noted = {(link.line, link.column) for link in page.document.note_links}
        for link in page.document.links:
            if links.is_external(link.target):
                if (link.line, link.column) in noted:
                    self._source(page, link)
                elif link.image:
                    self._lost(page, link, "keep the picture in media/")
                continue
            self._inner(page, link)

    def _source(self, page: Page, link: Link) -> None:
        known = self.parts.sources
        if self.parts.sources_broken or link.target in known:
            return
        if link.target.partition("#")[0] in {url.partition("#")[0] for url in known}:
            return
        near = self.guess(link.target, known, 0.9)
        self.add(
            page.path, (link.line, link.column), "E703",
            f"the address {link.target} is not in sources.yml",
            f"did you mean {near[0]}" if near else "add it there",
        )  # fmt: skip

    def _lost(self, page: Page, link: Link, fix: str) -> None:
        self.add(
            page.path, (link.line, link.column), "E502",
            f'the link to "{link.target[:80]}" leads nowhere', fix,
        )  # fmt: skip

    def _inner(self, page: Page, link: Link) -> None:
        target = links.resolve(page.path, link.target)
        if target is None or links.address(page.path, link.target) is None:
            self._lost(page, link, "link to a file of the content folder or an https address")
            return
        name = target.name
        if name.path not in self.parts.names:
            near = self.guess(name.path, self.parts.names)
            said = posixpath.relpath(near[0], posixpath.dirname(page.path) or ".") if near else ""
            self._lost(page, link, f"did you mean {said}" if near else "mend the name")
            return
        if name.kind is Kind.MEDIA:
            self.used_media.add(name.path)
            if name.path.endswith(_VIDEOS):
                self._video(page, link, name.path)
            return
        if link.image:
            self._lost(page, link, "a picture lies in media/")
            return
        if name.lang != page.name.lang:
            self.add(
                page.path, (link.line, link.column), "E604",
                f"the link leaves the language: {link.target}",
                f"link to the .{page.name.lang}.md file",
            )  # fmt: skip
            return
        self._heading(page, link, self.parts.pages[name.path], target.heading)

    def _heading(self, page: Page, link: Link, target: Page, heading: str) -> None:
        if page.status is Status.READY and target.status is not Status.READY and target.front:
            self._lost(page, link, "the file is not ready; take the link out until it is")
            return
        known = [found.slug for found in target.document.headings]
        if not heading or heading in known or target.document.is_unread:
            return
        near = self.guess(heading, known)
        self.add(
            page.path, (link.line, link.column), "E503",
            f"there is no heading #{heading} in {target.path}",
            f"did you mean #{near[0]}" if near else "copy the heading, lower-case, with hyphens",
        )  # fmt: skip

    def _video(self, page: Page, link: Link, path: str) -> None:
        stem = path.rpartition(".")[0]
        wanted = [f"{stem}.{lang}.vtt" for lang in self.parts.languages]
        wanted += [f"{stem}.{lang}.txt" for lang in self.parts.languages]
        self.used_media.update(wanted)
        missing = [posixpath.basename(file) for file in wanted if file not in self.parts.media]
        if missing:
            self.add(
                page.path, (link.line, link.column), "E505",
                f"the video lacks {', '.join(missing)}",
                "put captions and a transcript in each language beside it",
            )  # fmt: skip

    def _media(self) -> None:
        for path, data in self.parts.media.items():
            course, _, file = path.partition("/media/")
            if path not in self.used_media:
                self.add(path, (1, 1), "E510", "nobody uses this file", "link to it or remove it")
            if path.endswith((*_PICTURES, *_VIDEOS)):
                licence = self.parts.licences.get(course, {}).get(file)
                if licence is None:
                    self.add(
                        path, (1, 1), "E504", "the file has no licence entry",
                        f"add {file}: {{by: …, licence: …}} to media/licences.yml",
                    )  # fmt: skip
            found = media.what_runs(path, data)
            if found is not None:
                self.add(
                    path, (found[0], 1), "E108", f"the picture holds {found[1][:40]}",
                    "draw it without scripts, styles and outside addresses",
                )  # fmt: skip
            if not media.is_what_it_says(path, data):
                self.add(
                    path, (1, 1), "E113", "the file is not what its name says",
                    "save it in the form its ending names",
                )  # fmt: skip
        for course, entries in self.parts.licences.items():
            for file, (_, line, column) in entries.items():
                if f"{course}/media/{file}" not in self.parts.media:
                    self.add(
                        f"{course}/media/licences.yml", (line, column), "E502",
                        f"there is no file {file}", "mend the name or take the entry out",
                    )  # fmt: skip

    # Languages

    def _groups(self) -> Iterable[list[Page]]:
        """The same thing in every language, the original first."""
        groups: dict[tuple[Kind, str, str], list[Page]] = {}
        for page in self.parts.pages.values():
            key = (page.name.kind, page.name.course, page.name.slug)
            groups.setdefault(key, []).append(page)
        order = {lang: place for place, lang in enumerate(self.parts.languages)}
        for group in groups.values():
            yield sorted(
                group,
                key=lambda page: (
                    page.front is not None and page.front.translates is not None,
                    order.get(page.name.lang, 99),
                ),
            )

    def _languages(self, group: Sequence[Page]) -> None:
        first = group[0]
        have = {page.name.lang for page in group}
        for page in group:
            if page.name.lang not in self.parts.languages and self.parts.programme:
                self.add(
                    page.path, (1, 1), "E109",
                    f'the programme has no language "{page.name.lang}"',
                    "add it to programme.yml or rename the file",
                )  # fmt: skip
            self._translates(page, group)
        missing = [lang for lang in self.parts.languages if lang not in have]
        if missing and first.status is Status.READY:
            self.add(
                first.path, (1, 1), "W610", f"there is no text in {', '.join(missing)}",
                "write it; until then readers are offered the other language",
            )  # fmt: skip
        for page in group[1:]:
            self._pair(first, page)

    def _translates(self, page: Page, group: Sequence[Page]) -> None:
        front = page.front
        if front is None or front.translates is None:
            return
        source = front.translates.split(" ")[0]
        others = {other.name.lang for other in group if other is not page}
        place = page.settings.place(("translates",))
        if source not in others:
            self.add(
                page.path, place, "E502", f'there is no text in "{source}" to translate',
                "name the language of the original",
            )  # fmt: skip
        elif self.parts.is_stale(page):
            self.add(
                page.path, place, "W607", "the original has changed since it was translated",
                "read both, mend this one and change its days",
            )  # fmt: skip

    def _pair(self, first: Page, other: Page) -> None:
        if first.front is None or other.front is None:
            return
        if first.document.is_unread or other.document.is_unread:
            return
        self._questions(first, other)
        self._lists(first, other)
        mine = {text: line for line, text in other.document.paragraphs}
        for _, text in first.document.paragraphs:
            if text in mine:
                self.add(
                    other.path, (mine[text], 1), "W608",
                    f"the text is the same as in {first.path}", "translate it",
                )  # fmt: skip
        one, two = first.front, other.front
        if isinstance(one, ModuleFront) and isinstance(two, ModuleFront):
            if one.teaches != two.teaches:
                self._differ(first, other, other.settings, "teaches", "E609")
            if one.minutes != two.minutes:
                self._differ(first, other, other.settings, "minutes", "E602")

    def _differ(self, first: Page, other: Page, held: Settings, key: str, code: str) -> None:
        self.add(
            other.path, held.place((key,)), code, f'"{key}" differs from {first.path}',
            "make both the same",
        )  # fmt: skip

    def _lists(self, first: Page, other: Page) -> None:
        """Terms, objectives and practices stand in every language."""
        pairs = (
            ("term", first.document.entries, other.document.entries, "E601"),
            ("objective", first.document.objectives, other.document.objectives, "E609"),
            ("practice", first.document.practices, other.document.practices, "E601"),
        )
        for what, left, right, code in pairs:
            if what == "objective" and first.name.kind is Kind.COURSE:
                continue  # compared with course.yml
            names = ({item.name for item in left}, {item.name for item in right})
            for page, there, against in ((first, names[0], names[1]), (other, names[1], names[0])):
                for name in sorted(there - against):
                    line = _line_of(page, name)
                    self.add(
                        page.path, (line, 1), code,
                        f'the {what} "{name}" stands only in this language',
                        "write it in the other, or take it out",
                    )  # fmt: skip

    def _questions(self, first: Page, other: Page) -> None:
        left = {question.name: question for question in first.document.questions}
        right = {question.name: question for question in other.document.questions}
        broken = {item.name for page in (first, other) for item in page.document.broken}
        for page, there, against in ((first, left, right), (other, right, left)):
            for name, question in there.items():
                if name not in against and name not in broken and "" not in broken:
                    self.add(
                        page.path, (question.line, 1), "E601",
                        f'the question "{name}" stands only in this language',
                        "write it in the other, with the same name",
                    )  # fmt: skip
        for name, question in right.items():
            if name in left and name not in broken and (what := _differences(left[name], question)):
                self.add(
                    other.path, (question.line, 1), "E602",
                    f'{what} of "{name}" differ from {first.path}:{left[name].line}',
                    "make both the same",
                )  # fmt: skip


def _line_of(page: Page, name: str) -> int:
    for item in page.document.objectives:
        if item.name == name:
            return item.line
    return (
        next((heading.line for heading in page.document.headings if name in heading.slug), 1) or 1
    )


def _differences(one: Question, two: Question) -> str:
    """What two language versions of a question do not agree on."""
    if one.type != two.type:
        return "the types"
    if one.objective != two.objective:
        return "the objectives"
    flags = [(item.critical, item.keep_order, item.retired) for item in (one, two)]
    if flags[0] != flags[1]:
        return "the flags"
    if one.type == "text":
        return ""  # one language may list more forms of a word
    letters = [[option.letter for option in item.options] for item in (one, two)]
    if one.type == "order" and letters[0] != letters[1]:
        return "the steps"
    if sorted(letters[0]) != sorted(letters[1]):
        return "the options"
    sides = [sorted(option.letter for option in item.rights) for item in (one, two)]
    if sides[0] != sides[1]:
        return "the right sides"
    keys = [
        {option.letter: (option.right, option.pair) for option in item.options}
        for item in (one, two)
    ]
    return "" if keys[0] == keys[1] else "the answers"
