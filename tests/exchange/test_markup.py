"""HTML of other programs becomes Markdown that shows the same, or the difference is told."""

from __future__ import annotations

import pytest

from lms.content.markdown import render
from lms.exchange.markup import Markup
from tests.exchange.banks import PATH, a_place


def a_markup() -> Markup:
    place = a_place()
    return Markup(PATH, "en", place.link, place.picture)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One <b>bold</b> and <i>soft</i> word</p>", "One **bold** and *soft* word"),
        ("<p>a</p><p>b<br>c</p>", "a\n\nb  \nc"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "- a\n- b\n    - c"),
        ("<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<pre>x &lt; y\n\n  z</pre>", "```\nx < y\n\n  z\n```"),
        ("<p>use <code>a`b</code></p>", "use ``a`b``"),
        ("<p># no heading</p><p>- no list</p><p>1. no list</p>",
         "\\# no heading\n\n\\- no list\n\n1\\. no list"),
        ("<p>**Why:** {{contact.comms}} [^1] &amp;lt;</p>",
         "\\*\\*Why:\\*\\* \\{\\{contact.comms}} \\[&#94;1\\] &amp;lt;"),
        ("<table><tr><th>a|b</th><th align=right>c</th></tr><tr><td>1</td><td>2</td></tr></table>",
         "| a\\|b | c |\n| --- | ---: |\n| 1 | 2 |"),
        ('<p><a href="/courses/knots/bowline#tie">x</a> <a href="https://example.org/">y</a></p>',
         "[x](10-bowline.en.md#tie) [y](https://example.org/)"),
        ('<p><img src="/media/knots/knot.svg" alt="A knot"></p>', "![A knot](media/knot.svg)"),
    ],
)  # fmt: skip
def test_html_becomes_markdown_without_loss(html: str, markdown: str) -> None:
    markup = a_markup()
    assert markup.block(html) == markdown
    assert markup.told == []


@pytest.mark.parametrize(
    ("html", "markdown", "element", "fate"),
    [
        ("<p>a</p>\n<h2>b</h2>", "a\n\n**b**", "h2", "bent"),
        ("x\n<p>H<sub>2</sub>O</p>", "x\n\nH2O", "sub", "bent"),
        ("x\n<p>a<script>b</script></p>", "x\n\na", "script", "dropped"),
        ("x\n<p><a href='javascript:y'>z</a></p>", "x\n\nz", "a", "dropped"),
        ("x\n<p><img src='y.png' alt='A sea'></p>", "x\n\nA sea", "img", "dropped"),
        ("x\n<table><tr><td>a</td></tr></table>", "x\n\n| a |\n| --- |", "table", "bent"),
    ],
)
def test_what_markdown_cannot_say_is_told_with_its_line(
    html: str, markdown: str, element: str, fate: str
) -> None:
    markup = a_markup()
    assert markup.block(html, 10) == markdown
    assert [(told.fate.value, told.line, told.element) for told in markup.told] == [
        (fate, 11, element)
    ]


def test_what_is_on_one_line_stays_on_one() -> None:
    markup = a_markup()
    assert markup.inline("<p>a</p><ul><li>b</li></ul>c<br>d") == "a b c d"
    assert [told.element for told in markup.told] == ["p", "br"]


def test_a_callout_comes_back_as_one() -> None:
    for written in ("> [!TIP]\n> Mind *this*.", "> [!WARNING]\n> **Own.** Mind this."):
        html = render(written, path=PATH, lang="en").html
        again = render(a_markup().block(html), path=PATH, lang="en").html
        assert again == html
