"""Settings that must agree with each other and with the files."""

from __future__ import annotations

from collections.abc import Mapping

from lms.content.checks.base import Checks
from lms.content.model import Status
from lms.content.parts import CourseParts, Page
from lms.content.settings import ModuleFront
from lms.content.source import Kind
from lms.standing import EXPIRING_DAYS


class SettingsChecks(Checks):
    """Programme, courses, numbers, objectives, draws and days."""

    def run(self) -> None:
        """Look at everything."""
        self._programme()
        for course in self.parts.courses.values():
            if course.settings is not None:
                self._course(course)
        self._orphans()
        self._cycles()
        self._dates()

    def _programme(self) -> None:
        made, held = self.parts.programme, self.parts.programme_settings
        if made is None:
            return
        for number, path in enumerate(made.paths):
            shown = any(self._is_ready(slug) for slug in path.courses)
            for index, slug in enumerate(path.courses):
                place = held.place(("paths", number, "courses", index))
                if shown and self._is_draft(slug):
                    self.add(
                        "programme.yml", place, "W217",
                        f'the course "{slug}" is a draft; people see the path without it',
                        "nothing, if it is being written; it counts once it is ready",
                    )  # fmt: skip
                else:
                    self._is_course("programme.yml", place, slug)
        told: list[tuple[tuple[str | int, ...], Mapping[str, str]]] = [(("name",), made.name)]
        told += [(("audiences", name), words) for name, words in made.audiences.items()]
        for number, path in enumerate(made.paths):
            told += [(("paths", number, "title"), path.title)]
            told += [(("paths", number, "summary"), path.summary)]
        steps = made.diagnostic.scale if made.diagnostic else ()
        told += [(("diagnostic", "scale", number), words) for number, words in enumerate(steps)]
        for key, words in told:
            missing = [lang for lang in made.languages if lang not in words]
            if missing:
                self.add(
                    "programme.yml", held.place(key), "E215",
                    f'"{".".join(map(str, key))}" has no words in {", ".join(missing)}',
                    "write them",
                )  # fmt: skip
        if made.diagnostic is None:
            for page in self.parts.of(Kind.DIAGNOSTIC):
                self.add(
                    page.path, (1, 1), "E215", "the scale of the diagnostic has no words",
                    "add diagnostic: with scale: and five steps to programme.yml",
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
        self._limits(course)
        self._renewal(course)
        self._practices(course)
        self._numbers(course.slug)
        self._objectives(course)
        self._bank(course)

    def _limits(self, course: CourseParts) -> None:
        """A limit has its reason in every language, and a clock leaves time to think."""
        made = course.settings
        if made is None:
            return
        clock = made.quiz.minutes if made.quiz else None
        limits = (
            ("attempts", made.attempts.most or made.attempts.wait, made.attempts.why),
            ("quiz", clock, made.quiz.why if made.quiz else None),
        )
        for part, limit, why in limits:
            missing = [lang for lang in self.parts.languages if lang not in (why or {})]
            if limit is not None and missing:
                self.add(
                    course.path, course.held.place((part, "why") if why else (part,)), "E215",
                    f'"{part}.why" has no words in {", ".join(missing)}',
                    "say there why there is a limit; learners read it before they start",
                )  # fmt: skip
        drawn = sum(made.quiz.draw.values()) if made.quiz else 0
        if clock is not None and clock < drawn:
            self.add(
                course.path, course.held.place(("quiz", "minutes")), "E215",
                f"{clock} minutes are less than one for each of the {drawn} questions",
                "give more time, or take the clock out",
            )  # fmt: skip

    def _renewal(self, course: CourseParts) -> None:
        """One way to count, a window inside the period, and a grace that ends before the next."""
        made = course.settings
        if made is None or made.renew is None:
            return
        renew, place = made.renew, course.held.place
        if made.renew_after is not None:
            self.add(
                course.path, place(("renew_after",)), "E215",
                '"renew_after" and "renew" both say how long a certificate lasts',
                'take "renew_after" out, and write "every" under "renew"',
            )  # fmt: skip
        if (renew.every is None) == (renew.until is None):
            self.add(
                course.path, place(("renew",)), "E215",
                '"renew" needs "every" or "until", and not both',
                "write every: 12 months, or until: 31 December",
            )  # fmt: skip
            return
        period = 365 if renew.every is None else 28 * renew.every
        window = renew.window or EXPIRING_DAYS
        whole = window + (renew.grace or 0)
        if whole >= period:
            key = "window" if window >= period else "grace"
            self.add(
                course.path, place(("renew", key)), "E215",
                f"window and grace together are {whole} days, and the whole period is no longer",
                "make them shorter, so that a certificate is simply valid for a while",
            )  # fmt: skip

    def _practices(self, course: CourseParts) -> None:
        """Practices of a course have names of their own, and a pass asks for ready ones only."""
        pages = self.parts.of(Kind.MODULE, course.slug)
        seen: dict[tuple[str, str], Page] = {}
        for page in pages:
            for practice in page.document.practices:
                other = seen.setdefault((page.name.lang, practice.name), page)
                if other is not page:
                    self.add(
                        page.path, (practice.line, 1), "E316",
                        f'the practice "{practice.name}" stands in {other.path} already',
                        "give this one a name of its own",
                    )  # fmt: skip
        if any(page.document.is_unread for page in pages):
            return
        made = course.settings
        known = {name for _, name in seen}
        ready = {name for (_, name), page in seen.items() if page.status is Status.READY}
        for number, name in enumerate(made.passing.practice if made else ()):
            if name in ready or (name in known and not self._is_ready(course.slug)):
                continue
            near = [] if name in known else self.guess(name, known)
            what = f'the practice "{name}" is in no ready module' if name in known else (
                f'there is no practice "{name}"'
            )  # fmt: skip
            self.add(
                course.path, course.held.place(("pass", "practice", number)), "E502", what,
                f'did you mean "{near[0]}"' if near else "mend the name or take it out",
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
        unread = any(page.front is None for page in self.parts.of(Kind.MODULE, course.slug)) or any(
            name.course == course.slug for name in self.parts.unread.values()
        )
        taught = {name for page in modules for name in getattr(page.front, "teaches", ())}
        quizzes = [
            page for page in self.parts.of(Kind.QUIZ, course.slug) if page.status is Status.READY
        ]
        broken = any(
            page.document.broken or page.document.is_unread or self.strange_objectives(page)
            for page in quizzes
        )
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
                    self.unknown_objective(page, item.line, name, course)

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
        unread = unread or bool(self.strange_objectives(page))
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
                f"the bank of {name} holds {len(bank)} for a draw of {draw}",
                "three times the draw keeps a second attempt fresh",
            )  # fmt: skip

    def _is_ready(self, slug: str) -> bool:
        return any(page.status is Status.READY for page in self.parts.of(Kind.COURSE, slug))

    def _is_draft(self, slug: str) -> bool:
        """Whether a course is being written: known, not ready and not retired."""
        pages = self.parts.of(Kind.COURSE, slug)
        return (
            slug in self.parts.courses
            and not self._is_ready(slug)
            and any(page.front is not None and page.status is Status.DRAFT for page in pages)
        )

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
            review_by = page.front.review_by if page.front is not None else None
            if review_by is not None and review_by < self.parts.today:
                self.add(
                    page.path, page.settings.place(("review_by",)), "W709",
                    f"the page was to be reviewed by {review_by}",
                    "check its facts, then change checked and review_by",
                )  # fmt: skip
        for url, source in self.parts.sources.items():
            if source.checked > self.parts.today:
                self.add(
                    "sources.yml", self.parts.source_days[url], "E206",
                    f"{source.checked} is in the future", "write the day on which a person checked",
                )  # fmt: skip
            if source.review_by < self.parts.today:
                self.add(
                    "sources.yml", self.parts.source_places[url], "W704",
                    f'the source "{source.id}" was to be reviewed by {source.review_by}',
                    "read it again and change the days",
                )  # fmt: skip
