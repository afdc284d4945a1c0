"""What a page says, held against the settings of its course; questions that mislead."""

from __future__ import annotations

import re

from lms.content.checks.base import Checks
from lms.content.model import Question, Status
from lms.content.parts import Page
from lms.content.settings import CourseFront, ModuleFront, ScenarioFront
from lms.content.source import Kind
from lms.content.unfinished import MARK, is_unfinished

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


_LAW_HOSTS = re.compile(r"^https?://(?:www\.)?(?:finlex\.fi|eur-lex\.europa\.eu|stuklex\.fi)/")


def states_law(page: Page) -> bool:
    """Whether a module says what the law is: a rule, or a source in a collection of laws."""
    document = page.document
    return "rule" in document.callouts or any(
        _LAW_HOSTS.match(link.target) for link in document.note_links
    )


class PageChecks(Checks):
    """Modules, course pages, quizzes and their questions, one page at a time."""

    def run(self) -> None:
        """Look at everything."""
        for page in self.parts.pages.values():
            self._page(page)

    def _page(self, page: Page) -> None:
        front = page.front
        if isinstance(front, ModuleFront | ScenarioFront):
            self._teaches(page, front.teaches)
        if isinstance(front, ModuleFront):
            self._module(page, front)
            self._guidelines(page, front)
        if isinstance(front, CourseFront) and not front.promise:
            self.add(
                page.path, (1, 1), "E213", "the course promises nothing",
                "add promise: and one line on what is in it for the learner",
            )  # fmt: skip
        if page.name.kind is Kind.QUIZ:
            self._quiz(page)
        for question in page.document.questions:
            self._question(page, question)
        self._unfinished(page)

    def _unfinished(self, page: Page) -> None:
        """What is still to be written stops a ready page, and is counted in a draft."""
        places = list(page.document.unfinished)
        if is_unfinished(getattr(page.front, "promise", None) or ""):
            places.insert(0, page.settings.place(("promise",)))
        if page.status is Status.READY:
            for place in places:
                self.add(
                    page.path, place, "E114", "the page is ready and a text is still to be written",
                    f"replace what begins with {MARK}, or write status: draft",
                )  # fmt: skip
        elif places and page.status is Status.DRAFT:
            count = f"{len(places)} texts are" if len(places) > 1 else "one text is"
            self.add(
                page.path, places[0], "W115", f"{count} still to be written",
                f"replace what begins with {MARK} before the page becomes ready",
            )  # fmt: skip

    def _teaches(self, page: Page, teaches: tuple[str, ...]) -> None:
        """What a page teaches are objectives of its course."""
        course = self.parts.courses.get(page.name.course)
        if course is not None and course.settings is not None:
            for number, name in enumerate(teaches):
                if name not in course.settings.objectives:
                    line, column = page.settings.place(("teaches", number))
                    self.unknown_objective(page, line, name, course, column)

    def _module(self, page: Page, front: ModuleFront) -> None:
        needed = page.document.characters / _MINUTE
        if page.document.characters and not needed * 0.6 - 1 <= front.minutes <= needed * 1.5 + 2:
            self.add(
                page.path, page.settings.place(("minutes",)), "W204",
                f"{front.minutes} minutes for about {round(needed)} minutes of text",
                "change the minutes or the length",
            )  # fmt: skip
        programme = self.parts.programme
        if front.checked_by and programme is not None and front.checked_by not in programme.roles:
            near = self.guess(front.checked_by, programme.roles)
            self.add(
                page.path, page.settings.place(("checked_by",)), "E710",
                f'there is no role "{front.checked_by}"',
                f"did you mean {near[0]}" if near else "write a role of programme.yml, not a name",
            )  # fmt: skip
        if page.status is Status.READY and states_law(page) and not front.checked_by:
            self.add(
                page.path, (1, 1), "W707", "the module states law and nobody has checked it",
                "add checked_by: legal once a lawyer has; the page says so until then",
            )  # fmt: skip

    def _guidelines(self, page: Page, front: ModuleFront) -> None:
        """Freedoms come before limits, and there are at least as many."""
        made = front.guidelines
        if made is None or page.document.is_unread:
            return
        order = [heading.slug for heading in page.document.headings]
        for key, slug in (("freedoms", made.freedoms), ("limits", made.limits)):
            if slug not in order:
                near = self.guess(slug, order)
                self.add(
                    page.path, page.settings.place(("guidelines", key)), "E503",
                    f"there is no heading #{slug}",
                    f'did you mean "{near[0]}"' if near else "write the address of a heading",
                )  # fmt: skip
                return
        lines = {heading.slug: heading.line for heading in page.document.headings}
        freedoms, limits = (page.document.items.get(slug, 0)
                            for slug in (made.freedoms, made.limits))  # fmt: skip
        place = (lines[made.limits], 1)
        if order.index(made.limits) < order.index(made.freedoms):
            self.add(
                page.path, place, "E904", "the limits stand before the freedoms",
                "begin with what people may do",
            )  # fmt: skip
        elif freedoms < limits:
            self.add(
                page.path, place, "E904", f"there are {limits} limits and {freedoms} freedoms",
                "say at least as often what people may do",
            )  # fmt: skip

    def _quiz(self, page: Page) -> None:
        course = self.parts.courses.get(page.name.course)
        if course is not None and course.settings is not None:
            for item in page.document.objectives:
                if item.name not in course.settings.objectives:
                    self.unknown_objective(page, item.line, item.name, course)
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
