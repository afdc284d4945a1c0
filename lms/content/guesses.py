"""What an author may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 200
_MOST = 2000


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known word that is most like this one; nothing when none is, or it would take long."""
    if not word or len(word) > _LONGEST:
        return ""
    words = [item for item in known if len(item) <= _LONGEST][:_MOST]
    folded = {item.casefold(): item for item in reversed(words)}
    if word.casefold() in folded:
        return folded[word.casefold()]
    found = get_close_matches(word, words, 1, likeness)
    return found[0] if found else ""


def fix(word: str, known: Iterable[str], otherwise: str, *, mark: str = '"{}"') -> str:
    """What to do about a word: the guess, or else this advice."""
    near = nearest(word, known)
    return f"did you mean {mark.format(near)}" if near else otherwise
