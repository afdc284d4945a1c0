"""Files from outside: texts in UTF-8 and ZIP archives, measured before anything is unpacked."""

from __future__ import annotations

import io
import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping

from lms.exchange.losses import Refused, Where

MAX_FILE = 20_000_000
MAX_TEXT = 5_000_000
MAX_ENTRIES = 2_000
MAX_ENTRY = 5_000_000
MAX_UNPACKED = 50_000_000
MAX_RATIO = 200
_SMALL = 100_000
"""What is smaller may be packed as tightly as it likes."""
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
_DRIVE = re.compile(r"^[A-Za-z]:")


def checked_size(data: bytes, file: str) -> bytes:
    """The bytes, unless there are too many."""
    if len(data) > MAX_FILE:
        raise Refused(Where(file), f"the file is larger than {MAX_FILE // 1_000_000} MB")
    return data


def is_archive(data: bytes) -> bool:
    """Whether a file begins as ZIP archives do."""
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


def text_of(data: bytes, file: str) -> str:
    """UTF-8 text with plain line ends."""
    if len(data) > MAX_TEXT:
        raise Refused(Where(file), f"the text is larger than {MAX_TEXT // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(Where(file, line), "the file is not UTF-8 text; save it as UTF-8") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := _HIDDEN.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise Refused(
            Where(file, line), f"the text holds a hidden character (U+{ord(match[0]):04X})"
        )
    return text


def unpack(data: bytes, file: str) -> Mapping[str, bytes]:
    """The files of a ZIP archive by their place; raises Refused before unpacking what is unsafe."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _judge(entries, file)
            return {
                entry.filename: _read(archive, entry, file)
                for entry in entries
                if not entry.is_dir()
            }
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError) as error:
        raise Refused(Where(file), f"the archive is broken: {error}") from error


def _judge(entries: list[zipfile.ZipInfo], file: str) -> None:
    if len(entries) > MAX_ENTRIES:
        raise Refused(Where(file), f"the archive holds more than {MAX_ENTRIES} entries")
    seen: set[str] = set()
    total = 0
    for entry in entries:
        where = Where(f"{file}!{entry.filename}")
        if why := _unsafe_name(entry.orig_filename):
            raise Refused(where, why)
        if not _is_plain(entry.external_attr >> 16):
            raise Refused(where, "it is a link or a device, not a plain file")
        if entry.flag_bits & 1:
            raise Refused(where, "it is encrypted")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refused(where, "it is packed in a way that is not read")
        folded = posixpath.normpath(entry.filename).casefold()
        if folded in seen:
            raise Refused(where, "the archive holds two files of this name")
        seen.add(folded)
        if entry.file_size > MAX_ENTRY:
            raise Refused(where, f"it would be larger than {MAX_ENTRY // 1_000_000} MB")
        if entry.file_size > _SMALL and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Refused(where, f"it would grow more than {MAX_RATIO} times")
        total += entry.file_size
        if total > MAX_UNPACKED:
            raise Refused(where, f"the files would be larger than {MAX_UNPACKED // 1_000_000} MB")


def _unsafe_name(name: str) -> str:
    """Why a name is refused; nothing when it is good."""
    if "\\" in name or "\0" in name:
        return "the name holds a backslash or a zero byte"
    if name.startswith("/") or _DRIVE.match(name):
        return "the name leads outside the archive: it begins at the root"
    if ".." in name.split("/"):
        return "the name leads outside the archive: it holds .."
    return ""


def _is_plain(mode: int) -> bool:
    return stat.S_IFMT(mode) in {0, stat.S_IFREG, stat.S_IFDIR}


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> bytes:
    """One entry, never more of it than it says it holds."""
    with archive.open(entry) as source:
        data = source.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise Refused(Where(f"{file}!{entry.filename}"), "it is not as large as the archive says")
    return data
