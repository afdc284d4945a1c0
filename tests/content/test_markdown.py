"""How each construct of the format looks as HTML."""

from __future__ import annotations

import re

import pytest

from lms.content.markdown import inline, render
from lms.content.source import Slugs, slug_of

PATH = "knots/10-one-loop.en.md"


def html(text: str, lang: str = "en") -> str:
    """The HTML of a text in a module."""
    return render(text, path=PATH.replace(".en.", f".{lang}."), lang=lang).html


@pytest.mark.parametrize(
    ("alert", "kind", "label"),
    [
        ("NOTE", "note", "Good to know"),
        ("TIP", "try", "Try this"),
        ("IMPORTANT", "rule", "The rule behind this"),
        ("WARNING", "slip", "A common slip"),
        ("CAUTION", "care", "Take care"),
    ],
)
def test_alerts_become_callouts(alert: str, kind: str, label: str) -> None:
    made = html(f"> [!{alert}]\n> Words.")
    assert f'<aside class="callout callout-{kind}" data-kind="{kind}">' in made
    assert f'<p class="callout-label">{label}</p>' in made
    assert "<p>Words.</p>" in made


def test_bold_first_words_are_the_label() -> None:
    made = html("> [!TIP]\n> **Ten seconds.** Look again.")
    assert '<p class="callout-label">Ten seconds</p>' in made
    assert "<p>Look again.</p>" in made


def test_callouts_speak_the_language() -> None:
    assert "Hyvä tietää" in html("> [!NOTE]\n> Sanoja.", "fi")


def test_an_unknown_alert_stays_a_quote() -> None:
    assert "<blockquote>" in html("> [!HINT]\n> Words.")


def test_two_quotes_with_an_empty_line_between_are_two() -> None:
    assert html("> one\n\n> two").count("<blockquote>") == 2


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("20-next.en.md#a-part", "/courses/knots/next#a-part"),
        ("../sails/10-up.en.md", "/courses/sails/up"),
        ("course.en.md", "/courses/knots"),
        ("quiz.en.md", "/courses/knots/quiz"),
        ("../glossary.en.md#bowline", "/glossary#bowline"),
        ("media/knot.mp4", "/media/knots/knot.mp4"),
        ("#the-loop", "#the-loop"),
    ],
)
def test_links_between_files_become_addresses(target: str, address: str) -> None:
    assert f'<a href="{address}">x</a>' in html(f"[x]({target})")


def test_outside_links_tell_nothing_to_the_other_page() -> None:
    made = html("[x](https://a.example/b?c=d&e=f)")
    assert made == '<p><a href="https://a.example/b?c=d&amp;e=f" rel="noopener">x</a></p>'


@pytest.mark.parametrize(
    "target", ["mailto:a", "ftp://a.example", "/etc", "../../x.md", "10-x.md", "course.yml"]
)
def test_other_links_are_taken_out(target: str) -> None:
    rendered = render(f"[x]({target})", path=PATH, lang="en")
    assert "<a" not in rendered.html
    assert rendered.refused == (target,)


def test_a_picture_alone_is_a_figure() -> None:
    rendered = render(
        '![A rope in a loop](media/loop.svg "Seen from above")',
        path=PATH,
        lang="en",
        sizes={"knots/media/loop.svg": (640, 360)},
    )
    assert rendered.html.startswith("<figure><img ")
    for part in (
        'src="/media/knots/loop.svg"',
        'alt="A rope in a loop"',
        'loading="lazy"',
        'width="640"',
        'height="360"',
        "<figcaption>Seen from above</figcaption>",
    ):
        assert part in rendered.html


def test_headings_have_the_ids_of_git_hosts() -> None:
    rendered = render("## Kolme testiä\n\n## Kolme testiä\n\n### A, b & c?", path=PATH, lang="fi")
    assert [heading.slug for heading in rendered.headings] == [
        "kolme-testiä", "kolme-testiä-1", "a-b--c",
    ]  # fmt: skip
    assert '<h2 id="kolme-testiä">' in rendered.html


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The three tests", "the-three-tests"),
        ("Ei liikesalaisuus, mutta ei sinun julkaistavasi",
         "ei-liikesalaisuus-mutta-ei-sinun-julkaistavasi"),
        ("Practice `tie-it`", "practice-tie-it"),
        ("What's *up*?", "whats-up"),
        ("1. One – two", "1-one--two"),
        ("Åland & Öland", "åland--öland"),
    ],
)  # fmt: skip
def test_slugs(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_slugs_never_repeat() -> None:
    slugs = Slugs()
    made = [slugs.next(text) for text in ("a", "a", "a-1", "a", "?", "!")]
    assert len(set(made)) == len(made)


def test_a_hashtag_at_the_start_of_a_line_stays_a_hashtag() -> None:
    assert html("We open on Friday.\n#OpenHouse #Welcome") == (
        "<p>We open on Friday.\n#OpenHouse #Welcome</p>"
    )
    assert html("#OpenHouse") == "<p>#OpenHouse</p>"


def test_tables_scroll_by_themselves_and_have_column_headings() -> None:
    made = html("## Ends\n\n| a | b |\n| :-- | --: |\n| 1 | 2 |")
    assert '<div aria-label="Table: Ends" class="table-scroll" role="region" tabindex="0">' in made
    assert '<th align="left" scope="col">a</th>' in made
    assert '<td align="right">2</td>' in made
    assert "style=" not in made


def test_task_lists_have_no_inputs() -> None:
    made = html("- [ ] one\n- [x] two")
    assert '<ul class="checklist">' in made
    assert '<li class="is-open">one</li>' in made
    assert '<li class="is-done">two</li>' in made
    assert "<input" not in made


def test_details_hold_markdown() -> None:
    made = html(
        "<details><summary>One way</summary>\n\nSome *text*.\n\n- a\n- b\n\n</details>\n\nEnd"
    )
    assert "<summary>One way</summary>" in made
    assert "<em>text</em>" in made
    assert made.index("</details>") < made.index("<p>End</p>")


def test_sources_have_a_heading_names_and_one_id_each() -> None:
    made = html("One.[^a] Two.[^a] Three.[^b]\n\n[^a]: Act, 1.\n[^b]: Law, 2.", "fi")
    assert '<h2 id="source-list">Lähteet</h2>' in made
    assert 'aria-label="Lähde 1"' in made
    assert 'aria-label="Takaisin tekstiin, lähde 2"' in made
    ids = re.findall(r'\sid="([^"]*)"', made)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]*)"', made):
        assert target in ids


def test_a_list_may_follow_a_paragraph_at_once() -> None:
    made = html("Text:\n- a\n- b")
    assert "<p>Text:</p>" in made
    assert made.count("<li>") == 2


def test_fenced_code_is_code() -> None:
    assert "<pre><code># no heading\n</code></pre>" in html("```\n# no heading\n```")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("plain", "plain"),
        ("1. not a list", "1. not a list"),
        ("# no heading", "# no heading"),
        ("a *b* & <c>", "a <em>b</em> &amp; &lt;c&gt;"),
        ('"quoted"', '"quoted"'),
    ],
)
def test_inline_text(text: str, made: str) -> None:
    assert inline(text, path=PATH, lang="en") == made
