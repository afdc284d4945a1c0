"""Files that would do harm are refused with a reason and the place."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.exchange import archives
from lms.exchange.exporting import export
from lms.exchange.importing import Imported, import_file
from lms.exchange.losses import Format, Refused
from tests.exchange.banks import a_bank, a_place

ITEM = (
    '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="a" '
    'title="a" adaptive="false" time-dependent="false"><qti-item-body><p>x</p></qti-item-body>'
    "</qti-assessment-item>"
)
MANIFEST = (
    '<manifest><resources><resource type="imsqti_item_xmlv3p0" href="a.xml"/></resources>'
    "</manifest>"
)
QUIZ = """
## C1 Tie a knot

### single `one`

Which?

- [x] (a) This
  > Yes.
- [ ] (b) That
  > No.

**Why:** So.

**Review:** [Tie it](10-bowline.en.md)
"""


def read(data: bytes, file: str = "in.zip") -> Imported:
    return import_file(data, file, a_place())


def archive(*entries: tuple[str | zipfile.ZipInfo, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries:
            packed.writestr(name, data)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../../etc/passwd", "leads outside the archive: it holds .."),
        ("items/../../a.xml", "leads outside the archive: it holds .."),
        ("/etc/passwd", "leads outside the archive: it begins at the root"),
        ("C:/windows/a.xml", "leads outside the archive: it begins at the root"),
        ("items\\..\\a.xml", "holds a backslash"),
    ],
)
def test_a_name_that_leads_outside_is_refused(name: str, reason: str) -> None:
    with pytest.raises(Refused, match=r"in\.zip!") as refused:
        read(archive(("imsmanifest.xml", MANIFEST), (name, ITEM)))
    assert reason in refused.value.why
    assert name in refused.value.where.file


def test_a_folder_that_leads_outside_is_refused() -> None:
    with pytest.raises(Refused, match="outside"):
        read(archive(("imsmanifest.xml", MANIFEST), ("../up/", b"")))


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("items/a.xml")
    link.external_attr = 0o120777 << 16
    with pytest.raises(Refused, match=r"in\.zip!items/a\.xml: it is a link"):
        read(archive(("imsmanifest.xml", MANIFEST), (link, "/etc/passwd")))


def test_a_hundred_megabytes_of_zeros_are_refused_before_they_are_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    zeros = archive(("imsmanifest.xml", MANIFEST), ("zeros.xml", b"\0" * 100_000_000))
    assert len(zeros) < 1_000_000
    opened: list[str] = []
    monkeypatch.setattr(
        zipfile.ZipFile, "open", lambda _self, entry, *_rest: opened.append(str(entry))
    )
    with pytest.raises(Refused, match=r"zeros\.xml: it would be larger than 5 MB"):
        read(zeros)
    assert opened == []


def test_a_bomb_of_modest_size_is_refused_for_how_much_it_grows() -> None:
    with pytest.raises(Refused, match=r"bomb\.xml: it would grow more than 200 times"):
        read(archive(("imsmanifest.xml", MANIFEST), ("bomb.xml", b"\0" * 4_000_000)))


def test_many_files_that_are_too_much_together_are_refused() -> None:
    noise = bytes(range(256)) * 16_000
    entries = [(f"{number}.bin", noise) for number in range(14)]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as packed:
        for name, data in entries:
            packed.writestr(name, data)
    with pytest.raises(Refused, match="larger than 20 MB"):
        read(held.getvalue())
    with pytest.raises(Refused, match="larger than 50 MB"):
        archives.unpack(held.getvalue(), "in.zip")


def test_thousands_of_entries_are_refused() -> None:
    entries = [(f"items/{number}.xml", "x") for number in range(archives.MAX_ENTRIES + 1)]
    with pytest.raises(Refused, match="more than 2000 entries"):
        read(archive(*entries))


def test_an_entry_that_lies_about_its_size_is_refused() -> None:
    packed = bytearray(archive(("imsmanifest.xml", MANIFEST), ("a.xml", ITEM * 50)))
    directory = packed.rindex(b"PK\x01\x02")
    struct.pack_into("<I", packed, directory + 24, 10)
    with pytest.raises(Refused, match=r"not as large|broken"):
        read(bytes(packed))


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        packed = archive(("imsmanifest.xml", MANIFEST), ("a.xml", ITEM), ("a.xml", ITEM))
    with pytest.raises(Refused, match="two files of this name"):
        read(packed)


def test_an_encrypted_entry_is_refused() -> None:
    packed = bytearray(archive(("imsmanifest.xml", MANIFEST)))
    directory = packed.index(b"PK\x01\x02")
    packed[directory + 8] |= 1
    with pytest.raises(Refused, match=r"imsmanifest\.xml: it is encrypted"):
        read(bytes(packed))


def test_a_packing_that_may_grow_without_end_is_refused() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_LZMA) as packed:
        packed.writestr("imsmanifest.xml", MANIFEST)
    with pytest.raises(Refused, match="packed in a way that is not read"):
        read(held.getvalue())


def test_an_archive_without_manifest_is_refused() -> None:
    with pytest.raises(Refused, match=r"no imsmanifest\.xml"):
        read(archive(("a.xml", ITEM)))


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 10_000), change=st.binary(min_size=1, max_size=8), cut=st.booleans())
def test_a_damaged_package_is_read_or_refused_and_nothing_else(
    place: int, change: bytes, cut: bool
) -> None:
    whole = bytearray(export(a_bank(QUIZ), "qti3").data)
    place %= len(whole)
    whole[place : place + len(change)] = change
    why = ""
    try:
        read(bytes(whole[:place] if cut else whole))
    except Refused as refused:
        why = str(refused)
    assert not why or why.startswith("in.zip")


@pytest.mark.parametrize(
    ("declared", "element"),
    [
        ('<!DOCTYPE quiz [<!ENTITY a "b">]>', "!DOCTYPE quiz"),
        ('<!DOCTYPE quiz SYSTEM "file:///etc/passwd">', "!DOCTYPE quiz"),
        ('<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "!DOCTYPE quiz"),
        ('<!DOCTYPE quiz [<!ENTITY % x SYSTEM "http://127.0.0.1/"> %x;]>', "!DOCTYPE quiz"),
    ],
)
def test_a_document_type_is_refused_with_its_element(declared: str, element: str) -> None:
    with pytest.raises(Refused) as refused:
        read(f"<?xml version='1.0'?>\n{declared}\n<quiz>&a;&x;</quiz>".encode(), "in.xml")
    assert (refused.value.where.line, refused.value.where.element) == (2, element)


def test_a_billion_laughs_are_refused_at_once() -> None:
    laughs = "".join(f'<!ENTITY lol{one} "{f"&lol{one - 1};" * 10}">' for one in range(1, 10))
    bomb = f'<!DOCTYPE quiz [<!ENTITY lol0 "lol">{laughs}]><quiz>&lol9;</quiz>'
    with pytest.raises(Refused, match="document type"):
        read(bomb.encode(), "in.xml")


def test_an_external_entity_in_an_item_of_a_package_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    item = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + ITEM.replace(
        "x</p>", "&x;</p>"
    )
    with pytest.raises(Refused, match=r"in\.zip!a\.xml:1 <!DOCTYPE a>") as refused:
        read(archive(("imsmanifest.xml", MANIFEST), ("a.xml", item)))
    assert "the secret" not in str(refused.value)


def test_an_undefined_entity_is_refused_with_its_line() -> None:
    with pytest.raises(Refused, match=r"in\.xml:2: this is not well-formed XML: undefined entity"):
        read(b"<quiz>\n&nbsp;</quiz>", "in.xml")


def test_elements_without_end_are_refused() -> None:
    with pytest.raises(Refused, match="nested deeper than 60") as refused:
        read(b"<quiz>" + b"<b>" * 100_000, "in.xml")
    assert refused.value.where.element == "b"
    with pytest.raises(Refused, match="more than 200000 elements"):
        read(b"<quiz>" + b"<b/>" * 200_001 + b"</quiz>", "in.xml")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<?xml version='1.0' encoding='utf-7'?><quiz/>", "encoding"),
        (b"<?xml version='1.0' encoding='nowhere'?><quiz/>", "encoding"),
        ("<?xml version='1.0' encoding='utf-8'?><quiz>ä</quiz>".encode("latin-1"), "well-formed"),
        ("<quiz>ä</quiz>".encode("utf-16")[:-3], "well-formed"),
        (b"<quiz>\0</quiz>", "well-formed"),
        (b"<quiz/><quiz/>", "well-formed"),
        (b"<html><body/></html>", "neither QTI nor Moodle"),
        (b"<questestinterop/>", "QTI 1"),
    ],
)
def test_xml_that_cannot_be_trusted_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        read(data, "in.xml")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_xml_in_an_encoding_it_names_is_read(encoding: str) -> None:
    text = (
        f"<?xml version='1.0' encoding='{encoding}'?><quiz><question type='truefalse'>"
        "<name><text>Häät</text></name><questiontext><text>Ö?</text></questiontext>"
        "<answer fraction='100'><text>true</text></answer>"
        "<answer fraction='0'><text>false</text></answer></question></quiz>"
    )
    made = read(text.encode(encoding), "in.xml")
    assert [one.prompt for one in made.written.questions] == ["<p>Ö?</p>"]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"::a::b {T}\n\n::\xe4:: {T}", 3),
        ("::a::\n\u202eevil {T}".encode(), 2),
        (b"::a:: {T}\n\n\0", 3),
        ("::ä:: {T}".encode("utf-16"), 1),
    ],
)
def test_text_that_is_not_plain_utf_8_is_refused_with_its_line(data: bytes, line: int) -> None:
    with pytest.raises(Refused) as refused:
        import_file(data, "in.gift", a_place(), "gift")
    assert refused.value.where.line == line


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(Refused, match="larger than 20 MB"):
        read(b" " * 20_000_001, "in.gift")
    with pytest.raises(Refused, match="larger than 5 MB"):
        read(b"a" * 5_000_001, "in.gift")


def test_more_questions_than_anybody_has_are_refused() -> None:
    many = b"\n\n".join(b"::a::Q {T}" for _ in range(2001))
    with pytest.raises(Refused, match="more than 2000 questions"):
        read(many, "in.gift")


def test_a_question_without_end_is_left_out_with_its_line() -> None:
    long = f"::a::Q {{T}}\n\n::b::{'x ' * 10_001} {{T}}"
    made = import_file(long.encode(), "in.gift", a_place("C1"), "gift")
    assert [one.name for one in made.written.questions] == ["a"]
    assert "in.gift:3: dropped: b: the question is longer than 20000 characters" in [
        str(loss) for loss in made.losses
    ]


def test_a_note_that_was_made_up_changes_nothing_it_should_not() -> None:
    made = import_file(
        b'// lms {"letters": "zz", "flags": ["critical", "evil"], "review": {"module": "../../etc",'
        b' "label": "x](http://evil.example) ["}, "headers": ["a", "b", "c"]}\n'
        b"::a::[html]<p>Q</p> {=yes#y ~no#n}",
        "in.gift",
        a_place("C1"),
    )
    assert [one.name for one in made.written.questions] == ["a"]
    assert "evil" not in made.written.markdown
    assert any("note beside the question cannot be read" in loss.what for loss in made.losses)


def test_scripts_and_styles_do_not_come_along() -> None:
    made = import_file(
        b"::a::[html]<p onclick\\=x()>Q<script>alert(1)</script><style>p{}</style>"
        b'<a href\\="javascript\\:alert(2)">l</a><img src\\="https\\://x.example/p.png" '
        b'alt\\="a pixel"></p> {=yes#y ~no#n}'.replace(b"p{}", b"p"),
        "in.gift",
        a_place("C1"),
    )
    assert "alert" not in made.written.markdown
    assert "onclick" not in made.written.markdown
    assert "x.example" not in made.written.markdown
    elements = {loss.where.element for loss in made.losses}
    assert {"script", "style", "a", "img"} <= elements


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.text("{}=~#:\\/ab \n$%->[]TF1.", max_size=80)))
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    forms: tuple[Format, ...] = ("gift", "aiken")
    for form in forms:
        try:
            data = text.encode("utf-8", "surrogatepass")
            made = import_file(data, "in.txt", a_place("C1"), form)
        except Refused:
            continue
        assert len({one.name for one in made.written.questions}) == len(made.written.questions)


@settings(max_examples=150, deadline=None)
@given(st.recursive(
    st.text("ab <&;*_\"'", max_size=8).map(lambda said: said.replace("<", "&lt;")),
    lambda inner: st.tuples(
        st.sampled_from(["p", "em", "ul", "li", "table", "td", "pre", "h2", "div", "script", "a",
                         "choice-interaction", "blockquote", "ol", "br", "code", "img"]),
        st.lists(inner, max_size=4),
    ).map(lambda made: f"<{made[0]} href='x' src='y'>{''.join(made[1])}</{made[0]}>"),
    max_leaves=12,
))  # fmt: skip
def test_any_html_becomes_markdown_that_is_read_without_raw_html(html: str) -> None:
    text = html.replace("\\", "").replace("{", "").replace("}", "")
    escaped = "".join(f"\\{char}" if char in "~=#{}:" else char for char in text)
    made = import_file(
        f"::a::[html]Q {escaped} {{=yes#y ~no#n}}".encode(), "in.gift", a_place("C1"), "gift"
    )
    assert len(made.written.questions) <= 1
    for question in made.written.questions:
        assert "script" not in question.prompt or "script" in html
