"""QTI items and packages as drafts: 3.0, and 2.1 or 2.2 under the names of 3.0."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lms.exchange import archives
from lms.exchange.carried import Carried, read_note
from lms.exchange.drafts import Draft, Part
from lms.exchange.gift import is_usual
from lms.exchange.losses import Fate, Losses, Refused, Where
from lms.exchange.qti import INSTRUCTION, place_of
from lms.exchange.qti_names import to_30
from lms.exchange.trees import Child, Document, Node, read_xml, xml_of

ITEM_ROOTS = ("qti-assessment-item", "assessmentItem")
_READ = {
    "qti-choice-interaction", "qti-order-interaction", "qti-match-interaction",
    "qti-text-entry-interaction", "qti-inline-choice-interaction",
}  # fmt: skip
MANIFEST = "imsmanifest.xml"
_OWN_NAME = re.compile(r"^(?:left-|right-)?([a-z])$")
_SIDE = {
    "qti-stylesheet": "styles are not taken",
    "qti-catalog-info": "the catalogue of other forms is not taken",
    "qti-companion-materials-info": "companion materials are not taken",
    "qti-assessment-stimulus-ref": "the shared text is not taken",
    "qti-template-processing": "values that vary are not taken",
    "qti-rubric-block": "a note for raters or learners is not taken",
    "qti-feedback-block": "feedback within the text is not taken",
    "qti-printed-variable": "a printed value is not taken",
}


def read_package(data: bytes, file: str, losses: Losses) -> list[Draft]:
    """The questions of a package, in the order of its manifest."""
    files = archives.unpack(data, file)
    drafts: list[Draft] = []
    for path in _items(files, file, losses):
        document = read_xml(files[path], f"{file}!{path}")
        if document.root.tag in ITEM_ROOTS:
            draft = read_item(document, f"{file}!{path}", losses)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _items(files: Mapping[str, bytes], file: str, losses: Losses) -> Iterator[str]:
    """Places of the items, as the manifest lists them."""
    manifest = next((path for path in files if path.rpartition("/")[2] == MANIFEST), None)
    if manifest is None:
        raise Refused(Where(file), f"the archive holds no {MANIFEST}")
    root = read_xml(files[manifest], f"{file}!{manifest}").root
    for resource in root.find("resource"):
        kind, href = resource.attrs.get("type", ""), resource.attrs.get("href", "")
        where = Where(f"{file}!{manifest}", resource.line, "resource")
        path = place_of(manifest, href)
        if kind.startswith("imsqti_item_xmlv1") or "xmlv1p" in kind:
            losses.add(Fate.DROPPED, where, "", "QTI 1 is not read")
        elif "imsqti_item" in kind or "imsqti_apipitem" in kind:
            if path in files:
                yield path
            else:
                losses.add(Fate.DROPPED, where, "", f"the archive holds no {href[:80]}")
        elif "imsqti_test" in kind:
            _test(files, path, file, losses)
        elif "stimulus" in kind:
            losses.add(Fate.DROPPED, where, "", "a shared text is not taken")


def _test(files: Mapping[str, bytes], path: str, file: str, losses: Losses) -> None:
    """Tell what a test asks beyond listing its items."""
    if path not in files:
        return
    root = to_30(read_xml(files[path], f"{file}!{path}").root)
    for node in root.find("qti-time-limits", "qti-selection", "qti-ordering", "qti-pre-condition",
                          "qti-branch-rule", "qti-outcome-processing"):  # fmt: skip
        where = Where(f"{file}!{path}", node.line, node.tag)
        losses.add(Fate.DROPPED, where, "", "rules of the test are not taken")


def read_item(document: Document, file: str, losses: Losses) -> Draft | None:
    """One item; None, and a loss, when the format has no such question."""
    root = document.root
    if root.tag == "assessmentItem":
        root = to_30(root)
    note = document.instructions.get(INSTRUCTION)
    carried = read_note(note) if note is not None else None
    reading = _Reading(root, file, losses, carried)
    if note is not None and carried is None:
        reading.tell(Fate.DROPPED, root, "the note beside the question cannot be read")
    return reading.draft()


@dataclass(slots=True)
class _Reading:
    """One item on its way to a draft."""

    root: Node
    file: str
    losses: Losses
    carried: Carried | None
    choice_feedback: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return self.root.attrs.get("title") or self.root.attrs.get("identifier", "")

    def tell(self, fate: Fate, node: Node, what: str) -> None:
        self.losses.add(fate, Where(self.file, node.line, node.tag), self.title, what)

    def draft(self) -> Draft | None:
        body = self.root.first("qti-item-body")
        if body is None:
            self.tell(Fate.DROPPED, self.root, "the item has no body")
            return None
        interactions = [
            node for node in body.walk()
            if node.tag.startswith("qti-") and node.tag.endswith("-interaction")
        ]  # fmt: skip
        if self.root.first("qti-template-declaration") is not None:
            self.tell(Fate.DROPPED, self.root, "an item whose values vary is not a question here")
            return None
        if len(interactions) != 1:
            for node in interactions[1:] or [body]:
                count = len(interactions) or "no"
                self.tell(Fate.DROPPED, node, f"a question asks one thing, the item has {count}")
            return None
        interaction = interactions[0]
        if interaction.tag not in _READ:
            self.tell(Fate.DROPPED, interaction, "the format has no such question")
            return None
        self._tell_rest()
        draft = Draft(
            where=Where(self.file, self.root.line, "qti-assessment-item"), type="single",
            title=self.title, prompt=self._prompt(body, interaction), carried=self.carried,
        )  # fmt: skip
        if interaction.tag != "qti-text-entry-interaction":
            draft.keep_order = interaction.attrs.get("shuffle", "false") != "true"
        self._modals(draft)
        self._fill(draft, interaction)
        return draft

    def _tell_rest(self) -> None:
        if self.root.attrs.get("adaptive") == "true":
            self.tell(Fate.BENT, self.root, "an adaptive item is asked once")
        for node in self.root.walk():
            if node.tag in _SIDE:
                self.tell(Fate.DROPPED, node, _SIDE[node.tag])

    def _prompt(self, body: Node, interaction: Node) -> str:
        asked = interaction.first("qti-prompt")
        if interaction.tag in {"qti-text-entry-interaction", "qti-inline-choice-interaction"}:
            asked = None
        before = "".join(_html(_without(child, interaction)) for child in body.children)
        return before + (f"<p>{self.inside(asked)}</p>" if asked is not None else "")

    def inside(self, node: Node) -> str:
        """The HTML in an element, feedback left out."""
        return "".join(
            _html(child) for child in node.children
            if isinstance(child, str) or not child.tag.startswith("qti-feedback")
        )  # fmt: skip

    def _modals(self, draft: Draft) -> None:
        """Feedback beside the body: the reason, and what belongs to options."""
        for node in self.root.elements("qti-modal-feedback"):
            held = node.first("qti-content-body") or node
            said = "".join(_html(child) for child in held.children).strip()
            name = node.attrs.get("identifier", "")
            if node.attrs.get("outcome-identifier") == "WHY" or name in {"why", "general"}:
                draft.why = said
            else:
                self.choice_feedback[name] = said

    def _fill(self, draft: Draft, interaction: Node) -> None:
        name = interaction.attrs.get("response-identifier", "RESPONSE")
        declared = next(
            (node for node in self.root.elements("qti-response-declaration")
             if node.attrs.get("identifier") == name), None,
        )  # fmt: skip
        if declared is None:
            declared = Node("qti-response-declaration", line=interaction.line)
        match interaction.tag:
            case "qti-choice-interaction" | "qti-inline-choice-interaction":
                self._choices(draft, interaction, declared)
            case "qti-order-interaction":
                self._order(draft, interaction, declared)
            case "qti-match-interaction":
                self._match(draft, interaction, declared)
            case _:
                self._typed(draft, interaction, declared)
        for unused in self.choice_feedback:
            node = next(node for node in self.root.elements("qti-modal-feedback")
                        if node.attrs.get("identifier", "") == unused)  # fmt: skip
            self.tell(Fate.DROPPED, node, "feedback that belongs to no option is not taken")

    def _choices(self, draft: Draft, interaction: Node, declared: Node) -> None:
        right = set(_correct(declared))
        entries = _entries(declared)
        if not right and entries:
            right = {key for key, value, _node in entries if value > 0}
            self.tell(Fate.BENT, declared, "the right options are those that earn points")
        is_multiple = declared.attrs.get("cardinality") == "multiple"
        draft.type = "multiple" if is_multiple and len(right) != 1 else "single"
        if interaction.tag == "qti-inline-choice-interaction":
            self.tell(Fate.BENT, interaction, "a choice within a sentence stands below it")
        for choice in interaction.elements("qti-simple-choice", "qti-inline-choice"):
            name = choice.attrs.get("identifier", "")
            inline = choice.first("qti-feedback-inline", "qti-feedback-block")
            feedback = "" if inline is None else self.inside(inline)
            feedback = feedback or self.choice_feedback.get(name, "")
            self.choice_feedback.pop(name, None)
            if choice.attrs.get("fixed") == "true" and not draft.keep_order:
                self.tell(Fate.BENT, choice, "an option that keeps its place is shuffled")
            draft.parts.append(
                Part(self.inside(choice), name in right, feedback, _letter(name), line=choice.line)
            )
        if self.carried is None:
            names = [choice.attrs.get("identifier", "") for choice in interaction.elements()]
            self._scoring(draft, declared, right, set(names) - right - {""})

    def _scoring(self, draft: Draft, declared: Node, right: set[str], wrong: set[str]) -> None:
        """Tell when the points are not what this product would give."""
        if not right:
            self.tell(Fate.DROPPED, declared, "the item does not say which answer is right")
            return
        worths = {key: value for key, value, _node in _entries(declared)}
        processing = self.root.first("qti-response-processing")
        template = "" if processing is None else processing.attrs.get("template", "")
        maps = "map_response" in template or (
            processing is not None and next(processing.find("qti-map-response"), None) is not None
        )
        if not maps:
            if draft.type == "multiple":
                what = "all or nothing became a share for every right option"
                self.tell(Fate.BENT, processing or declared, what)
            return
        top = max([value for value in worths.values() if value > 0], default=1.0)
        share = 100 / (top * (len(right) if draft.type == "multiple" else 1))
        held = declared.first("qti-mapping")
        default = 0.0 if held is None else _number(held.attrs.get("default-value", "0"))
        scaled = [worths.get(key, default) * share for key in (*right, *wrong)]
        if not is_usual(draft.type, scaled):
            self.tell(Fate.BENT, declared, "the points of single options are not kept")

    def _order(self, draft: Draft, interaction: Node, declared: Node) -> None:
        draft.type = "order"
        choices = {
            choice.attrs.get("identifier", ""): choice
            for choice in interaction.elements("qti-simple-choice")
        }
        correct = [name for name in _correct(declared) if name in choices]
        if len(correct) != len(choices):
            self.tell(Fate.BENT, declared, "steps without a place in the right order stand last")
            correct += [name for name in choices if name not in correct]
        for name in correct:
            choice = choices[name]
            draft.parts.append(
                Part(self.inside(choice), right=True, letter=_letter(name), line=choice.line)
            )
        if self.carried is None:
            self.tell(Fate.BENT, interaction, "all or nothing became a share for right neighbours")

    def _match(self, draft: Draft, interaction: Node, declared: Node) -> None:
        draft.type = "match"
        sets = list(interaction.elements("qti-simple-match-set"))
        pairs = _correct(declared) or [key for key, value, _node in _entries(declared) if value > 0]
        pairing: dict[str, str] = {}
        for pair in pairs:
            left, _, right = pair.strip().partition(" ")
            if left in pairing:
                self.tell(Fate.BENT, declared, f"{left} has several partners; the first is kept")
            pairing.setdefault(left, right.strip())
        lefts, rights = ([list(one.elements("qti-simple-associable-choice")) for one in sets]
                         + [[], []])[:2]  # fmt: skip
        for choice in rights:
            name = choice.attrs.get("identifier", "")
            draft.rights.append(Part(self.inside(choice), letter=name, line=choice.line))
        for choice in lefts:
            name = choice.attrs.get("identifier", "")
            if name not in pairing and (self.carried is None or self.carried.type != "mark"):
                self.tell(Fate.DROPPED, choice, "a left side without a partner is not taken")
                continue
            part = Part(self.inside(choice), right=True, letter=_letter(name), line=choice.line)
            part.pair = pairing.get(name, "")
            draft.parts.append(part)
        if all(_OWN_NAME.match(right.letter) for right in draft.rights):
            for part in draft.parts:
                part.pair = _letter(part.pair)
            for side in draft.rights:
                side.letter = _letter(side.letter)

    def _typed(self, draft: Draft, interaction: Node, declared: Node) -> None:
        draft.type = "text"
        entries = _entries(declared)
        correct = _correct(declared)
        known = {key for key, _value, _node in entries}
        feedback = self._typed_feedback()
        answers = [(key, value > 0) for key, value, _node in entries]
        answers = [(one, True) for one in correct if one not in known] + answers
        best = max((value for _key, value, _node in entries), default=1.0)
        for key, value, node in entries:
            if 0 < value < best:
                self.tell(Fate.BENT, node, f'"{key[:40]}" is worth less and counts as right')
        if any(node.attrs.get("case-sensitive") == "true" for _key, _value, node in entries):
            self.tell(Fate.BENT, declared, "capital letters do not count here")
        if interaction.attrs.get("pattern-mask"):
            self.tell(Fate.DROPPED, interaction, "a pattern for what is typed is not taken")
        for key, is_right in answers:
            said = self.choice_feedback.get(feedback.get(key, ""), "")
            draft.parts.append(Part(html.escape(key, quote=False), is_right, said))
        for name in feedback.values():
            self.choice_feedback.pop(name, None)
        draft.parts = [part for part in draft.parts if part.html.strip()]

    def _typed_feedback(self) -> dict[str, str]:
        """The feedback each typed answer sets."""
        processing = self.root.first("qti-response-processing")
        found: dict[str, str] = {}
        if processing is None:
            return found
        for branch in processing.find("qti-response-if", "qti-response-else-if"):
            tested = [
                value.text for value in branch.find("qti-base-value")
                if value.attrs.get("base-type") == "string"
            ]  # fmt: skip
            names = [
                value.text.strip()
                for setting in branch.elements("qti-set-outcome-value")
                for value in setting.find("qti-base-value")
                if value.attrs.get("base-type") == "identifier"
            ]
            for text in tested:
                if names:
                    found.setdefault(text, names[0])
        return found


def _correct(declared: Node) -> list[str]:
    held = declared.first("qti-correct-response")
    if held is None:
        return []
    return [value.text for value in held.elements("qti-value")]


def _entries(declared: Node) -> list[tuple[str, float, Node]]:
    held = declared.first("qti-mapping")
    if held is None:
        return []
    return [
        (entry.attrs.get("map-key", ""), _number(entry.attrs.get("mapped-value", "")), entry)
        for entry in held.elements("qti-map-entry")
    ]


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"\s*[+-]?\d{1,9}(\.\d{1,20})?\s*", text) else 0.0


def _letter(name: str) -> str:
    """The letter in an identifier that this product wrote; nothing for another."""
    match = _OWN_NAME.match(name)
    return match[1] if match else ""


def _without(child: Child, interaction: Node) -> Child:
    """A part of the body with the interaction taken out; a gap is left within a sentence."""
    if isinstance(child, str):
        return child
    if child is interaction:
        gap = {"qti-text-entry-interaction", "qti-inline-choice-interaction"}
        return " ___ " if child.tag in gap else ""
    inner = [_without(one, interaction) for one in child.children]
    made = Node(child.tag, child.attrs, inner, child.line)
    return (
        ""
        if child.children and made.text.strip() == "___" and interaction in child.children
        else made
    )


def _html(child: Child) -> str:
    """A part of an item as HTML; what QTI adds is opened or gone."""
    if isinstance(child, str):
        return html.escape(child, quote=False)
    if child.tag in _SIDE:
        return ""
    inner = [_opened(one) for one in child.children]
    return xml_of(Node("span" if child.tag.startswith("qti-") else child.tag, child.attrs, inner))


def _opened(child: Child) -> Child:
    if isinstance(child, str):
        return child
    if child.tag in _SIDE or child.tag.startswith("qti-feedback"):
        return ""
    tag = "span" if child.tag.startswith("qti-") else child.tag
    return Node(tag, child.attrs, [_opened(one) for one in child.children], child.line)
