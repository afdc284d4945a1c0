"""The names of QTI 3.0 and of 2.1, and the way from one to the other."""

from __future__ import annotations

import re
from collections.abc import Callable

from lms.exchange.trees import Child, Node

NAMESPACES = {
    "qti3": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    "qti21": "http://www.imsglobal.org/xsd/imsqti_v2p1",
}
_HTML = {
    "a", "abbr", "acronym", "address", "b", "big", "blockquote", "br", "caption", "cite", "code",
    "col", "colgroup", "dd", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "math", "object", "ol", "p", "param",
    "pre", "q", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "tt", "u", "ul", "var",
}  # fmt: skip
_KEPT = {"xml:lang", "xmlns", "xmlns:xsi", "xsi:schemaLocation"}


def to_21(node: Node) -> Node:
    """An element of 3.0 as 2.1 names it; what 2.1 does not have is opened."""
    if not node.tag.startswith("qti-"):
        return Node(node.tag, dict(node.attrs), _children(node, to_21), node.line)
    name = _camel(node.tag.removeprefix("qti-"))
    attrs = {
        key if key in _KEPT or key.startswith("data-") else _camel(key): value
        for key, value in node.attrs.items()
    }
    children: list[Child] = []
    for child in _children(node, to_21):
        if isinstance(child, Node) and child.tag == "contentBody":
            children += child.children
        else:
            children.append(child)
    return Node(name, attrs, children, node.line)


def to_30(node: Node) -> Node:
    """An element of 2.1 or 2.2 as 3.0 names it."""
    if node.tag.startswith("qti-") or node.tag in _HTML:
        return Node(node.tag, dict(node.attrs), _children(node, to_30), node.line)
    attrs = {
        key if key in _KEPT or ":" in key else _kebab(key): value
        for key, value in node.attrs.items()
    }
    return Node(f"qti-{_kebab(node.tag)}", attrs, _children(node, to_30), node.line)


def _children(node: Node, change: Callable[[Node], Node]) -> list[Child]:
    return [change(child) if isinstance(child, Node) else child for child in node.children]


def _camel(name: str) -> str:
    return re.sub(r"-([a-z])", lambda found: found[1].upper(), name)


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: f"-{found[1].lower()}", name)
