"""The same thing in every language: present, fresh, and with the same answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lms.content.checks.base import Checks
from lms.content.model import Question, Scene, Status
from lms.content.parts import Page
from lms.content.source import Kind
from lms.content.translation import State
from lms.content.yaml_source import Settings

_COMPARED = {"question", "scene", "statement"}
"""Kinds of blocks whose answers, options and ways are compared between languages."""


Places = Mapping[str, tuple[int, int]]
"""Where things of a page stand, by their names."""


class LanguageChecks(Checks):
    """Pages held against their counterparts."""

    def run(self) -> None:
        """Look at everything."""
        for group in self._groups():
            self._languages(group)

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
        have |= self._unread(first)
        missing = [lang for lang in self.parts.languages if lang not in have]
        if missing and first.status is Status.READY:
            self.add(
                first.path, (1, 1), "W610", f"there is no text in {', '.join(missing)}",
                "write it; until then readers are offered the other language",
            )  # fmt: skip
        for page in group[1:]:
            self._pair(first, page)

    def _unread(self, page: Page) -> set[str]:
        """Languages in which the same thing is there but cannot be read."""
        wanted = (page.name.kind, page.name.course, page.name.slug)
        return {
            name.lang
            for name in self.parts.unread.values()
            if (name.kind, name.course, name.slug) == wanted
        }

    def _translates(self, page: Page, group: Sequence[Page]) -> None:
        front = page.front
        if front is None or front.translates is None:
            return
        source = front.translates.lang
        others = {other.name.lang for other in group if other is not page} | self._unread(page)
        place = page.settings.place(("translates",))
        if source not in others:
            self.add(
                page.path, place, "E502", f'there is no text in "{source}" to translate',
                "name the language of the original",
            )  # fmt: skip
        elif front.translates.blocks:
            self._blocks(page, place)
        elif self.parts.is_stale(page):
            self.add(
                page.path, place, "W607", "the original has changed since it was translated",
                "read both, mend this one and change its days",
            )  # fmt: skip

    def _blocks(self, page: Page, place: tuple[int, int]) -> None:
        """What the front matter says this translation was made from, against the original."""
        original = self.parts.source_of(page)
        if original is None or original.document.is_unread or page.document.is_unread:
            return
        broken = self._broken(original, page)
        strange = self._strange(original, page)
        for block in self.parts.translation_of(page):
            if block.state is State.FRESH or block.key in broken:
                continue
            if strange and block.kind == "objective" and block.state is not State.STALE:
                continue  # a misspelt objective looks like one gone and one new
            if block.kind in _COMPARED and (not block.line or not block.own_line):
                continue  # what stands in one language only is said elsewhere
            at = (block.own_line, 1) if block.own_line else place
            there = f"{original.path}:{block.line}" if block.line else original.path
            if block.asks and block.kind in _COMPARED:
                self.add(
                    page.path, at, "E606",
                    f'the answers, options or ways of "{block.key}" have changed in {there}',
                    f"mend this one, then run: lms content translate done {page.path}",
                )  # fmt: skip
                continue
            what = {
                State.STALE: f'"{block.key}" has changed in {there}',
                State.MISSING: f'"{block.key}" is new in {there}',
                State.EXTRA: f'"{block.key}" is gone from {there}',
            }[block.state]
            self.add(
                page.path, at, "W607", f"{what} since it was translated",
                f"mend this one, then run: lms content translate done {page.path}",
            )  # fmt: skip

    def _strange(self, first: Page, other: Page) -> set[str]:
        return self.strange_objectives(first) | self.strange_objectives(other)

    def _broken(self, first: Page, other: Page) -> set[str]:
        """Questions with a mistake of their own, so that a difference would be told twice."""
        strange = self._strange(first, other)
        return {item.name for page in (first, other) for item in page.document.broken} | {
            question.name
            for page in (first, other)
            for question in page.document.questions
            if question.objective in strange
        }

    def _pair(self, first: Page, other: Page) -> None:
        if first.front is None or other.front is None:
            return
        if first.document.is_unread or other.document.is_unread:
            return
        self._questions(first, other)
        self._scenes(first, other)
        self._statements(first, other)
        self._lists(first, other)
        mine = {text: line for line, text in other.document.paragraphs}
        for _, text in first.document.paragraphs:
            if text in mine:
                self.add(
                    other.path, (mine[text], 1), "W608",
                    f"the text is the same as in {first.path}", "translate it",
                )  # fmt: skip
        one, two = first.front, other.front
        teaches = [getattr(front, "teaches", ()) for front in (one, two)]
        if teaches[0] != teaches[1] and not self._strange(first, other):
            self._differ(first, other, other.settings, "teaches", "E609")
        if getattr(one, "minutes", 0) != getattr(two, "minutes", 0):
            self._differ(first, other, other.settings, "minutes", "E611")

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
            if what == "objective" and self._strange(first, other):
                continue
            if what == "term" and (first.document.has_misnamed or other.document.has_misnamed):
                continue
            places = [
                {item.name: (_line_of(page, item.name), 1) for item in items}
                for page, items in ((first, left), (other, right))
            ]
            self._alone(what, first, other, *places, code=code)

    def _scenes(self, first: Page, other: Page) -> None:
        """A scenario goes the same ways in every language."""
        one, two = first.document.scenario, other.document.scenario
        if not (one.is_whole and two.is_whole):
            return
        left = {scene.name: scene for scene in one.scenes}
        right = {scene.name: scene for scene in two.scenes}
        places = [{name: (scene.line, 4) for name, scene in side.items()} for side in (left, right)]
        self._alone("scene", first, other, *places, code="E605")
        for name, scene in right.items():
            if name in left and (what := _scene_differences(left[name], scene)):
                at = (scene.line, 4)
                self._unlike(what, name, first, left[name].line, other, at, code="E605")

    def _statements(self, first: Page, other: Page) -> None:
        """The diagnostic asks and routes alike in every language."""
        one, two = first.document.diagnostic, other.document.diagnostic
        if not (one.is_whole and two.is_whole):
            return
        left = {item.name: item for item in one.statements}
        right = {item.name: item for item in two.statements}
        places = [{name: (item.line, 1) for name, item in side.items()} for side in (left, right)]
        self._alone("statement", first, other, *places)
        for name, item in right.items():
            if name in left and left[name].reason != item.reason:
                self._unlike("the reasons", name, first, left[name].line, other, (item.line, 1))
        routes = {item.reason: item for item in one.routes}
        for route in two.routes:
            twin = routes.get(route.reason)
            if twin is not None and twin.courses != route.courses:
                at = (route.line, 1)
                self._unlike("the courses", route.reason, first, twin.line, other, at)

    def _questions(self, first: Page, other: Page) -> None:
        """A question asks for the same answer in every language."""
        broken = self._broken(first, other)
        left = {question.name: question for question in first.document.questions}
        right = {question.name: question for question in other.document.questions}
        if "" not in broken:  # one without a name could be any that is missing
            places = [
                {name: (question.line, 1) for name, question in side.items() if name not in broken}
                for side in (left, right)
            ]
            self._alone("question", first, other, *places)
        for name, question in right.items():
            if name in left and name not in broken and (what := _differences(left[name], question)):
                self._unlike(what, name, first, left[name].line, other, (question.line, 1))

    def _alone(
        self,
        what: str,
        first: Page,
        other: Page,
        left: Places,
        right: Places,
        *,
        code: str = "E601",
    ) -> None:
        """What stands in one language and not in the other."""
        for page, there, against in ((first, left, right), (other, right, left)):
            for name in sorted(there.keys() - against.keys()):
                self.add(
                    page.path, there[name], code,
                    f'the {what} "{name}" stands only in this language',
                    "write it in the other with the same name, or take it out",
                )  # fmt: skip

    def _unlike(
        self,
        what: str,
        name: str,
        first: Page,
        line: int,
        other: Page,
        at: tuple[int, int],
        code: str = "E602",
    ) -> None:
        """What stands in both and is not the same."""
        self.add(
            other.path, at, code, f'{what} of "{name}" differ from {first.path}:{line}',
            "make both the same",
        )  # fmt: skip


def _line_of(page: Page, name: str) -> int:
    for item in page.document.objectives:
        if item.name == name:
            return item.line
    return (
        next((heading.line for heading in page.document.headings if name in heading.slug), 1) or 1
    )


def _scene_differences(one: Scene, two: Scene) -> str:
    """What two language versions of a scene do not agree on."""
    choices = [{choice.letter: choice for choice in scene.choices} for scene in (one, two)]
    if choices[0].keys() != choices[1].keys():
        return "the choices"
    pairs = [(choices[0][letter], choices[1][letter]) for letter in choices[0]]
    if any(left.grade is not right.grade for left, right in pairs):
        return "the ticks"
    return "the ways" if any(left.to != right.to for left, right in pairs) else ""


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
