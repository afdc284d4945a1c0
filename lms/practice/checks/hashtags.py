"""Hashtags that run several words together, and how they could be written."""

from __future__ import annotations

import re

from lms.practice.checks.lists import Lists

HASHTAG = re.compile(r"(?<![\w&#])#([^\W\d_][\w]*)")
_LONGEST_WORD = 16
_MOST = 60
_VOWELS = "aeiouyåäö"
_SHORT_FORM = 4
_INNER_ENDINGS = (
    "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "ksi", "mme", "vat", "vät", "et",
    "at", "ät", "ot", "öt", "ut", "yt", "it", "taan", "tään", "een", "iin", "oon", "ista", "istä",
)  # fmt: skip
"""Within a Finnish compound stand basic forms and genitives, and none of these."""


def better(tag: str, lists: Lists) -> str | None:
    """The hashtag with a capital at each word; "" when the words cannot be told; None when fine.

    `tag` is without its sign.
    """
    if not (tag.islower() or tag.isupper()) or "_" in tag or len(tag) > _MOST:
        return None
    low = tag.lower()
    if low in lists.hashtag_words:
        return None
    words = _split(low, lists.hashtag_words)
    if words is not None and _are_several(words, lists):
        return "#" + "".join(word[:1].upper() + word[1:] for word in words)
    if lists.lang == "fi" and _begins_bent(low, lists.hashtag_words):
        return ""
    if len(low) > lists.longest_whole and not low.endswith(lists.whole_endings):
        return ""
    return None


def _begins_bent(tag: str, words: frozenset[str]) -> bool:
    """Whether a Finnish tag begins with a form that no compound begins with."""
    for end in range(_SHORT_FORM + 1, len(tag) - _SHORT_FORM + 1):
        begins = tag[:end]
        # "kesätyö" is no "kesät" and "yö": after a plural only a consonant tells.
        tells = begins[-1] != "t" or tag[end] not in _VOWELS
        if tells and begins in words and begins.endswith(_INNER_ENDINGS):
            return True
    return False


def _are_several(words: list[str], lists: Lists) -> bool:
    if len(words) < 2:
        return False
    if lists.lang == "fi":  # compounds are one word in Finnish: something must hold them apart
        return any(word in lists.hashtag_glue for word in words) or any(
            len(word) > _SHORT_FORM and word.endswith(_INNER_ENDINGS) for word in words[:-1]
        )
    return len("".join(words)) > 8 or any(word in lists.hashtag_glue for word in words)


def _split(text: str, words: frozenset[str]) -> list[str] | None:
    """The fewest words of the list that a text is made of."""
    best: list[list[str] | None] = [[]] + [None] * len(text)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - _LONGEST_WORD), end):
            before = best[start]
            if before is None or text[start:end] not in words:
                continue
            found = best[end]
            if found is None or len(before) + 1 < len(found):
                best[end] = [*before, text[start:end]]
    return best[len(text)]
