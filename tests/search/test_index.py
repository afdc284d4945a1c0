"""Passages and the index over the product's own courses."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.content.current import Current
from lms.content.model import ContentSet
from lms.search.index import KEPT, Index, _indexes, index_of
from lms.search.passages import Passage, passages, plain


@pytest.fixture(name="whole")
def the_content(content: Current) -> ContentSet:
    """The courses as they are served."""
    return content.get()


def a_passage(text: str, **changes: str) -> Passage:
    """A passage of one paragraph."""
    values = {
        "lang": "en",
        "course": "c",
        "module": "m",
        "anchor": "a",
        "title": "T",
        "heading": "H",
    }
    return Passage(**(values | changes), html=f"<p>{text}</p>", text=text, checked=None)


def test_every_paragraph_of_every_module_can_be_found(whole: ContentSet) -> None:
    for lang in ("en", "fi"):
        found = passages(whole, lang)
        for course in whole.courses.values():
            for module in course.modules:
                text = module.texts[lang]
                said = " ".join(
                    item.text
                    for item in found
                    if (item.course, item.module) == (course.slug, module.slug)
                )
                body = re.sub(
                    r"<(figure|section).*?</\1>", "", text.body, flags=re.DOTALL
                )  # pictures and practices
                for paragraph in re.findall(r"<p>(.*?)</p>", body, flags=re.DOTALL):
                    assert plain(paragraph) in said, (course.slug, module.slug, lang)


def test_a_passage_leads_to_a_heading_that_is_there(whole: ContentSet) -> None:
    for lang in ("en", "fi"):
        for item in passages(whole, lang):
            if item.module:
                text = next(
                    module.texts[lang]
                    for module in whole.courses[item.course].modules
                    if module.slug == item.module
                )
                anchors = {heading.slug for heading in text.headings} | {""}
                assert item.anchor in anchors, item
            else:
                assert item.anchor in whole.glossary[lang]


class _Balance(HTMLParser):
    """Counts what is open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not any(name == "id" for name, _ in attrs)
        if tag not in {"br", "img", "hr", "wbr", "input", "use"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"br", "img", "hr", "wbr", "input", "use"}:
            assert self.open.pop() == tag


def test_a_passage_is_whole_html_without_anchors_of_its_own(whole: ContentSet) -> None:
    for lang in ("en", "fi"):
        for item in passages(whole, lang):
            reader = _Balance()
            reader.feed(item.html)
            assert reader.open == []
            assert item.text


def test_a_mistyped_word_is_taken_for_the_nearest_and_that_is_told(whole: ContentSet) -> None:
    found = index_of(whole, "en").search("insde informaton", most=3)
    assert found.passages[0].anchor == "inside-information"
    assert {asked for asked, _near in found.instead} == {"insd", "informaton"}


def test_a_word_of_another_form_finds_the_paragraph(whole: ContentSet) -> None:
    for form in ("sisäpiiritieto", "sisäpiiritiedosta", "sisäpiiritietoja"):
        found = index_of(whole, "fi").search(form, most=3).passages
        assert any("isäpiiritie" in item.text + item.heading for item in found), form


def test_what_touches_more_of_the_question_comes_first() -> None:
    index = Index(
        (
            a_passage("Pictures, pictures and pictures again.", anchor="b"),
            a_passage("A picture of a customer needs a yes."),
            a_passage("Something else."),
        ),
        "en",
    )
    found = index.search("picture of a customer", most=2).passages
    assert [item.text[:9] for item in found] == ["A picture", "Pictures,"]


def test_nothing_is_found_for_words_that_are_like_none() -> None:
    index = Index((a_passage("A picture of a customer needs a yes."),), "en")
    assert index.search("xylophone zygote", most=3).passages == ()
    assert index.search("", most=3).passages == ()


@given(st.text(max_size=300))
def test_whatever_is_asked_the_index_answers(question: str) -> None:
    index = Index((a_passage("A picture of a customer needs a yes."),), "en")
    assert len(index.search(question, most=3).passages) <= 1


def test_a_new_content_set_has_a_new_index_and_old_ones_are_let_go(whole: ContentSet) -> None:
    first = index_of(whole, "en")
    assert index_of(whole, "en") is first
    for number in range(KEPT):
        assert index_of(replace(whole, fingerprint=f"other{number}"), "en") is not first
    assert len(_indexes) <= KEPT


def test_many_threads_search_one_index(whole: ContentSet) -> None:
    index = index_of(whole, "en")
    expected = index.search("picture of a customer", most=3)
    found = []
    threads = [
        Thread(target=lambda: found.append(index.search("picture of a customer", most=3)))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 20
