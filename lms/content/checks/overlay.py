"""What an organisation's own folder may not change: a pass mark too low, and what is critical."""

from __future__ import annotations

from lms.content import settings
from lms.content.checks.base import Checks
from lms.content.model import Question
from lms.content.questions import critical_names
from lms.content.settings import CourseSettings
from lms.content.source import Findings, Kind

LOWEST, HIGHEST = 60, 100


class OverlayChecks(Checks):
    """Files of an overlay that replace a file of the base, held against it."""

    def run(self) -> None:
        """Look at everything."""
        for path, text in self.parts.replaced.items():
            name = self.parts.names[path]
            if name.kind is Kind.COURSE_SETTINGS:
                self._course(path, text)
            elif name.kind is Kind.QUIZ:
                self._quiz(path, text)

    def _course(self, path: str, text: str) -> None:
        course = self.parts.courses.get(self.parts.names[path].course)
        if course is None or course.settings is None:
            return
        passing, held = course.settings.passing, course.held
        if not LOWEST <= passing.score <= HIGHEST:
            self.add(
                path, held.place(("pass", "score")), "E218",
                f"an overlay may not set the pass mark to {passing.score}",
                f"choose a score from {LOWEST} to {HIGHEST}",
            )  # fmt: skip
        base, _ = settings.read(text, CourseSettings, Findings(path))
        if base is not None and base.passing.critical == "all" and passing.critical != "all":
            self.add(
                path, held.place(("pass",)), "E219",
                "the overlay no longer asks for every critical question",
                "write critical: all into pass, as in the file it replaces",
            )  # fmt: skip

    def _quiz(self, path: str, text: str) -> None:
        page = self.parts.pages.get(path)
        if page is None or page.document.is_unread:
            return
        mine: dict[str, Question] = {item.name: item for item in page.document.questions}
        broken = {item.name for item in page.document.broken}
        for name in critical_names(text):
            question = mine.get(name)
            if name in broken or (question and question.critical and not question.retired):
                continue
            line = question.line if question is not None else page.document.title_line
            what = "is no longer critical" if question is not None else "is gone"
            self.add(
                path, (line, 1), "E219", f'the critical question "{name}" {what}',
                "keep it critical, as in the file that this one replaces",
            )  # fmt: skip
