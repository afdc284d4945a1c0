"""The parts of a content folder after each file was read and before they become one set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from lms.content.documents import Document
from lms.content.model import Finding, Status
from lms.content.settings import (
    ChangeSettings,
    CourseSettings,
    Front,
    ProgrammeSettings,
    SourceSettings,
)
from lms.content.source import Kind, Name
from lms.content.translation import Block, BlockState, compare, is_current, promise_block
from lms.content.yaml_source import Place, Settings


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file: its name, its settings and what it says."""

    name: Name
    front: Front | None
    settings: Settings
    document: Document

    @property
    def status(self) -> Status:
        """Draft until the front matter says otherwise."""
        return self.front.status if self.front is not None else Status.DRAFT

    @property
    def path(self) -> str:
        """Where the file is."""
        return self.name.path

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What is translated as one, the promise of a course's page included."""
        promise = getattr(self.front, "promise", None) or ""
        if not promise:
            return self.document.blocks
        line, _ = self.settings.place(("promise",))
        return (*promise_block(promise, line), *self.document.blocks)


@dataclass(frozen=True, slots=True)
class CourseParts:
    """A course's settings and where they stand."""

    slug: str
    path: str
    settings: CourseSettings | None
    held: Settings


@dataclass(frozen=True, slots=True)
class ChangeParts:
    """An entry of `changes.yml`, and where in the list it stands."""

    number: int
    settings: ChangeSettings
    held: Settings


@dataclass(frozen=True, slots=True)
class Phrase:
    """What somebody types who looks for a section, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class AskedSection:
    """The phrases for one heading of a page; without a heading there is only the page's name."""

    page: str
    heading: str
    phrases: tuple[Phrase, ...]
    place: Place
    page_place: Place


@dataclass(frozen=True, slots=True)
class AskedParts:
    """What a file tells of how people ask."""

    name: Name
    sections: tuple[AskedSection, ...]


@dataclass(slots=True)
class Parts:
    """Everything that was read, for the checks and for the set."""

    today: date
    media: Mapping[str, bytes] = field(default_factory=dict)
    names: Mapping[str, Name] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)  # where files of an overlay lie
    replaced: Mapping[str, str] = field(default_factory=dict)  # what an overlay hides
    unread: Mapping[str, Name] = field(default_factory=dict)  # there, but could not be read
    programme: ProgrammeSettings | None = None
    programme_settings: Settings = field(default_factory=lambda: Settings({}))
    courses: dict[str, CourseParts] = field(default_factory=dict)
    sources: dict[str, SourceSettings] = field(default_factory=dict)
    source_places: dict[str, Place] = field(default_factory=dict)  # of `review_by`
    source_days: dict[str, Place] = field(default_factory=dict)  # of `checked`
    sources_broken: bool = False
    changes: list[ChangeParts] = field(default_factory=list)
    licences: dict[str, dict[str, tuple[bool, int, int]]] = field(default_factory=dict)
    asked: list[AskedParts] = field(default_factory=list)
    policy: dict[str, dict[str, str]] = field(default_factory=dict)
    own_words: set[str] = field(default_factory=set)  # those of policy.yml
    pages: dict[str, Page] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the programme."""
        return self.programme.languages if self.programme is not None else ("en", "fi")

    def of(self, kind: Kind, course: str = "") -> list[Page]:
        """Pages of one kind, in the order of the programme's languages."""
        order = {lang: place for place, lang in enumerate(self.languages)}
        found = [
            page
            for page in self.pages.values()
            if page.name.kind is kind and page.name.course == course
        ]
        return sorted(
            found, key=lambda page: (page.name.number, page.name.slug, order.get(page.name.lang, 9))
        )

    def source_of(self, page: Page) -> Page | None:
        """The text that this page was translated from."""
        front = page.front
        if front is None or front.translates is None:
            return None
        lang = front.translates.lang
        return next(
            (
                other
                for other in self.of(page.name.kind, page.name.course)
                if other.name.slug == page.name.slug and other.name.lang == lang
            ),
            None,
        )

    def translation_of(self, page: Page) -> tuple[BlockState, ...]:
        """How the blocks of a translation stand to its original; none for an original."""
        source, front = self.source_of(page), page.front
        if source is None or front is None or front.translates is None:
            return ()
        record = front.translates.blocks
        return compare(source.blocks, page.blocks, record, older=self._is_older(page, source))

    def is_stale(self, page: Page) -> bool:
        """Whether the text this one was translated from has changed since."""
        source, front = self.source_of(page), page.front
        if source is None or front is None or front.translates is None:
            return False
        if front.translates.blocks:
            return not is_current(self.translation_of(page))
        return self._is_older(page, source)

    def follows(self, page: Page) -> date | None:
        """The day whose original a translation follows, as far as anybody noted it."""
        front = page.front
        if front is None or front.translates is None:
            return None
        return front.translates.on or front.checked

    def _is_older(self, page: Page, source: Page) -> bool:
        """Whether a translation without a record of its blocks is older than its original."""
        front = page.front
        if front is None or front.translates is None:
            return False
        if front.translates.words:
            return front.translates.words != source.document.words
        if source.front is None or source.front.checked is None or front.checked is None:
            return False
        return front.checked < source.front.checked
