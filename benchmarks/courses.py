"""A content folder of five hundred valid course files, the same one every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

COURSES = 20
MODULES = 10
QUESTIONS = 8
"""A course of so many modules and questions has 25 files: in two languages, with its settings."""

_SIZE = 34  # paragraphs of a module, so that it is as long as the shipped ones

_WORDS = {
    "en": "a rope holds the boat while wind and water move it slowly along an old quay where "
    "people wait for a ferry that comes late in the evening with letters and bread".split(),
    "fi": "köysi pitää venettä kun tuuli ja vesi liikuttavat sitä hitaasti vanhan laiturin luona "
    "jossa ihmiset odottavat lauttaa joka tulee illalla kirjeiden ja leivän kanssa".split(),
}
_SAID = {
    "en": {
        "practice": "Practice", "check": "Check yourself", "short": "In short", "why": "Why",
        "review": "Review", "can": "What you will be able to do", "way": "One way",
        "true": "True", "false": "False", "quiz": "quiz", "left": "Left", "right": "Right",
    },
    "fi": {
        "practice": "Harjoitus", "check": "Testaa itsesi", "short": "Lyhyesti", "why": "Miksi",
        "review": "Kertaa", "can": "Mitä osaat kurssin jälkeen", "way": "Yksi tapa",
        "true": "Totta", "false": "Tarua", "quiz": "koe", "left": "Vasen", "right": "Oikea",
    },
}  # fmt: skip


def write(root: Path, *, path_size: int = COURSES) -> int:
    """Write the folder, so many courses in its path; answers with the number of course files."""
    count = 0
    for path, text in _files(path_size):
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        count += "/" in path
    return count


def _files(path_size: int) -> Iterator[tuple[str, str]]:
    slugs = [f"course-{number}" for number in range(1, COURSES + 1)]
    yield "programme.yml", _programme(slugs[:path_size])
    yield "sources.yml", _SOURCES
    yield "policy.yml", "contact:\n  comms: {en: the harbour office, fi: satamakonttori}\n"
    for lang in ("en", "fi"):
        yield f"glossary.{lang}.md", _glossary(lang)
    for number, slug in enumerate(slugs):
        chance = random.Random(number)  # noqa: S311 - the same folder every time
        yield f"{slug}/course.yml", _settings(slug)
        for lang in ("en", "fi"):
            yield f"{slug}/course.{lang}.md", _course(lang, chance)
            yield f"{slug}/quiz.{lang}.md", _quiz(lang, chance)
            for place in range(1, MODULES + 1):
                yield f"{slug}/{place * 10}-module-{place}.{lang}.md", _module(place, lang, chance)


_SOURCES = """\
- id: rope-act
  title: {en: Rope Act, fi: Köysilaki}
  url: https://www.example.org/rope
  checked: 2026-11-01
  review_by: 2036-05-01
  seen: page
"""


def _programme(slugs: list[str]) -> str:
    return (
        "name: {en: Harbour voices, fi: Sataman äänet}\nlanguages: [en, fi]\npaths:\n"
        "  - id: ready\n    title: {en: Ready, fi: Valmis}\n"
        f"    summary: {{en: Short courses., fi: Lyhyitä kursseja.}}\n"
        f"    courses: [{', '.join(slugs)}]\naudiences:\n  everyone: {{en: Everyone, fi: Kaikki}}\n"
    )


def _settings(slug: str) -> str:
    objectives = ", ".join(f"C{place}" for place in range(1, MODULES + 1))
    return (
        f"id: {slug}\nmark: anchor\nedition: 1\nrequired_for: [everyone]\n"
        "pass: {score: 80, critical: all}\nattempts: {before_review: 2}\n"
        f"renew_after: 12 months\nobjectives: [{objectives}]\nquiz:\n  draw: {{C1: 1}}\n"
    )


def _front(lang: str, *more: str) -> str:
    lines = ["status: ready", "checked: 2026-11-20", *more]
    if lang == "fi":
        lines.append("translates: en")
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _sentence(lang: str, chance: random.Random) -> str:
    words = chance.sample(_WORDS[lang], 12)
    return " ".join(words).capitalize() + "."


def _text(lang: str, chance: random.Random, lines: int) -> str:
    return "\n".join(_sentence(lang, chance) for _ in range(lines))


def _course(lang: str, chance: random.Random) -> str:
    said = _SAID[lang]
    objectives = "\n".join(
        f"- **C{place}** {_sentence(lang, chance)[:-1]}" for place in range(1, MODULES + 1)
    )
    front = _front(lang, f"promise: {_sentence(lang, chance)}")
    return (
        f"{front}# {_sentence(lang, chance)[:-1]}\n\n{_text(lang, chance, 4)}\n\n"
        f"## {said['can']}\n\n{objectives}\n"
    )


def _module(place: int, lang: str, chance: random.Random) -> str:
    said = _SAID[lang]
    body = "\n\n".join(_text(lang, chance, 2) for _ in range(_SIZE // 2))
    front = _front(lang, "minutes: 7", f"teaches: [C{place}]", "checked_by: legal")
    link = "word" if lang == "en" else "sana"
    return (
        f"{front}# {_sentence(lang, chance)[:-1]}\n\n{_text(lang, chance, 3)}\n\n"
        f"## {link} {place}\n\n{body}\n\n"
        f"> [!IMPORTANT]\n> {_sentence(lang, chance)}[^act]\n\n"
        f"{_sentence(lang, chance)}\n[{link}](../glossary.{lang}.md#rope) *{link}* "
        "{{contact.comms}}.\n\n"
        f"| {said['left']} | {said['right']} |\n| --- | --- |\n"
        f"| {_sentence(lang, chance)} | {_sentence(lang, chance)} |\n\n"
        f"## {said['practice']} `try-it-{place}`\n\n{_text(lang, chance, 2)}\n\n"
        f"- [ ] {_sentence(lang, chance)}\n\n<details><summary>{said['way']}</summary>\n\n"
        f"{_text(lang, chance, 3)}\n\n</details>\n\n## {said['check']}\n\n"
        f"{_single(f'check-{place}', place, lang, chance)}"
        f"## {said['short']}\n\n- {_sentence(lang, chance)}\n- {_sentence(lang, chance)}\n\n"
        f"[^act]: [Rope Act](https://www.example.org/rope), {'section' if lang == 'en' else 'luku'}"
        f" {'two' if lang == 'en' else 'kaksi'}.\n"
    )


def _end(place: int, lang: str, chance: random.Random) -> str:
    said = _SAID[lang]
    link = "word" if lang == "en" else "sana"
    return (
        f"**{said['why']}:** {_sentence(lang, chance)}\n\n**{said['review']}:** "
        f"[{link}](../{{course}}/{place * 10}-module-{place}.{lang}.md#{link}-{place})\n\n"
    ).replace("../{course}/", "")


def _single(name: str, place: int, lang: str, chance: random.Random) -> str:
    right = "abc"[place % 3]
    options = "".join(
        f"- [{'x' if letter == right else ' '}] ({letter}) {_sentence(lang, chance)}\n"
        f"  > {_sentence(lang, chance)}\n"
        for letter in "abc"
    )
    return (
        f"### single `{name}`\n\n{_text(lang, chance, 3)}\n\n{options}\n{_end(place, lang, chance)}"
    )


def _quiz(lang: str, chance: random.Random) -> str:
    said = _SAID[lang]
    parts = [f"{_front(lang)}# {_sentence(lang, chance)[:-1]}: {said['quiz']}\n\n"]
    for objective in range(1, MODULES + 1):
        parts.append(f"## C{objective} {_sentence(lang, chance)[:-1]}\n\n")
        asked = QUESTIONS // 2 if objective == 1 else 1
        parts += [
            _single(
                f"ask-{objective}-{number}", objective if objective > 1 else number, lang, chance
            )
            for number in range(1, asked + 1)
        ]
    return "".join(parts)


def _glossary(lang: str) -> str:
    title, term, text = {
        "en": ("Glossary", "Rope", "Many fibres, laid together."),
        "fi": ("Sanasto", "Köysi", "Monta kuitua, yhteen punottuna."),
    }[lang]
    return f"{_front(lang)}# {title}\n\n## rope\n\n**{term}**\n\n{text}\n"
