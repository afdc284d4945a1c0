"""Draft posts with marked parts: how `mark` questions are written, and how their posts are shown.

In the file a part is bold and its letter follows in brackets, so that a Git host shows it as well:
`> **Our new lift** (a) runs.` On a page it is marked and has a number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lms.content.source import Line

LEAST_REASONS = 2
PART = re.compile(r"^- \[([ x])\] \(([a-z])\)(?:[ \t]+\(([a-z])\))?$")
REASON = re.compile(r"^- \(([a-z])\)[ \t]+(\S.*)$")
_MARKED = re.compile(r"\*\*([^*\n]+)\*\*[ \t]?\(([a-z])\)")
_POST = re.compile(r"<blockquote>.*?</blockquote>", re.DOTALL)
_SHOWN = re.compile(r"<strong>((?:(?!</?strong>).)*)</strong>[ \t]?\(([a-z])\)", re.DOTALL)

Mistake = tuple[int, str, str]
"""The line, or 0 for the heading's; what is wrong; what to do."""


def _marks(prompt: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    """The line, letter and words of each marked part."""
    for line in prompt:
        if line.text.lstrip().startswith(">"):
            for match in _MARKED.finditer(line.text):
                yield line.number, match[2], match[1].strip()


def marked(prompt: Sequence[Line]) -> dict[str, str]:
    """The words of each marked part by its letter, in the order of the post."""
    found: dict[str, str] = {}
    for _, letter, words in _marks(prompt):
        found.setdefault(letter, words)
    return found


def mistakes(prompt: Sequence[Line], listed: Sequence[str]) -> Iterator[Mistake]:
    """Where a post and the list of its parts do not agree."""
    if not any(line.text.lstrip().startswith(">") for line in prompt):
        yield 0, "there is no post", "write the post as a quotation, each line beginning with >"
        return
    last = next((line.text for line in reversed(prompt) if line.text.strip()), "")
    if last.lstrip().startswith(">"):
        yield 0, "nothing is asked after the post", "end with a paragraph that asks"
    marks = list(_marks(prompt))
    counts = Counter(letter for _, letter, _ in marks)
    for line, letter, _ in marks:
        if counts[letter] > 1:
            yield line, f"part ({letter}) is marked twice in the post", "give each part a letter"
            counts[letter] = 0
        if letter not in listed:
            yield (
                line,
                f"part ({letter}) is not in the list",
                f"add - [ ] ({letter}) under the post",
            )
    for letter in listed:
        if letter not in counts:
            yield 0, f"part ({letter}) is not marked in the post", f"write **its words** ({letter})"


def numbered(html: str, letters: Sequence[str]) -> str:
    """The rendered text with the parts of its post marked and numbered."""
    numbers = {letter: number for number, letter in enumerate(letters, start=1)}

    def shown(match: re.Match[str]) -> str:
        if match[2] not in numbers:
            return match[0]
        number = f'<span class="post-number">{numbers[match[2]]}</span>'
        return f'<mark class="post-part">{number} {match[1]}</mark>'

    return _POST.sub(lambda post: _SHOWN.sub(shown, post[0]), html)
