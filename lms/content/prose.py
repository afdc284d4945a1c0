"""What the linter says about the text itself, line by line: notes, callouts, HTML, language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lms.content import guesses, links
from lms.content.foreign import name_foreign
from lms.content.markdown import CALLOUTS
from lms.content.source import FENCE, MAX_GUESSES, Findings, Kind, Line, Name, headings, plain
from lms.content.unfinished import is_unfinished
from lms.content.words import Words, words_of

NOTE_WRITTEN = re.compile(r"^ {0,3}\[\^([^\]\s]{1,80})\]:")
NOTE_USED = re.compile(r"\[\^([^\]\s]{1,80})\](?!:)")
_INDENTED = re.compile(r"^(?: {4}| {0,3}\t)[ \t]*\S")
_CODE = re.compile(r"`[^`\n]*`")
_TARGET = re.compile(r"\]\([^()\s]*")
_ALERT = re.compile(r"^>[ \t]?\[!([^\]\n]{0,30})\][ \t]*(.*)$")
_ALERT_INSIDE = re.compile(r"^(?:[ \t]+|[-*+][ \t]+|\d{1,9}[.)][ \t]+).{0,200}?>[ \t]?\[!")
_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)/?>|<!--|<[?!]|<(script|style)\b", re.IGNORECASE
)
_DETAILS = re.compile(r"^<details><summary>[^<>]*</summary>[ \t]*$|^</details>[ \t]*$")
_RUNNING = {"script", "style", "iframe", "object", "embed"}
_HANDLER = re.compile(r"\bon[a-z]{3,20}\s*=", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_LIST = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX~]\][ \t]+)?(?:\([a-z]\)[ \t]+)?")
_FEEDBACK = re.compile(r"^ {1,6}>[ \t]?")
_KEYWORD = re.compile(r"^\*\*[^*\n:]{1,40}:\*\*[ \t]*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“”‘’'(]*[A-ZÅÄÖ0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|esim|ks|mm|ym|yms|ns|art|sec|No|no|Mr|Ms|Dr|vs)|\b\d{1,2})\.$"
)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|”[^”]*”|‘[^’]*’|«[^»]*»")
_ENDS = re.compile(r"[.!?…:][\"”’')\]]*$")
_EXCLAMATION = re.compile(r"(?<!\[)!(?!\[)")
_DIGIT_OR_AT = re.compile(r"[\d@]")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(
    r"(?<![\w/.-])(?:\+\d[\d -]{6,16}\d|0\d{1,2}[ -]\d{3,4}(?:[ -]?\d{2,4}){1,2})(?![\w/])"
)
_IDENTITY = re.compile(r"(?<!\w)\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y](?!\w)")
_NUMBER = re.compile(r"(?<![\w#.,/-])\d[\d., ]*(?:%|[\w/-]*)")
_STUDIES = re.compile(
    r"\b(?:stud(?:y|ies) (?:show|prove|say)|research (?:shows|proves|says)"
    r"|tutkimusten mukaan|tutkimukset osoitta|tutkimus osoittaa)",
    re.IGNORECASE,
)
_MUST_SHARE = re.compile(
    r"\b(?:you (?:must|have to|need to|should) (?:post|share|publish)\b"
    r"|everyone (?:must|has to|should) (?:post|share|publish)\b"
    r"|(?:sinun|kaikkien|jokaisen) (?:pitää|täytyy|on pakko|tulee) (?:jakaa|julkaista|postata)\b"
    r"|velvoite julkaista|velvollisuus (?:jakaa|julkaista))",
    re.IGNORECASE,
)
_STEERING = re.compile(
    r"\b(?:ambassadors?|activat(?:e|es|ed|ing|ion)|mobili[sz](?:e|es|ed|ing|ation)"
    r"|lähettilä\w*|(?:työntekijä|brändi)lähettilä\w*|valjast\w*|jalkaut\w*)",
    re.IGNORECASE,
)
_COUNTS_POSTS = re.compile(
    r"\b(?:post (?:at least|more often)|number of posts you"
    r"|the more you post|julkaise vähintään|julkaise enemmän|postaa (?:enemmän|vähintään)"
    r"|mitä enemmän (?:julkaiset|postaat))",
    re.IGNORECASE,
)
_BLAME = re.compile(
    r"\b(?:obviously|of course|you should (?:have )?know|as everyone knows|surely you"
    r"|tietenkin|tottakai|totta kai|pitäisi tietää|itsestään ?selv\w*|kuten kaikki tietävät)",
    re.IGNORECASE,
)
_HASHTAG = re.compile(r"(?<![\w#(/&])#[a-zåäö]{13,60}\b")
_EMPTY_TEXTS = {
    "click here", "here", "read more", "more", "link", "this link", "klikkaa tästä", "tästä",
    "täältä", "tässä", "lue lisää", "lisää", "linkki",
}  # fmt: skip
_ALT_STARTS = ("image of", "picture of", "photo of", "kuva:", "kuvassa")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, list item, callout or feedback: text that people read as one piece."""

    kind: str  # paragraph, item, quote, callout, feedback
    lines: tuple[Line, ...]
    place: str  # text, practice, check, details

    @property
    def raw(self) -> str:
        """The lines as one text."""
        return "\n".join(line.text for line in self.lines)


def check(name: Name, lines: Sequence[Line], findings: Findings) -> None:
    """Note what is wrong in the text of one file."""
    words = words_of(name.lang)
    shown = _outside_code(lines)
    _notes(shown, findings)
    _callouts(name, shown, findings)
    _html(shown, findings)
    _links(shown, findings)
    _tables(shown, findings)
    _private(shown, findings)
    name_foreign(lines, shown, findings)
    # What is still to be written is not judged for its words.
    found = [part for part in parts(shown, words) if not is_unfinished(part.raw)]
    for part in found:
        _language(name, part, words, findings)
    if name.kind is Kind.MODULE:
        for part in found:
            _facts(part, findings)


def paragraphs(lines: Sequence[Line]) -> tuple[tuple[int, str], ...]:
    """Long lines of text, to notice one that was never translated."""
    result: list[tuple[int, str]] = []
    for line in _outside_code(lines):
        text = line.text.strip()
        if text.startswith(("|", "#", "<", "[^", "![")):
            continue
        said = plain(text)
        if len(said) >= 40 and not _QUOTED.fullmatch(said.lstrip("> ")):
            result.append((line.number, said))
    return tuple(result)


_MARKS = re.compile(r"^[\s>]*(?:[-*+][ \t]+|(\d{1,9})[.)][ \t]+)?[\s>]*")


def said(lines: Sequence[Line]) -> list[str]:
    """What the lines say: without empty lines, list marks and quote marks, source notes last."""
    texts = (
        (
            NOTE_WRITTEN.match(line.text) is not None,
            " ".join(_MARKS.sub(lambda mark: f"{mark[1] or ''} ", line.text).split()),
        )
        for line in lines
    )
    kept = [(is_note, text) for is_note, text in texts if text]
    notes = sorted(text for is_note, text in kept if is_note)
    return [text for is_note, text in kept if not is_note] + notes


def _outside_code(lines: Sequence[Line]) -> list[Line]:
    """The lines without code: fenced, indented, and spans."""
    result: list[Line] = []
    fence = ""
    is_free, is_after_space = True, True  # no list or note above; an empty line or code above
    for line in lines:
        mark = FENCE.match(line.text)
        if mark is not None:
            fence = "" if fence and mark[1].startswith(fence[:3]) else fence or mark[1]
            result.append(Line(line.number, ""))
        elif fence or (is_free and is_after_space and _INDENTED.match(line.text)):
            result.append(Line(line.number, ""))
        else:
            text = line.text
            is_after_space = not text.strip()
            if not is_after_space and not text.startswith((" ", "\t")):
                is_free = not (_LIST.match(text) or NOTE_WRITTEN.match(text))
            if "`" in text and not text.startswith("#"):
                text = _CODE.sub(lambda code: " " * len(code[0]), text)
            result.append(Line(line.number, text))
    return result


def _notes(lines: Sequence[Line], findings: Findings) -> None:
    written: dict[str, int] = {}
    used: dict[str, tuple[int, int]] = {}
    for line in lines:
        if "[^" not in line.text:
            continue
        match = NOTE_WRITTEN.match(line.text)
        if match is not None:
            if match[1] in written:
                findings.add(
                    "E702", line.number, f"the source note [^{match[1]}] is written twice",
                    "keep one of them",
                )  # fmt: skip
            written.setdefault(match[1], line.number)
        for found in NOTE_USED.finditer(line.text):
            used.setdefault(found[1], (line.number, found.start() + 1))
    for note, (number, column) in used.items():
        if note not in written:
            findings.add(
                "E701", number, f"the source note [^{note}] is used but not written",
                guesses.fix(
                    note, written if len(used) < MAX_GUESSES else (),
                    f"write a line [^{note}]: [title](address)", mark="[^{}]",
                ),
                column=column,
            )  # fmt: skip
    for note, number in written.items():
        if note not in used:
            findings.add(
                "E702", number, f"the source note [^{note}] is written but not used",
                "refer to it in the text or remove it",
            )  # fmt: skip


def _callouts(name: Name, lines: Sequence[Line], findings: Findings) -> None:
    count = 0
    ended = -1  # where the callout before ended, while only empty lines follow
    inside = False
    has_note, rule_line = True, 0
    for line in [*lines, Line(lines[-1].number + 1 if lines else 1, "")]:
        text = line.text
        if inside and not text.startswith(">"):
            inside = False
            ended = line.number
            if not has_note:
                findings.add(
                    "E705", rule_line, "a rule has no source", "add a source note such as [^act]"
                )
            has_note = True
        if inside:
            has_note = has_note or NOTE_USED.search(text) is not None
            continue
        match = _ALERT.match(text)
        if match is None:
            if text.strip():
                ended = -1
            if "[!" in text and _ALERT_INSIDE.match(text):
                findings.add(
                    "E106", line.number, "a callout stands inside a list",
                    "put it before or after the list",
                )  # fmt: skip
            continue
        count += 1
        inside = True
        _callout_kind(match, line, findings)
        has_note, rule_line = match[1].upper() != "IMPORTANT", line.number
        if ended >= 0:
            findings.add(
                "W105", line.number, "two callouts stand side by side", "put text between them"
            )
        if count == 4 and name.kind is Kind.MODULE:
            findings.add(
                "W105", line.number, "there are more than three callouts", "keep the best three"
            )


def _callout_kind(match: re.Match[str], line: Line, findings: Findings) -> None:
    kind = match[1].upper()
    if kind not in CALLOUTS:
        fix = guesses.fix(kind, CALLOUTS, f"use one of {', '.join(CALLOUTS)}", mark="[!{}]")
        findings.add("E104", line.number, f'unknown callout "{match[1]}"', fix, column=3)
    elif match[2]:
        findings.add(
            "E104", line.number, "text follows the callout's mark on its line",
            "begin the text on the next line, after >", column=3,
        )  # fmt: skip


def _html(lines: Sequence[Line], findings: Findings) -> None:
    opened: list[int] = []
    loose = 0  # opened in a form that is not read, and told already
    for line in lines:
        text = line.text
        if "<" not in text:
            continue
        if _DETAILS.match(text):
            if not text.startswith("</"):
                opened.append(line.number)
            elif opened:
                opened.pop()
            elif loose:
                loose -= 1
            else:
                findings.add("E107", line.number, "</details> closes nothing", "remove it")
            continue
        said = False  # of the tags of a line the first is named, and every one that could run
        for match in _TAG.finditer(text):
            loose += (match[2] or "").lower() == "details" and not match[1]
            if not said or _runs(match):
                _tag(match, line, findings)
            said = True
    for number in opened:
        findings.add("E107", number, "<details> is not closed", "add a line </details>")


def _runs(match: re.Match[str]) -> bool:
    tag = (match[2] or match[4] or "").lower()
    return tag in _RUNNING or _HANDLER.search(match[3] or "") is not None


def _tag(match: re.Match[str], line: Line, findings: Findings) -> None:
    tag = (match[2] or match[4] or "").lower()
    column = match.start() + 1
    if _runs(match):
        findings.add(
            "E108", line.number, f"<{tag}> could run something", "remove it", column=column
        )
    elif tag in {"details", "summary"}:
        findings.add(
            "E107", line.number, "this form of <details> is not read",
            "write <details><summary>Title</summary> and </details> on lines of their own",
            column=column,
        )  # fmt: skip
    else:
        findings.add(
            "E107", line.number, f"HTML is not allowed here: {match[0][:40]}",
            "write it in Markdown", column=column,
        )  # fmt: skip


def _links(lines: Sequence[Line], findings: Findings) -> None:
    for line in lines:
        for match in re.finditer(r"\]\(\s*<?\s*([^()\s<>]{0,40})", line.text):
            if _ADDRESS.match(match[1]):
                findings.add(
                    "E108", line.number, "the link's address could run something",
                    "link to a file of the content folder or an https address",
                    column=match.start(1) + 1,
                )  # fmt: skip
    for link in links.links_in(lines):
        text = " ".join(plain(link.text).casefold().split())
        if link.image:
            if len(text) < 12 or text.startswith(_ALT_STARTS):
                findings.add(
                    "E501", link.line, "the picture has no useful text alternative",
                    "say in at least 12 characters what the picture shows", column=link.column,
                )  # fmt: skip
        elif text in _EMPTY_TEXTS or not text:
            findings.add(
                "W506", link.line, f'the link text "{text}" says nothing by itself',
                "name what the link leads to", column=link.column,
            )  # fmt: skip


def _tables(lines: Sequence[Line], findings: Findings) -> None:
    for before, line in pairwise(lines):
        if not re.match(r"^\|[ \t:|-]*-[ \t:|-]*\|[ \t]*$", line.text):
            continue
        if before.text.startswith("|") and not before.text.strip("| \t"):
            findings.add("W507", before.number, "the table has no header", "name its columns")


def _private(lines: Sequence[Line], findings: Findings) -> None:
    for line in lines:
        if _DIGIT_OR_AT.search(line.text) is None:
            continue
        text = _without_targets(line.text)
        found = _MAIL.search(line.text) if "@" in line.text else None
        for match, what in (
            (found, "an e-mail address"),
            (_PHONE.search(text), "a phone number"),
            (_IDENTITY.search(text), "a personal identity code"),
        ):
            if match is not None:
                findings.add(
                    "E908", line.number, f"the text holds {what}",
                    "remove it, or put a contact of the organisation in policy.yml",
                    column=match.start() + 1,
                )  # fmt: skip


# Text as people read it


def parts(lines: Sequence[Line], words: Words) -> list[Part]:
    """The pieces of text, tables, headings and source notes left out."""
    return list(_parts(lines, words))


def _parts(lines: Sequence[Line], words: Words) -> Iterator[Part]:
    marks = {heading.number: heading for heading in headings(lines)}
    kind, held, place = "", list[Line](), "text"
    detail = False
    for line in lines:
        text = line.text
        this = _kind(text, kind, marks=line.number in marks)
        new = this != kind or (this in {"item", "callout"} and _starts(text, this))
        if held and new:
            yield Part(kind, tuple(held), "details" if detail else place)
            held = []
        if heading := marks.get(line.number):
            if heading.level == 2:
                place = _place(heading.text, words)
            detail = False
        elif text.startswith("<details>"):
            detail = True
        elif text.startswith("</details>"):
            detail = False
        kind = this
        if this:
            held.append(line)
    if held:
        yield Part(kind, tuple(held), "details" if detail else place)


def _starts(text: str, kind: str) -> bool:
    return bool(_LIST.match(text)) if kind == "item" else bool(_ALERT.match(text))


def _kind(text: str, before: str, *, marks: bool) -> str:
    if marks or not text.strip() or text.startswith(("|", "<", "![")) or NOTE_WRITTEN.match(text):
        return ""
    if _ALERT.match(text):
        return "callout"
    if text.startswith(">"):
        return "callout" if before == "callout" else "quote"
    if _FEEDBACK.match(text):
        return "feedback"
    if _LIST.match(text) or (before == "item" and text.startswith(" ")):
        return "item"
    return "paragraph"


def _place(text: str, words: Words) -> str:
    said = text.split("`", maxsplit=1)[0].strip()
    return {words.practice: "practice", words.check: "check"}.get(said, "text")


def _sentences(part: Part) -> Iterator[tuple[int, str]]:
    """Sentences and the line each begins on; a sentence may go on over a line's end."""
    held, began = "", 0
    for line in part.lines:
        if _ALERT.match(line.text):
            continue
        text = _KEYWORD.sub("", _strip(line.text))
        text = plain(text)
        if not text:
            continue
        for piece in _split(text):
            began = began or line.number
            held = f"{held} {piece}".strip()
            if _ENDS.search(piece):
                yield began, held
                held, began = "", 0
    if held:
        yield began, held


def _split(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in _SENTENCE_END.split(text):
        if pieces and _ABBREVIATION.search(pieces[-1]):
            pieces[-1] = f"{pieces[-1]} {piece}"
        else:
            pieces.append(piece)
    return pieces


def _strip(text: str) -> str:
    text = text.lstrip("> \t") if text.lstrip().startswith(">") else text
    return _LIST.sub("", text, count=1).strip()


_PHRASES: Mapping[str, tuple[re.Pattern[str], str, str]] = {
    "W901": (_MUST_SHARE, "the text tells people to share", "leave the choice to the reader"),
    "W902": (_STEERING, "the word steers people", "say what people may do themselves"),
    "W903": (_COUNTS_POSTS, "the text counts posts as success", "speak of the reader instead"),
    "W508": (_HASHTAG, "the hashtag's words cannot be told apart", "begin each with a capital"),
}


def _language(name: Name, part: Part, words: Words, findings: Findings) -> None:
    if part.kind != "quote":
        for began, sentence in _sentences(part):
            if len(sentence.split()) <= words.sentence_limit:
                continue
            count = len([word for word in sentence.split() if any(map(str.isalnum, word))])
            if count > words.sentence_limit:
                findings.add(
                    "W905", began,
                    f"the sentence has {count} words, more than {words.sentence_limit}",
                    "make two of it",
                )  # fmt: skip
    for line in part.lines:
        text = _without_targets(line.text)
        for code, (pattern, what, fix) in _PHRASES.items():
            if code == "W508" and "#" not in text:
                continue
            if match := pattern.search(text):
                findings.add(
                    code, line.number, f'{what}: "{match[0]}"', fix, column=match.start() + 1
                )
        if part.kind == "feedback" and (match := _BLAME.search(text)):
            findings.add(
                "W909", line.number, f'"{match[0]}" blames the reader', "leave it out",
                column=match.start() + 1,
            )  # fmt: skip
        if part.kind != "quote":
            _exclamations(line, text, findings)
        if part.kind == "paragraph" and name.kind is Kind.MODULE:
            _one_sentence(line, text, findings)


def _exclamations(line: Line, text: str, findings: Findings) -> None:
    if "!" not in text:
        return
    said = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    match = _EXCLAMATION.search(said)
    if match is not None:
        findings.add(
            "W907", line.number, "an exclamation mark outside a quotation", "end with a full stop",
            column=match.start() + 1,
        )  # fmt: skip


def _without_targets(text: str) -> str:
    """A line with the addresses of its links made blank, columns kept."""
    return _TARGET.sub(lambda found: " " * len(found[0]), text) if "](" in text else text


def _one_sentence(line: Line, text: str, findings: Findings) -> None:
    if _KEYWORD.match(text):
        return
    said = _QUOTED.sub("x", plain(text))
    pieces = _split(said)
    if len(pieces) > 1:
        findings.add(
            "W906", line.number, "the line holds more than one sentence",
            "write every sentence on a line of its own",
        )  # fmt: skip


def _facts(part: Part, findings: Findings) -> None:
    """Numbers and studies need a source, outside quotations and exercises."""
    if part.kind in {"quote", "feedback"} or part.place != "text":
        return
    if NOTE_USED.search(part.raw):
        return
    for line in part.lines:
        text = _QUOTED.sub(lambda found: " " * len(found[0]), line.text)
        text = _without_targets(text)
        if match := _STUDIES.search(text):
            findings.add(
                "W708", line.number, f'"{match[0]}" needs a source', "add a source note",
                column=match.start() + 1,
            )  # fmt: skip
        start = _LIST.match(text)
        body = text[start.end() :] if start else text
        if match := _NUMBER.search(body):
            findings.add(
                "W706", line.number, f'the number "{match[0].strip()}" has no source',
                "add a source note or say it in words",
                column=match.start() + 1 + (start.end() if start else 0),
            )  # fmt: skip
            return
