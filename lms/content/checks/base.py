"""What all checks of the linter share."""

from __future__ import annotations

from collections.abc import Iterable

from lms.content.guesses import nearest
from lms.content.model import Finding
from lms.content.parts import CourseParts, Page, Parts


class Checks:
    """Checks of one kind; each adds what it finds to the findings of the parts."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.guesses = 100

    def run(self) -> None:
        """Look at everything."""
        raise NotImplementedError

    def add(self, path: str, place: tuple[int, int], code: str, what: str, fix: str) -> None:
        """Note one thing that is wrong."""
        self.parts.findings.append(Finding(path, *place, code, what, fix))

    def guess(self, word: str, known: Iterable[str], likeness: float = 0.6) -> list[str]:
        """The nearest known word, as long as there are not too many mistakes to guess about."""
        if self.guesses <= 0:
            return []
        self.guesses -= 1
        near = nearest(word, known, likeness)
        return [near] if near else []

    def strange_objectives(self, page: Page) -> set[str]:
        """Objectives a page names and its course lacks: told once, with nothing that follows."""
        course = self.parts.courses.get(page.name.course)
        if course is None or course.settings is None:
            return set()
        named = {item.name for item in page.document.objectives}
        named.update(getattr(page.front, "teaches", ()))
        return named - set(course.settings.objectives)

    def unknown_objective(
        self, page: Page, line: int, name: str, course: CourseParts, column: int = 1
    ) -> None:
        known = course.settings.objectives if course.settings else ()
        self.add(
            page.path, (line, column), "E207", f"the course has no objective {name}",
            f"course.yml has {', '.join(known)}",
        )  # fmt: skip
