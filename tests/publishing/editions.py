"""The shipped courses, changed the way an author would change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from lms.content.model import Change, ContentSet, Course, ModuleText

COURSE = "confidentiality"
MODULE = "three-tests"


def with_course(content: ContentSet, course: Course, *changes: Change) -> ContentSet:
    """The content with another version of one course, and what changes.yml says of it."""
    return replace(
        content,
        courses={**content.courses, course.slug: course},
        changes=(*content.changes, *changes),
        fingerprint=f"{content.fingerprint}+{course.edition}{len(changes)}",
    )


def reworded(
    course: Course, slug: str = MODULE, *, old: str = "", new: str = "One more."
) -> Course:
    """A course with another sentence in one module, in every language."""

    def changed(text: ModuleText) -> ModuleText:
        body = text.body.replace(old, new) if old else f"{text.body}<p>{new}</p>"
        return replace(text, body=body, words=f"{abs(hash(body)):016x}"[:16])

    texts: Mapping[str, ModuleText]
    modules = []
    for module in course.modules:
        texts = module.texts
        if module.slug == slug:
            texts = {lang: changed(text) for lang, text in module.texts.items()}
        modules.append(replace(module, texts=texts))
    return replace(course, modules=tuple(modules))


def a_change(
    kind: Literal["typo", "clarified", "material"] = "material",
    *,
    edition: int = 2,
    covers: tuple[str, ...] = (MODULE,),
    objectives: tuple[str, ...] = ("C1",),
    within_days: int = 60,
    on: date = date(2026, 11, 22),
) -> Change:
    """An entry of changes.yml."""
    material = kind == "material"
    return Change(
        course=COURSE,
        on=on,
        kind=kind,
        edition=edition,
        covers=covers,
        because={"en": "The example was too generous.", "fi": "Esimerkki oli liian salliva."},
        objectives=objectives if material else (),
        within_days=within_days if material else None,
    )


def second_edition(content: ContentSet, **change: object) -> ContentSet:
    """A material change of the first module, in edition 2."""
    course = replace(reworded(content.courses[COURSE]), edition=2)
    return with_course(content, course, a_change(**change))  # type: ignore[arg-type]
