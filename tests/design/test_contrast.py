"""Every colour pair of the design keeps its contrast, computed from the stylesheet itself."""

import itertools
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
COLOUR = re.compile(r"--([a-z0-9-]+): light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\);")
THEMES = {"light": 2, "dark": 3}

TEXT = 4.5
SHAPE = 3.0
GROUNDS = ("surface", "ground", "sunken")
TINTS = ("lake-tint", "moss-tint", "hilla-tint", "rust-tint", "bilberry-tint")
HUES = ("lake", "moss", "hilla", "rust", "bilberry")

PAIRS: list[tuple[str, str, float]] = [
    *((text, ground, TEXT) for text in ("ink", "muted") for ground in (*GROUNDS, *TINTS, "raised")),
    *(("subtle", ground, TEXT) for ground in GROUNDS),
    *((hue, ground, TEXT) for hue in HUES for ground in GROUNDS),
    *((hue, f"{hue}-tint", TEXT) for hue in HUES),
    *(("lake-hover", ground, TEXT) for ground in (*GROUNDS, "lake-tint")),
    *(("lake", tint, TEXT) for tint in TINTS),
    *((shape, ground, SHAPE) for shape in ("hilla-mark", "control", "focus") for ground in GROUNDS),
    ("hilla-mark", "hilla-tint", SHAPE),
    *(("focus", tint, SHAPE) for tint in TINTS),
    ("on-lake", "lake", TEXT),
    ("on-lake", "lake-hover", TEXT),
    ("on-deep", "deep", TEXT),
    ("on-deep-muted", "deep", TEXT),
    ("on-deep-progress", "deep", SHAPE),
    ("ground", "ink", TEXT),
]

# The figures that DESIGN gives for each theme: (text, ground, ratio).
PUBLISHED = {
    "light": [
        ("ink", "surface", 15.7), ("ink", "ground", 14.4), ("ink", "sunken", 13.3),
        ("muted", "surface", 7.7), ("subtle", "sunken", 4.8), ("lake", "surface", 8.2),
        ("lake", "lake-tint", 6.8), ("moss", "moss-tint", 5.9), ("hilla", "hilla-tint", 6.0),
        ("hilla-mark", "surface", 4.1), ("rust", "rust-tint", 5.4), ("bilberry", "surface", 8.0),
        ("bilberry", "bilberry-tint", 6.6), ("control", "surface", 4.2), ("focus", "ground", 6.3),
        ("on-deep", "deep", 11.4), ("on-deep-muted", "deep", 8.0),
        ("on-deep-progress", "deep", 6.1),
    ],
    "dark": [
        ("ink", "surface", 14.0), ("ink", "ground", 15.6), ("muted", "surface", 8.7),
        ("subtle", "ground", 7.2), ("lake", "surface", 8.9), ("lake", "lake-tint", 7.0),
        ("moss", "moss-tint", 7.9), ("hilla", "hilla-tint", 8.9), ("hilla-mark", "surface", 7.2),
        ("rust", "rust-tint", 7.6), ("bilberry", "bilberry-tint", 8.2), ("control", "surface", 4.4),
        ("focus", "surface", 8.8), ("on-lake", "lake", 8.7), ("on-deep", "deep", 11.5),
        ("on-deep-muted", "deep", 7.8), ("on-deep-progress", "deep", 5.6),
    ],
}  # fmt: skip


def colours(theme: str) -> dict[str, str]:
    found = COLOUR.finditer(TOKENS.read_text("utf-8"))
    return {match[1]: match[THEMES[theme]] for match in found}


def luminance(colour: str) -> float:
    def linear(channel: str) -> float:
        value = int(channel, 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(colour[start : start + 2]) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_pair_is_readable(theme: str) -> None:
    known = colours(theme)
    too_low = [
        f"{front} on {back}: {ratio:.2f}, needs {least}"
        for front, back, least in PAIRS
        if (ratio := contrast(known[front], known[back])) < least
    ]
    assert not too_low


@pytest.mark.parametrize("theme", THEMES)
def test_the_published_figures_hold(theme: str) -> None:
    known = colours(theme)
    for front, back, ratio in PUBLISHED[theme]:
        assert contrast(known[front], known[back]) == pytest.approx(ratio, abs=0.1), (front, back)


def test_colours_stand_only_among_the_tokens() -> None:
    """A colour elsewhere would escape this test; white for paper and QR codes is meant."""
    sheets = sorted(TOKENS.parent.glob("*.css"))
    allowed = {"#FFFFFF", "#0A3F4F", "#06252E", "#0D2B35", "#142228"}
    for sheet in sheets:
        if sheet != TOKENS:
            assert set(re.findall(r"#[0-9A-Fa-f]{6}\b", sheet.read_text("utf-8"))) <= allowed, sheet


def test_dark_writing_on_light_buttons_of_the_deep_panel() -> None:
    for theme, writing in (("light", "#0A3F4F"), ("dark", "#06252E")):
        known = colours(theme)
        for back in ("on-deep", "on-deep-muted", "il-3"):
            assert contrast(writing, known[back]) >= TEXT


def test_the_measure_itself() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert all(
        contrast(a, b) == contrast(b, a)
        for a, b in itertools.combinations(("#123456", "#FEDCBA", "#777777"), 2)
    )
