"""A file of another program as questions of a quiz, whatever it is, or the reason why not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lms.exchange import aiken, archives, gift, moodle, qti_reader
from lms.exchange.drafts import Draft, Place, Written, written
from lms.exchange.losses import Fate, Format, Loss, Losses, Refused, Where
from lms.exchange.trees import read_xml

MAX_QUESTIONS = 2_000


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file gave, and what it did not."""

    form: Format
    written: Written
    losses: tuple[Loss, ...]


def import_file(data: bytes, file: str, place: Place, form: Format | None = None) -> Imported:
    """Read a file in a format, guessed when none is given; raises Refused."""
    archives.checked_size(data, file)
    form = form or guess(data, file)
    losses = Losses()
    drafts = _drafts(data, file, form, losses)
    if len(drafts) > MAX_QUESTIONS:
        raise Refused(Where(file), f"the file holds more than {MAX_QUESTIONS} questions")
    made = written(drafts, place, losses)
    return Imported(form, made, tuple(_in_order(losses.items)))


def guess(data: bytes, file: str) -> Format:
    """The format a file seems to have."""
    if archives.is_archive(data):
        names = archives.unpack(data, file)
        is_older = any(
            b"imsqti_item_xmlv2p" in held
            for name, held in names.items()
            if name.rpartition("/")[2] == qti_reader.MANIFEST
        )
        return "qti21" if is_older else "qti3"
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or data[:2] in {
        b"\xff\xfe",
        b"\xfe\xff",
    }:
        root = read_xml(data, file).root.tag
        if root == moodle.ROOT:
            return "moodle"
        if root in qti_reader.ITEM_ROOTS:
            return "qti3" if root.startswith("qti-") else "qti21"
        if root == "questestinterop":
            raise Refused(Where(file, 1, root), "QTI 1 is not read")
        raise Refused(Where(file, 1, root), "this XML is neither QTI nor Moodle's")
    text = archives.text_of(data, file)
    is_aiken = any(aiken.ANSWER.match(line.strip()) for line in text.split("\n"))
    return "aiken" if is_aiken and not re.search(r"[{}]", text) else "gift"


def _drafts(data: bytes, file: str, form: Format, losses: Losses) -> Sequence[Draft]:
    match form:
        case "gift":
            return gift.read(archives.text_of(data, file), file, losses)
        case "aiken":
            return aiken.read(archives.text_of(data, file), file, losses)
        case "moodle":
            document = read_xml(data, file)
            if document.root.tag != moodle.ROOT:
                where = Where(file, document.root.line, document.root.tag)
                raise Refused(where, "a file of Moodle begins with <quiz>")
            return moodle.read(document, file, losses)
    if archives.is_archive(data):
        return qti_reader.read_package(data, file, losses)
    document = read_xml(data, file)
    if document.root.tag not in qti_reader.ITEM_ROOTS:
        where = Where(file, document.root.line, document.root.tag)
        raise Refused(where, "a file of QTI is an item or a package")
    draft = qti_reader.read_item(document, file, losses)
    return [] if draft is None else [draft]


def _in_order(losses: Sequence[Loss]) -> list[Loss]:
    """The losses as the files go, what is gone first where one place has several."""
    order = {fate: number for number, fate in enumerate(Fate)}
    return sorted(losses, key=lambda loss: (loss.where.file, loss.where.line, order[loss.fate]))
