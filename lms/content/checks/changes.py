"""Entries of `changes.yml`: whether they fit the courses they speak of."""

from __future__ import annotations

from lms.content.checks.base import Checks
from lms.content.model import Status
from lms.content.parts import ChangeParts, CourseParts
from lms.content.source import Kind

PATH = "changes.yml"


class ChangeChecks(Checks):
    """Courses, names, objectives, reasons."""

    def run(self) -> None:
        """Look at everything."""
        for change in self.parts.changes:
            course = self.parts.courses.get(change.settings.course)
            if course is None:
                self._unknown(change, ("course",), change.settings.course, self.parts.courses)
                continue
            self._names(change, course)
            self._reasons(change)
            if change.settings.kind == "material":
                self._material(change, course)
            elif change.settings.relearn is not None:
                self.add(
                    PATH, self._place(change, "relearn"), "E215",
                    f"a change of the kind {change.settings.kind} asks nothing of anybody",
                    "take relearn out, or call the change material",
                )  # fmt: skip

    def _place(self, change: ChangeParts, *key: str | int) -> tuple[int, int]:
        return change.held.place((change.number, *key))

    def _unknown(
        self, change: ChangeParts, key: tuple[str | int, ...], name: str, known: object
    ) -> None:
        names = [str(item) for item in known] if isinstance(known, (dict, set, list)) else []
        near = self.guess(name, names)
        self.add(
            PATH, self._place(change, *key), "E502", f'there is no "{name}"',
            f'did you mean "{near[0]}"' if near else "mend the name",
        )  # fmt: skip

    def _names(self, change: ChangeParts, course: CourseParts) -> None:
        known: set[str] = set()
        for kind in (Kind.MODULE, Kind.SCENARIO):
            known.update(page.name.slug for page in self.parts.of(kind, course.slug))
        for page in self.parts.of(Kind.QUIZ, course.slug):
            known.update(question.name for question in page.document.questions)
        for index, name in enumerate(change.settings.covers):
            if name not in known:
                self._unknown(change, ("covers", index), name, known)

    def _reasons(self, change: ChangeParts) -> None:
        because = change.settings.because
        if because is None and change.settings.kind != "material":
            return
        missing = [lang for lang in self.parts.languages if lang not in (because or {})]
        if missing:
            self.add(
                PATH, self._place(change, "because"), "E215",
                f"the reason is missing in {', '.join(missing)}", "write because: {en: …, fi: …}",
            )  # fmt: skip

    def _material(self, change: ChangeParts, course: CourseParts) -> None:
        relearn = change.settings.relearn
        if relearn is None:
            self.add(
                PATH, self._place(change), "E215", "a material change asks for something",
                "write relearn: {objectives: [C1], within: 60 days}",
            )  # fmt: skip
            return
        known = course.settings.objectives if course.settings else ()
        asked = {
            question.objective
            for page in self.parts.of(Kind.QUIZ, course.slug)
            if page.status is Status.READY
            for question in page.document.questions
            if not question.retired
        }
        for index, name in enumerate(relearn.objectives):
            place = self._place(change, "relearn", "objectives", index)
            if course.settings is not None and name not in known:
                self.add(
                    PATH, place, "E207", f"the course has no objective {name}",
                    f"course.yml has {', '.join(known)}",
                )  # fmt: skip
            elif asked and name not in asked:
                self.add(
                    PATH, place, "E208", f"the quiz has no question on {name}",
                    "write one, or ask for another objective",
                )  # fmt: skip
