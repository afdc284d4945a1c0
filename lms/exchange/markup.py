"""HTML of other programs as Markdown of the format; what Markdown cannot say is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from lms.content.markdown import CALLOUTS, inline, render
from lms.content.posts import numbered
from lms.content.words import words_of
from lms.exchange.losses import Fate
from lms.exchange.shapes import LISTS, shape
from lms.exchange.trees import Child, Node, read_html

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
    "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip
_GONE = {
    "audio", "canvas", "embed", "iframe", "input", "math", "object", "script", "select", "style",
    "svg", "template", "textarea", "video",
}  # fmt: skip
_PLAIN = {"del", "font", "ins", "mark", "s", "small", "strike", "sub", "sup", "u"}
_SPACE = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*|[ \t\r\f]+")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
_MARKS = re.compile(r"[\\`*_\[\]|]")
_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
_KEYWORD = re.compile(r"^\*\*([^*:\n]{1,40}:)\*\*")
_KINDS = {kind: alert for alert, kind in CALLOUTS.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """Something the Markdown does not say any more."""

    fate: Fate
    line: int
    element: str
    what: str


@dataclass(slots=True)
class Markup:
    """Turns pieces of HTML into Markdown that the format reads back as the same HTML.

    `link` and `picture` give the address to write for one that was found, or None.
    """

    path: str  # the file the Markdown is for
    lang: str
    link: Callable[[str], str | None]
    picture: Callable[[str], str | None]
    has_numbers: bool = True  # whether a text may hold a numbered list
    has_tables: bool = True
    parts: Sequence[str] = ()  # letters of the marked parts of a post, in its order
    told: list[Told] = field(default_factory=list)

    def block(self, html: str, line: int = 1) -> str:
        """Markdown of block HTML."""
        before = len(self.told)
        text = "\n\n".join(self._blocks(read_html(html, line).children)).strip("\n")
        made = render(text, path=self.path, lang=self.lang).html
        self._checked(html, numbered(made, self.parts) if self.parts else made, line, before)
        return text

    def inline(self, html: str, line: int = 1) -> str:
        """Markdown of HTML on one line."""
        before = len(self.told)
        root = read_html(html, line)
        blocks = [node for node in root.walk() if node.tag in _BLOCKS and node is not root]
        if any(node.tag not in {"p", "div"} for node in blocks) or len(blocks) > 1:
            self._tell(Fate.BENT, blocks[0], "paragraphs and lists became one line")
        text = self._inline(list(_flat(root.children)))
        if "  \n" in text:
            self._tell(Fate.BENT, next(root.find("br"), root), "line breaks became spaces")
        text = " ".join(part.strip() for part in text.split("\n") if part.strip()).strip(" ")
        self._checked(html, inline(text, path=self.path, lang=self.lang), line, before)
        return text

    def _checked(self, html: str, made: str, line: int, before: int) -> None:
        """Tell when what the Markdown shows is not what the HTML said."""
        if len(self.told) == before and shape(html, LISTS) != shape(made, LISTS):
            what = "emphasis, spaces or lists come out differently"
            self.told.append(Told(Fate.BENT, line, "", what))

    def _tell(self, fate: Fate, node: Node, what: str) -> None:
        self.told.append(Told(fate, node.line, node.tag, what))

    def _blocks(self, children: Iterable[Child]) -> list[str]:
        blocks: list[str] = []
        run: list[Child] = []

        def end() -> None:
            if paragraph := _paragraph(self._inline(run)):
                blocks.append(paragraph)
            run.clear()

        for child in children:
            if isinstance(child, Node) and child.tag in _BLOCKS:
                end()
                blocks += self._block(child)
            else:
                run.append(child)
        end()
        return blocks

    def _block(self, node: Node) -> list[str]:
        if callout := _callout_of(node):
            return [self._callout(node, callout)]
        if _is(node, "figure"):
            return self._figure(node)
        match node.tag:
            case "ul" | "ol":
                return [self._list(node)]
            case "blockquote":
                return [_quoted("\n\n".join(self._blocks(node.children)))]
            case "pre":
                return [_fenced(node.text)]
            case "hr":
                return ["* * *"]
            case "h1" | "h2" | "h3":
                self._tell(Fate.BENT, node, "a heading inside a question became bold words")
                said = self._inline(node.children).strip()
                return [f"**{said}**"] if said else []
            case "h4" | "h5" | "h6":
                said = self._inline(node.children).strip().replace("\n", " ")
                return [f"{'#' * int(node.tag[1])} {said}"] if said else []
            case "table":
                return self._table(node)
            case _ if _is(node, "details"):
                return self._details(node)
            case _:
                return self._blocks(node.children)

    def _callout(self, node: Node, alert: str) -> str:
        kind = CALLOUTS[alert]
        label, rest = "", list(node.children)
        for child in node.elements("p"):
            if "callout-label" in child.attrs.get("class", ""):
                label = self._inline(child.children).strip()
                rest.remove(child)
                break
        blocks = self._blocks(rest)
        if label and label != words_of(self.lang).callouts[kind]:
            first = blocks.pop(0) if blocks else ""
            blocks.insert(0, f"**{label}** {first}".strip())
        body = "\n\n".join(blocks)
        return _quoted(f"[!{alert}]\n{body}".strip())

    def _figure(self, node: Node) -> list[str]:
        image = next(node.find("img"), None)
        caption = next((one for one in node.walk() if _is(one, "figcaption")), None)
        if image is None:
            return self._blocks(node.children)
        words = "" if caption is None else " ".join(caption.text.split())
        return [made] if (made := self._image(image, words)) else []

    def _list(self, node: Node) -> str:
        ordered = node.tag == "ol" and self.has_numbers
        if node.tag == "ol" and not ordered:
            self._tell(Fate.BENT, node, "a numbered list became one with bullets")
        start = node.attrs.get("start", "1")
        number = int(start) if start.isdecimal() and len(start) < 7 else 1
        made = ""
        was_loose = False
        for child in node.elements("li"):
            blocks = self._blocks(child.children)
            is_loose = child.first("p") is not None
            text = _item(blocks, is_loose=is_loose) or "\u200b"
            text = re.sub(r"^(?=[(])", r"\\", text)
            if "checklist" in node.attrs.get("class", ""):
                done = "is-done" in child.attrs.get("class", "")
                text = f"[{'x' if done else ' '}] {text}"
            mark = f"{number}. " if ordered else "- "
            if made:
                made += "\n\n" if is_loose and was_loose else "\n"
            made += mark + text.replace("\n", "\n    ").replace("\n    \n", "\n\n")
            number, was_loose = number + 1, is_loose
        return made

    def _table(self, node: Node) -> list[str]:
        rows = [list(row.elements("td", "th")) for row in node.find("tr")]  # fmt: skip
        rows = [row for row in rows if row]
        if not rows:
            return []
        if not self.has_tables:
            self._tell(Fate.BENT, node, "a table became paragraphs")
            return [
                _paragraph(" ".join(self._cell(cell) for cell in row)) for row in rows
            ]  # fmt: skip
        width = max(len(row) for row in rows)
        if not any(cell.tag == "th" for cell in rows[0]):
            self._tell(Fate.BENT, node, "the first row of a table became its header")
        rules = [_rule(cell) for cell in rows[0]] + ["---"] * (width - len(rows[0]))
        lines = [
            "| " + " | ".join([self._cell(cell) for cell in row] + [""] * (width - len(row))) + " |"
            for row in rows
        ]
        return ["\n".join([lines[0], "| " + " | ".join(rules) + " |", *lines[1:]])]

    def _cell(self, node: Node) -> str:
        text = self._inline(list(_flat(node.children)))
        return " ".join(part.strip() for part in text.split("\n") if part.strip())

    def _details(self, node: Node) -> list[str]:
        summary = next((one for one in node.elements("summary", "p") if _is(one, "summary")), None)
        said = " ".join(summary.text.split()) if summary is not None else ""
        if not said or "<" in said:
            return self._blocks(node.children)
        inner = self._blocks([child for child in node.children if child is not summary])
        return ["\n\n".join([f"<details><summary>{said}</summary>", *inner, "</details>"])]

    def _inline(self, children: Sequence[Child], inside: str = "") -> str:
        parts: list[str] = []
        for child in _joined(children):
            if isinstance(child, str):
                parts.append(self._words(child, parts))
            else:
                parts.append(self._span(child, inside))
        return "".join(parts)

    def _words(self, text: str, before: Sequence[str]) -> str:
        text = _SPACE.sub(lambda found: "\n" if "\n" in found[0] else " ", text)
        if before and before[-1].endswith("  \n"):
            text = text.lstrip(" \n")
        return escaped(_HIDDEN.sub("", text))

    def _span(self, node: Node, inside: str) -> str:
        if self.parts and "post-part" in node.attrs.get("class", "").split():
            return self._part(node)
        match node.tag:
            case "em" | "i" | "cite" | "dfn" | "var":
                said = self._inline(node.children, inside + "e")
                mark = "_" if inside or re.search(r"(?<!\\)\*", said) else "*"
                return said if "e" in inside else _wrapped(said, mark)
            case "strong" | "b":
                said = self._inline(node.children, inside + "s")
                return said if "s" in inside else _wrapped(said, "**")
            case "code" | "kbd" | "samp" | "tt":
                return _code(node.text)
            case "br":
                return "  \n"
            case "a":
                return self._link(node, inside)
            case "img":
                return self._image(node)
            case tag if tag in _GONE:
                self._tell(Fate.DROPPED, node, f"{tag} has no place in a question")
                return ""
            case tag if tag in _PLAIN:
                self._tell(Fate.BENT, node, f"the words stay, {tag} does not")
        return self._inline(node.children, inside)

    def _part(self, node: Node) -> str:
        """A marked part of a post: bold words and the letter that its number stands for."""
        number = next(node.find("span"), Node("span"))
        place = int(number.text) if number.text.isdecimal() and len(number.text) < 3 else 0
        rest = [child for child in node.children if child is not number]
        _left, words, _right = _edges(self._inline(rest, "s"))
        if not 0 < place <= len(self.parts):
            return words
        return f"**{words}** ({self.parts[place - 1]})"

    def _link(self, node: Node, inside: str) -> str:
        said = self._inline(node.children, inside)
        href = node.attrs.get("href", "").strip()
        if not href:
            return said
        target = self.link(href)
        if target is None:
            self._tell(Fate.DROPPED, node, f"the link to {href[:80]} leads nowhere here")
            return said
        left, words, right = _edges(said)
        return f"{left}[{words}]({_address(target)}){right}" if words else said

    def _image(self, node: Node, caption: str = "") -> str:
        source = node.attrs.get("src", "").strip()
        target = self.picture(source)
        alt = " ".join(node.attrs.get("alt", "").split())
        if target is None:
            self._tell(
                Fate.DROPPED, node,
                f"the picture {source[:80]} is not among the media of the course; "
                "its description stays",
            )  # fmt: skip
            return escaped(alt)
        alt = re.sub(r"[\[\]\\`*_]", "", alt)
        title = ' "' + caption.replace('"', "'") + '"' if caption else ""
        return f"![{alt}]({_address(target)}{title})"


def escaped(text: str) -> str:
    """Words with every mark that Markdown or the format would read written as itself."""
    text = _ENTITY.sub("&amp;", text)
    text = _MARKS.sub(r"\\\g<0>", text).replace("<", "&lt;").replace("\\[^", "\\[&#94;")
    if "{{" in text:
        text = text.replace("{", "\\{")
    return f"{text[:-1]}\\!" if text.endswith("!") else text


def _item(blocks: Sequence[str], *, is_loose: bool) -> str:
    """The blocks of a list item; a list inside it follows without an empty line."""
    text = ""
    for block in blocks:
        gap = "\n\n" if is_loose and not re.match(r"(?:-|\d{1,9}\.) ", block) else "\n"
        text += f"{gap}{block}" if text else block
    return text


def _joined(children: Iterable[Child]) -> Iterator[Child]:
    """The children with neighbouring texts as one."""
    held = ""
    for child in children:
        if isinstance(child, str):
            held += child
            continue
        if held:
            yield held
            held = ""
        yield child
    if held:
        yield held


def _flat(children: Iterable[Child]) -> Iterator[Child]:
    """The children with blocks opened, for a text on one line."""
    for child in children:
        if isinstance(child, Node) and child.tag in _BLOCKS:
            yield "\n"
            yield from _flat(child.children)
            yield "\n"
        else:
            yield child


def _paragraph(text: str) -> str:
    """A paragraph whose lines begin nothing else."""
    lines: list[str] = []
    for line in text.split("\n"):
        held = line.strip(" ")
        if held:
            lines.append(_started(held) + ("  " if line.endswith("  ") else ""))
    return "\n".join(lines).rstrip(" ")


def _started(line: str) -> str:
    if line[0] in "-+>#":
        return f"\\{line}"
    if line[0] == "~":
        return f"&#126;{line[1:]}"
    if match := _KEYWORD.match(line):
        return f"__{match[1]}__{line[match.end() :]}"
    return re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", line)


def _edges(text: str) -> tuple[str, str, str]:
    """The space before, the words and the space after."""
    words = text.strip(" \n")
    if not words:
        return text, "", ""
    at = text.index(words)
    return text[:at], words, text[at + len(words) :]


def _wrapped(text: str, mark: str) -> str:
    left, words, right = _edges(text)
    return f"{left}{mark}{words}{mark}{right}" if words else text


def _code(text: str) -> str:
    text = _HIDDEN.sub("", " ".join(text.split()))
    if not text:
        return ""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _fenced(text: str) -> str:
    text = _HIDDEN.sub("", text).strip("\n")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip(" ") if line.strip() else ">" for line in text.split("\n"))


def _rule(cell: Node) -> str:
    names = [cell.attrs.get("align", ""), *cell.attrs.get("class", "").split()]
    rules = {"left": ":---", "right": "---:", "center": ":---:"}
    sides = (name.removeprefix("align-") for name in names)
    return next((rules[side] for side in sides if side in rules), "---")


def _callout_of(node: Node) -> str:
    """The alert that a box was made from; nothing when it is none."""
    names = node.attrs.get("class", "").split()
    if node.tag not in {"aside", "div"} or "callout" not in names:
        return ""
    return next(
        (_KINDS[name.removeprefix("callout-")] for name in names
         if name.removeprefix("callout-") in _KINDS), "",
    )  # fmt: skip


def _is(node: Node, name: str) -> bool:
    """Whether an element is one of HTML, or its stand-in where only its class is left."""
    return node.tag == name or name in node.attrs.get("class", "").split()


def _address(target: str) -> str:
    """An address with nothing in it that would end it."""
    return (
        quote(target, safe="!#$%&'*+,/:;=?@[]~.-_äöåÄÖÅ")
        if re.search(r"[()<>\s]", target)
        else target
    )
