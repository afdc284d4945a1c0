"""QTI 3.0 and 2.1: an item file for each question, in a package with its manifest."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from lms.content.model import Option, Question
from lms.exchange.carried import note_of
from lms.exchange.qti_names import NAMESPACES, to_21
from lms.exchange.trees import Child, Node, read_html, xml_of

INSTRUCTION = "lms-question"
"""The processing instruction that keeps what QTI has no place for."""

QtiForm = Literal["qti3", "qti21"]
_ATTRIBUTES = {
    "a": {"href"}, "img": {"src", "alt", "width", "height"}, "ol": {"start"},
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"},
}  # fmt: skip
_BOXES = {"aside", "section", "figure", "details"}
_LINES = {"figcaption": "figcaption", "summary": "summary"}
_TAGS = {
    "a", "blockquote", "br", "code", "div", "em", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li",
    "ol", "p", "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr",
    "ul",
}  # fmt: skip
_PACKAGE = {
    "qti3": ("http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "QTI Package", "3.0.0",
             "imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0"),
    "qti21": ("http://www.imsglobal.org/xsd/imscp_v1p1", "QTIv2.1 Package", "1.0.0",
              "imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"),
}  # fmt: skip
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The same questions give the same bytes."""


def package(
    questions: Sequence[Question],
    *,
    course: str,
    form: QtiForm,
    media: Mapping[str, bytes],
) -> bytes:
    """A ZIP archive with the questions, their pictures, a test with a section per objective."""
    pictures = sorted(
        {path for question in questions for path in pictures_of(question)} & set(media)
    )
    places = {path: f"media/{path.replace('/media/', '/')}" for path in pictures}
    files = {"imsmanifest.xml": _manifest(questions, places, course, form).encode()}
    files["test.xml"] = _test(questions, course, form).encode()
    for question in questions:
        files[f"items/{question.name}.xml"] = item(question, form=form, places=places).encode()
    files |= {places[path]: media[path] for path in pictures}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return held.getvalue()


def pictures_of(question: Question) -> Iterator[str]:
    """The places in the content folder of the pictures a question shows."""
    for made in texts_of(question):
        for found in re.finditer(r'src="/media/([^"/]+)/([^"/]+)"', made):
            yield f"{found[1]}/media/{found[2]}"


def texts_of(question: Question) -> Iterator[str]:
    """All HTML of a question."""
    yield from (question.prompt, question.why, *question.headers)
    for option in (*question.options, *question.rights):
        yield from (option.html, option.feedback)


def item(question: Question, *, form: QtiForm = "qti3", places: Mapping[str, str]) -> str:
    """One question as an item file."""
    root = _Item(question, places).root()
    root.attrs = {"xmlns": NAMESPACES["qti3"], **root.attrs}
    if form == "qti21":
        root = to_21(root)
        root.attrs["xmlns"] = NAMESPACES["qti21"]
    # Nothing in the note may end the instruction.
    note = note_of(question).replace(">", "\\u003e")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<?{INSTRUCTION} {note}?>\n{xml_of(root)}\n'


def identifier(name: str) -> str:
    """A question's name as QTI takes it: identifiers do not begin with a digit."""
    return name if name[0].isalpha() else f"q-{name}"


def _e(tag: str, attrs: Mapping[str, str] | None = None, *children: Child) -> Node:
    return Node(tag, dict(attrs or {}), list(children))


def _variable(name: str) -> Node:
    return _e("qti-variable", {"identifier": name})


def _value(kind: str, value: str) -> Node:
    return _e("qti-base-value", {"base-type": kind}, value)


def _set(name: str, value: Node) -> Node:
    return _e("qti-set-outcome-value", {"identifier": name}, value)


def _if(condition: Node, then: Sequence[Node], otherwise: Sequence[Node] = ()) -> Node:
    made = _e("qti-response-condition", None, _e("qti-response-if", None, condition, *then))
    if otherwise:
        made.children.append(_e("qti-response-else", None, *otherwise))
    return made


@dataclass(frozen=True, slots=True)
class _Item:
    """A question on its way to an item."""

    question: Question
    places: Mapping[str, str]

    def root(self) -> Node:
        question = self.question
        attrs = {
            "identifier": identifier(question.name), "title": question.name, "adaptive": "false",
            "time-dependent": "false", "xml:lang": question.lang,
        }  # fmt: skip
        return _e(
            "qti-assessment-item", attrs,
            self.declaration(),
            *self.outcomes(),
            _e("qti-item-body", None, _e("div", None, *self.blocks(question.prompt)),
               self.interaction()),
            _e("qti-response-processing", None, *self.processing()),
            *self.feedback(),
        )  # fmt: skip

    def blocks(self, made: str) -> list[Child]:
        return list(_xhtml(read_html(made).children, self.places))

    def declaration(self) -> Node:
        question = self.question
        right = [option for option in question.options if option.right]
        match question.type:
            case "single" | "truefalse":
                return _declared("single", "identifier", [right[0].letter])
            case "multiple":
                entries = [(one.letter, "1" if one.right else "-1") for one in question.options]
                declared = _declared("multiple", "identifier", [one.letter for one in right])
                return _mapped(declared, entries)
            case "match":
                pairs = [f"left-{one.letter} right-{one.pair}" for one in question.options]
                declared = _declared("multiple", "directedPair", pairs)
                return _mapped(declared, [(pair, "1") for pair in pairs])
            case "mark":
                pairs = [f"left-{one.letter} right-{one.pair}" for one in right]
                return _mapped(_declared("multiple", "directedPair", pairs), self.reasons())
            case "order":
                return _declared("ordered", "identifier", [one.letter for one in question.options])
            case "text":
                declared = _declared("single", "string", [right[0].text])
                entries = [(one.text, "1" if one.right else "0") for one in question.options]
                return _mapped(declared, entries, is_text=True)

    def reasons(self) -> list[tuple[str, str]]:
        """What each part of a post earns with each reason, before all is divided by the parts."""
        held = [part for part in self.question.options if part.right]
        lost = f"{-len(held) / (len(self.question.options) - len(held)):.9f}"
        return [
            (
                f"left-{part.letter} right-{reason.letter}",
                lost if not part.right else "1" if reason.letter == part.pair else "0.5",
            )
            for part in self.question.options
            for reason in self.question.rights
        ]

    def outcomes(self) -> list[Node]:
        score = {"identifier": "SCORE", "cardinality": "single", "base-type": "float"}
        zero = _e("qti-default-value", None, _e("qti-value", None, "0"))
        one = _e("qti-default-value", None, _e("qti-value", None, "1"))
        feedback = {
            "identifier": "FEEDBACK", "base-type": "identifier",
            "cardinality": "multiple" if self.question.type == "multiple" else "single",
        }  # fmt: skip
        why = {"identifier": "WHY", "cardinality": "single", "base-type": "identifier"}
        return [
            _e("qti-outcome-declaration", score, zero),
            _e("qti-outcome-declaration", {**score, "identifier": "MAXSCORE"}, one),
            _e("qti-outcome-declaration", feedback),
            _e("qti-outcome-declaration", why),
        ]

    def interaction(self) -> Node:
        question = self.question
        attrs = {"response-identifier": "RESPONSE", "shuffle": _truth(not question.keep_order)}
        match question.type:
            case "single" | "truefalse" | "multiple":
                most = "0" if question.type == "multiple" else "1"
                return _e(
                    "qti-choice-interaction", {**attrs, "max-choices": most},
                    *(self.choice(option) for option in question.options),
                )  # fmt: skip
            case "order":
                return _e(
                    "qti-order-interaction", attrs,
                    *(_e("qti-simple-choice", {"identifier": option.letter},
                         *self.blocks(option.html)) for option in question.options),
                )  # fmt: skip
            case "match" | "mark":
                attrs["max-associations"] = str(len(question.options))
                return _e(
                    "qti-match-interaction", attrs,
                    _e("qti-simple-match-set", None, *self.sides("left", question.options)),
                    _e("qti-simple-match-set", None, *self.sides("right", question.rights)),
                )  # fmt: skip
            case "text":
                longest = max(len(option.text) for option in question.options)
                entry = {"response-identifier": "RESPONSE", "expected-length": str(longest)}
                return _e("p", None, _e("qti-text-entry-interaction", entry))

    def choice(self, option: Option) -> Node:
        made = _e("qti-simple-choice", {"identifier": option.letter}, *self.blocks(option.html))
        if option.feedback:
            shown = {
                "outcome-identifier": "FEEDBACK", "identifier": option.letter, "show-hide": "show",
            }  # fmt: skip
            made.children.append(_e("qti-feedback-inline", shown, *self.blocks(option.feedback)))
        return made

    def sides(self, side: str, options: Sequence[Option]) -> Iterator[Node]:
        for option in options:
            is_reason = side == "right" and self.question.type == "mark"
            most = str(len(self.question.options)) if is_reason else "1"
            attrs = {"identifier": f"{side}-{option.letter}", "match-max": most}
            yield _e("qti-simple-associable-choice", attrs, *self.blocks(option.html))

    def processing(self) -> Iterator[Node]:
        question = self.question
        exact = _e(
            "qti-match",
            None,
            _variable("RESPONSE"),
            _e("qti-correct", {"identifier": "RESPONSE"}),
        )
        right, wrong = _set("SCORE", _value("float", "1")), _set("SCORE", _value("float", "0"))
        all_of_it = question.type in {"multiple", "mark"} and question.critical
        if question.type in {"single", "truefalse", "order"} or all_of_it:
            yield _if(exact, [right], [wrong])
        else:
            # Nothing answered is nothing earned: players do not agree on a map of nothing.
            empty = _e("qti-is-null", None, _variable("RESPONSE"))
            yield _if(empty, [wrong], [_set("SCORE", self.points()), *self.typed_feedback()])
        if question.type in {"single", "truefalse", "multiple"}:
            yield _set("FEEDBACK", _variable("RESPONSE"))
        if question.why:
            yield _set("WHY", _value("identifier", "why"))

    def points(self) -> Node:
        """What the options that were chosen earn together."""
        mapped = _e("qti-map-response", {"identifier": "RESPONSE"})
        if self.question.type == "text":
            return mapped
        parts = sum(option.right for option in self.question.options)
        return _e("qti-divide", None, mapped, _value("float", str(parts)))

    def typed_feedback(self) -> Iterator[Node]:
        for option in self.question.options if self.question.type == "text" else ():
            if option.feedback:
                same = _e(
                    "qti-string-match",
                    {"case-sensitive": "false"},
                    _variable("RESPONSE"),
                    _value("string", option.text),
                )
                yield _if(same, [_set("FEEDBACK", _value("identifier", option.letter))])

    def feedback(self) -> Iterator[Node]:
        question = self.question
        if question.type == "text":
            for option in question.options:
                if option.feedback:
                    yield self.modal("FEEDBACK", option.letter, option.feedback)
        if question.why:
            yield self.modal("WHY", "why", question.why)

    def modal(self, outcome: str, name: str, made: str) -> Node:
        attrs = {"outcome-identifier": outcome, "identifier": name, "show-hide": "show"}
        body = _e("qti-content-body", None, _e("p", None, *self.blocks(made)))
        return _e("qti-modal-feedback", attrs, body)


def _truth(value: bool) -> str:  # noqa: FBT001 - it is the value
    return "true" if value else "false"


def _declared(cardinality: str, kind: str, values: Sequence[str]) -> Node:
    attrs = {"identifier": "RESPONSE", "cardinality": cardinality, "base-type": kind}
    correct = _e("qti-correct-response", None, *(_e("qti-value", None, value) for value in values))
    return _e("qti-response-declaration", attrs, correct)


def _mapped(declared: Node, entries: Sequence[tuple[str, str]], *, is_text: bool = False) -> Node:
    bounds = {"default-value": "0", "lower-bound": "0"}
    case = {"case-sensitive": "false"} if is_text else {}
    declared.children.append(
        _e(
            "qti-mapping", bounds,
            *(_e("qti-map-entry", {"map-key": key, "mapped-value": value, **case})
              for key, value in entries),
        )
    )  # fmt: skip
    return declared


def _xhtml(children: Sequence[Child], places: Mapping[str, str]) -> Iterator[Child]:
    """HTML of the product as the XHTML that QTI knows; boxes keep their kind as a class."""
    for child in children:
        if isinstance(child, str):
            yield child
            continue
        inner = list(_xhtml(child.children, places))
        names = child.attrs.get("class", "").split()
        if child.tag in _BOXES:
            yield _e("div", {"class": " ".join(names) or child.tag}, *inner)
        elif child.tag in _LINES:
            yield _e("p", {"class": _LINES[child.tag]}, *inner)
        elif child.tag == "mark":
            yield _e("span", {"class": " ".join(names)}, *inner)
        elif child.tag not in _TAGS or "table-scroll" in names:
            yield from inner
        else:
            kept = _ATTRIBUTES.get(child.tag, set())
            attrs = {key: value for key, value in child.attrs.items() if key in kept}
            if names:
                attrs["class"] = " ".join(names)
            if align := child.attrs.get("align", ""):
                attrs["class"] = f"{attrs.get('class', '')} align-{align}".strip()
            if child.tag == "img":
                path = attrs.get("src", "").removeprefix("/media/").replace("/", "/media/", 1)
                attrs["src"] = f"../{places[path]}" if path in places else attrs.get("src", "")
            yield _e(child.tag, attrs, *inner)


def _test(questions: Sequence[Question], course: str, form: QtiForm) -> str:
    sections: list[Node] = []
    for objective, group in groupby(
        sorted(questions, key=lambda question: question.objective),
        key=lambda question: question.objective,
    ):
        named = {"identifier": f"section-{objective or 'none'}", "title": objective or course}
        sections.append(_e("qti-assessment-section", {**named, "visible": "true"}))
        for question in group:
            reference = {"identifier": identifier(question.name)}
            reference["href"] = f"items/{question.name}.xml"
            if question.critical or question.retired:
                flags = {"critical": question.critical, "retired": question.retired}
                reference["category"] = " ".join(flag for flag, on in flags.items() if on)
            sections[-1].children.append(_e("qti-assessment-item-ref", reference))
    part = {"identifier": "part", "navigation-mode": "nonlinear", "submission-mode": "individual"}
    attrs = {"xmlns": NAMESPACES["qti3"], "identifier": identifier(course), "title": course}
    root = _e("qti-assessment-test", attrs, _e("qti-test-part", part, *sections))
    if form == "qti21":
        root = to_21(root)
        root.attrs["xmlns"] = NAMESPACES["qti21"]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml_of(root)}\n'


def _manifest(
    questions: Sequence[Question], places: Mapping[str, str], course: str, form: QtiForm
) -> str:
    namespace, schema, version, item_type, test_type = _PACKAGE[form]
    resources = _e("resources")
    test = {"identifier": "resource-test", "type": test_type, "href": "test.xml"}
    resources.children.append(
        _e(
            "resource", test, _e("file", {"href": "test.xml"}),
            *(_e("dependency", {"identifierref": f"resource-{question.name}"})
              for question in questions),
        )
    )  # fmt: skip
    for question in questions:
        href = f"items/{question.name}.xml"
        attrs = {"identifier": f"resource-{question.name}", "type": item_type, "href": href}
        files = [
            href,
            *(places[path] for path in sorted(set(pictures_of(question))) if path in places),
        ]
        resources.children.append(
            _e("resource", attrs, *(_e("file", {"href": file}) for file in files))
        )
    about = _e("metadata", None, _e("schema", None, schema), _e("schemaversion", None, version))
    attrs = {"xmlns": namespace, "identifier": f"package-{course}"}
    root = _e("manifest", attrs, about, _e("organizations"), resources)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{xml_of(root)}\n'


def place_of(base: str, href: str) -> str:
    """Where an address in a file of the package leads."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), href))
