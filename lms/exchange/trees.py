"""HTML and XML as plain trees: read without ever following anything, written back as XML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, TypeAlias
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from lms.exchange.losses import Refused, Where

MAX_DEPTH = 60
MAX_ELEMENTS = 200_000
_EMPTY = {"br", "hr", "img", "input", "col", "source", "track", "wbr", "area", "base", "embed",
          "link", "meta", "param"}  # fmt: skip
_CLOSES = {"p": {"p"}, "li": {"li"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"},
           "th": {"td", "th"}}  # fmt: skip
_SCOPES = {"ul", "ol", "table", "td", "th", "blockquote", "div", "li", "section", "figure"}


@dataclass(slots=True)
class Node:
    """An element with its attributes, what is in it, and its line."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Child] = field(default_factory=list)
    line: int = 0

    def elements(self, *tags: str) -> Iterator[Node]:
        """The elements right below, those of some names only when names are given."""
        for child in self.children:
            if isinstance(child, Node) and (not tags or child.tag in tags):
                yield child

    def first(self, *tags: str) -> Node | None:
        """The first element of one of these names right below."""
        return next(self.elements(*tags), None)

    def walk(self) -> Iterator[Node]:
        """This element and every one below it, in order."""
        yield self
        for child in self.elements():
            yield from child.walk()

    def find(self, *tags: str) -> Iterator[Node]:
        """Every element below of one of these names."""
        return (node for node in self.walk() if node is not self and node.tag in tags)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(
            child if isinstance(child, str) else child.text for child in self.children
        )  # fmt: skip


Child: TypeAlias = Node | str


@dataclass(slots=True)
class Document:
    """An XML file: its root, and the processing instructions before it."""

    root: Node
    instructions: dict[str, str] = field(default_factory=dict)


class _Xml:
    """Builds a tree from expat's events and refuses what could do harm."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.document: Document | None = None
        self.instructions: dict[str, str] = {}
        self.open: list[Node] = []
        self.count = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.ExternalEntityRefHandler = self._external

    def refuse(self, why: str, element: str = "") -> Refused:
        return Refused(Where(self.file, self.parser.CurrentLineNumber, element), why)

    def _doctype(self, name: str, system: str | None, public: str | None, _own: object) -> None:
        said = system or public
        raise self.refuse(
            f"a document type that names {said} is not read" if said
            else "a document type declaration is not read: it could define entities",
            f"!DOCTYPE {name}",
        )  # fmt: skip

    def _entity(self, name: str, *_rest: Any) -> None:
        raise self.refuse("entities are not read", f"!ENTITY {name}")

    def _external(self, *_rest: Any) -> int:
        raise self.refuse("an entity of another file is not read", "!ENTITY")

    def _instruction(self, target: str, data: str) -> None:
        if not self.open and self.document is None:
            self.instructions.setdefault(target, data)

    def _start(self, tag: str, attrs: dict[str, str]) -> None:
        self.count += 1
        name = tag.rpartition(":")[2]
        if self.count > MAX_ELEMENTS:
            raise self.refuse(f"there are more than {MAX_ELEMENTS} elements", name)
        if len(self.open) >= MAX_DEPTH:
            raise self.refuse(f"elements are nested deeper than {MAX_DEPTH}", name)
        node = Node(name, dict(attrs), line=self.parser.CurrentLineNumber)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.document = Document(node, self.instructions)
        self.open.append(node)

    def _end(self, _tag: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        if self.open:
            self.open[-1].children.append(text)


def read_xml(data: bytes, file: str) -> Document:
    """The tree of an XML file; raises Refused for what is no XML or asks for more than itself."""
    reader = _Xml(file)
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 - the library's signature
    except expat.ExpatError as error:
        why = expat.ErrorString(error.code)
        raise Refused(Where(file, error.lineno), f"this is not well-formed XML: {why}") from error
    except (LookupError, ValueError) as error:
        raise Refused(Where(file, 1), "the encoding the file names is not read") from error
    if reader.document is None:
        raise Refused(Where(file, 1), "there is no element in the file")
    return reader.document


class _Html(HTMLParser):
    """Builds a tree from HTML as people write it, never complaining."""

    def __init__(self, first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html", line=first_line)
        self.open = [self.root]
        self.first_line = first_line

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._close_for(tag)
        line = self.first_line + self.getpos()[0] - 1
        node = Node(tag, {name: value or "" for name, value in attrs}, line=line)
        self.open[-1].children.append(node)
        if tag not in _EMPTY and len(self.open) < MAX_DEPTH:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY and self.open[-1].tag == tag:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def _close_for(self, tag: str) -> None:
        """A paragraph or item begins: the one before it ends, as in browsers."""
        closes = _CLOSES.get(tag, set())
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag in closes:
                del self.open[place:]
                return
            if self.open[place].tag in _SCOPES:
                return


def read_html(text: str, line: int = 1) -> Node:
    """The tree of a piece of HTML that begins in a line of its file."""
    reader = _Html(line)
    reader.feed(text)
    reader.close()
    return reader.root


def xml_of(child: Child) -> str:
    """A tree as XML text."""
    if isinstance(child, str):
        return escape(child)
    attrs = "".join(f" {name}={quoteattr(value)}" for name, value in child.attrs.items())
    if not child.children:
        return f"<{child.tag}{attrs}/>"
    inner = "".join(xml_of(one) for one in child.children)
    return f"<{child.tag}{attrs}>{inner}</{child.tag}>"
