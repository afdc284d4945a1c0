"""Markdown as the format allows it, made into HTML that can do no harm."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree as ET

import markdown
import nh3
from markdown.blockprocessors import BlockProcessor, BlockQuoteProcessor, HashHeaderProcessor
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from lms.content import links
from lms.content.media import FILMS
from lms.content.model import Heading
from lms.content.source import Slugs
from lms.content.words import KNOWN, Words, words_of

CALLOUTS: Mapping[str, str] = {
    "NOTE": "note",
    "TIP": "try",
    "IMPORTANT": "rule",
    "WARNING": "slip",
    "CAUTION": "care",
}
"""The alerts of Git hosts and the callouts they become."""

Sizes = Mapping[str, tuple[int, int]]
"""Width and height of pictures, by their place in the content folder."""

Captions = Mapping[str, tuple[str, ...]]
"""The languages in which films have captions and a transcript, by their place in the folder."""

_ALERT = re.compile(r"^\[!([A-Za-z]{1,20})\][ \t]*(?:\n|$)")
_TASK = re.compile(r"^\[([ xX])\][ \t]+")
_DETAILS = re.compile(r"^<details>\s*<summary>([^<>\n]{0,500})</summary>[ \t]*\n?", re.ASCII)
_LIST_ITEM = re.compile(r"^(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_PLAIN_START = re.compile(r"^(?![-+#>|=~:\s]|\d+[.)])")
_SPECIAL = re.compile(r"[\\`*_\[\]<>&{}!\x02\x03\ue000]")
_TITLE = re.compile(r"^#[ \t]+[^\n]*\n?", re.MULTILINE)

_TAGS = {
    "a", "aside", "blockquote", "br", "caption", "code", "del", "details", "div", "em",
    "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "pre",
    "section", "span", "strong", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr",
    "track", "ul", "video",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "class", "aria-label", "rel"},
    "aside": {"class", "data-kind"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "li": {"id", "class"},
    "ol": {"start"},
    "p": {"class"},
    "section": {"class", "aria-labelledby"},
    "span": {"class", "aria-hidden"},
    "sup": {"id"},
    "td": {"align"},
    "th": {"align", "scope"},
    "track": {"kind", "src", "srclang", "label", "default"},
    "ul": {"class"},
    "video": {"src", "controls", "preload", "aria-label"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    link_rel=None,
    url_schemes={"https", "http"},
    strip_comments=True,
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML and what was seen on the way."""

    html: str
    headings: tuple[Heading, ...] = ()
    refused: tuple[str, ...] = ()  # link targets that lead nowhere
    callouts: tuple[str, ...] = ()  # kinds, in order


@dataclass(slots=True)
class _Page:
    """What the processors of one rendering share."""

    path: str
    lang: str
    words: Words
    sizes: Sizes
    lines: Mapping[str, int]
    captions: Captions = field(default_factory=dict)
    slugs: Slugs = field(default_factory=Slugs)
    headings: list[Heading] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    callouts: list[str] = field(default_factory=list)


class _ListGap(Preprocessor):
    """A list may follow a paragraph without an empty line, as on Git hosts."""

    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        for line in lines:
            before = result[-1] if result else ""
            if (
                _LIST_ITEM.match(line)
                and before.strip()
                and not _LIST_ITEM.match(before)
                and before[0] not in " \t>|#"
                and not (line[0].isdigit() and not line.startswith("1"))
                and not _in_list(result)
            ):
                result.append("")
            result.append(line)
        return result


def _in_list(lines: list[str]) -> bool:
    """Whether the paragraph being written belongs to a list item."""
    for line in reversed(lines[-50:]):
        if not line.strip():
            return False
        if _LIST_ITEM.match(line):
            return True
    return False


class _Quote(BlockQuoteProcessor):
    """A quote ends at an empty line, as on Git hosts."""

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = self.RE.search(block)
        if match is None:
            return
        before = block[: match.start()]
        if before.strip():
            self.parser.parseBlocks(parent, [before])
        inner = "\n".join(self.clean(line) for line in block[match.start() :].lstrip().split("\n"))
        quote = ET.SubElement(parent, "blockquote")
        self.parser.state.set("blockquote")
        self.parser.parseChunk(quote, inner)
        self.parser.state.reset()


class _Details(BlockProcessor):
    """`<details><summary>…</summary>` with Markdown inside, up to `</details>`."""

    def test(self, parent: ET.Element, block: str) -> bool:
        return _DETAILS.match(block) is not None

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = _DETAILS.match(block)
        if match is None:
            return
        inner: list[str] = []
        rest = block[match.end() :]
        while True:
            head, end, tail = rest.partition("</details>")
            if head.strip():
                inner.append(head.rstrip("\n"))
            if end:
                if tail.strip():
                    blocks.insert(0, tail.lstrip("\n"))
                break
            if not blocks:
                break
            rest = blocks.pop(0)
        details = ET.SubElement(parent, "details")
        ET.SubElement(details, "summary").text = match[1]
        self.parser.parseBlocks(details, inner)


class _Before(Treeprocessor):
    """Callouts and task lists, while text is still text."""

    def __init__(self, md: markdown.Markdown, page: _Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: ET.Element) -> None:
        for element in list(root.iter()):
            if element.tag == "blockquote":
                self._callout(element)
            elif element.tag in {"ul", "ol"}:
                self._tasks(element)

    def _callout(self, quote: ET.Element) -> None:
        first = quote[0] if len(quote) else None
        if first is None or first.tag != "p" or not first.text:
            return
        match = _ALERT.match(first.text)
        kind = CALLOUTS.get(match[1].upper()) if match else None
        if match is None or kind is None:
            return
        text = first.text[match.end() :].lstrip()
        label, text = _own_label(text) or (self.page.words.callouts[kind], text)
        if text:
            first.text = text
        else:
            quote.remove(first)
        quote.tag = "aside"
        quote.set("class", f"callout callout-{kind}")
        quote.set("data-kind", kind)
        head = ET.Element("p", {"class": "callout-label"})
        head.text = label
        quote.insert(0, head)
        self.page.callouts.append(kind)

    def _tasks(self, element: ET.Element) -> None:
        for item in element:
            holder = item
            if not (item.text or "").strip() and len(item) and item[0].tag == "p":
                holder = item[0]
            match = _TASK.match(holder.text or "")
            if match is None:
                continue
            element.tag = "ul"
            element.set("class", "checklist")
            item.set("class", "is-done" if match[1] in "xX" else "is-open")
            holder.text = (holder.text or "")[match.end() :]


def _own_label(text: str) -> tuple[str, str] | None:
    """The bold words a callout begins with, and what follows them."""
    match = re.match(r"^\*\*([^*\n]{1,80}?)\.?\*\*\s*", text)
    return (match[1], text[match.end() :]) if match else None


class _After(Treeprocessor):
    """Addresses, headings, pictures, tables and sources, once text has become elements."""

    def __init__(self, md: markdown.Markdown, page: _Page) -> None:
        super().__init__(md)
        self.page = page

    def run(self, root: ET.Element) -> None:
        self._notes(root)
        for element in list(root.iter()):
            tag = element.tag
            if tag == "a":
                self._link(element)
            elif tag == "img":
                self._image(element)
            elif re.fullmatch("h[1-6]", tag) and not element.get("id"):
                self._heading(element)
        self._shapes(root)
        self._practice(root)

    def _link(self, element: ET.Element) -> None:
        if element.get("class", "").startswith("footnote"):
            return
        target = html.unescape(element.get("href", ""))
        found = links.address(self.page.path, target)
        element.attrib.pop("title", None)
        if found is None:
            self.page.refused.append(target)
            element.tag = "span"
            element.attrib.clear()
            return
        element.set("href", found)
        if links.is_external(found):
            element.set("rel", "noopener")

    def _image(self, element: ET.Element) -> None:
        source = html.unescape(element.get("src", ""))
        target = links.resolve(self.page.path, source)
        found = links.address(self.page.path, source) if target else None
        if target is None or found is None or not found.startswith("/media/"):
            self.page.refused.append(source)
            alt = element.get("alt", "")
            tail = element.tail
            element.clear()
            element.tag, element.text, element.tail = "span", alt, tail
            return
        element.set("src", found)
        element.set("loading", "lazy")
        element.set("decoding", "async")
        if size := self.page.sizes.get(target.name.path):
            element.set("width", str(size[0]))
            element.set("height", str(size[1]))

    def _heading(self, element: ET.Element) -> None:
        if element.tag == "h1":
            element.tag = "h2"
        code = element.find("code")
        text = _text(element)
        slug = self.page.slugs.next(text)
        element.set("id", slug)
        if code is not None and (element.text or "").strip() == self.page.words.practice:
            element.remove(code)
            element.text = self.page.words.practice
            element.set("class", "practice")
            text = element.text
        shown = " ".join(text.split())
        line = self.page.lines.get(slug, 0)
        self.page.headings.append(Heading(int(str(element.tag)[1]), shown, slug, line))

    def _shapes(self, root: ET.Element) -> None:
        latest = ""
        for parent in list(root.iter()):
            for position, element in enumerate(list(parent)):
                if element.tag in {"h2", "h3"}:
                    latest = _text(element)
                elif element.tag == "table":
                    self._table(parent, position, element, latest)
                elif element.tag == "p":
                    _figure(element)
                    self._film(element)

    def _film(self, paragraph: ET.Element) -> None:
        """A paragraph that holds one link to a film becomes the film, with captions and words."""
        if (paragraph.text or "").strip() or len(paragraph) != 1:
            return
        link = paragraph[0]
        address = link.get("href", "")
        if link.tag != "a" or (link.tail or "").strip() or not address.endswith(FILMS):
            return
        languages = self.page.captions.get(address.removeprefix("/media/").replace("/", "/media/"))
        if languages is None:
            return
        title, stem = _text(link), address.rpartition(".")[0]
        own = self.page.lang if self.page.lang in languages else next(iter(languages), "")
        paragraph.clear()
        paragraph.tag = "figure"
        film = ET.SubElement(
            paragraph,
            "video",
            {"src": address, "controls": "", "preload": "none", "aria-label": title},
        )
        for lang in languages:
            track = ET.SubElement(film, "track", {"kind": "captions", "srclang": lang})
            track.set("src", f"{stem}.{lang}.vtt")
            track.set("label", words_of(lang).name if lang in KNOWN else lang)
            if lang == own:
                track.set("default", "")
        caption = ET.SubElement(paragraph, "figcaption")
        caption.text = f"{title} · " if own else title
        if own:
            words = ET.SubElement(caption, "a", {"href": f"{stem}.{own}.txt"})
            words.text = self.page.words.transcript

    def _table(self, parent: ET.Element, position: int, table: ET.Element, latest: str) -> None:
        for cell in table.iter("th"):
            cell.set("scope", "col")
        label = f"{self.page.words.table}: {latest}" if latest else self.page.words.table
        box = ET.Element(
            "div", {"class": "table-scroll", "tabindex": "0", "role": "region", "aria-label": label}
        )
        box.tail, table.tail = table.tail, None
        parent.remove(table)
        box.append(table)
        parent.insert(position, box)

    def _notes(self, root: ET.Element) -> None:
        for link in root.iter("a"):
            if link.get("class") == "footnote-ref":
                link.set("aria-label", f"{self.page.words.source} {link.text}")
        for box in root.iter("div"):
            if box.get("class") != "footnote":
                continue
            box.tag = "section"
            box.set("class", "sources")
            box.set("aria-labelledby", "source-list")
            rule = box.find("hr")
            if rule is not None:
                box.remove(rule)
            title = ET.Element("h2", {"id": "source-list"})
            title.text = self.page.words.sources
            box.insert(0, title)
            for number, item in enumerate(box.iter("li"), start=1):
                for back in item.iter("a"):
                    if back.get("class") == "footnote-backref":
                        back.attrib.pop("title", None)
                        back.set("aria-label", f"{self.page.words.back} {number}")

    def _practice(self, root: ET.Element) -> None:
        """Put every practice heading and what follows it into a section."""
        for element in [child for child in root if child.tag == "h2"]:
            if element.get("class") != "practice":
                continue
            children = list(root)
            position = children.index(element)
            element.attrib.pop("class")
            box = ET.Element(
                "section", {"class": "practice", "aria-labelledby": element.get("id", "")}
            )
            for follower in children[position:]:
                if follower is not element and _ends_practice(follower):
                    break
                root.remove(follower)
                box.append(follower)
            root.insert(position, box)


def _ends_practice(element: ET.Element) -> bool:
    return (
        element.tag == "h2"
        or element.get("class") == "sources"
        or (element.tag == "p" and (element.text or "").startswith("\ue000"))
    )


def _figure(paragraph: ET.Element) -> None:
    """A paragraph that holds one picture becomes a figure with its caption."""
    if (paragraph.text or "").strip() or len(paragraph) != 1:
        return
    image = paragraph[0]
    if image.tag != "img" or (image.tail or "").strip():
        return
    paragraph.tag = "figure"
    image.tail = None
    if caption := image.attrib.pop("title", ""):
        ET.SubElement(paragraph, "figcaption").text = caption


def _text(element: ET.Element) -> str:
    """The text of an element, notes left out."""
    parts = [element.text or ""]
    for child in element:
        if child.tag != "sup":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


class _Heading(HashHeaderProcessor):
    """A heading has a space after its marks: a hashtag is none, wherever it stands."""

    RE = re.compile(HashHeaderProcessor.RE.pattern.replace("(?P<header>", "(?=[ \\t])(?P<header>"))


class _Format(Extension):
    """What the format adds to Markdown and takes from it."""

    def __init__(self, page: _Page, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.page = page

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.deregister("html_block")
        for pattern in ("html", "autolink", "automail", "reference", "image_reference",
                        "short_reference", "short_image_ref"):  # fmt: skip
            md.inlinePatterns.deregister(pattern)
        md.parser.blockprocessors.deregister("reference")
        md.parser.blockprocessors.deregister("setextheader")
        md.parser.blockprocessors.register(_Heading(md.parser), "hashheader", 70)
        md.parser.blockprocessors.register(_Quote(md.parser), "quote", 20)
        md.parser.blockprocessors.register(_Details(md.parser), "details", 95)
        md.preprocessors.register(_ListGap(md), "list-gap", 15)
        md.treeprocessors.register(_Before(md, self.page), "callouts", 30)
        md.treeprocessors.register(_After(md, self.page), "addresses", 5)


def render(
    text: str,
    *,
    path: str,
    lang: str,
    sizes: Sizes | None = None,
    captions: Captions | None = None,
    heading_lines: Mapping[str, int] | None = None,
    slugs: Slugs | None = None,
) -> Rendered:
    """Block HTML of a text that stands in the file `path`."""
    page = _Page(
        path=path,
        lang=lang,
        words=words_of(lang),
        sizes=sizes or {},
        captions=captions or {},
        lines=heading_lines or {},
        slugs=slugs or Slugs(),
    )
    if _is_plain(text):
        return Rendered(_paragraphs(text))
    md = markdown.Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            FootnoteExtension(),
            SaneListExtension(),
            FencedCodeExtension(),
            _Format(page),
        ],
        output_format="html",
    )
    made = _CLEANER.clean(md.convert(text))
    return Rendered(made, tuple(page.headings), tuple(page.refused), tuple(page.callouts))


def inline(text: str, *, path: str, lang: str) -> str:
    """Inline HTML of one line of text."""
    if not _SPECIAL.search(text):
        return html.escape(text, quote=False)
    made = render(f"\u200b{text}", path=path, lang=lang).html.replace("\u200b", "", 1)
    return made.removeprefix("<p>").removesuffix("</p>") if made.count("<p>") == 1 else made


def _is_plain(text: str) -> bool:
    """Whether a text is nothing but paragraphs."""
    return not _SPECIAL.search(text) and all(
        _PLAIN_START.match(line) for line in text.split("\n") if line
    )


def _paragraphs(text: str) -> str:
    blocks = (block.strip("\n") for block in re.split(r"\n{2,}", text))
    return "\n".join(f"<p>{html.escape(block, quote=False)}</p>" for block in blocks if block)


def text_of(made: str) -> str:
    """The plain text of inline HTML."""
    return html.unescape(re.sub(r"<[^<>]*>", "", made)).strip()
