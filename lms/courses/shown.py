"""Courses as a reader sees them: in the reader's language, or in another one that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from lms.content.model import ContentSet, Course, CourseText, Lang, Module, ModuleText

Text = TypeVar("Text")


def in_language(texts: Mapping[Lang, Text], wanted: Lang) -> tuple[Lang, Text]:
    """The text in the wanted language, else in the first one there is, with its language."""
    if wanted in texts:
        return wanted, texts[wanted]
    lang = next(iter(texts))
    return lang, texts[lang]


@dataclass(frozen=True, slots=True)
class ShownModule:
    """A module in one language; `lang` differs from the reader's when it is a fallback."""

    module: Module
    lang: Lang
    text: ModuleText

    @property
    def slug(self) -> str:
        """The module's name in addresses."""
        return self.module.slug

    @property
    def minutes(self) -> int:
        """Minutes to read."""
        return self.module.minutes


@dataclass(frozen=True, slots=True)
class ShownCourse:
    """A course in one language."""

    course: Course
    lang: Lang
    text: CourseText
    modules: tuple[ShownModule, ...]

    @property
    def slug(self) -> str:
        """The course's name in addresses."""
        return self.course.slug

    @property
    def title(self) -> str:
        """The title."""
        return self.text.title


def shown(course: Course, wanted: Lang) -> ShownCourse:
    """A course as the reader sees it."""
    lang, text = in_language(course.texts, wanted)
    modules = tuple(
        ShownModule(module, *in_language(module.texts, wanted)) for module in course.modules
    )
    return ShownCourse(course=course, lang=lang, text=text, modules=modules)


def path_first(content: ContentSet) -> list[Course]:
    """All ready courses: those of the path in its order, then the others by name."""
    on_path = [content.courses[slug] for slug in content.path.courses if slug in content.courses]
    others = [content.courses[slug] for slug in sorted(content.courses)]
    return on_path + [course for course in others if course not in on_path]
