"""Links and media: every link leads somewhere, every file is used, licensed and harmless."""

from __future__ import annotations

import posixpath

from lms.content import links, media
from lms.content.checks.base import Checks
from lms.content.links import Link
from lms.content.model import Status
from lms.content.parts import Page, Parts
from lms.content.source import Kind

_PLACES = "link to a file of the content folder or an https address"
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")


class LinkChecks(Checks):
    """Links of all pages and all files in the media folders."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.used_media: set[str] = set()

    def run(self) -> None:
        """Look at everything."""
        for page in self.parts.pages.values():
            self._links(page)
        self._media()

    def _links(self, page: Page) -> None:
        noted = {(link.line, link.column) for link in page.document.note_links}
        for link in page.document.links:
            if links.is_external(link.target):
                if (link.line, link.column) in noted:
                    self._source(page, link)
                elif link.image:
                    self._lost(page, link, "keep the picture in media/")
                continue
            if page.name.kind is Kind.SCENARIO and link.target.startswith("#"):
                continue  # the way of a choice; the reader of scenarios follows it
            self._inner(page, link)

    def _source(self, page: Page, link: Link) -> None:
        known = self.parts.sources
        if self.parts.sources_broken or link.target in known:
            return
        if link.target.partition("#")[0] in {url.partition("#")[0] for url in known}:
            return
        near = self.guess(link.target, known, 0.9)
        self.add(
            page.path, (link.line, link.column), "E703",
            f"the address {link.target} is not in sources.yml",
            f"did you mean {near[0]}" if near else "add it there",
        )  # fmt: skip

    def _lost(self, page: Page, link: Link, fix: str) -> None:
        self.add(
            page.path, (link.line, link.column), "E502",
            f'the link to "{link.target[:80]}" leads nowhere', fix,
        )  # fmt: skip

    def _inner(self, page: Page, link: Link) -> None:
        target = links.resolve(page.path, link.target)
        if target is None or links.address(page.path, link.target) is None:
            self._lost(page, link, self._file_meant(page, link, _PLACES))
            return
        name = target.name
        if name.path in self.parts.unread:
            return  # what is wrong there is said there
        if name.path not in self.parts.names:
            self._lost(page, link, self._file_meant(page, link, "mend the name"))
            return
        if name.kind is Kind.MEDIA:
            self.used_media.add(name.path)
            if name.path.endswith(media.FILMS):
                self._video(page, link, name.path)
            return
        if link.image:
            self._lost(page, link, "a picture lies in media/")
            return
        if name.lang != page.name.lang:
            self.add(
                page.path, (link.line, link.column), "E604",
                f"the link leaves the language: {link.target}",
                f"link to the .{page.name.lang}.md file",
            )  # fmt: skip
            return
        self._heading(page, link, self.parts.pages[name.path], target.heading)

    def _file_meant(self, page: Page, link: Link, otherwise: str) -> str:
        """The file of the folder whose name is most like the one in a link."""
        file = link.target.partition("#")[0]
        if not file or ":" in file or file.startswith("/"):
            return otherwise
        folder = posixpath.dirname(page.path)
        near = self.guess(posixpath.normpath(posixpath.join(folder, file)), self.parts.names)
        return f"did you mean {posixpath.relpath(near[0], folder or '.')}" if near else otherwise

    def _heading(self, page: Page, link: Link, target: Page, heading: str) -> None:
        if page.status is Status.READY and target.status is not Status.READY and target.front:
            self._lost(page, link, "the file is not ready; take the link out until it is")
            return
        known = [found.slug for found in target.document.headings]
        if not heading or heading in known or target.document.is_unread:
            return
        if target.document.has_misnamed:
            return  # the heading may be one whose name is told there
        near = self.guess(heading, known)
        self.add(
            page.path, (link.line, link.column), "E503",
            f"there is no heading #{heading} in {target.path}",
            f"did you mean #{near[0]}" if near else "copy the heading, lower-case, with hyphens",
        )  # fmt: skip

    def _video(self, page: Page, link: Link, path: str) -> None:
        stem = path.rpartition(".")[0]
        languages = self.parts.languages
        self.used_media.update(
            f"{stem}.{lang}.{end}" for lang in languages for end in ("vtt", "txt")
        )
        missing = media.missing_beside(path, self.parts.media, languages)
        if missing:
            self.add(
                page.path, (link.line, link.column), "E505",
                f"the video lacks {', '.join(map(posixpath.basename, missing))}",
                "put captions and a transcript in each language beside it",
            )  # fmt: skip

    def _media(self) -> None:
        for path, data in self.parts.media.items():
            course, _, file = path.partition("/media/")
            beneath = self.parts.places and path not in self.parts.places
            if path not in self.used_media and not beneath:  # an overlay may need less
                self.add(path, (1, 1), "E510", "nobody uses this file", "link to it or remove it")
            if path.endswith((*_PICTURES, *media.FILMS)):
                licence = self.parts.licences.get(course, {}).get(file)
                if licence is None:
                    self.add(
                        path, (1, 1), "E504", "the file has no licence entry",
                        f"add {file}: {{by: …, licence: …}} to media/licences.yml",
                    )  # fmt: skip
            found = media.what_runs(path, data)
            if found is not None:
                self.add(
                    path, (found[0], 1), "E108", f"the picture holds {found[1][:40]}",
                    "draw it without scripts, styles and outside addresses",
                )  # fmt: skip
            if not media.is_what_it_says(path, data):
                self.add(
                    path, (1, 1), "E113", "the file is not what its name says",
                    "save it in the form its ending names",
                )  # fmt: skip
        for course, entries in self.parts.licences.items():
            for file, (_, line, column) in entries.items():
                if f"{course}/media/{file}" not in self.parts.media:
                    near = self.guess(f"{course}/media/{file}", self.parts.media)
                    said = posixpath.basename(near[0]) if near else ""
                    self.add(
                        f"{course}/media/licences.yml", (line, column), "E502",
                        f"there is no file {file}",
                        f"did you mean {said}" if said else "mend the name or take the entry out",
                    )  # fmt: skip
