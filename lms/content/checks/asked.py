"""How people ask, held against what there is: every phrase leads to one section."""

from __future__ import annotations

from collections.abc import Iterable

from lms.content.asked import GLOSSARY, LONGEST, said
from lms.content.checks.base import Checks
from lms.content.parts import AskedParts, AskedSection, Page
from lms.content.source import Kind
from lms.content.yaml_source import Place


class AskedChecks(Checks):
    """Phrases of all courses and of the glossary.

    Nothing here stops publishing: a phrase without its section makes a search worse and no page
    wrong, and an organisation that replaces one text need not copy the phrases at once.
    """

    def run(self) -> None:
        """Look at everything."""
        seen: dict[tuple[str, str], str] = {}
        for item in self.parts.asked:
            lang = item.name.lang
            if self.parts.programme is not None and lang not in self.parts.languages:
                self.add(
                    item.name.path, (1, 1), "E109", f'the programme has no language "{lang}"',
                    "add it to programme.yml or rename the file",
                )  # fmt: skip
                continue
            self._targets(item)
            for section in item.sections:
                self._phrases(item, section, seen)

    def _pages(self, item: AskedParts) -> dict[str, Page]:
        """What phrases of this file may be for, in its language."""
        kind = Kind.MODULE if item.name.course else Kind.GLOSSARY
        return {
            page.name.slug or GLOSSARY: page
            for page in self.parts.of(kind, item.name.course)
            if page.name.lang == item.name.lang
        }

    def _targets(self, item: AskedParts) -> None:
        course, lang = item.name.course, item.name.lang
        pages = self._pages(item)
        told = {
            name.slug or GLOSSARY
            for name in self.parts.unread.values()
            if (name.course, name.lang) == (course, lang)
        }  # what is wrong there is said there
        for section in item.sections:
            page = pages.get(section.page)
            if page is not None:
                self._target(item, section, page)
            elif section.page not in told:
                told.add(section.page)
                what = f'{"module" if course else "page"} "{section.page}"'
                self._nowhere(item, section.page_place, what, section.page, pages)

    def _target(self, item: AskedParts, section: AskedSection, page: Page) -> None:
        known = [heading.slug for heading in page.document.headings]
        if not section.heading or section.heading in known:
            return
        if not (page.document.is_unread or page.document.has_misnamed):
            what = f"heading #{section.heading} in {page.path}"
            self._nowhere(item, section.place, what, section.heading, known)

    def _nowhere(
        self, item: AskedParts, place: Place, what: str, word: str, known: Iterable[str]
    ) -> None:
        near = self.guess(word, known)
        self.add(
            item.name.path, place, "W220", f"there is no {what}",
            f'did you mean "{near[0]}"' if near else "copy the name, or take the phrases out",
        )  # fmt: skip

    def _phrases(
        self, item: AskedParts, section: AskedSection, seen: dict[tuple[str, str], str]
    ) -> None:
        path, lang = item.name.path, item.name.lang
        if not section.phrases:
            name = section.heading or section.page
            self.add(
                path, section.place, "W222", f'"{name}" has no phrases',
                "write how people ask for it, or take the line out",
            )  # fmt: skip
        for phrase in section.phrases:
            words = said(phrase.text)
            if not words:
                self.add(
                    path, phrase.place, "W222", "the phrase has no words",
                    "write how people ask for it, or take the line out",
                )  # fmt: skip
                continue
            if len(phrase.text) > LONGEST:
                self.add(
                    path, phrase.place, "W223", f"the phrase has {len(phrase.text)} characters",
                    f"keep it to {LONGEST}, as somebody would type it",
                )  # fmt: skip
            here = f"{path}:{phrase.place[0]}"
            first = seen.setdefault((lang, words), here)
            if first != here:
                self.add(
                    path, phrase.place, "W221", f"the phrase stands in {first} already",
                    "leave it where it is answered best, or say it in another way",
                )  # fmt: skip
