"""Films: captions and a transcript in every language, and a player that needs no script."""

from __future__ import annotations

from pathlib import Path

import pytest

from lms.content.markdown import render
from tests.content.sample import CAPTIONS_EN, FILM, a_folder, load

M = "knots/10-one-loop.en.md"
LINE = "[A film of the loop being tied](media/tying.mp4)\n"


def made(text: str, lang: str = "en", languages: tuple[str, ...] = ("en", "fi")) -> str:
    """The HTML of a text in a course whose film has captions in some languages."""
    path = M.replace(".en.", f".{lang}.")
    captions = {"knots/media/tying.mp4": languages}
    return render(text, path=path, lang=lang, captions=captions).html


def test_a_film_alone_in_a_paragraph_becomes_a_player(tmp_path: Path) -> None:
    text = load(a_folder(tmp_path)).courses["knots"].modules[0].texts["fi"]
    assert (
        '<figure><video aria-label="Filmi silmukan tekemisestä" controls="" preload="none" '
        'src="/media/knots/tying.mp4">'
    ) in text.body
    assert (
        '<track default="" kind="captions" label="suomi" src="/media/knots/tying.fi.vtt" '
        'srclang="fi">'
    ) in text.body
    assert 'label="English" src="/media/knots/tying.en.vtt" srclang="en">' in text.body
    assert text.body.count("default=") == 1
    assert '<a href="/media/knots/tying.fi.txt">Tekstivastine</a></figcaption>' in text.body


def test_a_film_in_the_middle_of_a_sentence_stays_a_link() -> None:
    assert "<video" not in made("See [the film](media/tying.mp4) first.")
    assert '<a href="/media/knots/tying.mp4">the film</a>' in made(
        "See [the film](media/tying.mp4)."
    )


def test_a_picture_or_another_link_alone_stays_what_it_is() -> None:
    assert "<video" not in made("[The loop](10-one-loop.en.md)")
    assert "<video" not in made("[Elsewhere](https://films.example/tying.mp4)")


def test_what_stands_in_the_link_is_words_only() -> None:
    html = made('[A "film" of <b>it</b> & more](media/tying.mp4)')
    assert "<b>" not in html
    assert 'aria-label="A &quot;film&quot; of' in html


@pytest.mark.parametrize("gone", ["tying.en.vtt", "tying.fi.vtt", "tying.en.txt", "tying.fi.txt"])
def test_captions_and_transcripts_are_needed_in_every_language(gone: str, tmp_path: Path) -> None:
    root = a_folder(tmp_path)
    (root / "knots/media" / gone).unlink()
    found = [finding for finding in load(root).findings if finding.code == "E505"]
    assert len(found) == 2  # once in each language's text
    assert gone in found[0].what


@pytest.mark.parametrize(("name", "text"), [("tying.en.vtt", "WEBVTT\n"), ("tying.fi.txt", " \n")])
def test_empty_captions_and_transcripts_are_none(name: str, text: str, tmp_path: Path) -> None:
    root = a_folder(tmp_path, **{f"knots/media/{name}": text})
    assert {finding.code for finding in load(root).findings} == {"E505"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tying.mp4", "a text"),
        ("tying.en.vtt", CAPTIONS_EN.replace("WEBVTT", "Captions")),
        ("tying.en.txt", b"\xff\xfe words"),
    ],
)
def test_a_file_is_what_its_ending_says(name: str, data: str | bytes, tmp_path: Path) -> None:
    root = a_folder(tmp_path, **{f"knots/media/{name}": data})
    found = {(finding.code, finding.path) for finding in load(root).findings}
    assert found == {("E113", f"knots/media/{name}")}


def test_a_film_over_the_limit_is_refused(tmp_path: Path) -> None:
    root = a_folder(tmp_path, **{"knots/media/tying.mp4": FILM + " " * 5_000_000})
    assert "E509" in {finding.code for finding in load(root).findings}


def test_a_film_needs_a_licence(tmp_path: Path) -> None:
    root = a_folder(
        tmp_path, **{"knots/media/licences.yml": "loop.svg: {by: the project, licence: MIT}\n"}
    )
    assert [(finding.code, finding.path) for finding in load(root).findings] == [
        ("E504", "knots/media/tying.mp4")
    ]
